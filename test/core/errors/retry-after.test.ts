import fc from "fast-check";
import { expect, test } from "vitest";
import { retryAfter } from "../../../src/core/errors/retry-after.js";

const now = Date.parse("2026-03-01T10:00:00Z");

test.each([
  [null, undefined],
  ["", undefined],
  ["  ", undefined],
  ["0", 0],
  ["7", 7_000],
  [" 7 ", 7_000],
  ["0.5", 500],
  ["-3", 0],
  ["Sun, 01 Mar 2026 10:00:30 GMT", 30_000],
  ["Sun, 01 Mar 2026 09:59:00 GMT", 0],
  ["soon", undefined],
  ["Infinity", undefined],
  ["NaN", undefined],
])("Retry-After: %j is %s ms", (header, want) => {
  expect(retryAfter(header, now)).toBe(want);
});

test("the delay is never negative or NaN, whatever the header is", () => {
  fc.assert(
    fc.property(fc.string(), (header) => {
      const delay = retryAfter(header, now);
      expect(delay === undefined || delay >= 0).toBe(true);
    }),
  );
});
