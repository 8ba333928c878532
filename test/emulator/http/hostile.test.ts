/** Whatever comes gets an error of Zoho's form, and the emulator goes on. */
import { request } from "node:http";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createEmulator, type Emulator, startEmulator } from "../../../src/emulator/index.js";
import { accessToken, type Caller, callerOf } from "../support/caller.js";

let emulator: Emulator;
let call: Caller;

beforeAll(async () => {
  emulator = await startEmulator();
  call = await callerOf(emulator);
});
afterAll(() => emulator.close());

test("JSON that is nested a million deep is refused", async () => {
  for (const deep of ['{"a":', "["]) {
    const close = deep === "[" ? "]" : "}";
    const body = `{"data":${deep.repeat(1_000_000)}1${close.repeat(1_000_000)}}`;
    const { status, body: answer } = await call("POST", "/Leads", body);
    expect([status, answer]).toMatchObject([400, { code: "INVALID_DATA", message: "body" }]);
    const query = body.replace("data", "select_query");
    expect((await call("POST", "/coql", query)).status).toBe(400);
  }
});

test("headers that are too large are refused", async () => {
  const status = await new Promise((resolve) => {
    const headers = { "X-Long": "x".repeat(20_000) };
    request(`${emulator.apiUrl}/crm/v2/Leads`, { headers }, (response) => resolve(response.statusCode)).end();
  });
  expect(status).toBe(431);
  expect((await call("GET", "/Leads")).status).toBe(200);
});

const PATHS = [
  "/../../etc/passwd",
  "/Leads/%2e%2e%2f%2e%2e",
  "/%00",
  "/Leads/%",
  "//Leads",
  "/Leads/41/../42",
  "/%ff%fe",
];
for (const path of PATHS) {
  test(`the path ${path} is not found`, async () => {
    const token = await accessToken(emulator);
    const status = await new Promise((resolve) => {
      const headers = { authorization: `Bearer ${token}` };
      const { port } = new URL(emulator.apiUrl);
      request({ port, path: `/crm/v2${path}`, headers }, (response) => resolve(response.statusCode)).end();
    });
    expect([204, 400, 404]).toContain(status);
  });
}

test("names of prototypes are ordinary names, wherever they occur", async () => {
  for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
    expect((await call("GET", `/${name}`)).status).toBe(400);
    expect((await call("GET", `/Leads/${name}`)).status).toBe(204);
    expect((await call("GET", `/Leads?sort_by=${name}&fields=${name}&${name}=1`)).status).toBe(200);
    const upsert = `{"data":[{"Last_Name":"A","${name}":"x"}],"duplicate_check_fields":["${name}"],"${name}":{"a":1}}`;
    expect((await call("POST", "/Leads/upsert", upsert)).body).toMatchObject({ code: "INVALID_DATA" });
    const lenient = await callerOf(createEmulator({ strict: false }));
    expect((await lenient("POST", "/Leads/upsert", upsert)).status).toBe(200);
  }
  expect({}).not.toHaveProperty("a");
});

test("a value with its own toString is not a number", async () => {
  const strange = { toString: 1 };
  const lenient = await callerOf(createEmulator({ strict: false }));
  const tax = { name: "A", value: 1, sequence_number: strange };
  await lenient("POST", "/org/taxes", { taxes: [tax] });
  expect((await lenient("POST", "/org/taxes", { taxes: [{ name: "B", value: 1 }] })).status).toBe(201);
  const base_currency = { name: "Euro - EUR", iso_code: "EUR", symbol: "E", exchange_rate: strange };
  expect((await lenient("POST", "/org/currencies/actions/enable", { base_currency })).status).toBe(400);
});

