import { describe, expect, test } from "vitest";
import { createEmulator, startEmulator } from "../../../src/emulator/index.js";
import { MovableClock } from "../../../src/emulator/values/clock.js";
import { Timers } from "../../../src/emulator/values/timers.js";
import { createClient, isCrmError } from "../../../src/index.js";
import { failureOf } from "../../support/requests.js";

const MINUTE = 60_000;
const TOO_MANY = { code: "TOO_MANY_REQUESTS", details: {}, message: "Too many", status: "error" };

/** How far the clock moved during some work, in milliseconds. */
async function passed(emulator: { snapshot(): { time: number } }, work: () => Promise<unknown>): Promise<number> {
  const before = emulator.snapshot().time;
  await work();
  return emulator.snapshot().time - before;
}

describe("a client in the time of the emulator", () => {
  test("skips the pause that a 429 asks for", async () => {
    await using emulator = await startEmulator({ now: () => 0 });
    const crm = createClient({ ...emulator.clientOptions(), timeout: 90 * MINUTE, retry: { maxDelay: 90 * MINUTE } });
    emulator.faults.add({ operation: "records.list", status: 429, headers: { "Retry-After": "1800" }, body: TOO_MANY });
    expect(await passed(emulator, () => crm.records.list({ module: "Leads" }))).toBe(30 * MINUTE);
    expect(emulator.requests.map(({ status }) => status)).toEqual([200, 429, 200]);
    await crm.close();
  });

  test("skips the pauses between attempts, until the time of the call is over", async () => {
    const emulator = createEmulator({ now: () => 0 });
    const crm = createClient(emulator.clientOptions());
    emulator.faults.add({ operation: "records.list", status: 429, body: TOO_MANY, times: Number.POSITIVE_INFINITY });
    const time = await passed(emulator, async () => {
      expect(await failureOf(crm.records.list({ module: "Leads" }))).toMatchObject({ code: "TOO_MANY_REQUESTS" });
    });
    expect(time).toBeGreaterThan(MINUTE / 2);
    expect(time).toBeLessThanOrEqual(MINUTE);
  });

  test("does not wait for a delayed response, and misses it if it comes too late", async () => {
    await using emulator = await startEmulator({ now: () => 0 });
    const crm = createClient({ ...emulator.clientOptions(), retry: { maxRetries: 0 } });
    emulator.faults.add({ operation: "records.list", delay: MINUTE - 1000 });
    expect(await passed(emulator, () => crm.records.list({ module: "Leads" }))).toBe(MINUTE - 1000);
    emulator.faults.add({ operation: "records.list", delay: MINUTE + 1000 });
    const time = await passed(emulator, async () => {
      expect(isCrmError(await failureOf(crm.records.list({ module: "Leads" })), "Timeout")).toBe(true);
    });
    expect(time).toBeGreaterThanOrEqual(MINUTE);
    await crm.close();
  });

  test("waits for tokens of the next ten minutes without waiting", async () => {
    const emulator = createEmulator({ now: () => 0 });
    const crm = createClient({ ...emulator.clientOptions(), timeout: 30 * MINUTE });
    const time = await passed(emulator, async () => {
      for (let call = 0; call < 12; call += 1) {
        emulator.expireTokens();
        await crm.records.list({ module: "Leads" });
      }
    });
    expect(time).toBeGreaterThanOrEqual(10 * MINUTE);
    expect(time).toBeLessThan(25 * MINUTE);
  });

  test("knows that its token has expired", async () => {
    const emulator = createEmulator({ now: () => 0 });
    const crm = createClient(emulator.clientOptions());
    await crm.records.list({ module: "Leads" });
    emulator.advance("61m");
    await crm.records.list({ module: "Leads" });
    expect(emulator.requests.map(({ name }) => name)).toEqual([
      "oauth.requestToken",
      "records.list",
      "oauth.requestToken",
      "records.list",
    ]);
  });

  test("goes by the system's time in another thread, which no clock can be sent to", async () => {
    await using emulator = await startEmulator();
    const crm = createClient(structuredClone(emulator.clientOptions()));
    expect((await crm.records.list({ module: "Leads" })).data).not.toEqual([]);
    await crm.close();
  });
});

describe("a timer", () => {
  const setUp = () => {
    const clock = new MovableClock(() => 0);
    const timers = new Timers(clock);
    const fired: string[] = [];
    const start = (milliseconds: number, name: string, isPause = true) =>
      timers.after(milliseconds, () => fired.push(name), isPause);
    const advance = (milliseconds: number) => {
      clock.advance(milliseconds);
      timers.moved();
    };
    return { start, advance, fired };
  };

  test("fires when the clock is moved to its time, in the order of time", () => {
    const { start, advance, fired } = setUp();
    start(2000, "second");
    start(1000, "first", false);
    start(3000, "third");
    start(1500, "stopped")();
    advance(999);
    expect(fired).toEqual([]);
    advance(1001);
    expect(fired).toEqual(["first", "second"]);
    advance(1000);
    expect(fired).toEqual(["first", "second", "third"]);
  });
});

test("a client with a time of its own gets a delayed response when the clock is moved", async () => {
  const emulator = createEmulator({ now: () => 0 });
  emulator.faults.add({ operation: "records.list", delay: 60 * MINUTE });
  const late = emulator.fetch(`${emulator.apiUrl}/crm/v2/Leads`);
  await expect.poll(() => emulator.faults.waiting()).toEqual([]);
  emulator.advance("60m");
  expect((await late).status).toBe(401);
});
