/** What the calls of processes that share limits do, in a time of their own. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { failureOf, httpResponse, request } from "../../support/requests.js";
import { Place, Server, SimulatedProcess, World } from "./fleet-world.js";

const warn = vi.fn();
beforeEach(() => {
  vi.spyOn(process, "emitWarning").mockImplementation(warn);
});
afterEach(() => {
  vi.restoreAllMocks();
  warn.mockReset();
});

/** Processes whose requests take 100 milliseconds. */
function fleet(limit: number, count: number) {
  const world = new World();
  const place = new Place(world);
  const server = new Server(world, () => 100);
  const processes = Array.from(
    { length: count },
    (_, index) => new SimulatedProcess(`p${index}`, world, place, server, limit),
  );
  return { world, place, server, processes, first: processes[0] as SimulatedProcess };
}

const begunBy = (server: Server, processes: readonly SimulatedProcess[]) =>
  processes.map(({ name }) => server.begun.get(name) ?? 0);

describe("one process", () => {
  test("uses all slots, and asks for them once", async () => {
    const { world, place, server, first } = fleet(10, 1);
    void first.call(50, 20);
    await world.run(400);
    expect(server.most).toBe(10);
    expect(place.exchanges).toBe(1);
  });

  test("that makes one call after another asks now and then, not for each", async () => {
    const { world, place, first } = fleet(10, 1);
    const calls = first.call(100, 1);
    await world.run(10_300);
    await calls;
    // Twice a second, in ten seconds.
    expect(place.exchanges).toBeLessThan(25);
  });

  test("that is idle gives its slots back within a second, and is then silent", async () => {
    const { world, place, first, processes } = fleet(10, 2);
    void first.call(10, 10);
    await world.run(300);
    await world.run(1_300);
    const { exchanges } = place;
    expect(JSON.parse(place.text ?? "").members).toEqual({});
    await world.run(60_000);
    expect(place.exchanges).toBe(exchanges);
    expect(world.pending).toBe(0);
    void processes[1]?.call(10, 10);
    await world.run(60_200);
    expect(processes[1]?.done).toBe(10);
  });

  test("that is closed gives its slots back at once", async () => {
    const { world, place, first } = fleet(10, 1);
    void first.call(10, 10);
    await world.run(300);
    const closing = first.slots.close();
    await world.run(400);
    await closing;
    expect(JSON.parse(place.text ?? "").members).toEqual({});
    await first.slots.close();
  });

  test("gives its slots back when its program has nothing left to do", async () => {
    const { world, place, first } = fleet(10, 1);
    void first.call(10, 10);
    await world.run(300);
    process.emit("beforeExit", 0);
    await world.run(400);
    expect(JSON.parse(place.text ?? "").members).toEqual({});
    expect(process.listenerCount("beforeExit")).toBe(0);
    // It may have more to do after all.
    void first.call(10, 10);
    await world.run(800);
    expect(first.done).toBe(20);
    await Promise.all([first.slots.close(), world.run()]);
    expect(process.listenerCount("beforeExit")).toBe(0);
  });

  test("whose call is aborted while it waits makes its other calls", async () => {
    const { world, first } = fleet(1, 1);
    const controller = new AbortController();
    const calls = [first.send(request()), first.send(request({ signal: controller.signal })), first.send(request())];
    const failure = failureOf(calls[1] as Promise<unknown>);
    await world.run(50);
    const reason = new Error("enough");
    controller.abort(reason);
    expect(await failure).toBe(reason);
    await world.run(400);
    expect((await Promise.all([calls[0], calls[2]])).map((response) => response?.status)).toEqual([200, 200]);
  });
});

describe("several processes", () => {
  test("have equal shares if all of them need more", async () => {
    const { world, server, processes } = fleet(10, 3);
    for (const each of processes) void each.call(10_000, 20);
    await world.run(30_000);
    const begun = begunBy(server, processes);
    expect(server.most).toBe(10);
    expect(Math.min(...begun) / Math.max(...begun)).toBeGreaterThan(0.85);
    // 10 slots of 10 requests a second, most of the time.
    expect(begun.reduce((sum, count) => sum + count)).toBeGreaterThan(0.9 * 3_000);
  });

  test("leave to others what they do not need", async () => {
    const { world, server, processes } = fleet(10, 2);
    void processes[0]?.call(10_000, 20);
    void processes[1]?.call(10_000, 2);
    await world.run(20_000);
    const [busy = 0, modest = 0] = begunBy(server, processes);
    expect(modest).toBeGreaterThan(0.85 * 400);
    expect(busy).toBeGreaterThan(0.85 * 1_600);
  });

  test("take turns if there are more of them than slots", async () => {
    const { world, server, processes } = fleet(2, 6);
    for (const each of processes) void each.call(10_000, 3);
    await world.run(60_000);
    const begun = begunBy(server, processes);
    expect(Math.min(...begun) / Math.max(...begun)).toBeGreaterThan(0.7);
    expect(begun.reduce((sum, count) => sum + count)).toBeGreaterThan(0.75 * 1_200);
  });

  test("a new one waits for its share for about a second at most", async () => {
    const { world, processes } = fleet(10, 2);
    void processes[0]?.call(10_000, 30);
    await world.run(5_000);
    void processes[1]?.call(5, 5);
    await world.run(6_100);
    expect(processes[1]?.done).toBe(5);
  });

  test("the slots of one that died are used by the others after the lease", async () => {
    const { world, server, processes } = fleet(4, 2);
    for (const each of processes) void each.call(10_000, 10);
    await world.run(5_000);
    processes[0]?.kill();
    await world.run(12_000);
    const before = server.begun.get("p1") ?? 0;
    await world.run(22_000);
    expect((server.begun.get("p1") ?? 0) - before).toBeGreaterThan(0.9 * 400);
  });
});

