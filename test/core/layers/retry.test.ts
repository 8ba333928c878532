import { getEventListeners } from "node:events";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isCrmError, NetworkError, TimeoutError } from "../../../src/core/errors/errors.js";
import { decide, type Outcome, resolveRetry, withRetry } from "../../../src/core/layers/retry.js";
import { Events } from "../../../src/core/layers/telemetry.js";
import { wait } from "../../../src/core/lifetime/wait.js";
import { multipartBody } from "../../../src/core/request/multipart.js";
import type { PreparedRequest, Send } from "../../../src/core/request/request.js";
import type { HttpResponse } from "../../../src/core/response/response.js";
import { CREATE, failureOf, httpResponse, READ, request } from "../../support/requests.js";

const options = resolveRetry();
const FOREVER = Number.POSITIVE_INFINITY;
const QUIET = new Events({}, undefined, { api: "", accounts: "", content: "", download: "" }, "");
const network = (mayHaveArrived: boolean) => new NetworkError("m", { code: "ECONNRESET", mayHaveArrived });
const timeout = (code: string, mayHaveArrived: boolean) => new TimeoutError("m", { code, mayHaveArrived });
const status = (code: number, retryAfter?: number): Outcome => ({ status: code, retryAfter });

describe("resolveRetry", () => {
  test.each([
    [undefined, { maxRetries: 2, maxDelay: 8_000 }],
    [{ maxRetries: 0 }, { maxRetries: 0, maxDelay: 8_000 }],
    [{ maxDelay: 0 }, { maxRetries: 2, maxDelay: 0 }],
  ])("%j", (given, want) => {
    expect(resolveRetry(given)).toEqual(want);
  });
});

describe("decide", () => {
  const table: readonly [outcome: string, given: Outcome, idempotent: boolean, other: boolean][] = [
    ["429", status(429), true, true],
    ["500", status(500), true, false],
    ["502", status(502), true, false],
    ["503", status(503), true, false],
    ["504", status(504), true, false],
    ["connection never made", { error: network(false) }, true, true],
    ["connection broke", { error: network(true) }, true, false],
    ["end of the call's time", { error: new TimeoutError("m", { code: "TIMEOUT" }) }, false, false],
    ["no connection in time", { error: timeout("CONNECT_TIMEOUT", false) }, true, true],
    ["a silent connection", { error: timeout("IDLE_TIMEOUT", true) }, true, false],
    ["408", status(408), true, false],
    ["another error", { error: new TypeError("m") }, false, false],
    ["no error at all", { error: undefined }, false, false],
    ...[200, 202, 204, 207, 301, 304, 400, 401, 403, 404, 413].map(
      (code) => [String(code), status(code), false, false] as [string, Outcome, boolean, boolean],
    ),
  ];
  const cases = table.flatMap(([outcome, given, idempotent, other]) =>
    [
      { operation: READ, may: idempotent },
      { operation: CREATE, may: other },
    ].flatMap(({ operation, may }) =>
      [0, 1, 2, 3].map((attempt) => ({ outcome, given, operation, attempt, want: may && attempt < 2 })),
    ),
  );
  for (const { outcome, given, operation, attempt, want } of cases) {
    const kind = operation.idempotent ? "idempotent" : "not idempotent";
    test(`${outcome}, ${kind}, attempt ${attempt}: ${want ? "repeat" : "stop"}`, () => {
      const got = decide(attempt, given, operation, options, FOREVER, () => 0.5);
      expect(got).toEqual(want ? { delay: 250 * 2 ** attempt } : "stop");
    });
  }

  test.each([
    ["as long as asked for", 3_000, { delay: 3_000 }],
    ["at once where asked to", 0, { delay: 0 }],
    ["as long as is allowed", 8_000, { delay: 8_000 }],
    ["not at all where longer than that", 8_001, "stop"],
  ])("with Retry-After it waits %s", (_, asked, want) => {
    expect(decide(0, status(429, asked), READ, options, FOREVER, () => 0.9)).toEqual(want);
    expect(decide(0, status(503, asked), READ, options, FOREVER, () => 0.9)).toEqual(want);
  });

  test.each([
    ["less than is left", 499, { delay: 499 }],
    ["all that is left", 500, "stop"],
    ["more than is left", 3_000, "stop"],
  ])("with a Retry-After of %s", (_, asked, want) => {
    expect(decide(0, status(429, asked), READ, options, 500, () => 0)).toEqual(want);
  });

  test("its own wait is not begun where it would outlast the call", () => {
    expect(decide(0, { error: network(false) }, READ, options, 100, () => 0.5)).toBe("stop");
    expect(decide(0, { error: network(false) }, READ, options, 100, () => 0.1)).toEqual({ delay: 50 });
    expect(decide(0, { error: network(false) }, READ, { maxRetries: 9, maxDelay: 0 }, 0, () => 0)).toBe("stop");
  });

  test("Retry-After repeats nothing that must not be repeated", () => {
    expect(decide(0, status(503, 1), CREATE, options, FOREVER, Math.random)).toBe("stop");
    expect(decide(0, status(400, 1), READ, options, FOREVER, Math.random)).toBe("stop");
  });

  test("the wait is within [0, doubled first wait) and never beyond the longest allowed", () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 60 }),
        fc.nat({ max: 20_000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attempt, maxDelay, random) => {
          const got = decide(attempt, status(503), READ, { maxRetries: 100, maxDelay }, FOREVER, () => random);
          if (got === "stop") throw new Error("was to be repeated");
          expect(got.delay).toBeGreaterThanOrEqual(0);
          expect(got.delay).toBeLessThanOrEqual(Math.min(maxDelay, 500 * 2 ** attempt));
          expect(got.delay).toBe(random * Math.min(maxDelay, 500 * 2 ** attempt));
        },
      ),
    );
  });
});

