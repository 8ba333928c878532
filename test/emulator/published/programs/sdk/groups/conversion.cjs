const { ada, anyString, deleted, matching } = require("../../expected.cjs");

/** The end of the records: the lead Siv Berg is converted, the others and the products are deleted. */
module.exports = async function conversion(tools, call, { siv, dahl, lamp, cable }) {
  const { isOldest, operations, make, record, params, choice } = tools;
  const { RecordOperations, DeleteRecordsParam, GetDeletedRecordsParam } = operations("record/record");
  const records = new RecordOperations();

  await call("convert", {
    given: make("record/convert_body_wrapper", {
      Data: [
        make("record/lead_converter", {
          Overwrite: true,
          NotifyLeadOwner: false,
          NotifyNewEntityOwner: false,
          Deals: record({
            Deal_Name: "Fjord",
            Closing_Date: new Date("2027-05-01"),
            Stage: choice("Qualification"),
          }),
        }),
      ],
    }),
    when: (given) => records.convertLead(BigInt(siv), given),
    want: { status: 200, body: { data: [{ contacts: anyString, accounts: anyString, deals: anyString }] } },
  });

  await call("delete one", {
    when: () => records.deleteRecord(BigInt(dahl), "Leads"),
    want: { status: 200, body: { data: [deleted] } },
  });
  await call("delete", {
    given: await params(DeleteRecordsParam, {
      IDS: isOldest ? [BigInt(lamp), BigInt(cable)] : [lamp, cable],
      WF_TRIGGER: isOldest ? "false" : false,
    }),
    when: (ids) => records.deleteRecords("Products", ids),
    want: { status: 200, body: { data: [deleted, deleted] } },
  });
  await call("deleted", {
    given: await params(GetDeletedRecordsParam, { TYPE: "all" }),
    when: (type) => records.getDeletedRecords("Leads", type),
    want: {
      status: 200,
      body: {
        data: [{ displayName: "Dahl", type: "recycle", deletedBy: ada, deletedTime: matching(/^\d{4}-/) }],
        info: { count: 1 },
      },
    },
  });
};
