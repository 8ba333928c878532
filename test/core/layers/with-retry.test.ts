import { getEventListeners } from "node:events";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isCrmError } from "../../../src/core/errors/errors.js";
import { resolveRetry, withRetry } from "../../../src/core/layers/retry.js";
import { wait } from "../../../src/core/lifetime/wait.js";
import { multipartBody } from "../../../src/core/request/multipart.js";
import type { Send } from "../../../src/core/request/request.js";
import type { HttpResponse } from "../../../src/core/response/response.js";
import { CREATE, failureOf, httpResponse, READ, request } from "../../support/requests.js";
import { network, QUIET, retryAtOnce, script, timeout } from "./attempts.js";

test("a failed attempt is retried until one succeeds", async () => {
  const { sent, next } = script(httpResponse(503), network(true), httpResponse(200, { fine: true }));

  const response = await retryAtOnce(next)(request());

  expect(await response.json()).toEqual({ fine: true });
  expect(sent.length).toBe(3);
  expect(sent[2]).toEqual(sent[0]);
});

test("after the last retry, its response is returned", async () => {
  const { sent, next } = script(
    httpResponse(503),
    httpResponse(502),
    httpResponse(500, { last: true }),
    httpResponse(200),
  );

  const response = await retryAtOnce(next)(request());

  expect([response.status, await response.json(), sent.length]).toEqual([500, { last: true }, 3]);
});

test("after the last retry, its failure is thrown", async () => {
  const last = network(true);
  const { sent, next } = script(network(true), network(true), last);
  expect(await failureOf(retryAtOnce(next)(request()))).toBe(last);
  expect(sent.length).toBe(3);
});

test.each([
  ["no retries", { maxRetries: 0 }, 1],
  ["more retries", { maxRetries: 4 }, 5],
  ["nothing about retries", {}, 3],
  ["an undefined number of retries", { maxRetries: undefined } as unknown as { maxRetries: number }, 3],
])("a call may ask for %s", async (_, retry, want) => {
  const { sent, next } = script(httpResponse(503));
  // Endless retries end as a failure of the test.
  const bounded: Send = (inner) => (sent.length > 20 ? Promise.reject(new Error("endless")) : next(inner));
  await retryAtOnce(bounded)(request({ options: { retry } })).catch(() => undefined);
  expect(sent.length).toBe(want);
});

test("a create is retried after a 429 or if the connection was never made, and never otherwise", async () => {
  for (const [outcome, want] of [
    [httpResponse(429), 2],
    [network(false), 2],
    [network(true), 1],
    [httpResponse(500), 1],
  ] as const) {
    const { sent, next } = script(outcome, httpResponse(200));
    await retryAtOnce(next)(request({ operation: CREATE, method: "POST", body: "{}" })).catch(() => undefined);
    expect(sent.length).toBe(want);
  }
});

test("too many calls are waited out for as long as the call has time, and whatever else fails is counted apart", async () => {
  let time = 0;
  const delays: number[] = [];
  const tools = {
    random: () => 0,
    now: () => time,
    wait: async (delay: number) => {
      delays.push(delay);
      time += delay;
    },
    events: QUIET,
  };
  const tooMany = { code: "TOO_MANY_REQUESTS", message: "busy", details: {}, status: "error" };
  const busy = httpResponse(503, tooMany);
  const busyInside = httpResponse(200, tooMany);
  const patient = withRetry(resolveRetry(), tools);
  const call = request({ operation: CREATE, method: "POST", body: "{}", deadline: 60_000 });

  const some = script(busy, httpResponse(429), busyInside, network(false), busy, network(false), httpResponse(201));
  expect((await patient(some.next)(call)).status).toBe(201);
  expect(delays).toEqual([250, 500, 1_000, 0, 2_000, 0]);

  const always = script(httpResponse(429));
  expect((await patient(always.next)(call)).status).toBe(429);
  expect(time).toBeGreaterThan(50_000);
  expect(time).toBeLessThan(60_000);
});

test("a response is not a rejection of the whole call if only a row, or a value, says that there were too many", async () => {
  const row = { code: "TOO_MANY_REQUESTS", message: "busy", details: {}, status: "error" };
  for (const response of [
    httpResponse(207, { data: [{ ...row, code: "SUCCESS", status: "success" }, row] }),
    httpResponse(400, { data: [{ ...row, code: "SUCCESS", status: "success" }, row] }),
    httpResponse(200, { data: [{ Last_Name: "TOO_MANY_REQUESTS" }] }),
  ]) {
    const { sent, next } = script(response, httpResponse(201));
    const call = request({ operation: CREATE, method: "POST", body: "{}" });
    expect((await retryAtOnce(next)(call)).status).toBe(response.status);
    expect(sent.length).toBe(1);
  }
});

