import { afterAll, beforeAll, expect, test } from "vitest";
import { writeRecords } from "../../../src/data/index.js";
import type { Emulator } from "../../../src/emulator/index.js";
import { pullSchema } from "../../../src/schema/index.js";
import { callsOf, clientOf, lead, leads, outcomesOf, recordsOf, startWorld } from "./world.js";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startWorld();
});
afterAll(() => emulator.close());

test.each([
  ["City", /City of Leads is neither unique nor .* use Email or Code or Number/],
  ["Emial", /Emial of Leads does not exist; did you mean Email\?/],
  ["Lead_Source", /neither unique/],
  ["id", /key/],
])("the key %s is an error before anything is sent", async (key, message) => {
  const before = callsOf(emulator, "createRecords");
  const { outcomes, error } = await outcomesOf(
    writeRecords(clientOf(emulator), leads(1), { module: "Leads", mode: "create", key: key as "Email" }),
  );
  expect(error).toMatchObject({ code: "INVALID_KEY", message: expect.stringMatching(message) });
  expect(outcomes).toEqual([]);
  expect(callsOf(emulator, "createRecords")).toBe(before);
});

test("a key may be a number, and have quotes, blanks at its ends, and any case", async () => {
  const crm = clientOf(emulator);
  const keys = ["O'Neil", 'the "best"', "back\\slash", " blank ", "ÄÖÜ", "100%", "a,b(c)"];
  const rows = keys.map((Code, at) => ({ ...lead(at), Code }));
  const options = { module: "Leads", mode: "create", key: "Code" as "Email" } as const;
  // Nothing arrives, so that all are looked up, and none is found.
  emulator.faults.add({ operation: "createRecords", reset: "before" });
  const first = await outcomesOf(writeRecords(crm, rows, options));
  expect(first.outcomes.map(({ status }) => status)).toEqual(keys.map(() => "created"));
  // Everything arrives, and the response is lost.
  const { size } = await recordsOf(emulator);
  emulator.faults.add({ operation: "createRecords", reset: "after headers" });
  const numbers = [1, 2, 3].map((at) => ({ ...lead(at), Number: at }));
  const second = await outcomesOf(writeRecords(crm, numbers, { ...options, key: "Number" as "Email" }));
  expect(second.outcomes.map(({ status }) => status)).toEqual(["created", "created", "created"]);
  expect((await recordsOf(emulator)).size).toBe(size + 3);
});

test("with a schema, no call reads the fields", async () => {
  const crm = clientOf(emulator);
  const schema = await pullSchema(crm, { modules: ["Leads"] });
  const before = callsOf(emulator, "getFields");
  const { error } = await outcomesOf(
    writeRecords(crm, [lead(900)], { module: "Leads", mode: "upsert", key: "Email", schema }),
  );
  expect(error).toBeUndefined();
  expect(callsOf(emulator, "getFields")).toBe(before);
});

test.each([
  ["rows", [7, { module: "Leads", mode: "create" }]],
  ["module", [[], { module: "", mode: "create" }]],
  ["mode", [[], { module: "Leads", mode: "insert" }]],
  ["key", [[], { module: "Leads", mode: "create", key: "" }]],
  ["via", [[], { module: "Leads", mode: "create", via: "mail" }]],
  ["checkpoint", [[], { module: "Leads", mode: "create", checkpoint: "" }]],
  ["trigger", [[], { module: "Leads", mode: "create", trigger: "workflow" }]],
])("a wrong %s is an error at once", (name, [rows, options]) => {
  expect(() => writeRecords(clientOf(emulator), rows as never, options as never)).toThrow(new RegExp(name));
});

test("the plan says what it costs, and that is what it costs", async () => {
  const crm = clientOf(emulator);
  const cases = [
    { rows: 250, mode: "create", key: undefined, calls: 3, credits: 25 },
    { rows: 101, mode: "upsert", key: "Email", calls: 3, credits: 12 },
    { rows: 120, mode: "create", key: "Email", calls: 6, credits: 16 },
  ] as const;
  for (const { rows, mode, key, ...cost } of cases) {
    const input = leads(rows).map((row, at) => ({
      ...row,
      Email: `${rows}${mode}${key}${at}@example.com`,
      Code: `${rows}${at}`,
    }));
    const writing = writeRecords(crm, input, { module: "Leads", mode, ...(key && { key: key as "Email" }) });
    expect(writing.plan()).toMatchObject({ via: "calls", rows, cost });
    const before = emulator.credits().used;
    const { outcomes } = await outcomesOf(writing);
    expect(outcomes.filter(({ status }) => status !== "created")).toEqual([]);
    expect(emulator.credits().used - before).toBe(cost.credits);
  }
  // Nobody knows yet that this key is unique, so that no look is needed.
  const { cost } = writeRecords(crm, leads(7), { module: "Leads", mode: "create", key: "Code" as "Email" }).plan();
  expect(cost).toEqual({ calls: 3, credits: 3 });
  const { ways } = writeRecords(crm, [], { module: "Leads", mode: "delete", rows: 1000 }).plan();
  expect(ways).toMatchObject({ calls: { calls: 10, credits: 10 }, bulk: { impossible: expect.any(String) } });
});

test("triggers are sent", async () => {
  const crm = clientOf(emulator);
  const bodies = () => emulator.requests.at(-1)?.body;
  await outcomesOf(writeRecords(crm, [lead(950)], { module: "Leads", mode: "create", trigger: [] }));
  expect(JSON.stringify(bodies())).toContain("trigger");
});
