/** A writing that ends at any moment goes on from its checkpoint, and nothing is lost or written twice. */
import { appendFile, copyFile, readFile, stat, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Emulator } from "../../../src/emulator/index.js";
import { begin, checkpointFor, lies, ROWS, SCENARIOS, type Scenario, seedFor } from "./scenarios.js";
import { clientOf, outcomesOf, recordsOf, startWorld } from "./world.js";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startWorld();
});
afterAll(() => emulator.close());

const never = new Promise<never>(() => undefined);

/** The process ends at request `at`: before the emulator sees it, or after. @returns what is wrong; and if it came so far */
async function endAt(scenario: Scenario, at: number, isSeen: boolean) {
  const start = emulator.snapshot();
  const ids = seedFor(scenario, emulator);
  const before = await recordsOf(emulator);
  await using checkpoint = await checkpointFor(scenario);
  const copy = `${checkpoint.path}.copy`;
  let count = 0;
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  let isOver = false;
  // From here on, nothing that the writing does reaches the world.
  const crm = clientOf(emulator, {
    fetch: async (input, init) => {
      if (isOver) return await never;
      const isMetadata = /settings|oauth/.test(String(input instanceof Request ? input.url : input));
      if (!isMetadata) count += 1;
      const isLast = !isMetadata && count === at;
      if (!isLast) return await emulator.fetch(input, init);
      isOver = true;
      if (isSeen) await emulator.fetch(input, init);
      await copyFile(checkpoint.path, copy);
      end();
      return await never;
    },
  });
  const whole = outcomesOf(begin(scenario, crm, ids, { checkpoint: checkpoint.path }));
  await Promise.race([ended, whole]);
  if (isOver) {
    // What a crash leaves of a line.
    if (at % 2 === 0) await appendFile(copy, '{"chunk":1,"dig');
    const again = clientOf(emulator, { fetch: emulator.fetch });
    const { outcomes, error } = await outcomesOf(begin(scenario, again, ids, { checkpoint: copy }));
    const wrong = lies(scenario, outcomes, ids, before, await recordsOf(emulator));
    if (error !== undefined) wrong.push(`it ended with ${error}`);
    if (outcomes.length !== ROWS) wrong.push(`there are ${outcomes.length} outcomes`);
    // A third time, nothing is sent at all.
    if (!outcomes.some(({ status }) => status === "unknown")) {
      emulator.requests.length = 0;
      const third = await outcomesOf(begin(scenario, again, ids, { checkpoint: copy }));
      if (JSON.stringify(third.outcomes) !== JSON.stringify(outcomes)) wrong.push("the outcomes changed");
      const sent = emulator.requests.filter(
        ({ operation }) => operation !== "requestToken" && operation !== "getFields",
      );
      if (sent.length > 0) wrong.push("settled rows were sent again");
    }
    again.close();
    crm.close();
    await whole;
    emulator.restore(start);
    return { isOver, wrong };
  }
  crm.close();
  emulator.restore(start);
  return { isOver, wrong: [] };
}

test.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))(
  "%s: after an end at any request",
  async (_, scenario) => {
    const wrong: Record<string, readonly string[]> = {};
    for (const isSeen of [false, true]) {
      for (let at = 1; ; at += 1) {
        const result = await endAt(scenario, at, isSeen);
        if (!result.isOver) break;
        if (result.wrong.length > 0) wrong[`request ${at}, ${isSeen ? "seen" : "not seen"}`] = result.wrong;
      }
    }
    expect(wrong).toEqual({});
  },
);

describe("a checkpoint", () => {
  const [scenario = SCENARIOS[0]] = SCENARIOS;
  if (scenario === undefined) throw new Error("no scenario");
  const run = async (path: string, more: Partial<Scenario> = {}, rows = ROWS) => {
    const crm = clientOf(emulator, { fetch: emulator.fetch });
    const result = await outcomesOf(begin({ ...scenario, ...more }, crm, [], { checkpoint: path }, rows));
    crm.close();
    return result;
  };

  test("fits only the rows and options that it was begun with", async () => {
    const start = emulator.snapshot();
    await using checkpoint = await checkpointFor(scenario);
    await run(checkpoint.path);
    const code = "CHECKPOINT_MISMATCH";
    expect(
      (await run(checkpoint.path, { row: (at) => ({ ...scenario.row(at, []), City: "other" }) })).error,
    ).toMatchObject({ code });
    expect((await run(checkpoint.path, {}, ROWS + 3)).error).toMatchObject({ code });
    expect((await run(checkpoint.path, {}, ROWS - 3)).error).toMatchObject({ code });
    expect((await run(checkpoint.path, { mode: "upsert" })).error).toMatchObject({ code });
    expect((await run(checkpoint.path, { key: "Email" })).error).toMatchObject({ code });
    const again = await run(checkpoint.path);
    expect(again.error).toBeUndefined();
    expect(again.outcomes).toHaveLength(ROWS);
    emulator.restore(start);
  });

  test("is private, and has no values of rows", async () => {
    const start = emulator.snapshot();
    await using checkpoint = await checkpointFor(scenario);
    const path = `${checkpoint.path}.new`;
    await run(path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readFile(path, "utf8")).not.toMatch(/Lead \d|example\.com|Example Ltd/);
    emulator.restore(start);
  });

  test("that is damaged, or another file, is left as it is", async () => {
    await using checkpoint = await checkpointFor(scenario);
    for (const text of ["Last_Name,Company\nDoe,Example\n", '{"zcrm":"write"\n', `{"zcrm":"write","format":9}\n`]) {
      await writeFile(checkpoint.path, text);
      const { error, outcomes } = await run(checkpoint.path);
      expect(String(Reflect.get(Object(error), "code"))).toMatch(/^CHECKPOINT_(DAMAGED|MISMATCH)$/);
      expect(outcomes).toEqual([]);
      expect(await readFile(checkpoint.path, "utf8")).toBe(text);
    }
  });

  test("has one writing at a time", async () => {
    const start = emulator.snapshot();
    await using checkpoint = await checkpointFor(scenario);
    const crm = clientOf(emulator, { fetch: emulator.fetch });
    const first = begin(scenario, crm, [], { checkpoint: checkpoint.path })[Symbol.asyncIterator]();
    await first.next();
    expect((await run(checkpoint.path)).error).toMatchObject({ code: "CHECKPOINT_IN_USE" });
    await first.return?.();
    expect((await run(checkpoint.path)).error).toBeUndefined();
    crm.close();
    emulator.restore(start);
  });
});
