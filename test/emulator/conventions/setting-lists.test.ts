import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Emulator, type Snapshot, startEmulator } from "../../../src/emulator/index.js";
import { type Caller, callerOf } from "../support/caller.js";

let emulator: Emulator;
let call: Caller;
let start: Snapshot;

beforeAll(async () => {
  emulator = await startEmulator({ defaultData: false });
  call = await callerOf(emulator);
  start = emulator.snapshot();
});
beforeEach(() => emulator.restore(start));
afterAll(() => emulator.close());

const UNKNOWN = "4100000000000999999";

/** The lists that are of the same shape. */
const lists = [
  { path: "/org/taxes", key: "taxes", row: { name: "VAT", value: 16 }, change: { value: 18 }, single: false },
  {
    path: "/settings/variables",
    key: "variables",
    row: { name: "Limit", type: "integer", variable_group: { api_name: "General" }, value: 15 },
    change: { value: 20 },
    single: true,
  },
  {
    path: "/Contacts/roles",
    key: "contact_roles",
    row: { name: "Judge" },
    change: { name: "Chief judge" },
    single: true,
  },
];

for (const { path, key, row, change, single } of lists) {
  const group = key === "variables" ? "?group=General" : "";

  test(`${key}: created, changed, read, listed and deleted`, async () => {
    const created = await call("POST", path, { [key]: [row] });
    expect(created.status).toBe(201);
    const id = String(created.body[key]?.[0]?.details?.id);
    expect(id).toMatch(/^\d{19}$/);
    expect((await call("GET", `${path}/${id}${group}`)).body[key]?.[0]).toMatchObject({ name: row.name, id });
    const { name } = row;
    const put = await call("PUT", path, { [key]: [{ id, name, ...change }] });
    expect(put.body[key]?.[0]?.code, "an entry is not a duplicate of itself").toBe("SUCCESS");
    expect((await call("GET", `${path}/${id}${group}`)).body[key]?.[0]).toMatchObject({ ...change, id });
    if (single) {
      await call("PUT", `${path}/${id}`, { [key]: [{ name: "Renamed" }] });
      expect((await call("GET", `${path}/${id}${group}`)).body[key]?.[0]).toMatchObject({ name: "Renamed", id });
    }
    expect((await call("DELETE", `${path}/${id}`)).body[key]?.[0]).toMatchObject({ code: "SUCCESS", details: { id } });
    expect((await call("GET", `${path}/${id}${group}`)).status).toBe(204);
    expect((await call("DELETE", `${path}?ids=${id}`)).body[key]?.[0]).toMatchObject({
      code: "INVALID_DATA",
      details: { id },
    });
  });

  test(`${key}: errors name the problem`, async () => {
    const { name: _, ...nameless } = row;
    const mixed = await call("POST", path, { [key]: [row, nameless, { ...row, name: 5 }, row] });
    expect(mixed.status).toBe(207);
    expect(Object.values(mixed.body[key] ?? {}).map(({ code, details }) => [code, details?.api_name])).toEqual([
      ["SUCCESS", undefined],
      ["MANDATORY_NOT_FOUND", "name"],
      ["INVALID_DATA", "name"],
      ["DUPLICATE_DATA", "name"],
    ]);
    const lost = await call("PUT", path, { [key]: [{ id: UNKNOWN, ...change }] });
    expect(lost.body[key]?.[0]).toMatchObject({ code: "INVALID_DATA", details: { id: UNKNOWN } });
    expect((await call("POST", path, { [key]: {} })).body).toMatchObject({
      code: "INVALID_DATA",
      details: { expected_data_type: "jsonarray", api_name: key },
    });
  });
}

test("a tax has a number", async () => {
  const { body } = await call("POST", "/org/taxes", { taxes: [{ name: "VAT", value: "many" }] });
  expect(body.taxes?.[0]?.details).toEqual({ expected_data_type: "double", api_name: "value" });
});

