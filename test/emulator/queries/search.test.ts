import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../../src/emulator/index.js";
import { type Caller, callerOf } from "../support/caller.js";

const deal = (Deal_Name: string, more: object) => ({ Deal_Name, Stage: "Closed Won", ...more });

let emulator: Emulator;
let call: Caller;

beforeAll(async () => {
  const Leads = [
    { First_Name: "Mia", Last_Name: "Burns,B", Email: "mia@example.com", Mobile: "+1 555-0100" },
    { First_Name: "Max", Last_Name: "Burns", Secondary_Email: "max@example.com", Company: "Mia & Sons" },
    { First_Name: "Lea", Last_Name: "Ott", Description: "asked for brochures" },
  ];
  const Accounts = [{ id: "4100000000000670001", Account_Name: "Acme (UK), Ltd \\ Sons" }];
  const Deals = [
    deal("Nine", { Amount: 9, Closing_Date: "2026-05-01", Stage: "Qualification" }),
    deal("Ten", { Amount: 10, Closing_Date: "2026-06-01", Account_Name: Accounts[0] }),
    deal("None", {}),
  ];
  emulator = await startEmulator({ seed: { Leads, Accounts, Deals } });
  call = await callerOf(emulator);
});
afterAll(() => emulator.close());

const cases = [
  { query: { criteria: "((Last_Name:equals:Burns\\,B)and(First_Name:starts_with:M))" }, want: ["Mia"] },
  { query: { criteria: "(Last_Name:starts_with:Burns)" }, want: ["Max", "Mia"] },
  // A single string must equal the value; with other conditions it may be anywhere in it.
  { query: { criteria: "(Last_Name:equals:Burns)" }, want: ["Max"] },
  { query: { criteria: "((Last_Name:equals:urns)and(First_Name:starts_with:M))" }, want: ["Max", "Mia"] },
  { query: { email: "MAX@example.com" }, want: ["Max"] },
  { query: { phone: "15550100" }, want: ["Mia"] },
  { query: { word: "mia" }, want: ["Max", "Mia"] },
  { query: { word: "brochure" }, want: ["Lea"] },
  { query: { word: "mia", criteria: "(Last_Name:equals:Ott)" }, want: ["Lea"] },
];
for (const { query, want } of cases) {
  test(`${JSON.stringify(query)} finds ${want}`, async () => {
    const found = await call("GET", `/Leads/search?${new URLSearchParams({ ...query, fields: "First_Name" })}`);
    expect(found.status).toBe(200);
    expect(Object.values(found.body.data ?? {}).map((lead) => lead.First_Name)).toEqual(want);
    expect(found.body.info).toEqual({ per_page: 200, count: want.length, page: 1, more_records: false });
  });
}

const onDeals = [
  { criteria: "(Amount:greater_than:9)", want: ["Ten"] },
  { criteria: "(Amount:less_equal:9.0)", want: ["Nine"] },
  { criteria: "(Amount:not_equal:9)", want: ["Ten"] },
  { criteria: "(Amount:between:9,10)", want: ["Ten", "Nine"] },
  { criteria: "(Amount:in:1,10)", want: ["Ten"] },
  { criteria: "(Closing_Date:less_than:2026-05-02)", want: ["Nine"] },
  { criteria: "(Closing_Date:between:2026-05-01,2026-06-01)", want: ["Ten", "Nine"] },
  { criteria: "(Stage:not_equal:Closed Won)", want: ["Nine"] },
  { criteria: "(Stage:in:Lost,qualification)", want: ["Nine"] },
  { criteria: "(Account_Name:equals:4100000000000670001)", want: ["Ten"] },
  { criteria: "(Account_Name:not_equal:4100000000000670001)", want: [] },
  { criteria: "(Account_Name:equals:Acme \\(UK\\)\\, Ltd \\\\ Sons)", want: ["Ten"] },
  { criteria: "(((Amount:equals:9)or(Amount:equals:10))and(Stage:starts_with:Clos))", want: ["Ten"] },
];
for (const { criteria, want } of onDeals) {
  test(`${criteria} finds ${want}`, async () => {
    const found = await call("GET", `/Deals/search?${new URLSearchParams({ criteria })}`);
    expect(found.status).toBe(want.length === 0 ? 204 : 200);
    expect(Object.values(found.body.data ?? {}).map((one) => one.Deal_Name)).toEqual(want);
  });
}

test("a search returns at most 2000 records", async () => {
  const many = await startEmulator({ seed: { Leads: Array.from({ length: 2001 }, () => ({ Last_Name: "Many" })) } });
  const search = await callerOf(many);
  const last = await search("GET", "/Leads/search?word=many&page=10");
  expect(last.body.info).toMatchObject({ count: 200, more_records: false });
  expect((await search("GET", "/Leads/search?word=many&page=11")).status).toBe(204);
  await many.close();
});

describe("errors and empty results", () => {
  test("no hit is 204", async () => {
    expect((await call("GET", "/Leads/search?word=nobody")).status).toBe(204);
  });

  test("a refused operator is named", async () => {
    const refused = await call("GET", "/Leads/search?criteria=(Created_Time:resembles:x)");
    expect(refused.status).toBe(400);
    expect(JSON.stringify(refused.body)).toBe(
      '{"code":"INVALID_QUERY","details":{"reason":"invalid operator found","api_name":"Created_Time","operator":"resembles"},"message":"invalid query formed","status":"error"}',
    );
  });

  test("times of a custom module cannot be ordered", async () => {
    emulator.seed({ Projects: [{ Name: "P" }] });
    const search = (criteria: string) => call("GET", `/Projects/search?${new URLSearchParams({ criteria })}`);
    expect((await search("(Created_Time:greater_equal:2020-01-01T00:00:00Z)")).body.details).toEqual({
      reason: "invalid operator found",
      api_name: "Created_Time",
      operator: "greater_equal",
    });
    const [{ Created_Time = "" } = {}] = Object.values((await call("GET", "/Projects")).body.data ?? {});
    expect((await search(`(Created_Time:equals:${Created_Time})`)).status).toBe(200);
  });

  const refused = [
    { criteria: "(Nothing:equals:x)", want: { reason: "invalid field found", api_name: "Nothing" } },
    { criteria: "(Amount:starts_with:1)", want: { reason: "invalid operator found", api_name: "Amount" } },
    { criteria: "(Deal_Name:greater_than:A)", want: { reason: "invalid operator found", operator: "greater_than" } },
    { criteria: "(Amount:between:1)", want: { reason: "invalid value found", api_name: "Amount" } },
    { criteria: "(Amount:in:1,many)", want: { reason: "invalid value found", expected_data_type: "double" } },
    { criteria: "(Closing_Date:equals:soon)", want: { api_name: "Closing_Date", expected_data_type: "date" } },
  ];
  for (const { criteria, want } of refused) {
    test(`${criteria} is refused`, async () => {
      const { status, body } = await call("GET", `/Deals/search?criteria=${criteria}`);
      expect(status).toBe(400);
      expect(body).toMatchObject({ code: "INVALID_QUERY", details: want });
    });
  }

  test("a search term is required", async () => {
    expect((await call("GET", "/Leads/search")).body.code).toBe("REQUIRED_PARAM_MISSING");
    expect((await call("GET", "/Leads/search?word=a")).body.code).toBe("INVALID_DATA");
  });
});
