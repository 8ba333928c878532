import { parse } from "csv-parse/sync";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { limits } from "../../../../generated/limits.js";
import { type FilledFile, fillFile } from "../../../../src/data/bulk/write/file.js";
import { rowSource } from "../../../../src/data/bulk/write/source.js";
import type { DataField, ModuleFields } from "../../../../src/data/columns/module-fields.js";

const field = (name: string, type: DataField["type"], more: Partial<DataField> = {}): DataField => ({
  name,
  type,
  readOnly: false,
  mandatory: false,
  lookup: undefined,
  rows: undefined,
  isUnique: false,
  isInCoql: true,
  dataType: type,
  hasSemicolon: false,
  ...more,
});
const fields: ModuleFields = new Map(
  [
    field("Last_Name", "text", { mandatory: true }),
    field("Email", "email", { isUnique: true }),
    field("City", "text"),
    field("Notes", "textarea"),
    field("Account", "lookup", { lookup: "Accounts" }),
    field("Lines", "jsonarray"),
    field("Created_Time", "datetime", { readOnly: true }),
  ].map((one) => [one.name, one]),
);
const create = { module: "Leads", mode: "create" } as const;

function* indexed(rows: Iterable<object>) {
  let index = 0;
  for (const row of rows) {
    yield { index, row };
    index += 1;
  }
}

async function tableOf({ zip }: FilledFile): Promise<string[][]> {
  const [bytes = new Uint8Array()] = Object.values(unzipSync(new Uint8Array(await zip.arrayBuffer())));
  return parse(strFromU8(bytes)) as string[][];
}

async function filled(rows: Iterable<object>, target: Parameters<typeof fillFile>[2] = create): Promise<FilledFile> {
  const { file } = await fillFile(rowSource(indexed(rows)), fields, target);
  if (file === undefined) throw new Error("no file");
  return file;
}

test("the header has every field that a row may have, and only what rows have is written", async () => {
  const file = await filled([
    { City: "Paris", Last_Name: "a" },
    { City: "Rome", Account: { id: "41" } },
  ]);
  const [header, ...rows] = await tableOf(file);
  expect(header).toEqual(["City", "Last_Name", "Email", "Notes", "Account.id"]);
  expect(rows).toEqual([
    ["Paris", "a", "", "", ""],
    ["Rome", "", "", "", "41"],
  ]);
  expect(file.columns.map(({ name, index }) => [name, index])).toEqual([
    ["City", 0],
    ["Last_Name", 1],
    ["Email", 2],
    ["Account", 4],
  ]);
});

test("the key is the first column, so that the result shows it", async () => {
  const target = { module: "Leads", mode: "upsert", key: "Email" } as const;
  const file = await filled([{ City: "Paris", Last_Name: "a", Email: "a@example.com" }], target);
  expect((await tableOf(file))[0]?.[0]).toBe("Email");
  expect(file.signatures).toEqual(["a@example.com"]);
});

describe("a file is full", () => {
  test("with 25,000 rows", async () => {
    const source = rowSource(indexed(Array.from({ length: 25_001 }, (_, at) => ({ Last_Name: `${at}` }))));
    const { file } = await fillFile(source, fields, create);
    expect(file?.runs).toEqual([[0, limits.bulkWrite.rows]]);
    expect(await source.peek()).toEqual({ index: 25_000, row: { Last_Name: "25000" } });
    const { file: next } = await fillFile(source, fields, create);
    expect(next?.runs).toEqual([[25_000, 1]]);
  });

  test("before it is larger than its limit", async () => {
    // Text that hardly packs.
    let seed = 1;
    const noise = Array.from({ length: 40 }, () => {
      const codes = Array.from({ length: 25_000 }, () => {
        seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
        return 0x4e00 + ((seed >>> 8) % 20_000);
      });
      return String.fromCharCode(...codes);
    });
    const source = rowSource(
      indexed(
        (function* () {
          for (let at = 0; at < 3_000; at += 1) yield { Last_Name: `${at}`, Notes: `${noise[at % 40]}${at}` };
        })(),
      ),
    );
    const most = { ...limits.bulkWrite, fileBytes: 2_000_000 };
    const { file } = await fillFile(source, fields, create, undefined, most);
    const size = file?.zip.size ?? 0;
    expect(size).toBeLessThanOrEqual(most.fileBytes);
    expect(size).toBeGreaterThan(most.fileBytes * 0.7);
    expect((await source.peek())?.index).toBe(file?.signatures.length);
  });
});

test("refused rows do not pile up, and leave gaps", async () => {
  const rows = Array.from({ length: 25_001 }, () => ({ Lines: [1] }));
  const source = rowSource(indexed(rows));
  const { file, refused } = await fillFile(source, fields, create);
  expect(file).toBeUndefined();
  expect(refused).toHaveLength(25_000);
  const mixed = await filled([{ City: "a" }, { Lines: [1] }, { City: "b" }, { City: "c" }]);
  expect(mixed.runs).toEqual([
    [0, 1],
    [2, 2],
  ]);
});

test("an aborted signal ends the reading", async () => {
  const reason = new Error("enough");
  const source = rowSource(indexed([{ City: "a" }]));
  expect(await fillFile(source, fields, create, AbortSignal.abort(reason))).toEqual({
    file: undefined,
    refused: [],
    failure: { error: reason },
  });
});
