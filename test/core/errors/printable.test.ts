import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printable } from "../../../src/core/errors/printable.js";

describe("what a terminal would obey is gone", () => {
  const cases: [name: string, given: string, want: string][] = [
    ["a color", "a \u001b[31mred\u001b[0m b", "a red b"],
    ["a color with a C1 character", "a \u009b31mred b", "a red b"],
    ["a title", "a\u001b]0;title\u0007b", "ab"],
    ["a link that ends with ST", "\u001b]8;;http://evil.example\u001b\\click\u001b]8;;\u001b\\", "click"],
    ["a title with C1 characters", "a\u009d0;title\u009cb", "ab"],
    ["a string without an end", "a\u001b]0;b (set the field)", "a0;b (set the field)"],
    ["a device control string", "a\u001bP1$q\u001b\\b", "ab"],
    ["a reset", "a\u001bcb", "ab"],
    ["an escape at the end", "a\u001b", "a"],
    ["a line of its own", "a\r\nzcrm: forged\u2028line", "a zcrm: forged line"],
    ["tabs, backspaces and NUL", "a\tb\b\u0000c\u007fd", "a b c d"],
    ["right-to-left overrides", "invoice\u202egpj.exe\u2066!\u2069", "invoicegpj.exe!"],
    ["characters without a width", "pay\u200bpal\ufeff \u{e0041}", "paypal"],
    ["half a character", "a\ud800b", "a\ufffdb"],
  ];
  test.each(cases)("%s", (_, given, want) => {
    expect(printable(given)).toBe(want);
  });
});

test("names of people keep their letters, in every script", () => {
  for (const name of ["Zoë Åström", "山田 太郎", "محمد", "می‌خواهم", "👩‍💻 Ada", "O’Brien <o@example.com>"])
    expect(printable(name)).toBe(name);
});

describe("the length is bounded", () => {
  test("a name at the limit stays, a longer one ends with …", () => {
    expect(printable("a".repeat(10), 10)).toBe("a".repeat(10));
    expect(printable("a".repeat(11), 10)).toBe(`${"a".repeat(9)}…`);
  });

  test("no character is cut in two", () => {
    expect(printable(`${"a".repeat(8)}😀😀`, 10)).toBe(`${"a".repeat(8)}…`);
  });

  test("what is removed leaves no room for what follows it endlessly", () => {
    expect(printable(`${"\u202e".repeat(1_000)}late`, 10)).toBe("…");
  });
});

test("whatever the text is, no control character is left, and it is no longer than the limit", () => {
  const hostile = fc.string({
    unit: fc.oneof(
      fc.constantFrom("\u001b", "[", "]", "P", "\\", "\u0007", "\u009b", "\u009c", "\u009d", "\n", "\u202e"),
      fc.string({ unit: "binary", maxLength: 1 }),
    ),
  });
  fc.assert(
    fc.property(hostile, fc.integer({ min: 1, max: 50 }), (text, limit) => {
      const shown = printable(text, limit);
      expect(shown).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\u2028\u2029]/u);
      expect(shown.length).toBeLessThanOrEqual(limit);
    }),
  );
});

test("beginnings of strings that never end take no time that grows faster than they do", () => {
  const start = performance.now();
  for (const piece of ["\u009d", "\u001b]", "\u001b[0", "\u009b;", "\u001b "]) printable(piece.repeat(200_000), 1e6);
  expect(performance.now() - start).toBeLessThan(2_000);
});
