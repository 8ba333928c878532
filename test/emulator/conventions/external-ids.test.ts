import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createEmulator, type Emulator, type Snapshot } from "../../../src/emulator/index.js";
import { type Caller, callerOf, type ReplyBody } from "../support/caller.js";

let emulator: Emulator;
let empty: Snapshot;
let call: Caller;
let ids: Record<string, string[]>;

beforeAll(async () => {
  const key = { type: "text", unique: true } as const;
  emulator = createEmulator({
    defaultData: false,
    modules: { Contacts: { Code: key }, Accounts: { Code: key }, Deals: { Code: key }, Products: { Code: key } },
  });
  call = await callerOf(emulator);
  empty = emulator.snapshot();
});
beforeEach(() => {
  emulator.restore(empty);
  ids = emulator.seed({
    Accounts: [
      { Account_Name: "Acme", Code: "acme" },
      { Account_Name: "Beta", Code: "beta" },
    ],
    Contacts: [
      { Last_Name: "Sample", Code: "c/1" },
      { Last_Name: "Other", Code: "2" },
    ],
    Deals: [{ Deal_Name: "Big", Stage: "Qualification", Code: "d1" }],
    Products: [{ Product_Name: "Bolt", Code: "p1" }],
  });
});

const external = (fields: string) => ({ "X-EXTERNAL": fields });
const contact = async (index: number): Promise<ReplyBody | undefined> =>
  (await call("GET", `/Contacts/${ids.Contacts?.[index]}`)).body.data?.[0];

describe("a record in the path", () => {
  test("is read, changed and deleted by its external id", async () => {
    const header = external("Contacts.Code");
    const read = await call("GET", "/Contacts/c%2F1", undefined, header);
    expect(read.body.data?.[0]).toMatchObject({ id: ids.Contacts?.[0], Last_Name: "Sample" });
    const changed = await call("PUT", "/Contacts/c%2F1", { data: [{ Last_Name: "New" }] }, header);
    expect(changed.body.data?.[0]?.details).toMatchObject({ id: ids.Contacts?.[0], Code: "c/1" });
    expect(await contact(0)).toMatchObject({ Last_Name: "New", Code: "c/1" });
    expect((await call("DELETE", "/Contacts/c%2F1", undefined, header)).status).toBe(200);
    expect(await contact(0)).toBeUndefined();
  });

  test("is still found by its id, and an unknown one is refused", async () => {
    const header = external("Contacts.Code");
    expect((await call("GET", `/Contacts/${ids.Contacts?.[1]}`, undefined, header)).status).toBe(200);
    const unknown = await call("GET", "/Contacts/nobody", undefined, header);
    expect(unknown).toMatchObject({ status: 400, body: { code: "NOT_FOUND", status: "error" } });
    expect((await call("GET", "/Contacts/c%2F1")).status).toBe(204);
  });

  test("uses only the fields of its own module", async () => {
    expect((await call("GET", `/Contacts/${ids.Contacts?.[0]}`, undefined, external("Accounts.Code"))).status).toBe(
      200,
    );
    expect((await call("GET", "/Contacts/c%2F1", undefined, external("Accounts.Code"))).status).toBe(204);
  });
});

test("lists and deletions accept external ids", async () => {
  const header = external("Contacts.Code");
  const list = await call("GET", "/Contacts?ids=c/1&fields=Last_Name", undefined, header);
  expect(list.body.data).toEqual([{ Last_Name: "Sample", id: ids.Contacts?.[0] }]);
  expect((await call("DELETE", "/Contacts?ids=c/1,2", undefined, header)).status).toBe(200);
  expect((await call("GET", "/Contacts")).status).toBe(204);
  expect((await call("DELETE", "/Contacts?ids=nobody", undefined, header)).body.code).toBe("NOT_FOUND");
});

test("rows name their record and their lookups by external ids", async () => {
  const rows = [
    { id: "c/1", Account_Name: { id: "acme" }, Title: "Chief" },
    { Code: "2", Account_Name: { Code: "beta" } },
    { id: "c/1", Account_Name: { id: "nobody" } },
    { Code: "3", Last_Name: "None" },
  ];
  const answer = await call("PUT", "/Contacts", { data: rows }, external("Contacts.Code,Accounts.Code"));
  expect(answer.status).toBe(207);
  expect(answer.body.data?.[0]?.details).toMatchObject({ id: ids.Contacts?.[0], Code: "c/1" });
  expect(answer.body.data?.[2]).toMatchObject({ code: "INVALID_DATA", details: { api_name: "Account_Name" } });
  expect(answer.body.data?.[3]).toMatchObject({ code: "INVALID_DATA", details: { id: "3" } });
  expect(await contact(0)).toMatchObject({ Title: "Chief", Account_Name: { name: "Acme", id: ids.Accounts?.[0] } });
  expect(await contact(1)).toMatchObject({ Account_Name: { name: "Beta", id: ids.Accounts?.[1] } });
});

test("new records and upserts have lookups by external ids, and upserts match by their own fields as usual", async () => {
  const header = external("Contacts.Code,Accounts.Code");
  const row = { Last_Name: "New", Code: "9", Account_Name: { id: "acme" } };
  const created = await call("POST", "/Contacts", { data: [row] }, header);
  expect(created).toMatchObject({ status: 201, body: { data: [{ details: { Code: "9" } }] } });
  const again = await call("POST", "/Contacts", { data: [row] }, header);
  expect(again.body.data?.[0]).toMatchObject({ code: "DUPLICATE_DATA", details: { api_name: "Code" } });
  const upsert = await call("POST", "/Contacts/upsert", { data: [{ ...row, Title: "Chief" }] }, header);
  expect(upsert.body.data?.[0]).toMatchObject({ action: "update", duplicate_field: "Code", details: { Code: "9" } });
});

test("related records are linked, read and unlinked by external ids on both sides", async () => {
  const header = external("Deals.Code,Products.Code");
  expect((await call("PUT", "/Deals/d1/Products/p1", { data: [{}] }, header)).status).toBe(200);
  expect((await call("GET", "/Deals/d1/Products", undefined, header)).body.data?.[0]?.id).toBe(ids.Products?.[0]);
  expect((await call("GET", "/Deals/d1/Products/p1", undefined, header)).status).toBe(200);
  expect((await call("DELETE", "/Deals/d1/Products?ids=p1", undefined, header)).status).toBe(200);
  expect((await call("GET", "/Deals/d1/Products", undefined, header)).status).toBe(204);
  expect((await call("PUT", "/Deals/d1/Products", { data: [{ id: "p1" }] }, header)).status).toBe(200);
  expect((await call("DELETE", "/Deals/d1/Products/p1", undefined, header)).status).toBe(200);
});

test("a field that is not declared as unique is not an external id", async () => {
  for (const fields of ["Contacts.Last_Name", "Contacts.Nothing", "Nothing.Code", "Contacts"]) {
    const refused = await call("GET", "/Contacts/c%2F1", undefined, external(fields));
    expect(refused).toMatchObject({ status: 400, body: { code: "INVALID_DATA", details: { api_name: "X-EXTERNAL" } } });
  }
});
