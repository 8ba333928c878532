import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  comment,
  commentText,
  lineText,
  literal,
  propertyName,
  stringLiteral,
  wrap,
} from "../../../codegen/code/text.js";

test("text of a description cannot end a comment", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      expect(commentText(`${before}*/${after}`)).not.toContain("*/");
    }),
  );
});

test("text of a description gives the compiler no orders", () => {
  expect(comment({ text: "@ts-expect-error" })).toBe("/** \\@ts-expect-error */\n");
  expect(comment({ text: "See @internal, or write to a@b.example.\n@default 5" })).toBe(
    "/**\n * See \\@internal, or write to a@b.example.\n * @default 5\n */\n",
  );
});

test("what cannot be seen is written out, in comments and in strings", () => {
  const text = "a\u202eb\u0007c\ufeff\ud800";
  expect(commentText(text)).toBe("a\\u202eb\\u0007c\\ufeff\\ud800");
  expect(stringLiteral(text)).toBe('"a\\u202eb\\u0007c\\ufeff\\ud800"');
  expect(commentText("a\u2028b\rc\u{1f600}")).toBe("a\nb\nc\u{1f600}");
});

test("no text ends a string or the comment of a line", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("a", '"', "\\", "\n", "\r", "\u2028", "\u2029", "`", "${") }),
      (text) => {
        expect(stringLiteral(text)).toMatch(/^"[^\n\r\u2028\u2029]*"$/);
        expect(JSON.parse(stringLiteral(text))).toBe(text);
        expect(lineText(text)).not.toMatch(/[\n\r\u2028\u2029]/);
      },
    ),
  );
});

test("a property is quoted only if it has to be", () => {
  expect(["per_page", "$line_tax", "If-Modified-Since", 'a"b', "__proto__"].map(propertyName)).toEqual([
    "per_page",
    "$line_tax",
    '"If-Modified-Since"',
    '"a\\"b"',
    '["__proto__"]',
  ]);
});

describe("wrap", () => {
  test("breaks at words and keeps all of them", () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 }),
        fc.integer({ min: 5, max: 40 }),
        (words, width) => {
          const lines = wrap(words.join(" "), width).split("\n");
          expect(lines.join(" ").split(" ")).toEqual(words);
          for (const line of lines) expect(line.length <= width || !line.includes(" ")).toBe(true);
        },
      ),
    );
  });

  test("keeps the margin of code in examples", () => {
    expect(wrap("const a = {\n  module: 1,\n};", 110)).toBe("const a = {\n  module: 1,\n};");
  });
});

describe("literal", () => {
  const cases: [name: string, given: unknown, want: string][] = [
    ["an object", { module: "Leads", "If-Modified-Since": null }, '{ module: "Leads", "If-Modified-Since": null }'],
    ["an empty object and an empty list", { a: {}, b: [] }, "{ a: {}, b: [] }"],
    ["quotes and newlines", 'a"b\n', '"a\\"b\\n"'],
  ];
  for (const [name, given, want] of cases) test(name, () => expect(literal(given)).toBe(want));

  test("breaks what is too long", () => {
    expect(literal({ first: "x".repeat(10), second: ["y".repeat(10)] }, 30)).toBe(
      `{\n  first: "xxxxxxxxxx",\n  second: ["yyyyyyyyyy"],\n}`,
    );
  });

  test("evaluates to the value that it was printed from", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 1, max: 120 }), (value, width) => {
        const json = JSON.parse(JSON.stringify(value));
        // A member called __proto__ would set the prototype of a literal.
        fc.pre(!JSON.stringify(json).includes("__proto__"));
        expect(new Function(`return (${literal(json, width)});`)()).toEqual(json);
      }),
    );
  });
});