test("new taxes come last, whatever was deleted before", async () => {
  const create = async (name: string) => {
    const { body } = await call("POST", "/org/taxes", { taxes: [{ name, value: 5 }] });
    return String(body.taxes?.[0]?.details?.id);
  };
  const [first] = [await create("A"), await create("B")];
  await call("DELETE", `/org/taxes/${first}`);
  await create("C");
  const { body } = await call("GET", "/org/taxes");
  expect(body.taxes).toMatchObject([
    { name: "B", sequence_number: 2 },
    { name: "C", sequence_number: 3 },
  ]);
});

test("variables: group, type and API name", async () => {
  const create = (row: object) => call("POST", "/settings/variables", { variables: [row] });
  const group = { api_name: "General" };
  const misfit = await create({ name: "A", type: "integer", variable_group: group, value: "many" });
  expect(misfit.body.variables?.[0]).toMatchObject({
    code: "INVALID_DATA",
    details: { expected_data_type: "integer", api_name: "value" },
  });
  const lost = await create({ name: "A", type: "text", variable_group: { api_name: "Nothing" } });
  expect(lost.body.variables?.[0]?.details).toEqual({ api_name: "variable_group" });
  await create({ name: "Top speed", type: "text", variable_group: group, value: "fast" });
  const { body } = await call("GET", "/settings/variables/Top_speed?group=General");
  expect(body.variables?.[0]).toMatchObject({ value: "fast", variable_group: { api_name: "General" } });
  const changed = { variables: [{ type: "integer", value: "slow", variable_group: { id: "4100000000000095101" } }] };
  await call("PUT", "/settings/variables/Top_speed", changed);
  const { body: after } = await call("GET", "/settings/variables/Top_speed?group=General");
  expect(after.variables?.[0]).toEqual({ ...body.variables?.[0], value: "slow" });
  for (const [type, value, named] of [
    ["nothing", "x", "type"],
    ["decimal", "many", "value"],
    ["date", "tomorrow", "value"],
    ["email", "x", "value"],
    ["checkbox", "yes", "value"],
  ]) {
    const refused = await create({ name: "B", type, variable_group: group, value });
    expect(refused.body.variables?.[0]?.details?.api_name, type).toBe(named);
  }
  const headers = { "content-type": "application/json" };
  const unreadable = await call("POST", "/settings/variables", "{", headers);
  expect([unreadable.status, unreadable.body.code]).toEqual([400, "UNABLE_TO_PARSE_DATA_TYPE"]);
  expect((await call("GET", "/settings/variables?group=Nothing")).status).toBe(204);
  expect((await call("GET", "/settings/variable_groups/General")).body.variable_groups?.[0]?.name).toBe("General");
});

