const { ada, refused } = require("../../expected.cjs");

/** Given the leads Siv Berg in Moss and Dahl in Bergen. */
module.exports = async function search({ operations, make, params }, call) {
  const { RecordOperations, SearchRecordsParam } = operations("record/record");
  const records = new RecordOperations();
  const siv = { Full_Name: "Siv Berg", City: "Moss", Owner: ada };

  const searchBy = (parameter, value, body) =>
    call(`search by ${parameter.toLowerCase()}`, {
      given: { [parameter]: value },
      when: async (wanted) => records.searchRecords("Leads", await params(SearchRecordsParam, wanted)),
      want: { status: 200, body },
    });
  await searchBy("CRITERIA", "((City:equals:Moss)and(Last_Name:starts_with:B))", { data: [siv], info: { count: 1 } });
  await searchBy("EMAIL", "dahl@example.com", { data: [{ Last_Name: "Dahl", City: "Bergen" }] });
  await searchBy("PHONE", "555-0199", { data: [siv] });
  await searchBy("WORD", "Fjord", { data: [siv] });

  const coql = (SelectQuery) =>
    new (operations("query/query").QueryOperations)().getRecords(make("query/body_wrapper", { SelectQuery }));
  await call("coql", {
    given: "select Last_Name, City from Leads where Last_Name = 'Berg' limit 1",
    when: coql,
    want: {
      status: 200,
      body: { data: [{ Last_Name: "Berg", City: "Moss" }], info: { count: 1, moreRecords: false } },
    },
  });
  await call("coql broken", {
    given: "select nothing",
    when: coql,
    want: { status: 400, body: refused("SYNTAX_ERROR", { clause: "from", line: 1 }) },
  });
};
