/** Values that mean something in COQL, in criteria, in JSON or in an address, unless they are escaped. */
import fc from "fast-check";

const PIECES = [
  "'",
  '"',
  "''",
  "\\",
  "\\'",
  "%",
  "_",
  "(",
  ")",
  ",",
  ":",
  ";",
  "\n",
  "\r\n",
  "\t",
  "\u0000",
  "\u2028",
  "&",
  "=",
  "+",
  "#",
  "?",
  "' or '1'='1",
  "' or id is not null or 'x'='",
  "')) or ((id is not null",
  ")or(Last_Name:starts_with:",
  "select",
  "null",
  "true",
  "😀",
  "é",
  "e\u0301",
  "İ",
  "ß",
  "漢",
  "4100000000000670001",
  "1e5",
  "2026-05-14",
  " ",
  "a",
  "b",
];

/** Any character that can be sent. fast-check's own strings of them take seconds to set up. */
const character = fc
  .integer({ min: 0, max: 0x10_ff_ff })
  .filter((code) => code < 0xd8_00 || code > 0xdf_ff)
  .map((code) => String.fromCodePoint(code));

/** Any text that can be sent. */
export const anyText: fc.Arbitrary<string> = fc
  .array(fc.oneof(character, fc.constantFrom(..."'\"\\%;(),")), { minLength: 1, maxLength: 6 })
  .map((characters) => characters.join(""));

/** Text of such pieces, or any other text that can be sent. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join("")),
  },
  { weight: 1, arbitrary: anyText },
);
