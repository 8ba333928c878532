/** A reading that was left goes on where it was, in the same process or in another. */
import { afterAll, describe, expect, test } from "vitest";
import { createClient } from "zcrm";
import { createEmulator } from "zcrm/emulator";
import { dealOf } from "./changing-crm.js";
import { hurry, reading, rowsOf } from "./support.js";

const ROWS = 430;
const emulator = createEmulator({ defaultData: false });
emulator.seed({ Deals: Array.from({ length: ROWS }, (_, index) => dealOf(index)) });
const { options, stop } = hurry(emulator);
const crm = createClient(options);
afterAll(async () => {
  stop();
  await crm.close();
});

const deals = (params: object) => reading(crm, { module: "Deals", fields: ["Deal_Name", "Amount"], ...params });

async function take(rows: AsyncIterable<object>, count: number): Promise<object[]> {
  const taken: object[] = [];
  if (count === 0) return taken;
  for await (const row of rows) {
    taken.push(row);
    if (taken.length === count) break;
  }
  return taken;
}

const WAYS = {
  list: { via: "list", rows: ROWS },
  COQL: { via: "coql" },
  "bulk read": { via: "bulk" },
  "order of a number": { order: ["Amount", "desc"] },
  "order of creation": { order: "Created_Time" },
} as const;

describe.each(Object.entries(WAYS))("by %s", (name, params) => {
  const places = name === "bulk read" ? [0, 250, ROWS] : [0, 1, 199, 200, 201, 350, ROWS - 1, ROWS];
  test.each(places)("goes on after row %i", async (count) => {
    const whole = await rowsOf(deals(params));
    const first = deals(params);
    const before = await take(first, count);
    const from = JSON.parse(JSON.stringify(first.checkpoint()));
    const after = await rowsOf(deals({ ...params, from }));
    expect([...before, ...after]).toEqual(whole);
    expect(whole).toHaveLength(ROWS);
  });

  test("a second loop goes on where the first was left", async () => {
    const rows = deals(params);
    const before = await take(rows, 201);
    const after = await rowsOf(rows);
    expect(new Set([...before, ...after].map((row) => Reflect.get(row, "id"))).size).toBe(ROWS);
    expect(before.length + after.length).toBe(ROWS);
    expect(await rowsOf(rows)).toEqual([]);
  });
});

test("a checkpoint is small", async () => {
  const rows = deals({ via: "coql" });
  await take(rows, 300);
  expect(rows.checkpoint()).toEqual({
    version: 1,
    module: "Deals",
    reading: expect.stringMatching(/^[\da-f]+$/),
    after: { id: expect.stringMatching(/^\d+$/) },
  });
});

test("each way goes on where another one was left", async () => {
  const whole = await rowsOf(deals({ via: "coql" }));
  for (const via of ["list", "coql"] as const) {
    const first = deals({ via, rows: ROWS });
    const before = await take(first, 222);
    for (const next of ["list", "coql", "bulk"] as const) {
      const after = await rowsOf(deals({ via: next, rows: ROWS, from: first.checkpoint() }));
      expect([...before, ...after], `${via}, then ${next}`).toEqual(whole);
    }
  }
});

test.each([
  ["another module", { module: "Leads", reading: "", version: 1, after: null }, "it belongs to a reading of Leads"],
  ["another condition", deals({ where: "Amount > 5" }).checkpoint(), "another condition or order"],
  ["another order", deals({ order: "Amount" }).checkpoint(), "another condition or order"],
  ["something else", "a string", "it is not the checkpoint() of a reading"],
  ["a later version", { ...deals({}).checkpoint(), version: 2 }, "it is not the checkpoint() of a reading"],
  ["a place without a row", { ...deals({}).checkpoint(), after: { id: "x' or id > '0" } }, "it names no row"],
])("a checkpoint of %s is refused", (_, from, message) => {
  expect(() => deals({ from })).toThrow(
    expect.objectContaining({ code: "INVALID_CHECKPOINT", message: expect.stringContaining(message) }),
  );
});
