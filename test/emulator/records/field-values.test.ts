/** What Zoho says of values that a field cannot hold, field by field as the description has them. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, type Snapshot, startEmulator } from "../../../src/emulator/index.js";
import { type Caller, callerOf } from "../support/caller.js";

let emulator: Emulator;
let call: Caller;
let start: Snapshot;

beforeAll(async () => {
  emulator = await startEmulator({
    defaultData: false,
    modules: {
      Leads: {
        Member_No: { type: "text", unique: true },
        Colours: { type: "multiselectpicklist" },
        Size: { type: "picklist", pickList: ["S", "M"], restricted: true },
        Sizes: { type: "multiselectpicklist", pickList: ["S", "M"], restricted: true },
      },
      Projects: {
        Name: { type: "text", mandatory: true, maxLength: 5 },
        Account: { type: "lookup", lookup: "Accounts" },
        Billable: { type: "boolean" },
      },
    },
  });
  call = await callerOf(emulator);
  start = emulator.snapshot();
});
beforeEach(() => emulator.restore(start));
afterAll(() => emulator.close());

/** The details of the refusal, or the value as it was stored. */
async function outcome(module: string, row: Record<string, unknown>, field: string): Promise<unknown> {
  const [created] = Object.values((await call("POST", `/${module}`, { data: [row] })).body.data ?? {});
  if (String(created?.status) === "error") return created?.details;
  const read = await call("GET", `/${module}/${created?.details?.id}`);
  return read.body.data?.[0]?.[field];
}

const refused = (type: string) => ({ expected_data_type: type });
const cases: { field: string; given: unknown; want: unknown; module?: string; row?: Record<string, unknown> }[] = [
  { field: "Company", given: 5, want: refused("text") },
  { field: "Company", given: "x".repeat(101), want: { maximum_length: 100 } },
  { field: "Company", given: "x".repeat(100), want: "x".repeat(100) },
  { field: "Company", given: "", want: null },
  { field: "No_of_Employees", given: "5", want: refused("integer") },
  { field: "No_of_Employees", given: 5.5, want: refused("integer") },
  { field: "No_of_Employees", given: 1_000_000_000, want: { maximum_length: 9 } },
  { field: "No_of_Employees", given: 5, want: 5 },
  { field: "Annual_Revenue", given: "much", want: refused("double") },
  { field: "Annual_Revenue", given: 1e16, want: { maximum_length: 16 } },
  { field: "Annual_Revenue", given: 9e15, want: 9e15 },
  { field: "Email", given: "nobody", want: refused("email") },
  { field: "Phone", given: "call me!", want: refused("phone") },
  { field: "Phone", given: "+49 (30) 555-0120", want: "+49 (30) 555-0120" },
  { field: "Lead_Source", given: "Invented", want: "Invented" },
  { field: "Lead_Source", given: ["Web"], want: refused("picklist") },
  { field: "Email_Opt_Out", given: "true", want: refused("boolean") },
  { field: "Closing_Date", given: "31.12.2026", want: refused("date"), module: "Deals" },
  { field: "Closing_Date", given: "2026-02-30", want: refused("date"), module: "Deals" },
  { field: "Closing_Date", given: "2026-02-28", want: "2026-02-28", module: "Deals" },
  { field: "Expected_Revenue", given: 7, want: 50, module: "Deals", row: { Amount: 100, Probability: 50 } },
  { field: "Start_DateTime", given: "2026-05-15 07:30:00", want: refused("datetime"), module: "Events" },
  { field: "Start_DateTime", given: "2026-05-15T07:30:00.000Z", want: refused("datetime"), module: "Events" },
  { field: "Start_DateTime", given: "2026-05-15T07:30:00+05:30", want: "2026-05-15T05:00:00+03:00", module: "Events" },
  { field: "Owner", given: "me", want: refused("jsonobject") },
  { field: "Colours", given: ["red", "blue"], want: ["red", "blue"] },
  { field: "Colours", given: "red", want: refused("multiselectpicklist") },
  { field: "Size", given: "M", want: "M" },
  { field: "Size", given: null, want: null },
  { field: "Size", given: "XXL", want: {} },
  { field: "Sizes", given: ["S", "M"], want: ["S", "M"] },
  { field: "Sizes", given: ["S", "XXL"], want: {} },
  { field: "Name", given: "longer", want: { maximum_length: 5 }, module: "Projects" },
  { field: "Billable", given: undefined, want: false, module: "Projects", row: { Name: "P" } },
];
const demanded: Record<string, Record<string, unknown>> = {
  Leads: { Last_Name: "L" },
  Deals: { Deal_Name: "D", Stage: "Qualification" },
  Events: { Event_Title: "E", Start_DateTime: "2026-05-15T07:30:00Z", End_DateTime: "2026-05-15T08:30:00Z" },
};

