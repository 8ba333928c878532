const { done, having } = require("../../expected.cjs");

/** The products of the lead Siv Berg. */
module.exports = async function relatedRecords(tools, call, { siv, lamp, cable }) {
  const { isOldest, operations, body, record, params } = tools;
  const { RelatedRecordsOperations, DelinkRecordsParam } = operations("related_records/related_records");

  /** The oldest SDK takes the record where its calls are made, the others with each call. */
  function onProducts(method, ...args) {
    if (isOldest) return new RelatedRecordsOperations("Products", BigInt(siv), "Leads")[method](...args);
    const [first, ...rest] = args;
    const inOrder = /Records$/.test(method) ? [BigInt(siv), ...args] : [first, BigInt(siv), ...rest];
    return new RelatedRecordsOperations("Products", "Leads")[method](...inOrder);
  }

  await call("relate", {
    given: body("related_records", record({}, lamp)),
    when: (products) => onProducts("updateRelatedRecords", products),
    want: { status: 200, body: { data: [done("relation added")] } },
  });
  await call("relate one", {
    given: body("related_records", record({})),
    when: (values) => onProducts("updateRelatedRecord", BigInt(cable), values),
    want: { status: 200, body: { data: [done("relation added")] } },
  });

  await call("related", {
    when: () => onProducts("getRelatedRecords"),
    want: { status: 200, body: { data: having({ Product_Name: "Lamp", Unit_Price: 20 }), info: { count: 2 } } },
  });
  await call("related one", {
    when: () => onProducts("getRelatedRecord", BigInt(lamp)),
    want: { status: 200, body: { data: [{ Product_Name: "Lamp" }] } },
  });

  await call("unrelate one", {
    when: () => onProducts("delinkRecord", BigInt(cable)),
    want: { status: 200, body: { data: [done("relation removed")] } },
  });
  await call("unrelate", {
    given: await params(DelinkRecordsParam, { IDS: lamp }),
    when: (ids) => onProducts("delinkRecords", ids),
    want: { status: 200, body: { data: [done("relation removed")] } },
  });
  await call("no longer related", {
    when: () => onProducts("getRelatedRecords"),
    want: { status: 204, body: null },
  });
};
