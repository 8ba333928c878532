/** Rows as the text of a file. */
import { cellOf } from "../../data/files/cell.js";
import { writeCsv } from "../../data/files/csv.js";
import type { Format } from "../transfer/format.js";

type Row = Readonly<Record<string, unknown>>;

/** The text of a file, in pieces. */
export interface RowsText {
  readonly head: string;
  /** @param isFirst Whether no row is before it */
  row(row: Row, isFirst: boolean): string;
  readonly tail: string;
}

/**
 * Writes a format. A CSV is in UTF-8 without a byte order mark, and its cells are as they are: those that a spreadsheet
 * takes for formulas, too, because every change would come back at the next import.
 * @param columns The columns in their order
 */
export function rowsText(format: Format, columns: readonly string[]): RowsText {
  const members = (row: Row) => JSON.stringify(Object.fromEntries(columns.map((name) => [name, row[name] ?? null])));
  switch (format) {
    case "csv":
      return {
        head: writeCsv([columns]),
        row: (row) => writeCsv([columns.map((name) => cellOf(row[name]))]),
        tail: "",
      };
    case "ndjson":
      return { head: "", row: (row) => `${members(row)}\n`, tail: "" };
    case "json":
      return { head: "[", row: (row, isFirst) => `${isFirst ? "" : ","}\n${members(row)}`, tail: "\n]\n" };
  }
}