for (const { field, given, want, module = "Leads", row } of cases) {
  test(`${module}.${field} ${JSON.stringify(given)?.slice(0, 40)}`, async () => {
    const result = await outcome(module, { ...demanded[module], ...row, [field]: given }, field);
    const details = typeof want === "object" && want !== null && !Array.isArray(want);
    expect(result).toEqual(details ? { ...want, api_name: field } : want);
  });
}

describe("custom fields", () => {
  test("that are unique refuse a second record with the value, whose id they tell", async () => {
    const row = { Last_Name: "A", Member_No: "M1" };
    const [id] = emulator.seed({ Leads: [row, { Last_Name: "B" }] }).Leads ?? [];
    const twin = await call("POST", "/Leads", { data: [{ ...row, Member_No: "m1" }] });
    expect(twin.body.data?.[0]).toMatchObject({ code: "DUPLICATE_DATA", details: { api_name: "Member_No", id } });
    expect((await call("PUT", `/Leads/${id}`, { data: [row] })).status).toBe(200);
  });

  test("that are mandatory are required, and lookups must point to an existing record", async () => {
    const missing = await call("POST", "/Projects", { data: [{}] });
    expect(missing.body.data?.[0]).toMatchObject({ code: "MANDATORY_NOT_FOUND", details: { api_name: "Name" } });
    const lost = await call("POST", "/Projects", { data: [{ Name: "P", Account: "41" }] });
    expect(lost.body.data?.[0]).toMatchObject({ code: "INVALID_DATA", details: { api_name: "Account" } });
  });
});

test("a deal must be at a stage of its pipeline, if that pipeline is known", async () => {
  const deal = (row: object) => outcome("Deals", { Deal_Name: "D", Stage: "Invented", ...row }, "Stage");
  const refusal = { api_name: "Stage", mapped_field: "Pipeline" };
  expect(await deal({})).toBe("Invented");
  expect(await deal({ Pipeline: "Elsewhere" })).toBe("Invented");
  expect(await deal({ Pipeline: "Standard" })).toEqual(refusal);
  expect(await deal({ Pipeline: "Standard", Stage: "Closed Won" })).toBe("Closed Won");
  const [id] = emulator.seed({ Deals: [{ Deal_Name: "D", Stage: "Qualification", Pipeline: "Standard" }] }).Deals ?? [];
  const moved = await call("PUT", `/Deals/${id}`, { data: [{ Stage: "Invented" }] });
  expect(moved.body.data?.[0]).toMatchObject({ code: "MAPPING_MISMATCH", details: refusal });
});

test("a lookup to any module is found by the module that the row names", async () => {
  const { Leads: [lead] = [], Accounts: [account] = [] } = emulator.seed({
    Leads: [{ Last_Name: "L" }],
    Accounts: [{ Account_Name: "Acme" }],
  });
  const task = (What_Id: unknown, $se_module: string) =>
    outcome("Tasks", { Subject: "T", What_Id, $se_module }, "What_Id");
  expect(await task(account, "Accounts")).toEqual({ name: "Acme", id: account });
  expect(await task({ id: lead }, "Accounts")).toEqual({ api_name: "What_Id" });
});

test("a lenient emulator accepts any value, but not malformed JSON", async () => {
  await using lenient = await startEmulator({ defaultData: false, strict: false });
  const send = await callerOf(lenient);
  const row = { Last_Name: "L", No_of_Employees: "many", Email: "nobody" };
  expect((await send("POST", "/Leads", { data: [row], trigger: "workflow" })).status).toBe(201);
  expect((await send("GET", "/Leads?sort_order=sideways")).body.data?.[0]).toMatchObject(row);
  expect((await send("POST", "/Leads", "{")).status).toBe(400);
});
