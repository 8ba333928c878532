import { parse } from "csv-parse/sync";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { CsvReader, csvRows, writeCsv } from "../../../src/data/files/csv.js";

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 8 }).filter((text) => !/\p{Cs}/u.test(text)),
  fc.string({
    unit: fc.constantFrom('"', ",", ";", ":", "|", "\r", "\n", " ", "\t", "\uFEFF", "a", "=", "\0"),
    maxLength: 6,
  }),
);
const tables = fc
  .integer({ min: 1, max: 5 })
  .chain((columns) => fc.array(fc.array(hostile, { minLength: columns, maxLength: columns }), { maxLength: 5 }));

test("what is written is read back equal, by another reader and by this one", () => {
  fc.assert(
    fc.property(tables, (rows) => {
      const header = (rows[0] ?? [""]).map((_, index) => `Field_${index}`);
      const text = writeCsv([header, ...rows]);
      expect(parse(text)).toEqual([header, ...rows]);
      expect([...csvRows(Buffer.from(text))].flat()).toEqual([header, ...rows]);
    }),
    { numRuns: 300 },
  );
});

test("rows that arrive byte by byte are read like the whole", () => {
  const rows = [
    ["A", "B"],
    ['"quoted"', "line\r\nend"],
    ["ü😀", ""],
  ];
  const reader = new CsvReader();
  const read = [...Buffer.from(writeCsv(rows))].flatMap((byte) => reader.push(Uint8Array.of(byte)));
  expect([...read, ...reader.end()]).toEqual(rows);
});
