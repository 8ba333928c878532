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

test("a line ends with CR, LF or both, wherever the bytes are cut", () => {
  const bytes = Buffer.from('A,B\r\n1,"x\r\ny"\r2,\n\r\n""\r\n,z\r\n');
  for (let cut = 0; cut <= bytes.length; cut += 1) {
    const [reader, whole] = [new CsvReader(), new CsvReader("utf-8", { hasEmptyRows: true })];
    const read = (one: CsvReader) => [
      ...one.push(bytes.subarray(0, cut)),
      ...one.push(bytes.subarray(cut)),
      ...one.end(),
    ];
    const rows = [["A", "B"], ["1", "x\r\ny"], ["2", ""], [""], ["", "z"]];
    expect(read(reader)).toEqual(rows);
    expect(read(whole)).toEqual([...rows.slice(0, 3), [""], ...rows.slice(3)]);
  }
});

test("rows without a line end at the end, and rows of any length", () => {
  const read = (text: string) => [...csvRows(Buffer.from(text))].flat();
  expect(read("A;B\n1;2,3;4\n5")).toEqual([["A", "B"], ["1", "2,3", "4"], ["5"]]);
  expect(read('\uFEFFA\n"x"')).toEqual([["A"], ["x"]]);
  expect(read("A,B\n1,")).toEqual([
    ["A", "B"],
    ["1", ""],
  ]);
  expect(read("")).toEqual([]);
});

for (const text of ['A,B\n1,2"3\n', 'A,B\n"1"2,3\n', 'A,B\n"1,2\n', 'A\n"1""\n']) {
  test(`${JSON.stringify(text)} is not CSV`, () => {
    expect(() => [...csvRows(Buffer.from(text))]).toThrow(/quote/i);
  });
}
