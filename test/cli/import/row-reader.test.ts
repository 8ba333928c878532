import fc from "fast-check";
import { expect, test } from "vitest";
import { columnsOf } from "../../../src/cli/import/columns.js";
import { rowsOf, survey } from "../../../src/cli/import/file/input.js";
import { type Empty, rowReader } from "../../../src/cli/import/row-reader.js";
import { writeCsv } from "../../../src/data/files/csv.js";
import { schemaOfOrganization } from "../../emulator/support/schema-of.js";
import { smallOrganization } from "../../support/organization/small-organization.js";
import { withFiles } from "../../support/scratch.js";

const { Leads } = schemaOfOrganization(smallOrganization).modules;
if (Leads === undefined) throw new Error("the schema lacks the module");

function reading(names: readonly string[], isCsv: boolean, empty: Empty = "ignore") {
  const purpose = { module: "Leads", mode: "create", key: undefined, isCsv, source: "the organization" } as const;
  return rowReader(names, columnsOf(names, new Map(), Leads ?? expect.fail(), purpose), empty);
}

/** What becomes of one cell. */
function readCell(field: string, cell: string, empty?: Empty): unknown {
  const read = reading([field], true, empty).read({ number: 2, content: [cell] });
  return "record" in read ? read.record[field] : read.problem.message;
}

test.each([
  ["Last_Name", "  Doe ", "  Doe "],
  ["Score_Raw", " 12.50 ", 12.5],
  ["Score_Raw", "-0.5", -0.5],
  ["No_of_Employees", "007", 7],
  ["Email_Opt_Out", "FALSE", false],
  ["Birthday", "2024-02-29", "2024-02-29"],
  ["Next_Call", "2026-05-14T12:54+03:00", "2026-05-14T12:54+03:00"],
  ["Languages", "English; Français", ["English", "Français"]],
  ["Owner", "4100000000000201001", { id: "4100000000000201001" }],
  ["External_Number", "123456789012345678", "123456789012345678"],
  ["Lead_Source", "Loxo", "Cold Call"],
  ["Lead_Source", "Another", "Another"],
  ["Phone", "call me", "call me"],
])("%s takes %j", (field, cell, want) => {
  expect(readCell(field, cell)).toEqual(want);
});

test.each([
  [
    "Score_Raw",
    ["1,234.5", "1.234,5", "12,5", "€ 5", "50%", "1e5", ".5", "12345678901234567890"],
    "must be a number with a decimal point",
  ],
  ["No_of_Employees", ["1,234", "1.5", "one"], "must be an integer of digits only"],
  ["Email_Opt_Out", ["yes", "0", "ja"], "must be true or false"],
  ["Birthday", ["31.12.2026", "12/31/2026", "2026-2-1", "2026-02-30", "46022"], "must be a date as YYYY-MM-DD"],
  [
    "Next_Call",
    ["2026-05-14 12:54", "2026-05-14T12:54:00", "14.5.2026 12:54"],
    "must be a time with its offset from UTC",
  ],
  ["Owner", ["Ada Doe", "4.1E+18"], "must be the id of a user"],
  ["Account", ["Example Ltd"], "must be the id of a record"],
  ["External_Number", ["1.23457E+17"], "must be digits only; spreadsheets shorten long numbers"],
])("%s refuses %j", (field, cells, want) => {
  for (const cell of cells) {
    expect(readCell(field, cell)).toContain(`${field}: ${want}`);
  }
});

test("an empty cell leaves the field out, or empties it", () => {
  expect(readCell("Birthday", "")).toBeUndefined();
  expect(readCell("Birthday", "", "clear")).toBeNull();
});

test("a message names the column as it is in the file, and the field, and never the cell", () => {
  const read = reading(["account "], true).read({ number: 2, content: ["Secret Ltd"] });
  expect(read).toEqual({
    problem: {
      code: "INVALID_DATA",
      field: "Account",
      column: "account ",
      message:
        'Account (column "account"): must be the id of a record, a number of up to 19 digits; names are not looked up',
    },
  });
});

test("objects of JSON keep their values; lookups may be ids; other members are left out", () => {
  const reader = reading(["Last_Name", "Owner", "Account", "Subform_2", "Candidate_No"], false);
  const content = {
    Last_Name: null,
    Owner: { id: "1", name: "Ada" },
    Account: "2",
    Subform_2: [{ Score: 1 }],
    Candidate_No: "P-1",
    zcrm_code: "X",
  };
  expect(reader.read({ number: 1, content })).toEqual({
    record: { Last_Name: null, Owner: { id: "1" }, Account: { id: "2" }, Subform_2: [{ Score: 1 }] },
  });
});

test("any cells that zcrm writes are read back as they were", async () => {
  const cell = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: fc.constantFrom('"', ",", ";", "\n", "\r", "\t", " ", "|", "é") }),
  );
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((columns) =>
      fc
        .array(fc.array(cell, { minLength: columns, maxLength: columns }), { maxLength: 5 })
        .map((rows) => ({ columns, rows })),
    );
  await fc.assert(
    fc.asyncProperty(table, fc.constantFrom(",", ";", "\t"), async ({ columns, rows }, separator) => {
      const header = Array.from({ length: columns }, (_, index) => `Column ${index}`);
      const content = writeCsv([header, ...rows], separator);
      await withFiles({ "a.csv": content }, async (folder) => {
        const input = await survey(`${folder}/a.csv`, "a.csv", "csv", undefined, new AbortController().signal);
        const read = [];
        for await (const row of rowsOf(input)) read.push(row.content);
        // Rows of empty cells are not rows.
        expect(read).toEqual(rows.filter((row) => row.some((one) => one !== "")));
        expect(input.names).toEqual(header);
      });
    }),
    { numRuns: 150 },
  );
});