test("currencies are enabled with a base, which stays active", async () => {
  const format = { decimal_separator: "Period", thousand_separator: "Comma", decimal_places: "2" };
  const dollar = { name: "US Dollar - USD", iso_code: "USD", symbol: "$", exchange_rate: "1.000000000", format };
  const euro = { ...dollar, name: "Euro - EUR", iso_code: "EUR", symbol: "E", exchange_rate: "0.9" };
  expect((await call("GET", "/org/currencies")).status).toBe(204);
  expect((await call("POST", "/org/currencies", { currencies: [euro] })).body.code).toBe("FEATURE_NOT_ENABLED");
  const enable = () => call("POST", "/org/currencies/actions/enable", { base_currency: dollar });
  const wrong = await call("POST", "/org/currencies/actions/enable", {
    base_currency: { ...dollar, exchange_rate: "x" },
  });
  expect(wrong.body).toMatchObject({ code: "INVALID_DATA", details: { api_name: "exchange_rate" } });
  const base = (await enable()).body.base_currency?.details?.id;
  expect((await enable()).body.code).toBe("ALREADY_ENABLED");
  await call("PUT", "/org/currencies/actions/enable", { base_currency: { ...euro, id: base, exchange_rate: "1" } });
  expect((await call("GET", "/org")).body.org?.[0]).toMatchObject({
    mc_status: true,
    iso_code: "EUR",
    currency_symbol: "E",
  });
  await call("PUT", "/org/currencies/actions/enable", { base_currency: { ...dollar, id: base } });
  const id = (await call("POST", "/org/currencies", { currencies: [euro] })).body.currencies?.[0]?.details?.id;
  await call("PUT", `/org/currencies/${id}`, { currencies: [{ is_active: false }] });
  expect((await call("GET", `/org/currencies/${id}`)).body.currencies?.[0]).toMatchObject({
    iso_code: "EUR",
    is_active: false,
    is_base: false,
  });
  const refused = await call("PUT", `/org/currencies/${base}`, { currencies: [{ is_active: false }] });
  expect(refused.body.currencies?.[0]?.code).toBe("NOT_ALLOWED");
  const worthless = await call("PUT", `/org/currencies/${id}`, { currencies: [{ exchange_rate: "0" }] });
  expect(worthless.body.currencies?.[0]?.details?.api_name).toBe("exchange_rate");
  await call("PUT", `/org/currencies/${id}`, { currencies: [{ is_base: true }] });
  await call("PUT", "/org/currencies/actions/enable", { base_currency: { id: base, symbol: "US$" } });
  expect((await call("GET", `/org/currencies/${id}`)).body.currencies?.[0]?.is_base).toBe(false);
  expect((await call("GET", `/org/currencies/${base}`)).body.currencies?.[0]).toMatchObject({
    symbol: "US$",
    is_base: true,
  });
});

test("a contact has a role in a deal", async () => {
  const { Deals: [deal] = [], Contacts: [contact] = [] } = emulator.seed({
    Deals: [{ Deal_Name: "Pier", Stage: "Qualification" }],
    Contacts: [{ Last_Name: "Marlow" }],
  });
  const path = `/Deals/${deal}/Contact_Roles`;
  expect((await call("GET", path)).status).toBe(204);
  const wrong = await call("PUT", `${path}/${contact}`, { data: [{ Contact_Role: "Nobody" }] });
  expect(wrong.body.data?.[0]).toMatchObject({ code: "INVALID_DATA", details: { api_name: "Contact_Role" } });
  const missing = await call("PUT", `${path}/${contact}`, { data: [{}] });
  expect(missing.body.data?.[0]).toMatchObject({ code: "MANDATORY_NOT_FOUND", details: { api_name: "Contact_Role" } });
  const lost = await call("PUT", `${path}/${UNKNOWN}`, { data: [{ Contact_Role: "Purchasing" }] });
  expect(lost.body.data?.[0]?.details?.id).toBe(UNKNOWN);
  await call("PUT", `${path}/${contact}`, { data: [{ Contact_Role: "Purchasing" }] });
  expect((await call("GET", path)).body.data?.[0]).toMatchObject({ id: contact, Contact_Role: { name: "Purchasing" } });
  expect((await call("GET", `${path}/${contact}`)).body.data?.[0]?.Full_Name).toBe("Marlow");
  const role = (await call("GET", path)).body.data?.[0]?.Contact_Role?.id;
  await call("PUT", `/Contacts/roles/${role}`, { contact_roles: [{ name: "Buying" }] });
  expect((await call("GET", path)).body.data?.[0]?.Contact_Role).toEqual({ name: "Buying", id: role });
  expect((await call("GET", `${path}?ids=${UNKNOWN}`)).status).toBe(204);
  expect((await call("DELETE", `${path}/${contact}`)).body.data?.[0]?.code).toBe("SUCCESS");
  expect((await call("GET", path)).status).toBe(204);
});

test("territories are those of the organization", async () => {
  const id = (await call("GET", "/settings/territories")).body.territories?.[0]?.id;
  expect((await call("GET", `/settings/territories/${id}`)).body.territories?.[0]?.name).toBe("Midwest");
  expect((await call("GET", "/users")).body.users?.[0]?.territories?.[0]).toMatchObject({ id, name: "Midwest" });
  expect((await call("GET", `/settings/territories/${UNKNOWN}`)).status).toBe(204);
});
