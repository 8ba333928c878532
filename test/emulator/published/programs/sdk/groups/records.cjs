const { ada, added, matching, noAddress, refused, updated } = require("../../expected.cjs");

/** @returns two leads, by their ids */
module.exports = async function recordsOfModules(tools, call) {
  const { operations, record, body, bodyOf, make, params, headers, noParams, choice, tomorrow, idsIn } = tools;
  const { RecordOperations, GetRecordsParam, GetRecordsHeader } = operations("record/record");
  const records = new RecordOperations();
  const wrong = { Last_Name: "Wrong", Company: "Wrong", Email: "no address" };

  await call("nothing is there", {
    when: () => records.getRecords("Vendors"),
    want: { status: 204, body: null },
  });

  const created = await call("create", {
    given: bodyOf(
      {
        Last_Name: "Berg",
        First_Name: "Siv",
        Company: "Fjord AS",
        Email: "siv.berg@example.com",
        Phone: "555-0199",
        Lead_Source: choice("Advertisement"),
        Annual_Revenue: 1200.5,
        No_of_Employees: 12,
        Email_Opt_Out: true,
      },
      wrong,
      { Last_Name: "Dahl", Company: "Dahl", Email: "dahl@example.com" },
    ),
    when: (leads) => records.createRecords("Leads", leads),
    want: { status: 207, body: { data: [added, noAddress, added] } },
  });
  const [siv, , dahl] = idsIn(created.data);
  await call("all refused", {
    given: bodyOf(wrong),
    when: (leads) => records.createRecords("Leads", leads),
    want: { status: 202, body: { data: [noAddress] } },
  });

  await call("list", {
    given: await params(GetRecordsParam, {
      FIELDS: ["Last_Name", "Company"],
      SORT_BY: "Last_Name",
      SORT_ORDER: "asc",
      PER_PAGE: 1,
    }),
    when: (page) => records.getRecords("Leads", page),
    want: {
      status: 200,
      body: {
        data: [{ Last_Name: "Berg", Company: "Fjord AS" }],
        info: { perPage: 1, count: 1, page: 1, moreRecords: true },
      },
    },
  });
  await call("list not modified", {
    given: await headers(GetRecordsHeader, { IF_MODIFIED_SINCE: tomorrow }),
    when: (since) => records.getRecords("Leads", noParams(), since),
    want: { status: 304, body: null },
  });
  await call("get", {
    when: () => records.getRecord(BigInt(siv), "Leads"),
    want: {
      status: 200,
      body: {
        data: [
          {
            Full_Name: "Siv Berg",
            Lead_Source: "Advertisement",
            Annual_Revenue: 1200.5,
            No_of_Employees: 12,
            Email_Opt_Out: true,
            Owner: { ...ada, email: "ada@example.com" },
            Created_Time: matching(/^\d{4}-\d\d-\d\dT/),
            Tag: [],
          },
        ],
      },
    },
  });
  await call("get unknown", {
    when: () => records.getRecord(1n, "Leads"),
    want: { status: 204, body: null },
  });
  // The SDK reads the fields of the module first, and is refused those.
  await call("unknown module", {
    when: () => records.getRecord(1n, "Nowhere"),
    want: { threw: matching(/INVALID_MODULE/) },
  });

  await call("update one", {
    given: bodyOf({ City: "Oslo" }),
    when: (changes) => records.updateRecord(BigInt(siv), "Leads", changes),
    want: { status: 200, body: { data: [updated] } },
  });
  await call("update", {
    given: body("record", record({ City: "Bergen" }, dahl), record({ City: "Bergen" }, 1)),
    when: (changes) => records.updateRecords("Leads", changes),
    want: { status: 207, body: { data: [updated, refused("INVALID_DATA", { id: "1" })] } },
  });
  await call("upsert", {
    given: make("record/body_wrapper", {
      Data: [
        record({ Last_Name: "Berg", Company: "Fjord AS", Email: "siv.berg@example.com", City: "Moss" }),
        record({ Last_Name: "Lund", Company: "Lund", Email: "lund@example.com" }),
      ],
      DuplicateCheckFields: ["Email"],
    }),
    when: (leads) => records.upsertRecords("Leads", leads),
    want: {
      status: 200,
      body: {
        data: [
          { ...updated, action: "update", duplicateField: "Email" },
          { ...added, action: "insert" },
        ],
      },
    },
  });

  return { siv, dahl };
};