test("no request makes it fail", async () => {
  const local = createEmulator();
  const send = await callerOf(local);
  const paths = [
    "/Leads",
    "/Leads/upsert",
    "/Leads/41",
    "/Leads/41/actions/convert",
    "/Contacts",
    "/Events",
    "/Invoices",
  ];
  const row = fc.dictionary(
    fc.constantFrom(
      "Last_Name",
      "Email",
      "Owner",
      "Tag",
      "Account_Name",
      "id",
      "Product_Details",
      "Start_DateTime",
      "$se_module",
    ),
    fc.jsonValue({ maxDepth: 3 }),
  );
  const body = fc.oneof(fc.record({ data: fc.array(row, { maxLength: 3 }) }), fc.jsonValue());
  const query = fc.dictionary(
    fc.constantFrom("page", "per_page", "sort_by", "sort_order", "fields", "ids", "converted", "cvid", "type"),
    fc.string(),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("GET", "POST", "PUT", "DELETE"),
      fc.constantFrom(...paths),
      query,
      body,
      async (method, path, parameters, json) => {
        const target = `${path}?${new URLSearchParams(parameters)}`;
        const { status } = await send(method, target, method === "GET" ? undefined : json);
        expect(status).toBeLessThan(500);
        if (local.requests.length > 1000) local.requests.length = 0;
      },
    ),
    { numRuns: 500 },
  );
});

test("a record has no owner or lookup only if it says so", async () => {
  for (const values of [{ Owner: {} }, { Owner: { name: "Nobody" } }, { Owner: ["x"] }, { Account_Name: {} }]) {
    const { status, body } = await call("POST", "/Contacts", { data: [{ Last_Name: "A", ...values }] });
    expect([status, body.data?.[0]]).toMatchObject([
      202,
      { code: "INVALID_DATA", details: { api_name: Object.keys(values)[0] } },
    ]);
  }
});

describe("requests that could take seconds are refused or done immediately:", () => {
  const lead = (values: object) => ({ data: [{ Last_Name: "A", ...values }] });
  const query = (text: string) => ({ select_query: `select id from Leads where ${text}` });
  const city = { field: "City", comparator: "contains", value: "x" };
  const massUpdate = (criteria: object) => ({ data: [{ City: "y" }], criteria: [criteria] });
  const calls: Record<string, [code: string, path: string, body: () => object]> = {
    "a telephone number that does not end": [
      "INVALID_DATA",
      "/Leads",
      () => lead({ Phone: `${"1".repeat(100_000)}!` }),
    ],
    "tags without end": ["SUCCESS", "/Leads", () => lead({ Tag: Array.from({ length: 10_000 }, (_, n) => `t${n}`) })],
    "a query of megabytes": ["LIMIT_EXCEEDED", "/coql", () => query(`Last_Name = '${"''".repeat(4_000_000)}`)],
    "a query that is all parentheses": ["LIMIT_EXCEEDED", "/coql", () => query("(".repeat(9_000_000))],
    "a query sorted by everything": [
      "LIMIT_EXCEEDED",
      "/coql",
      () => query(`id is not null order by ${"City,".repeat(10_000)} id`),
    ],
    "a mass update with thousands of criteria": [
      "LIMIT_EXCEEDED",
      "/Leads/actions/mass_update",
      () => massUpdate({ group: Array.from({ length: 5_000 }, () => city), group_operator: "and" }),
    ],
    "a mass update with a condition of thousands of values": [
      "LIMIT_EXCEEDED",
      "/Leads/actions/mass_update",
      () => massUpdate({ ...city, value: Array.from({ length: 5_000 }, () => "x") }),
    ],
  };
  for (const [name, [code, path, body]] of Object.entries(calls)) {
    test(name, async () => {
      const local = createEmulator({
        seed: { Leads: Array.from({ length: 5_000 }, () => ({ Last_Name: "B", City: "x" })) },
      });
      const send = await callerOf(local);
      const began = performance.now();
      const { body: answer } = await send("POST", path, body());
      expect(performance.now() - began).toBeLessThan(1_000);
      expect(answer.code ?? answer.data?.[0]?.code).toBe(code);
    });
  }
});