describe("a 429", () => {
  test.each([
    { headers: { "retry-after": "3" }, until: 3_000 },
    { headers: {}, until: 1_000 },
    { headers: { "retry-after": "86400" }, until: 60_000 },
  ])("with $headers keeps all processes from starting requests for $until ms", async ({ headers, until }) => {
    const { world, server, processes } = fleet(4, 2);
    for (const each of processes) void each.call(1_000_000, 2);
    await world.run(5_000);
    server.responses.push(httpResponse(429, { code: "TOO_MANY_REQUESTS", status: "error" }, headers));
    await world.run(5_200);
    const known = world.now;
    // The other learns of it with its next report.
    await world.run(known + 600);
    const before = begunBy(server, processes);
    await world.run(known + until - 400);
    expect(begunBy(server, processes)).toEqual(before);
    await world.run(known + until + 700);
    for (const [index, count] of begunBy(server, processes).entries())
      expect(count).toBeGreaterThan(before[index] ?? 0);
  });

  test("counts in a response with another status, too", async () => {
    const { world, server, first } = fleet(4, 1);
    void first.call(1_000, 1);
    server.responses.push(httpResponse(200, { code: "TOO_MANY_REQUESTS", status: "error" }, { "retry-after": "5" }));
    await world.run(4_000);
    expect(first.done).toBe(1);
  });

  test("after the last credit pauses nothing: waiting does not bring credits back", async () => {
    const { world, server, first } = fleet(4, 1);
    void first.call(1_000, 1);
    server.responses.push(httpResponse(429, {}, { "retry-after": "9", "x-api-credits-remaining": "0" }));
    await world.run(1_000);
    expect(first.done).toBeGreaterThan(5);
    expect(first.credits.last?.left).toBe(0);
  });
});

test("every process knows the credits that Zoho stated to any", async () => {
  const { world, server, processes, first } = fleet(4, 2);
  void first.call(3, 1);
  server.responses.push(httpResponse(200, {}, { "x-api-credits-remaining": "1234" }));
  await world.run(2_000);
  expect(first.credits.last?.left).toBe(1234);
  void processes[1]?.call(1, 1);
  await world.run(3_000);
  expect(processes[1]?.credits.last?.left).toBe(1234);
  // By its own clock, which differs from the other's.
  expect(processes[1]?.credits.aged?.age).toBeGreaterThan(2_700);
  expect(processes[1]?.credits.aged?.age).toBeLessThan(3_000);
});

describe("while the place is out of reach", () => {
  test("a process continues with its own share, says so once, and recovers", async () => {
    const { world, place, server, processes, first } = fleet(10, 2);
    for (const each of processes) void each.call(1_000_000, 20);
    await world.run(5_000);
    place.failure = new Error("cut off");
    await world.run(60_000);
    expect(warn).toHaveBeenCalledTimes(2);
    expect(String(warn.mock.calls[0]?.[0])).toContain(
      "the limits that a zcrm client shares (world) are out of reach: cut off. This process continues with 5 of 10 slots",
    );
    let before = server.begun.get("p0") ?? 0;
    await world.run(70_000);
    expect((server.begun.get("p0") ?? 0) - before).toBeGreaterThan(0.9 * 500);
    expect(server.most).toBe(10);
    processes[1]?.kill();
    place.failure = undefined;
    await world.run(85_000);
    before = server.begun.get("p0") ?? 0;
    await world.run(95_000);
    expect((server.begun.get("p0") ?? 0) - before).toBeGreaterThan(0.9 * 1_000);
    expect(warn).toHaveBeenCalledTimes(2);
    place.failure = new Error("cut off");
    await world.run(110_000);
    expect(warn).toHaveBeenCalledTimes(3);
    expect(first.done).toBeGreaterThan(1_000);
  });

  test("a process whose place lost everything before remembers how many there were", async () => {
    const { world, place, server, processes } = fleet(10, 2);
    for (const each of processes) void each.call(1_000_000, 20);
    await world.run(5_000);
    place.text = undefined;
    await expect.poll(async () => world.run(world.now + 5).then(() => place.text)).toBeDefined();
    place.failure = new Error("cut off");
    await world.run(20_000);
    expect(warn.mock.calls.map(([text]) => /with \d+ of \d+/.exec(String(text))?.[0])).toEqual(
      Array(2).fill("with 5 of 10"),
    );
    expect(server.most).toBe(10);
  });

  test("a process that never knew of others uses one slot, without waiting", async () => {
    const { world, place, server, first } = fleet(10, 1);
    place.failure = new Error("cut off");
    void first.call(10, 10);
    await world.run(1_200);
    expect(first.done).toBeGreaterThanOrEqual(8);
    expect(server.most).toBe(1);
    expect(warn).toHaveBeenCalledTimes(1);
  });

  test("an idle process does not ask, and a program that ends is not kept", async () => {
    const { world, place, first } = fleet(10, 1);
    place.failure = new Error("cut off");
    await Promise.all([first.call(1, 1), world.run()]);
    expect(first.done).toBe(1);
    expect(world.pending).toBe(0);
    await Promise.all([first.slots.close(), world.run()]);
    // Nor does the next call wait.
    expect(world.pending).toBe(0);
  });

  test("the warning shows no secret", async () => {
    const { world, place, first } = fleet(10, 1);
    place.failure = new Error("redis://:1000.0123456789abcdef0123456789abcdef.0123456789abcdef@host\u001b[31m");
    void first.call(1, 1).catch(() => undefined);
    await world.run(5_000);
    const text = String(warn.mock.calls[0]?.[0]);
    expect(text).toContain("redis://:[removed]");
    expect(text).not.toContain("0123456789abcdef");
    expect(text).not.toContain("\u001b");
  });
});