test("a body of bytes can be sent again, a stream cannot", async () => {
  const bytes = new Uint8Array([1]);
  const stream = async function* () {
    yield bytes;
  };
  for (const [data, want] of [
    [stream(), 1],
    [bytes, 3],
  ] as const) {
    for (const outcome of [httpResponse(503), network(false)]) {
      const { sent, next } = script(outcome);
      const body = multipartBody({ file: { name: "a.txt", data } });
      await retryAtOnce(next)(request({ method: "POST", body })).catch(() => undefined);
      expect(sent.length).toBe(want);
    }
  }
});

test("the body of a response is cancelled before a retry, but not that of the returned response", async () => {
  const cancelled: number[] = [];
  const unread = (code: number) =>
    new Response(
      new ReadableStream({
        cancel() {
          cancelled.push(code);
        },
      }),
      { status: code },
    ) as unknown as HttpResponse;
  const { next } = script(unread(503), unread(429), unread(200));
  await retryAtOnce(next)(request());
  expect(cancelled).toEqual([503, 429]);
});

test("an abort during the delay rejects at once with the caller's reason, and nothing more is sent", async () => {
  const reason = { mine: true };
  for (const outcome of [httpResponse(429, {}, { "retry-after": "3600" }), network(true)]) {
    const controller = new AbortController();
    const { sent, next } = script(outcome);
    const patient = withRetry(
      { maxRetries: 2, maxDelay: 1e9 },
      { random: () => 1, now: Date.now, wait, events: QUIET },
    );
    const call = failureOf(patient(next)(request({ signal: controller.signal })));
    await new Promise(setImmediate);
    controller.abort(reason);
    expect(await call).toBe(reason);
    expect(sent.length).toBe(1);
  }
});

test("there is no retry if Zoho asks for a longer delay than allowed", async () => {
  const { sent, next } = script(httpResponse(429, {}, { "retry-after": "3600" }));
  expect((await retryAtOnce(next)(request())).status).toBe(429);
  expect(sent.length).toBe(1);
});

test("no listener is left on the signal", async () => {
  const { signal } = new AbortController();
  const { next } = script(httpResponse(503), httpResponse(503), httpResponse(200));
  await retryAtOnce(next)(request({ signal }));
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("the response at hand is returned if the delay would outlast the call", async () => {
  const { sent, next } = script(httpResponse(429, {}, { "retry-after": "7" }));
  const tools = {
    random: Math.random,
    now: () => 1_000,
    wait: () => Promise.reject(new Error("waited")),
    events: QUIET,
  };
  const send = withRetry({ maxRetries: 2, maxDelay: 8_000 }, tools)(next);
  expect((await send(request({ deadline: 1_000 + 6_999 }))).status).toBe(429);
  expect(sent.length).toBe(1);
});

test("whatever happens, attempts and time are bounded, and a create that may have arrived is not sent again", async () => {
  const outcome = fc.oneof(
    fc.record({
      status: fc.constantFrom(200, 400, 408, 429, 500, 503),
      after: fc.option(fc.nat(20), { nil: undefined }),
    }),
    fc.constantFrom(network(true), network(false), timeout("CONNECT_TIMEOUT", false), timeout("IDLE_TIMEOUT", true)),
    fc.constant(new TypeError("x")),
  );
  const world = fc.record({
    outcomes: fc.array(fc.tuple(outcome, fc.nat(5_000)), { minLength: 1, maxLength: 8 }),
    operation: fc.constantFrom(READ, CREATE),
    maxRetries: fc.nat(5),
    maxDelay: fc.nat(20_000),
    allowed: fc.nat(30_000),
    random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  });
  await fc.assert(
    fc.asyncProperty(world, async ({ outcomes, operation, maxRetries, maxDelay, allowed, random }) => {
      let time = 0;
      let sent = 0;
      let pauses = 0;
      let mayHaveArrived = false;
      const send = withRetry(
        { maxRetries, maxDelay },
        {
          random: () => random,
          now: () => time,
          events: QUIET,
          wait: async (delay) => {
            expect(delay).toBeLessThanOrEqual(maxDelay);
            // Time passes, even if a delay is 0.
            time += Math.max(1, delay);
          },
        },
      )(async () => {
        // No attempt begins after the time is up, or if it could create a duplicate.
        expect(time).toBeLessThanOrEqual(sent === 0 ? 0 : allowed);
        expect(mayHaveArrived && !operation.idempotent).toBe(false);
        const [result, took] = outcomes[Math.min(sent, outcomes.length - 1)] ?? [new Error("none"), 0];
        sent += 1;
        time += took;
        if (result instanceof Error) {
          mayHaveArrived ||= !(isCrmError(result, "Transport") && !result.mayHaveArrived);
          throw result;
        }
        if (result.status === 429) pauses += 1;
        mayHaveArrived ||= result.status !== 429;
        return httpResponse(
          result.status,
          {},
          result.after === undefined ? {} : { "retry-after": String(result.after) },
        );
      });
      await send(request({ operation, deadline: allowed })).catch((error: unknown) => {
        if (error instanceof Error && error.name === "AssertionError") throw error;
      });
      expect(sent).toBeGreaterThanOrEqual(1);
      expect(sent - pauses).toBeLessThanOrEqual(maxRetries + 1);
    }),
  );
});
