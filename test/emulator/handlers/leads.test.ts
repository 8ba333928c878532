import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Emulator, type Snapshot, startEmulator } from "../../../src/emulator/index.js";
import { type Caller, callerOf } from "../support/caller.js";

let emulator: Emulator;
let call: Caller;
let start: Snapshot;
const lead = "4100000000000650001";

beforeAll(async () => {
  const row = { id: lead, First_Name: "Sam", Last_Name: "Sample", Company: "Acme", Email: "sam@example.com" };
  emulator = await startEmulator({ seed: { Leads: [row] } });
  call = await callerOf(emulator);
  start = emulator.snapshot();
});
beforeEach(() => emulator.restore(start));
afterAll(() => emulator.close());

test("makes a contact, an account and a deal that belong together", async () => {
  const Deals = { Deal_Name: "Example deal", Stage: "Closed Won", Amount: 5000 };
  const { status, body } = await call("POST", `/Leads/${lead}/actions/convert`, { data: [{ Deals }] });
  expect(status).toBe(200);
  const ids = body.data?.[0] ?? {};
  expect(Object.keys(ids)).toEqual(["Contacts", "Deals", "Accounts"]);
  const contact = await call("GET", `/Contacts/${ids.Contacts}`);
  const account = { name: "Acme", id: ids.Accounts };
  expect(contact.body.data?.[0]).toMatchObject({
    Full_Name: "Sam Sample",
    Email: "sam@example.com",
    Account_Name: account,
  });
  const deal = await call("GET", `/Deals/${ids.Deals}`);
  const contactName = { name: "Sam Sample", id: ids.Contacts };
  expect(deal.body.data?.[0]).toMatchObject({ Amount: 5000, Account_Name: account, Contact_Name: contactName });
});

test("a converted lead leaves the list, and is not converted or changed again", async () => {
  const first = await call("POST", `/Leads/${lead}/actions/convert`, { data: [{}] });
  expect(first.body.data?.[0]).toMatchObject({ Deals: null });
  expect((await call("GET", "/Leads")).status).toBe(204);
  expect((await call("GET", "/Leads?converted=true")).body.data?.[0]).toMatchObject({ id: lead, $converted: true });
  const again = await call("POST", `/Leads/${lead}/actions/convert`, { data: [{}] });
  expect(again.status).toBe(202);
  expect(again.body.data?.[0]).toMatchObject({ code: "ID_ALREADY_CONVERTED", details: { id: lead } });
  const changed = await call("PUT", `/Leads/${lead}`, { data: [{ City: "X" }] });
  expect(changed.body.data?.[0]?.code).toBe("CONVERTED_RECORD");
});

test("a refused deal leaves nothing behind", async () => {
  const refused = await call("POST", `/Leads/${lead}/actions/convert`, { data: [{ Deals: { Amount: 1 } }] });
  expect(refused.status).toBe(202);
  expect(refused.body.data?.[0]).toMatchObject({ code: "MANDATORY_NOT_FOUND", details: { api_name: "Deal_Name" } });
  expect((await call("GET", "/Contacts")).status).toBe(204);
  expect((await call("GET", "/Accounts")).status).toBe(204);
});

test("a named account is used, if it exists", async () => {
  const [Accounts] = emulator.seed({ Accounts: [{ Account_Name: "Old" }] }).Accounts ?? [];
  const unknown = await call("POST", `/Leads/${lead}/actions/convert`, { data: [{ Accounts: "41" }] });
  expect(unknown.body.data?.[0]).toMatchObject({ code: "INVALID_DATA", details: { api_name: "Accounts" } });
  const { body } = await call("POST", `/Leads/${lead}/actions/convert`, { data: [{ Accounts }] });
  expect(body.data?.[0]?.Accounts).toBe(Accounts);
  expect((await call("GET", "/Accounts")).body.info?.count).toBe(1);
});

test("the created records have the requested tags and owner", async () => {
  await call("PUT", `/Leads/${lead}`, { data: [{ Tag: [{ name: "Hot" }, { name: "Fair" }] }] });
  const carry_over_tags = { Contacts: ["Hot"], Deals: ["Fair", "Other"] };
  const Deals = { Deal_Name: "D", Stage: "Qualification" };
  const wanted = { carry_over_tags, Deals, assign_to: "4100000000000201001" };
  const { body } = await call("POST", `/Leads/${lead}/actions/convert`, { data: [wanted] });
  const ids = body.data?.[0] ?? {};
  const tagsOf = async (module: string) =>
    Object.values((await call("GET", `/${module}/${ids[module]}`)).body.data?.[0]?.Tag ?? {}).map(({ name }) => name);
  expect([await tagsOf("Contacts"), await tagsOf("Deals"), await tagsOf("Accounts")]).toEqual([["Hot"], ["Fair"], []]);
  emulator.restore(start);
  const unknown = await call("POST", `/Leads/${lead}/actions/convert`, { data: [{ assign_to: "41" }] });
  expect(unknown.body.data?.[0]).toMatchObject({ code: "INVALID_DATA", details: { api_name: "Owner" } });
});

test("a named contact takes the values of the lead only on request, and must belong to the account", async () => {
  const { Accounts = [] } = emulator.seed({ Accounts: [{ Account_Name: "Old" }, { Account_Name: "Other" }] });
  const rows = [{ Last_Name: "Known", Account_Name: Accounts[0] }];
  const [Contacts] = emulator.seed({ Contacts: rows }).Contacts ?? [];
  const before = emulator.snapshot();
  const nameAfter = async (wanted: object) => {
    emulator.restore(before);
    const data = [{ Accounts: Accounts[0], Contacts, ...wanted }];
    const { body } = await call("POST", `/Leads/${lead}/actions/convert`, { data });
    if (body.data?.[0]?.code !== undefined) return body.data[0].code;
    return (await call("GET", `/Contacts/${Contacts}`)).body.data?.[0]?.Last_Name;
  };
  expect(await nameAfter({})).toBe("Known");
  expect(await nameAfter({ overwrite: true })).toBe("Sample");
  expect(await nameAfter({ Accounts: Accounts[1] })).toBe("DATA_MISMATCH");
});
