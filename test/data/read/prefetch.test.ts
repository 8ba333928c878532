/** One page is requested ahead, and no more. */
import { setImmediate } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { createClient } from "zcrm";
import { createEmulator } from "zcrm/emulator";
import { dealOf } from "./changing-crm.js";
import { reading } from "./support.js";

const emulator = createEmulator({ defaultData: false });
emulator.seed({ Deals: Array.from({ length: 1_000 }, (_, index) => dealOf(index)) });
const crm = createClient(emulator.clientOptions());
afterAll(() => crm.close());

const queries = () => emulator.requests.filter(({ operation }) => operation === "executeCoqlQuery").length;
const deals = () => reading(crm, { module: "Deals", fields: ["Deal_Name"], via: "coql" });

test("the next page is requested while rows are handled", async () => {
  emulator.requests.length = 0;
  const rows = deals()[Symbol.asyncIterator]();
  await rows.next();
  await expect.poll(queries).toBe(2);
  for (let turn = 0; turn < 50; turn += 1) await setImmediate();
  expect(queries()).toBe(2);
  for (let row = 1; row < 200; row += 1) await rows.next();
  expect(queries()).toBe(2);
  await rows.next();
  await expect.poll(queries).toBe(3);
  await rows.return?.();
  for (let turn = 0; turn < 50; turn += 1) await setImmediate();
  expect(queries()).toBeLessThanOrEqual(3);
  expect(await rows.next()).toEqual({ done: true, value: undefined });
});

test("rows that are asked for at once come in order", async () => {
  const rows = deals()[Symbol.asyncIterator]();
  const asked = await Promise.all(Array.from({ length: 1_005 }, () => rows.next()));
  const names = asked.map(({ value }) => value?.Deal_Name);
  expect(names).toEqual([...Array.from({ length: 1_000 }, (_, index) => `Deal ${index}`), ...Array(5).fill(undefined)]);
});

test("a failure of the page ahead comes when its turn comes", async () => {
  emulator.faults.add({
    operation: "coql.query",
    nth: 2,
    status: 400,
    body: { code: "BROKEN", message: "", details: {} },
  });
  let count = 0;
  const all = async () => {
    for await (const _ of deals()) {
      count += 1;
      if (count < 200) await setImmediate();
    }
  };
  await expect(all()).rejects.toMatchObject({ code: "BROKEN" });
  expect(count).toBe(200);
});
