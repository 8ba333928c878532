import fc from "fast-check";
import { expect, test } from "vitest";
import { arrayItems, type ItemSplitter, lineItems } from "../../../../src/cli/import/file/json-items.js";

/** The values of the items of JSON that comes in pieces of one length. */
function valuesOf(splitter: ItemSplitter, text: string, length: number): unknown[] {
  const items = [];
  for (let at = 0; at < text.length; at += length) items.push(...splitter.push(text.slice(at, at + length)));
  items.push(...splitter.end());
  return items.map((item) => JSON.parse(item.text));
}

const objects = fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { maxLength: 6 });
const length = fc.integer({ min: 1, max: 40 });

test("an array gives its objects, with any space, however the text is cut", () => {
  fc.assert(
    fc.property(objects, length, fc.constantFrom(undefined, 2, "\t"), (values, size, space) => {
      const text = JSON.stringify(values, undefined, space);
      expect(valuesOf(arrayItems(), ` \n${text}\n`, size)).toEqual(JSON.parse(text));
    }),
  );
});

test("lines give their objects, with any line end, and empty lines between them", () => {
  fc.assert(
    fc.property(objects, length, fc.constantFrom("\n", "\r\n", "\n\n"), (values, size, end) => {
      const text = values.map((value) => JSON.stringify(value)).join(end);
      expect(valuesOf(lineItems(), text, size)).toEqual(values.map((value) => JSON.parse(JSON.stringify(value))));
    }),
  );
});

test.each([
  ['{"a":1}', "must be an array"],
  ["", "must be an array"],
  ["[{}", "has no end"],
  ["[{},]", "between two commas"],
  ["[,{}]", "between two commas"],
  ["[{}] {}", "something follows"],
])("%j is not an array of objects", (text, want) => {
  expect(() => valuesOf(arrayItems(), text, 3)).toThrowError(want);
});

test("numbers of items are those of the array, or of the lines", () => {
  expect(
    arrayItems()
      .push("[{}, {} , {}]")
      .map(({ number }) => number),
  ).toEqual([1, 2, 3]);
  expect(
    lineItems()
      .push("{}\n\n{}\n")
      .map(({ number }) => number),
  ).toEqual([1, 3]);
});
