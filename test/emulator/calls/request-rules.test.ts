import { afterAll, beforeAll, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../../src/emulator/index.js";
import { type Caller, callerOf } from "../support/caller.js";

let emulator: Emulator;
let call: Caller;

beforeAll(async () => {
  emulator = await startEmulator();
  call = await callerOf(emulator);
});
afterAll(() => emulator.close());

const cases: { given: [string, string, unknown?]; want: object }[] = [
  { given: ["DELETE", "/Leads"], want: { code: "REQUIRED_PARAM_MISSING", details: { param: "ids" } } },
  { given: ["DELETE", "/Leads?ids=,"], want: { code: "REQUIRED_PARAM_MISSING", details: { param: "ids" } } },
  { given: ["GET", "/settings/layouts"], want: { code: "REQUIRED_PARAM_MISSING", details: { param: "module" } } },
  {
    given: ["GET", "/Leads?page=two"],
    want: { code: "INVALID_DATA", details: { expected_data_type: "integer", api_name: "page" } },
  },
  { given: ["GET", "/Leads?sort_order=up"], want: { code: "INVALID_DATA", details: { api_name: "sort_order" } } },
  {
    given: ["GET", "/Leads?include_child=maybe"],
    want: { code: "INVALID_DATA", details: { expected_data_type: "boolean", api_name: "include_child" } },
  },
  {
    given: ["GET", "/Leads/search?word=x"],
    want: { code: "INVALID_DATA", details: { minimum_length: 2, api_name: "word" } },
  },
  {
    given: ["GET", `/Leads?ids=${Array.from({ length: 101 }, (_, n) => n)}`],
    want: { code: "LIMIT_EXCEEDED", details: { limit: 100 } },
  },
  { given: ["POST", "/coql", {}], want: { code: "MANDATORY_NOT_FOUND", details: { api_name: "select_query" } } },
  {
    given: ["POST", "/coql", { select_query: 5 }],
    want: { code: "INVALID_DATA", details: { expected_data_type: "text", api_name: "select_query" } },
  },
  { given: ["POST", "/settings/tags?module=Leads", { tags: {} }], want: { details: { api_name: "tags" } } },
  {
    given: ["PUT", "/Leads/41", { data: [{}, {}] }],
    want: { code: "LIMIT_EXCEEDED", details: { limit: 1 } },
  },
];

for (const { given, want } of cases) {
  test(`${given[0]} ${given[1].slice(0, 40)} is refused by what it breaks`, async () => {
    const { status, body } = await call(...given);
    expect(status).toBe(400);
    expect(body).toMatchObject(want);
  });
}

test("parameters that are not in the description are ignored", async () => {
  expect((await call("GET", "/Leads?colour=red&page=")).status).toBe(200);
  expect((await call("POST", "/Leads", { data: [{ Last_Name: "A" }], colour: "red" })).status).toBe(201);
});
