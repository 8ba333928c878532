import { expect, test } from "vitest";
import { rowsOf, survey } from "../../../../src/cli/import/file/input.js";
import type { Format } from "../../../../src/cli/transfer/format.js";
import { withFiles } from "../../../support/scratch.js";

/** What is known of a file, and the numbers of its rows. */
async function read(content: string, format: Format) {
  return withFiles({ file: content }, async (folder) => {
    const input = await survey(`${folder}/file`, "file", format, undefined, new AbortController().signal);
    const numbers = [];
    for await (const { number } of rowsOf(input)) numbers.push(number);
    return { names: input.names, rows: input.rows, separator: input.separator, numbers };
  });
}

test("rows are numbered as a spreadsheet does, and lines and objects as people count", async () => {
  expect(await read('a,b\n\n1,"2\n3"\n,\n4,5', "csv")).toEqual({
    names: ["a", "b"],
    rows: 3,
    separator: ",",
    numbers: [3, 5],
  });
  expect(await read('{"a":1}\n\n{"b":2}\n', "ndjson")).toMatchObject({ names: ["a", "b"], rows: 2, numbers: [1, 3] });
  expect(await read('[{"a":1}, {"b":2}]', "json")).toMatchObject({ names: ["a", "b"], rows: 2, numbers: [1, 2] });
});

test("integers beyond 2^53 keep their digits", async () => {
  await withFiles({ file: '{"a":12345678901234567890}' }, async (folder) => {
    const input = await survey(`${folder}/file`, "file", "ndjson", undefined, new AbortController().signal);
    for await (const { content } of rowsOf(input)) expect(content).toEqual({ a: "12345678901234567890" });
  });
});
