import { getEventListeners } from "node:events";
import fc from "fast-check";
import { expect, test } from "vitest";
import { OwnSlots, withConcurrencyLimit } from "../../../src/core/layers/concurrency-limit.js";
import type { HttpResponse } from "../../../src/core/response/response.js";
import { deferred, failureOf, httpResponse, request } from "../../support/requests.js";

/** A concurrency limit around calls that the test ends itself. */
function limited(limit: number) {
  const running: { path: string; end: ReturnType<typeof deferred<HttpResponse>> }[] = [];
  const send = withConcurrencyLimit(new OwnSlots(limit))((inner) => {
    const end = deferred<HttpResponse>();
    running.push({ path: inner.path, end });
    return end.promise;
  });
  /** Ends a running call and waits until its consequences have happened. */
  const finish = async (index: number, failure?: unknown) => {
    const [call] = running.splice(index, 1);
    if (failure === undefined) call?.end.resolve(httpResponse(200));
    else call?.end.reject(failure);
    await new Promise(setImmediate);
  };
  return { send, running, finish, paths: () => running.map(({ path }) => path) };
}

test("no more calls than the limit run at once, and the others start in the order they came", async () => {
  const { send, paths, finish } = limited(2);
  const calls = ["a", "b", "c", "d"].map((path) => send(request({ path })));
  await new Promise(setImmediate);
  expect(paths()).toEqual(["a", "b"]);
  await finish(1);
  expect(paths()).toEqual(["a", "c"]);
  await finish(0);
  expect(paths()).toEqual(["c", "d"]);
  await finish(0);
  await finish(0);
  expect((await Promise.all(calls)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
});

test("a failed call releases its slot, and only that call fails", async () => {
  const { send, paths, finish } = limited(1);
  const first = failureOf(send(request({ path: "a" })));
  const second = send(request({ path: "b" }));
  await new Promise(setImmediate);
  const failure = new Error("below");
  await finish(0, failure);
  expect(await first).toBe(failure);
  expect(paths()).toEqual(["b"]);
  await finish(0);
  expect((await second).status).toBe(200);
});

test("a call that is aborted while it waits rejects with its own reason and takes no slot", async () => {
  const { send, paths, finish } = limited(1);
  const controller = new AbortController();
  const reason = new Error("enough");
  const first = send(request({ path: "a" }));
  const second = failureOf(send(request({ path: "b", signal: controller.signal })));
  const third = send(request({ path: "c" }));
  controller.abort(reason);
  expect(await second).toBe(reason);
  await finish(0);
  expect(paths()).toEqual(["c"]);
  await finish(0);
  await Promise.all([first, third]);
  const fourth = send(request({ path: "d" }));
  await new Promise(setImmediate);
  expect(paths()).toEqual(["d"]);
  await finish(0);
  await fourth;
});

test("a call whose signal is already aborted does not wait for a slot", async () => {
  const { send, finish } = limited(1);
  const first = send(request());
  await new Promise(setImmediate);
  const reason = new Error("before");
  expect(await failureOf(send(request({ signal: AbortSignal.abort(reason) })))).toBe(reason);
  await finish(0);
  await first;
});

test("no listener is left on the signals of calls that waited", async () => {
  const { send, finish } = limited(1);
  const { signal } = new AbortController();
  const calls = [send(request({ signal })), send(request({ signal }))];
  await new Promise(setImmediate);
  await finish(0);
  await finish(0);
  await Promise.all(calls);
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("in whatever order calls end, fail or are aborted, the limit holds and every call settles", async () => {
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.constant({ kind: "call" as const, pick: 0 }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("end" as const), pick: fc.nat() }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("fail" as const), pick: fc.nat() }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("abort" as const), pick: fc.nat() }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.array(step, { maxLength: 40 }), async (limit, steps) => {
      const { send, running, finish } = limited(limit);
      const calls: { controller: AbortController; settled: Promise<unknown> }[] = [];
      const started = new Set<string>();
      for (const { kind, pick } of steps) {
        if (kind === "call") {
          const controller = new AbortController();
          const settled = send(request({ path: String(calls.length), signal: controller.signal })).catch(() => 0);
          calls.push({ controller, settled });
        } else if (kind === "abort") calls[pick % Math.max(1, calls.length)]?.controller.abort();
        else await finish(pick % Math.max(1, running.length), kind === "fail" ? new Error("x") : undefined);
        await new Promise(setImmediate);
        expect(running.length).toBeLessThanOrEqual(limit);
        // First come, first served.
        for (const { path } of running) started.add(path);
        const order = [...started].map(Number);
        expect(order).toEqual([...order].sort((a, b) => a - b));
      }
      while (running.length > 0) await finish(0);
      await Promise.all(calls.map(({ settled }) => settled));
      // All slots are free again.
      for (let n = 0; n < limit; n += 1) void send(request());
      await new Promise(setImmediate);
      expect(running.length).toBe(limit);
    }),
    { numRuns: 60 },
  );
});

test("hundreds of waiting calls start in the order they came, however arrivals and endings alternate", async () => {
  const rounds = fc.array(fc.record({ arrivals: fc.nat({ max: 400 }), endings: fc.nat({ max: 400 }) }), {
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(rounds, async (given) => {
      const started: number[] = [];
      const ends: (() => void)[] = [];
      const send = withConcurrencyLimit(new OwnSlots(1))(({ path }) => {
        started.push(Number(path));
        const { promise, resolve } = deferred<HttpResponse>();
        ends.push(() => resolve(httpResponse(200)));
        return promise;
      });
      let calls = 0;
      let ended = 0;
      for (const { arrivals, endings } of given) {
        for (let arrival = 0; arrival < arrivals; arrival += 1, calls += 1) void send(request({ path: String(calls) }));
        for (let ending = 0; ending < endings && ended < calls; ending += 1, ended += 1) {
          ends[ended]?.();
          await new Promise(setImmediate);
        }
        const expected = Math.min(calls, ended + 1);
        expect(started).toEqual(Array.from({ length: expected }, (_, index) => index));
      }
    }),
    { numRuns: 30 },
  );
});
