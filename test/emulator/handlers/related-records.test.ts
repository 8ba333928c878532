import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createEmulator, type Emulator, type Snapshot } from "../../../src/emulator/index.js";
import { type Caller, callerOf } from "../support/caller.js";

let emulator: Emulator;
let call: Caller;
let start: Snapshot;

const lead = "4100000000000650001";
const deal = "4100000000000650002";
const product = "4100000000000650003";
const account = "4100000000000650004";
const contact = "4100000000000650005";
const UNKNOWN = "4100000000000999999";

beforeAll(async () => {
  emulator = createEmulator({
    seed: {
      Leads: [{ id: lead, Last_Name: "A" }],
      Products: [{ id: product, Product_Name: "Lamp" }],
      Accounts: [{ id: account, Account_Name: "Harbour" }],
      Contacts: [{ id: contact, Last_Name: "Marlow", Account_Name: { id: account } }],
      Deals: [{ id: deal, Deal_Name: "Pier", Stage: "Qualification", Account_Name: { id: account } }],
    },
  });
  call = await callerOf(emulator);
  start = emulator.snapshot();
});
beforeEach(() => emulator.restore(start));
afterAll(() => emulator.close());

test("products are linked to a deal from either side, and unlinked", async () => {
  const path = `/Deals/${deal}/Products`;
  expect((await call("GET", path)).status).toBe(204);
  expect((await call("PUT", path, { data: [{ id: product }, { id: UNKNOWN }, {}] })).status).toBe(207);
  expect((await call("GET", path)).body.data?.[0]?.Product_Name).toBe("Lamp");
  expect((await call("GET", `/Products/${product}/Deals/${deal}`)).body.data?.[0]?.Deal_Name).toBe("Pier");
  const later = { "if-modified-since": "2999-01-01T00:00:00Z" };
  expect((await call("GET", path, undefined, later)).status).toBe(304);
  expect((await call("DELETE", `${path}/${product}`)).body.data?.[0]).toMatchObject({ message: "relation removed" });
  expect((await call("GET", path)).status).toBe(204);
  await call("PUT", `${path}/${product}`, { data: [{ id: product }] });
  const cut = await call("DELETE", `${path}?ids=${product},${UNKNOWN}`);
  expect(cut.body.data?.[1]).toMatchObject({ code: "INVALID_DATA", details: { id: UNKNOWN } });
  expect((await call("GET", `/Products/${product}/Deals`)).status).toBe(204);
});

test("a link has its own values, which show on both sides and are deleted with it", async () => {
  const path = `/Deals/${deal}/Products/${product}`;
  await call("PUT", path, { data: [{ list_price: 12.5, note: "first", Product_Name: "Not of the link" }] });
  expect((await call("GET", path)).body.data?.[0]).toMatchObject({
    Product_Name: "Lamp",
    list_price: 12.5,
    id: product,
  });
  await call("PUT", `/Products/${product}/Deals`, { data: [{ id: deal, list_price: 11 }] });
  const want = { list_price: 11, note: "first" };
  expect((await call("GET", `/Deals/${deal}/Products`)).body.data?.[0]).toMatchObject({ ...want, id: product });
  expect((await call("GET", `/Products/${product}/Deals`)).body.data?.[0]).toMatchObject({ ...want, id: deal });
  expect((await call("GET", `/Products/${product}`)).body.data?.[0]).not.toHaveProperty("list_price");
  await call("DELETE", path);
  await call("PUT", path, { data: [{}] });
  expect((await call("GET", path)).body.data?.[0]).not.toHaveProperty("list_price");
});

test("lists by lookup can be read, but are written elsewhere", async () => {
  expect((await call("GET", `/Accounts/${account}/Contacts`)).body.data?.[0]?.id).toBe(contact);
  expect((await call("GET", `/Accounts/${account}/Deals`)).body.data?.[0]?.id).toBe(deal);
  const refused = await call("PUT", `/Accounts/${account}/Contacts/${contact}`, { data: [{ id: contact }] });
  expect(refused.body.data?.[0]?.code).toBe("CANNOT_BE_UPDATED");
  expect((await call("GET", `/Accounts/${account}/Nothing`)).body.code).toBe("NOT_SUPPORTED");
  expect((await call("GET", `/Accounts/${UNKNOWN}/Contacts`)).body.details?.id).toBe(UNKNOWN);
});

test("notes belong to their record", async () => {
  const path = `/Leads/${lead}/Notes`;
  const created = await call("POST", path, { data: [{ Note_Title: "T", Note_Content: "One" }, { Note_Title: "U" }] });
  expect(created.status).toBe(207);
  expect(created.body.data?.[1]).toMatchObject({ code: "MANDATORY_NOT_FOUND", details: { api_name: "Note_Content" } });
  const id = created.body.data?.[0]?.details?.id;
  expect((await call("GET", path)).body.data?.[0]).toMatchObject({
    Note_Content: "One",
    Parent_Id: { id: lead, name: "A" },
  });
  expect((await call("GET", `/Deals/${deal}/Notes`)).status).toBe(204);
  await call("PUT", `${path}/${id}`, { data: [{ Note_Content: "Two" }] });
  expect((await call("GET", `/Notes/${id}`)).body.data?.[0]?.Note_Content).toBe("Two");
  await call("DELETE", `${path}/${id}`);
  expect((await call("GET", `/Notes/${id}`)).status).toBe(204);
  const lost = await call("POST", `/Leads/${UNKNOWN}/Notes`, { data: [{ Note_Content: "One" }] });
  expect(lost.body).toMatchObject({ code: "INVALID_DATA", details: { id: UNKNOWN } });
});
