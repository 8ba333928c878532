const { added, deleted, done, refused, updated } = require("../../expected.cjs");

/** Records named by the field Code instead of their ids, which the oldest SDK cannot do. */
module.exports = async function externalIds(tools, call, { siv }) {
  const { isOldest, operations, bodyOf, body, record, params, headers, noParams } = tools;
  if (isOldest) return;
  const { RecordOperations, GetRecordUsingExternalIDHeader } = operations("record/record");
  const { RelatedRecordsOperations, DeleteRelatedRecordsUsingExternalIDParam } = operations(
    "related_records/related_records",
  );
  const records = new RecordOperations();
  const { X_EXTERNAL } = GetRecordUsingExternalIDHeader;
  const byCode = () => headers({ X_EXTERNAL }, { X_EXTERNAL: "Products.Code" });

  await call("create with an external id", {
    given: bodyOf({ Product_Name: "Bulb", Code: "b-1" }),
    when: (products) => records.createRecords("Products", products),
    want: { status: 201, body: { data: [added] } },
  });
  await call("get by it", {
    when: async () => records.getRecordUsingExternalId("b-1", "Products", noParams(), await byCode()),
    want: { status: 200, body: { data: [{ Product_Name: "Bulb", Code: "b-1" }] } },
  });
  await call("update by it", {
    given: bodyOf({ Unit_Price: 3 }),
    when: async (changes) => records.updateRecordUsingExternalId("b-1", "Products", changes, await byCode()),
    want: { status: 200, body: { data: [updated] } },
  });
  await call("update of what it does not name", {
    given: bodyOf({ Unit_Price: 3 }),
    when: async (changes) => records.updateRecordUsingExternalId("b-2", "Products", changes, await byCode()),
    want: { status: 400, body: refused("NOT_FOUND") },
  });
  await call("give the lead one", {
    given: bodyOf({ Code: "l-1" }),
    when: (changes) => records.updateRecord(BigInt(siv), "Leads", changes),
    want: { status: 200, body: { data: [updated] } },
  });

  const products = new RelatedRecordsOperations("Products", "Leads", "Leads.Code,Products.Code");
  const linked = (values) => body("related_records", record(values));
  const relationAdded = { status: 200, body: { data: [done("relation added")] } };
  const relationRemoved = { status: 200, body: { data: [done("relation removed")] } };
  await call("relate by them", {
    given: linked({ Code: "b-1" }),
    when: (given) => products.updateRelatedRecordsUsingExternalId("l-1", given),
    want: relationAdded,
  });
  await call("related by them", {
    when: () => products.getRelatedRecordsUsingExternalId("l-1"),
    want: { status: 200, body: { data: [{ Product_Name: "Bulb", Unit_Price: 3 }] } },
  });
  await call("relate one by them", {
    given: linked({}),
    when: (given) => products.updateRelatedRecordUsingExternalId("b-1", "l-1", given),
    want: relationAdded,
  });
  await call("related one by them", {
    when: () => products.getRelatedRecordUsingExternalId("b-1", "l-1"),
    want: { status: 200, body: { data: [{ Product_Name: "Bulb" }] } },
  });
  await call("unrelate one by them", {
    when: () => products.deleteRelatedRecordUsingExternalId("b-1", "l-1"),
    want: relationRemoved,
  });
  await call("relate again", {
    given: linked({}),
    when: (given) => products.updateRelatedRecordUsingExternalId("b-1", "l-1", given),
    want: relationAdded,
  });
  await call("unrelate by them", {
    given: await params(DeleteRelatedRecordsUsingExternalIDParam, { IDS: "b-1" }),
    when: (ids) => products.deleteRelatedRecordsUsingExternalId("l-1", ids),
    want: relationRemoved,
  });

  await call("delete by it", {
    when: async () => records.deleteRecordUsingExternalId("b-1", "Products", noParams(), await byCode()),
    want: { status: 200, body: { data: [deleted] } },
  });
};