describe("withRetry", () => {
  /** Answers in turn, the last one for ever. */
  const script = (...outcomes: (HttpResponse | Error)[]) => {
    const sent: PreparedRequest[] = [];
    const next: Send = async (inner) => {
      const outcome = outcomes[Math.min(sent.length, outcomes.length - 1)];
      sent.push(inner);
      if (outcome instanceof Error || outcome === undefined) throw outcome;
      return outcome;
    };
    return { sent, next };
  };
  const atOnce = withRetry({ maxRetries: 2, maxDelay: 8_000 }, { random: () => 0, now: Date.now, wait, events: QUIET });

  test("repeats until an answer is good", async () => {
    const { sent, next } = script(httpResponse(503), network(true), httpResponse(200, { fine: true }));
    const got = await atOnce(next)(request());
    expect(await got.json()).toEqual({ fine: true });
    expect(sent.length).toBe(3);
    expect(sent[2]).toEqual(sent[0]);
  });

  test("hands up the last answer when its attempts are used up", async () => {
    const { sent, next } = script(
      httpResponse(503),
      httpResponse(502),
      httpResponse(500, { last: true }),
      httpResponse(200),
    );
    const got = await atOnce(next)(request());
    expect([got.status, await got.json(), sent.length]).toEqual([500, { last: true }, 3]);
  });

  test("hands up the last failure when its attempts are used up", async () => {
    const last = network(true);
    const { sent, next } = script(network(true), network(true), last);
    expect(await failureOf(atOnce(next)(request()))).toBe(last);
    expect(sent.length).toBe(3);
  });

  test.each([
    ["no retries", { maxRetries: 0 }, 1],
    ["more retries", { maxRetries: 4 }, 5],
    ["nothing of it", {}, 3],
    ["an undefined number", { maxRetries: undefined } as unknown as { maxRetries: number }, 3],
  ])("a call that asks for %s", async (_, retry, want) => {
    const { sent, next } = script(httpResponse(503));
    // An endless repetition is to end as a failure of the test.
    const bounded: Send = (inner) => (sent.length > 20 ? Promise.reject(new Error("endless")) : next(inner));
    await atOnce(bounded)(request({ options: { retry } })).catch(() => undefined);
    expect(sent.length).toBe(want);
  });

  test("a create is repeated after 429 and where the connection was never made, else never", async () => {
    for (const [outcome, want] of [
      [httpResponse(429), 2],
      [network(false), 2],
      [network(true), 1],
      [httpResponse(500), 1],
    ] as const) {
      const { sent, next } = script(outcome, httpResponse(200));
      await atOnce(next)(request({ operation: CREATE, method: "POST", body: "{}" })).catch(() => undefined);
      expect(sent.length).toBe(want);
    }
  });

  test("a body that is a stream is not sent twice, a body of bytes is", async () => {
    const bytes = new Uint8Array([1]);
    const stream = async function* () {
      yield bytes;
    };
    for (const [data, want] of [
      [stream(), 1],
      [bytes, 3],
    ] as const) {
      for (const outcome of [httpResponse(429), network(false)]) {
        const { sent, next } = script(outcome);
        const body = multipartBody({ file: { name: "a.txt", data } });
        await atOnce(next)(request({ method: "POST", body })).catch(() => undefined);
        expect(sent.length).toBe(want);
      }
    }
  });

  test("drops the body of an answer that is repeated, and not of the one handed up", async () => {
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
    await atOnce(next)(request());
    expect(cancelled).toEqual([503, 429]);
  });

  test("aborted during the wait, rejects at once with the caller's own reason and sends nothing more", async () => {
    const reason = { mine: true };
    for (const outcome of [httpResponse(429, {}, { "retry-after": "3600" }), network(true)]) {
      const own = new AbortController();
      const { sent, next } = script(outcome);
      const patient = withRetry(
        { maxRetries: 2, maxDelay: 1e9 },
        { random: () => 1, now: Date.now, wait, events: QUIET },
      );
      const call = failureOf(patient(next)(request({ signal: own.signal })));
      await new Promise(setImmediate);
      own.abort(reason);
      expect(await call).toBe(reason);
      expect(sent.length).toBe(1);
    }
  });

  test("stops at once where Zoho asks for a longer wait than is allowed", async () => {
    const { sent, next } = script(httpResponse(429, {}, { "retry-after": "3600" }));
    expect((await atOnce(next)(request())).status).toBe(429);
    expect(sent.length).toBe(1);
  });

  test("leaves no listener on the signal", async () => {
    const { signal } = new AbortController();
    const { next } = script(httpResponse(503), httpResponse(503), httpResponse(200));
    await atOnce(next)(request({ signal }));
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  describe("a create whose answer was lost", () => {
    const createRecords = request({
      operation: {
        id: "createRecords",
        idempotent: false,
        outcomeCheck: "look for the record, before you create it again",
      },
      method: "POST",
      path: "/Leads?x=1",
      body: "{}",
    });
    const lost = new NetworkError("createRecords: the connection broke off (ECONNRESET)", {
      code: "ECONNRESET",
      operation: "createRecords",
      mayHaveArrived: true,
      retryable: true,
      cause: "the socket",
    });

    test("says that it may have been carried out and where to look, and is not to be repeated blindly", async () => {
      const error = await failureOf(atOnce(script(lost).next)(createRecords));
      expect(error).toMatchObject({
        name: "NetworkError",
        code: "ECONNRESET",
        operation: "createRecords",
        mayHaveArrived: true,
        retryable: false,
        cause: "the socket",
        message:
          "createRecords: the connection broke off (ECONNRESET); it may have been carried out: look for the record, " +
          "before you create it again",
      });
    });

    test("names method and path where nothing better is known", async () => {
      const silent = timeout("IDLE_TIMEOUT", true);
      const error = await failureOf(
        atOnce(script(silent).next)(request({ operation: CREATE, method: "POST", path: "/Things?q=secret" })),
      );
      expect(error).toMatchObject({ name: "TimeoutError", code: "IDLE_TIMEOUT", mayHaveArrived: true });
      expect(String(error)).toMatch(/look at what POST \/Things changes before you send it again$/);
    });

    test("but not where it never arrived, nor for an operation that may be repeated", async () => {
      const refused = network(false);
      expect(await failureOf(atOnce(script(refused).next)(createRecords))).toBe(refused);
      expect(await failureOf(atOnce(script(lost).next)(request()))).toBe(lost);
    });

    test("an attempt before that may have arrived counts", async () => {
      const { next } = script(httpResponse(503), network(false));
      expect(await failureOf(atOnce(next)(request()))).toMatchObject({ name: "NetworkError", mayHaveArrived: true });
    });
  });

  test("fails at once with the answer at hand where the pause would outlast the call", async () => {
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

  test("whatever happens: attempts and time are bounded, and a create that may have arrived is not sent again", async () => {
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
        let mayHaveArrived = false;
        const send = withRetry(
          { maxRetries, maxDelay },
          {
            random: () => random,
            now: () => time,
            events: QUIET,
            wait: async (delay) => {
              expect(delay).toBeLessThanOrEqual(maxDelay);
              time += delay;
            },
          },
        )(async () => {
          // No attempt begins after the time is up, and none where it could do harm.
          expect(time).toBeLessThanOrEqual(sent === 0 ? 0 : allowed);
          expect(mayHaveArrived && !operation.idempotent).toBe(false);
          const [one, took] = outcomes[Math.min(sent, outcomes.length - 1)] ?? [new Error("none"), 0];
          sent += 1;
          time += took;
          if (one instanceof Error) {
            mayHaveArrived ||= !(isCrmError(one, "Transport") && !one.mayHaveArrived);
            throw one;
          }
          mayHaveArrived ||= one.status !== 429;
          return httpResponse(one.status, {}, one.after === undefined ? {} : { "retry-after": String(one.after) });
        });
        await send(request({ operation, deadline: allowed })).catch((error: unknown) => {
          if (error instanceof Error && error.name === "AssertionError") throw error;
        });
        expect(sent).toBeGreaterThanOrEqual(1);
        expect(sent).toBeLessThanOrEqual(maxRetries + 1);
      }),
    );
  });
});
