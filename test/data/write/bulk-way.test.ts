/** Rows that are written by jobs. */
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Outcome, type Writing, writeRecords } from "../../../src/data/index.js";
import type { Emulator } from "../../../src/emulator/index.js";
import { callsOf, clientOf, lead, leads, outcomesOf, recordsOf, startWorld } from "./world.js";

let emulator: Emulator;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "zcrm-bulk-way-"));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  emulator = await startWorld();
});
afterEach(() => emulator.close());

/** Jobs take their time by the clock of the emulator. */
const client = (options: object = {}) => {
  const { clock } = emulator.clientOptions();
  return clientOf(emulator, { clock, ...options });
};
const OPTIONS = { module: "Leads", mode: "create", key: "Code" as "Email", via: "bulk" } as const;
const coded = (count: number) =>
  leads(count).map((row, at) => ({ ...row, Code: `c${at}` })) as ReturnType<typeof lead>[];
const never = new Promise<never>(() => undefined);

async function check(outcomes: readonly Outcome[], rows: number) {
  const records = await recordsOf(emulator);
  expect(outcomes.map(({ index }) => index)).toEqual(Array.from({ length: rows }, (_, at) => at));
  for (const outcome of outcomes) {
    if (outcome.status !== "created") continue;
    expect(records.get(outcome.id)?.Code).toBe(`c${outcome.index}`);
  }
  return records;
}

test("each row gets its outcome, bad ones too", async () => {
  emulator.seed({ Leads: [{ ...lead(1), Code: "c1" }] });
  const rows: unknown[] = coded(6);
  rows[2] = null;
  rows[3] = { ...coded(4)[3], Email: "nobody" };
  rows[4] = { ...coded(5)[4], Tag: [{ name: "x" }] };
  const { outcomes, error } = await outcomesOf(writeRecords(client(), rows as never[], OPTIONS));
  expect(error).toBeUndefined();
  expect(outcomes).toMatchObject([
    { status: "created" },
    { status: "skipped" },
    { status: "refused", code: "INVALID_ROW" },
    { status: "refused" },
    { status: "refused", code: "NOT_IN_CSV" },
    { status: "created" },
  ]);
  expect((await check(outcomes, 6)).size).toBe(3);
  expect(callsOf(emulator, "createBulkWriteJob")).toBe(1);
});

test("the cheaper way is chosen if the key makes it safe", async () => {
  const plan = (rows: number, more: object = {}) =>
    writeRecords(client(), [] as never[], { module: "Leads", mode: "create", key: "Email", rows, ...more }).plan();
  expect(plan(4000).via).toBe("calls");
  expect(plan(100_000)).toMatchObject({ via: "bulk", cost: { credits: 2015, calls: 19 } });
  expect(plan(100_000, { trigger: [] })).toMatchObject({
    via: "calls",
    ways: { bulk: { impossible: expect.any(String) } },
  });
  expect(plan(100_000, { mode: "upsert" }).via).toBe("calls");
  expect(() => writeRecords(client(), [], { module: "Leads", mode: "delete", via: "bulk" })).toThrow(
    "jobs do not delete",
  );
  expect(() => writeRecords(client(), [], { module: "Leads", mode: "upsert", via: "bulk" })).toThrow("needs a key");
});

