/** Processes that share the limits of an organization in a file. The emulator, which rejects what is one too many, is the judge. */
import { mkdir, mkdtemp, readdir, rm, rmdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { LEASE } from "../../src/core/limits/fleet.js";
import { type Emulator, startEmulator } from "../../src/emulator/index.js";
import { type Caller, type CallerSpec, startCaller } from "./caller.js";

const CALL = "getRecords";

/** An emulator that allows five calls at the same moment, and processes that need more. */
async function organization(duration: number) {
  const emulator = await startEmulator({ edition: "free" });
  const folder = await mkdtemp(join(tmpdir(), "zcrm-limits-"));
  const callers: Caller[] = [];
  emulator.faults.add({ operation: CALL, times: 1_000_000, delay: duration });
  const { clock: _, ...options } = emulator.clientOptions();
  const start = async (name: string, spec: Partial<CallerSpec> = {}): Promise<Caller> => {
    const caller = await startCaller({
      ...options,
      ...{ name, folder, calls: 50, parallel: 10, maxConcurrency: 5, isClosed: true },
      ...spec,
    });
    callers.push(caller);
    expect(await caller.line()).toBe("ready");
    return caller;
  };
  const calls = () => emulator.requests.filter(({ operation }) => operation === CALL);
  return {
    ...{ emulator, folder, start, calls },
    reached: (count: number) => reached(calls, count),
    async [Symbol.asyncDispose]() {
      await Promise.all(callers.map((caller) => caller[Symbol.asyncDispose]()));
      await emulator.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Waits until that many calls were made. */
async function reached(calls: () => readonly unknown[], count: number): Promise<void> {
  const end = performance.now() + 30_000;
  while (calls().length < count) {
    if (performance.now() > end) throw new Error(`${calls().length} instead of ${count} calls after 30 seconds`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** How many of these calls each process made. */
function shares(calls: Emulator["requests"]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { headers } of calls) counts[headers["x-process"] ?? ""] = (counts[headers["x-process"] ?? ""] ?? 0) + 1;
  return counts;
}

describe.concurrent("processes of one organization", () => {
  test("share its slots fairly, although one is killed and one is stopped for longer than its lease", async () => {
    await using zoho = await organization(80);
    const { emulator, start, calls, reached } = zoho;
    const names = ["a", "b", "c", "d"];
    const callers = await Promise.all(names.map((name) => start(name)));
    const [a, b, killed, stopped] = callers as [Caller, Caller, Caller, Caller];
    for (const each of callers) each.go();

    await reached(100);
    const counts = shares(calls().slice(20, 100));
    for (const name of names) expect(counts[name], JSON.stringify(counts)).toBeGreaterThanOrEqual(8);
    killed.signal("SIGKILL");
    stopped.signal("SIGSTOP");
    const longEnough = new Promise((resolve) => setTimeout(resolve, LEASE + 500));
    await Promise.all([a.ended, b.ended]);
    const late = await start("late", { calls: 200 });
    late.go();
    await longEnough;
    // It has all slots by now, when the other comes back with requests that were under way.
    stopped.signal("SIGCONT");
    await Promise.all([stopped.ended, late.ended]);

    expect(calls().filter(({ status }) => status !== 200)).toEqual([]);
    const { most, limit } = emulator.concurrency();
    expect(limit).toBe(5);
    expect(most).toBeGreaterThanOrEqual(4);
    expect(most).toBeLessThanOrEqual(5);
    const { a: ofA, b: ofB, d: ofStopped, late: ofLate } = shares(calls());
    expect([ofA, ofB, ofLate]).toEqual([50, 50, 200]);
    // Requests whose responses got lost while it was stopped were sent again.
    expect(ofStopped).toBeGreaterThanOrEqual(50);
  });

  test("continue with their own share if the file cannot be replaced, and say so once", async () => {
    await using zoho = await organization(40);
    const { emulator, folder, start, calls, reached } = zoho;
    const callers = await Promise.all(["a", "b"].map((name) => start(name, { calls: 150 })));
    for (const each of callers) each.go();
    await reached(20);
    const path = join(folder, (await readdir(folder)).find((name) => name.endsWith(".json")) ?? "");
    // Removed: the next one who reports writes it again.
    await rm(path);
    await reached(60);
    expect(await readdir(folder)).toContain(path.slice(folder.length + 1));
    // Replaced by something else, for longer than what was allowed is valid.
    for (let isReplaced = false; !isReplaced; ) {
      await rm(path, { force: true });
      isReplaced = await mkdir(path).then(
        () => true,
        () => false,
      );
    }
    const before = calls().length;
    await reached(before + 120);
    await rmdir(path);
    const warnings = await Promise.all(callers.map(({ ended }) => ended));
    for (const text of warnings) {
      expect(text.match(/Warning/g)?.length).toBe(1);
      expect(text).toContain("the limits that a zcrm client shares (file) are out of reach");
      expect(text).toContain("This process continues with 2 of 5 slots");
    }
    expect(emulator.concurrency().most).toBeLessThanOrEqual(5);
    expect(calls().filter(({ status }) => status !== 200)).toEqual([]);
  });

  test("do not wait for one that ended without closing its client", async () => {
    await using zoho = await organization(10);
    const { start, calls } = zoho;
    const first = await start("first", { calls: 10, isClosed: false });
    first.go();
    await first.ended;
    const second = await start("second", { calls: 10 });
    second.go();
    const begin = performance.now();
    await second.ended;
    expect(performance.now() - begin).toBeLessThan(3_000);
    expect(calls().length).toBe(20);
  });
});
