import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TimeoutError } from "../../../src/core/errors/errors.js";
import { decide, type Outcome, resolveRetry } from "../../../src/core/layers/retry.js";
import { CREATE, READ } from "../../support/requests.js";
import { network, timeout } from "./attempts.js";

const options = resolveRetry();
const FOREVER = Number.POSITIVE_INFINITY;
const status = (code: number, retryAfter?: number): Outcome => ({ status: code, retryAfter });

describe("resolveRetry", () => {
  test.each([
    [undefined, { maxRetries: 2, maxDelay: 8_000 }],
    [{ maxRetries: 0 }, { maxRetries: 0, maxDelay: 8_000 }],
    [{ maxDelay: 0 }, { maxRetries: 2, maxDelay: 0 }],
  ])("%j becomes %j", (options, want) => {
    expect(resolveRetry(options)).toEqual(want);
  });
});

describe("decide", () => {
  const table: readonly [name: string, outcome: Outcome, idempotent: boolean, other: boolean][] = [
    ["429", status(429), true, true],
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
      { operation: READ, mayRetry: idempotent },
      { operation: CREATE, mayRetry: other },
    ].flatMap(({ operation, mayRetry }) =>
      [0, 1, 2, 3].map((attempt) => ({ name, outcome, operation, attempt, retries: mayRetry && attempt < 2 })),
    ),
  );
  for (const { name, outcome, operation, attempt, retries } of cases) {
    const kind = operation.idempotent ? "idempotent" : "not idempotent";
    test(`${name}, ${kind}, attempt ${attempt}: ${retries ? "retry" : "stop"}`, () => {
      const decision = decide(attempt, outcome, operation, options, FOREVER, () => 0.5);
      expect(decision).toEqual(retries ? { delay: 250 * 2 ** attempt } : "stop");
    });
  }

  test.each([
    ["waits as long as requested", 3_000, { delay: 3_000 }],
    ["retries at once if the delay is 0", 0, { delay: 0 }],
    ["waits as long as allowed", 8_000, { delay: 8_000 }],
    ["stops if the delay is longer than allowed", 8_001, "stop"],
  ])("with Retry-After it %s", (_, requested, want) => {
    expect(decide(0, status(429, requested), READ, options, FOREVER, () => 0.9)).toEqual(want);
    expect(decide(0, status(503, requested), READ, options, FOREVER, () => 0.9)).toEqual(want);
  });

  test.each([
    ["less than the time that is left", 499, { delay: 499 }],
    ["exactly the time that is left", 500, "stop"],
    ["more than the time that is left", 3_000, "stop"],
  ])("with a Retry-After of %s (%i ms), the decision is %j", (_, requested, want) => {
    expect(decide(0, status(429, requested), READ, options, 500, () => 0)).toEqual(want);
  });

  test("it stops if its own delay would outlast the call", () => {
    expect(decide(0, { error: network(false) }, READ, options, 100, () => 0.5)).toBe("stop");
    expect(decide(0, { error: network(false) }, READ, options, 100, () => 0.1)).toEqual({ delay: 50 });
    expect(decide(0, { error: network(false) }, READ, { maxRetries: 9, maxDelay: 0 }, 0, () => 0)).toBe("stop");
  });

  test("Retry-After does not cause a retry that would be unsafe", () => {
    expect(decide(0, status(503, 1), CREATE, options, FOREVER, Math.random)).toBe("stop");
    expect(decide(0, status(400, 1), READ, options, FOREVER, Math.random)).toBe("stop");
  });

  test("the delay is random between 0 and a limit that doubles, and never longer than allowed", () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 60 }),
        fc.nat({ max: 20_000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attempt, maxDelay, random) => {
          const decision = decide(attempt, status(503), READ, { maxRetries: 100, maxDelay }, FOREVER, () => random);
          if (decision === "stop") throw new Error("expected a retry");
          expect(decision.delay).toBeGreaterThanOrEqual(0);
          expect(decision.delay).toBeLessThanOrEqual(Math.min(maxDelay, 500 * 2 ** attempt));
          expect(decision.delay).toBe(random * Math.min(maxDelay, 500 * 2 ** attempt));
        },
      ),
    );
  });
});