describe("a writing that ends at any request", () => {
  /** The process ends at request `at`. @returns whether it came so far */
  async function endAt(at: number, isSeen: boolean, begin: (crm: object, checkpoint: string) => Writing) {
    const path = join(folder, crypto.randomUUID());
    let count = 0;
    let isOver = false;
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const crm = client({
      fetch: async (input: Request, init: RequestInit) => {
        if (isOver) return await never;
        if (/oauth|settings/.test(String(input.url ?? input))) return await emulator.fetch(input, init);
        count += 1;
        if (count !== at) return await emulator.fetch(input, init);
        isOver = true;
        if (isSeen) await emulator.fetch(input, init);
        await copyFile(path, `${path}x`);
        end();
        return await never;
      },
    });
    const whole = outcomesOf(begin(crm, path));
    await Promise.race([whole, ended]);
    const result = isOver ? await outcomesOf(begin(client({ fetch: emulator.fetch }), `${path}x`)) : undefined;
    crm.close();
    await whole;
    return result;
  }

  test("with a unique key: exactly one record exists for each", async () => {
    for (const isSeen of [false, true]) {
      for (let at = 1; ; at += 1) {
        const start = emulator.snapshot();
        const begin = (crm: object, checkpoint: string) =>
          writeRecords(crm as ReturnType<typeof client>, coded(5), { ...OPTIONS, checkpoint });
        const result = await endAt(at, isSeen, begin);
        if (result === undefined) break;
        expect(result.error).toBeUndefined();
        expect(result.outcomes.filter(({ status }) => status !== "created" && status !== "skipped")).toEqual([]);
        expect((await check(result.outcomes, 5)).size).toBe(5);
        emulator.restore(start);
      }
    }
  });

  test("without a key: a job is never started twice", async () => {
    const begin = (crm: object, checkpoint: string) =>
      writeRecords(crm as ReturnType<typeof client>, coded(5), {
        module: "Leads",
        mode: "create",
        via: "bulk",
        checkpoint,
      });
    for (let at = 1; ; at += 1) {
      const start = emulator.snapshot();
      const result = await endAt(at, true, begin);
      if (result === undefined) break;
      expect((await recordsOf(emulator)).size).toBeLessThanOrEqual(5);
      const known = result.outcomes.filter(({ status }) => status === "created").length;
      const unknown = result.outcomes.filter(({ status }) => status === "unknown").length;
      expect(known + unknown).toBe(5);
      emulator.restore(start);
    }
  });

  test("a settled writing costs nothing, and other rows are found out", async () => {
    const checkpoint = join(folder, "done");
    const first = await outcomesOf(writeRecords(client(), coded(5), { ...OPTIONS, checkpoint }));
    emulator.requests.length = 0;
    const again = await outcomesOf(
      writeRecords(client(), coded(5), { module: "Leads", mode: "create", key: OPTIONS.key, checkpoint }),
    );
    expect(again).toEqual(first);
    expect(callsOf(emulator, "createBulkWriteJob") + callsOf(emulator, "uploadBulkWriteFile")).toBe(0);
    for (const rows of [coded(4), coded(6), coded(5).map((row) => ({ ...row, City: "other" }))]) {
      const other = await outcomesOf(writeRecords(client(), rows, { ...OPTIONS, checkpoint }));
      expect(other.error).toMatchObject({ code: "CHECKPOINT_MISMATCH" });
    }
    const byCalls = await outcomesOf(writeRecords(client(), coded(5), { ...OPTIONS, via: "calls", checkpoint }));
    expect(byCalls.error).toMatchObject({ code: "CHECKPOINT_MISMATCH" });
  });
});

test("what ends the writing leaves the rows not sent", async () => {
  emulator.faults.add({
    operation: "createBulkWriteJob",
    status: 403,
    body: { code: "NO_PERMISSION", details: {}, message: "no", status: "error" },
  });
  const { outcomes, error } = await outcomesOf(writeRecords(client(), coded(3), OPTIONS));
  expect(error).toMatchObject({ code: "NO_PERMISSION" });
  expect(outcomes.map(({ status }) => status)).toEqual(["notSent", "notSent", "notSent"]);
});

test("a lost start is repeated if the key tells which rows were written, and otherwise is not", async () => {
  const fault = { operation: "createBulkWriteJob", reset: "after headers" } as const;
  emulator.faults.add(fault);
  const keyed = await outcomesOf(writeRecords(client(), coded(3), OPTIONS));
  expect(keyed.error).toBeUndefined();
  expect(keyed.outcomes.map(({ status }) => status)).toEqual(["skipped", "skipped", "skipped"]);
  expect((await recordsOf(emulator)).size).toBe(3);
  emulator.faults.add(fault);
  const rows = leads(3).map((row) => ({ ...row, City: "elsewhere" }));
  const bare = await outcomesOf(writeRecords(client(), rows, { module: "Leads", mode: "create", via: "bulk" }));
  expect(bare.error).toBeUndefined();
  expect(bare.outcomes.map(({ status }) => status)).toEqual(["unknown", "unknown", "unknown"]);
  expect(callsOf(emulator, "createBulkWriteJob")).toBe(3);
});
