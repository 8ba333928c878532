import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../src/emulator/index.js";
import { type Caller, callerOf } from "./caller.js";

let emulator: Emulator;
let call: Caller;

beforeAll(async () => {
  const Leads = [
    { First_Name: "Mia", Last_Name: "Burns,B", Email: "mia@example.com", Mobile: "+1 555-0100" },
    { First_Name: "Max", Last_Name: "Burns", Secondary_Email: "max@example.com", Company: "Mia & Sons" },
    { First_Name: "Lea", Last_Name: "Ott", Description: "asked for brochures" },
  ];
  emulator = await startEmulator({ seed: { Leads } });
  call = await callerOf(emulator);
});
afterAll(() => emulator.close());

const cases = [
  { query: { criteria: "((Last_Name:equals:Burns\\,B)and(First_Name:starts_with:M))" }, want: ["Mia"] },
  { query: { criteria: "(Last_Name:starts_with:Burns)" }, want: ["Max", "Mia"] },
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

describe("refusals and nothing", () => {
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

  test("something to search for is wanted", async () => {
    expect((await call("GET", "/Leads/search")).body.code).toBe("REQUIRED_PARAM_MISSING");
    expect((await call("GET", "/Leads/search?word=a")).body.code).toBe("INVALID_DATA");
  });
});
