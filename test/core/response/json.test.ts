import fc from "fast-check";
import { expect, test } from "vitest";
import { readJson } from "../../../src/core/response/json.js";

test.each([
  ['{"id":4150868000000224003}', { id: "4150868000000224003" }],
  ['{"id":-4150868000000224003}', { id: "-4150868000000224003" }],
  ["[9007199254740991,9007199254740992,9007199254740993]", [9007199254740991, "9007199254740992", "9007199254740993"]],
  ["12345678901234567890", "12345678901234567890"],
  ['{ "a" : [ 1 , 12345678901234567890 ] }', { a: [1, "12345678901234567890"] }],
  ['{"a":12345678901234567890.5,"b":1e300,"c":1e22}', { a: 12345678901234567000, b: 1e300, c: 1e22 }],
  [
    '{"a":"tel: 12345678901234567890, \\"12345678901234567890\\\\","b":12345678901234567890}',
    { a: 'tel: 12345678901234567890, "12345678901234567890\\', b: "12345678901234567890" },
  ],
  ['{":1234567890123456789":1}', { ":1234567890123456789": 1 }],
])("%s is read as %j", (text, want) => {
  expect(readJson(text)).toEqual(want);
});

test.each(['{"a":1', "{12345678901234567890:1}", "[01234567890123456789]", "[1234567890123456789"])(
  "%s is not JSON",
  (text) => {
    expect(() => readJson(text)).toThrow(SyntaxError);
  },
);

/** JSON with integers of any length, as a server in another language writes it. */
const write = (value: unknown): string => {
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return `[ ${value.map(write).join(" ,")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{${Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${write(inner)}`)}}`;
};
/** What the client reads from it. */
const expected = (value: unknown): unknown => {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (Array.isArray(value)) return value.map(expected);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, expected(inner)]));
};

test("every digit of an integer beyond the safe range is kept, and nothing else changes", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom('\\"', "\\", ':1234567890123456789,"', "[1234567890123456789]"),
  );
  const number = fc.oneof(
    fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }),
    fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n }),
  );
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      number,
      fc
        .double({ noNaN: true, noDefaultInfinity: true })
        .filter((value) => !Number.isInteger(value) || Number.isSafeInteger(value))
        .map((value) => (Object.is(value, -0) ? 0 : value)),
      text,
      fc.constantFrom(null, true, false),
      fc.array(tie("tree")),
      fc.dictionary(
        text.filter((key) => key !== "__proto__"),
        tie("tree"),
      ),
    ),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      expect(readJson(write(value))).toEqual(expected(value));
    }),
    { numRuns: 500 },
  );
});
