import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TimeoutError } from "../../../src/core/errors/errors.js";
import { decide, type Outcome, type RetryContext, resolveRetry } from "../../../src/core/layers/retry.js";
import { network, timeout } from "./attempts.js";

const FOREVER = Number.POSITIVE_INFINITY;
const status = (code: number, retryAfter?: number): Outcome => ({ status: code, retryAfter });
const context = (given: Partial<RetryContext> = {}): RetryContext => ({
  ...resolveRetry(),
  idempotent: true,
  waitsOut: true,
  left: FOREVER,
  random: () => 0.5,
  ...given,
});

describe("resolveRetry", () => {
  test.each([
    [undefined, { maxRetries: 2, maxDelay: FOREVER }],
    [{ maxRetries: 0 }, { maxRetries: 0, maxDelay: FOREVER }],
    [{ maxDelay: 0 }, { maxRetries: 2, maxDelay: 0 }],
  ])("%j becomes %j", (options, want) => {
    expect(resolveRetry(options)).toEqual(want);
  });
});

describe("decide", () => {
  const table: readonly [name: string, outcome: Outcome, idempotent: boolean, other: boolean][] = [
    ["500", status(500), true, false],
    ["502", status(502), true, false],
    ["503", status(503), true, false],
    ["504", status(504), true, false],
    ["connection never made", { error: network(false) }, true, true],
    ["connection lost", { error: network(true) }, true, false],
    ["timeout of the whole call", { error: new TimeoutError("m", { code: "TIMEOUT" }) }, false, false],
    ["connection timeout", { error: timeout("CONNECT_TIMEOUT", false) }, true, true],
    ["idle timeout", { error: timeout("IDLE_TIMEOUT", true) }, true, false],
    ["408", status(408), true, false],
    ["another error", { error: new TypeError("m") }, false, false],
    ["undefined instead of an error", { error: undefined }, false, false],
    ...[200, 202, 204, 207, 301, 304, 400, 401, 403, 404, 413].map(
      (code) => [String(code), status(code), false, false] as [string, Outcome, boolean, boolean],
    ),
  ];
  const cases = table.flatMap(([name, outcome, idempotent, other]) =>
    [
      { isIdempotent: true, mayRetry: idempotent },
      { isIdempotent: false, mayRetry: other },
    ].flatMap(({ isIdempotent, mayRetry }) =>
      [0, 1, 2, 3].map((attempt) => ({ name, outcome, isIdempotent, attempt, retries: mayRetry && attempt < 2 })),
    ),
  );
  for (const { name, outcome, isIdempotent, attempt, retries } of cases) {
    const kind = isIdempotent ? "idempotent" : "not idempotent";
    test(`${name}, ${kind}, attempt ${attempt}: ${retries ? "retry" : "stop"}`, () => {
      const decision = decide(attempt, outcome, context({ idempotent: isIdempotent }));
      expect(decision).toEqual(retries ? { delay: 250 * 2 ** attempt } : "stop");
    });
  }

  describe("too many calls are waited out, whether the operation is idempotent or not:", () => {
    for (const [name, outcome] of [
      ["429", status(429)],
      ["a 400 with such a code", { ...status(400), isRateLimit: true }],
      ["a 503 with such a code", { ...status(503), isRateLimit: true }],
    ] as const) {
      test.each([true, false])(`${name}, idempotent: %s`, (idempotent) => {
        const pauses = [0, 1, 2, 3, 4, 5, 40].map((attempt) => decide(attempt, outcome, context({ idempotent })));
        expect(pauses).toEqual([375, 750, 1_500, 3_000, 6_000, 6_000, 6_000].map((delay) => ({ delay })));
      });
    }

    test("even the shortest pauses grow", () => {
      const pauses = [0, 1, 2].map((attempt) => decide(attempt, status(429), context({ random: () => 0 })));
      expect(pauses).toEqual([{ delay: 250 }, { delay: 500 }, { delay: 1_000 }]);
    });

    test("no pause is longer than the caller allows, and short ones do not go on for ever", () => {
      const pauses = [0, 1, 2].map((attempt) => decide(attempt, status(429), context({ maxDelay: 100 })));
      expect(pauses).toEqual([{ delay: 75 }, { delay: 75 }, "stop"]);
      expect(decide(40, status(429), context({ maxDelay: 8_000 }))).toEqual({ delay: 6_000 });
    });

    test("not where the caller wants a single attempt, nor once the time is used up", () => {
      expect(decide(0, status(429), context({ maxRetries: 0 }))).toBe("stop");
      expect(decide(5, status(429), context({ left: 6_000 }))).toBe("stop");
    });

    test("where every request counts, there are few retries", () => {
      expect(decide(1, status(429), context({ waitsOut: false }))).toEqual({ delay: 500 });
      expect(decide(2, status(429), context({ waitsOut: false }))).toBe("stop");
    });
  });

  test.each([
    ["waits as long as requested", 3_000, {}, { delay: 3_000 }],
    ["retries at once if the delay is 0", 0, {}, { delay: 0 }],
    ["waits for as long as the call has time", 50_000, { left: 60_000 }, { delay: 50_000 }],
    ["waits as long as the caller allows", 8_000, { maxDelay: 8_000 }, { delay: 8_000 }],
    ["stops if the delay is longer than the caller allows", 8_001, { maxDelay: 8_000 }, "stop"],
  ])("with Retry-After it %s", (_, requested, given, want) => {
    expect(decide(0, status(429, requested), context(given))).toEqual(want);
    expect(decide(0, status(503, requested), context(given))).toEqual(want);
  });

  test.each([
    ["less than the time that is left", 499, { delay: 499 }],
    ["exactly the time that is left", 500, "stop"],
    ["more than the time that is left", 3_000, "stop"],
  ])("with a Retry-After of %s (%i ms), the decision is %j", (_, requested, want) => {
    expect(decide(0, status(429, requested), context({ left: 500 }))).toEqual(want);
  });

  test("it stops if its own delay would outlast the call", () => {
    const unsent = { error: network(false) };
    expect(decide(0, unsent, context({ left: 100, random: () => 0.5 }))).toBe("stop");
    expect(decide(0, unsent, context({ left: 100, random: () => 0.1 }))).toEqual({ delay: 50 });
    expect(decide(0, unsent, context({ maxRetries: 9, maxDelay: 0, left: 0 }))).toBe("stop");
  });

  test("Retry-After does not cause a retry that would be unsafe", () => {
    expect(decide(0, status(503, 1), context({ idempotent: false }))).toBe("stop");
    expect(decide(0, status(400, 1), context())).toBe("stop");
  });

  test("the delay is random between 0 and a limit that doubles, and never longer than allowed", () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 60 }),
        fc.nat({ max: 20_000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attempt, maxDelay, random) => {
          const decision = decide(attempt, status(503), context({ maxRetries: 100, maxDelay, random: () => random }));
          if (decision === "stop") throw new Error("expected a retry");
          expect(decision.delay).toBeGreaterThanOrEqual(0);
          expect(decision.delay).toBeLessThanOrEqual(Math.min(maxDelay, 500 * 2 ** attempt));
          expect(decision.delay).toBe(random * Math.min(maxDelay, 500 * 2 ** attempt));
        },
      ),
    );
  });
});
