import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Happening, isHandled, type Mark, marked, markText, readMark } from "../../src/notifications/mark.js";

const T = Date.UTC(2026, 4, 14, 9, 30);
const told = (operation: Happening["operation"], time: number | undefined): Happening => ({
  operation,
  source: "notification",
  time,
  seen: time,
});
const found = (operation: Happening["operation"], time: number | undefined, seen?: number): Happening => ({
  operation,
  source: "check",
  time,
  seen,
});
const after = (...happenings: readonly Happening[]) =>
  happenings.reduce<Mark | undefined>((mark, one) => marked(mark, one), undefined);

describe("whether an event was handled before", () => {
  test.each([
    ["the same notification", told("update", T), told("update", T), true],
    ["a notification of another time", told("update", T), told("update", T + 1), false],
    ["an earlier notification that comes late", told("update", T), told("update", T - 1), false],
    ["an update without a time: perhaps another one", told("update", undefined), told("update", undefined), false],
    ["a creation without a time", told("insert", undefined), told("insert", undefined), true],
    ["a deletion without a time", told("delete", undefined), told("delete", undefined), true],
    ["a creation that was reported", told("insert", T), found("insert", T), true],
    ["a creation that was reported without a time", told("insert", undefined), found("insert", T), true],
    ["a change of the second before", told("update", T), found("update", T - 1_000), true],
    ["a change of the same second: perhaps a later one", told("update", T + 999), found("update", T), false],
    ["a later change", told("update", T), found("update", T + 1_000), false],
    ["a change after a notification without a time", told("update", undefined), found("update", T), false],
    ["a deletion of the same second", told("delete", T), found("delete", T), true],
    ["a later deletion, after the record was restored", told("delete", T), found("delete", T + 1_000), false],
    ["a deletion whose time is not known", told("delete", T), found("delete", undefined), false],
    ["a change that the last check saw in its second", found("update", T, T), found("update", T), false],
    ["a change that the last check saw later", found("update", T, T + 1_000), found("update", T), true],
    ["a change that a check saw at a time not known", found("update", T, undefined), found("update", T), false],
    [
      "the notification of a creation that a check has found",
      found("insert", T, T + 2_000),
      told("insert", T + 500),
      true,
    ],
    [
      "the notification of a deletion that a check has found",
      found("delete", T, T + 2_000),
      told("delete", T + 500),
      true,
    ],
    ["a deletion after a check, of a restored record", found("delete", T, T), told("delete", T + 1_000), false],
    ["a notification sent in the moment of a check", found("update", T - 5_000, T), told("update", T), false],
  ])("%s", (_, before, now, expected) => {
    expect(isHandled(after(before), now)).toBe(expected);
  });

  test("nothing was, without a mark", () => {
    for (const operation of ["insert", "update", "delete"] as const) {
      expect(isHandled(undefined, told(operation, T))).toBe(false);
      expect(isHandled(undefined, found(operation, T))).toBe(false);
    }
  });
});

const happenings = fc.record({
  operation: fc.constant("update" as const),
  source: fc.constantFrom("notification" as const, "check" as const),
  time: fc.option(fc.integer({ min: T, max: T + 10_000 }), { nil: undefined }),
  seen: fc.option(fc.integer({ min: T, max: T + 10_000 }), { nil: undefined }),
});

test("a change after everything that was seen is never taken for handled", () => {
  fc.assert(
    fc.property(fc.array(happenings), (before) => {
      const mark = after(...before);
      const latest = Math.max(T, ...before.map(({ seen }) => seen ?? 0));
      expect(isHandled(mark, found("update", latest))).toBe(false);
    }),
  );
});

test("a mark survives the store, and stays small", () => {
  fc.assert(
    fc.property(fc.array(happenings, { minLength: 1, maxLength: 60 }), (before) => {
      const mark = after(...before);
      const text = markText(mark as Mark);
      expect(readMark(text)).toEqual(mark);
      expect(text.length).toBeLessThan(1_000);
    }),
  );
});

test.each([
  "",
  "{}",
  "null",
  "[]",
  "{",
  '{"until":"1","sent":[]}',
  '{"until":1,"sent":[null]}',
  '{"until":1e400,"sent":[]}',
])("%j is not a mark, so the event comes again", (text) => {
  expect(readMark(text)).toBeUndefined();
});
