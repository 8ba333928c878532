/** Makes records of the rows of a file. */

import { nearest } from "../../core/errors/nearest.js";
import { isPlainObject } from "../../core/kind.js";
import { valueOfCell } from "../../data/files/cell.js";
import type { FieldRule } from "../../schema/values/field-rule.js";
import { valueProblem } from "../../schema/values/value-problem.js";
import { type Columns, quoted, type UsedColumn } from "./columns.js";
import type { FileRow } from "./file/input.js";
import { isBookkeeping } from "./refused-columns.js";

/** Why a row is not sent. */
export interface RowProblem {
  readonly code: string;
  readonly field: string | undefined;
  /** The column that it is about, to count by. */
  readonly column: string | undefined;
  readonly message: string;
}

export type ReadRow = { readonly record: Readonly<Record<string, unknown>> } | { readonly problem: RowProblem };

/** What to do with the empty cells of a CSV. */
export type Empty = "ignore" | "clear";

/** Reads rows, and counts the display values that it replaces. */
export interface RowReader {
  read(row: FileRow): ReadRow;
  /** By field: cells that had the display value of an entry. */
  readonly replaced: ReadonlyMap<string, number>;
}

/**
 * @param names The header of a CSV
 * @param empty What to do with empty cells of a CSV
 */
export function rowReader(names: readonly string[], columns: Columns, empty: Empty): RowReader {
  const replaced = new Map<string, number>();
  const places = names.map((name) => columns.used.get(name));
  const actual = (column: UsedColumn, value: unknown): unknown => {
    if (column.renamed.size === 0) return value;
    if (Array.isArray(value)) return value.map((one) => actual(column, one));
    const found = typeof value === "string" ? column.renamed.get(value) : undefined;
    if (found === undefined) return value;
    replaced.set(column.field, (replaced.get(column.field) ?? 0) + 1);
    return found;
  };
  return {
    replaced,
    read({ content }) {
      if (isCells(content)) return cellsToRecord(content, places, empty, actual);
      return membersToRecord(content, columns, actual);
    },
  };
}

const isCells = (content: FileRow["content"]): content is readonly string[] => Array.isArray(content);

type Actual = (column: UsedColumn, value: unknown) => unknown;

function cellsToRecord(
  cells: readonly string[],
  places: readonly (UsedColumn | undefined)[],
  empty: Empty,
  actual: Actual,
): ReadRow {
  if (cells.length > places.length || cells.length < places.length) {
    const message = `the row has ${cells.length} cells, and the header has ${places.length}`;
    return { problem: { code: "INVALID_ROW", field: undefined, column: undefined, message } };
  }
  const record: Record<string, unknown> = {};
  for (const [index, column] of places.entries()) {
    const cell = cells[index] ?? "";
    if (column === undefined || (cell === "" && (empty === "ignore" || column.field === "id"))) continue;
    const value = valueIn(cell, column.rule);
    const text = cellProblem(column.rule, value);
    if (text !== undefined) return { problem: cellRefused(column, text) };
    define(record, column.field, actual(column, value));
  }
  return { record };
}

/** Text is kept as it is; around other values, people's files have blanks. */
function valueIn(cell: string, { type }: FieldRule): unknown {
  if (KEPT.has(type)) return valueOfCell(cell, type);
  const value = valueOfCell(cell.trim(), type);
  return Array.isArray(value) ? value.map((one) => (typeof one === "string" ? one.trim() : one)) : value;
}

const KEPT: ReadonlySet<string> = new Set(["text", "textarea", "picklist", "website", "phone", "unknown"]);

/** What a cell must be, if it is not. */
function cellProblem(rule: FieldRule, value: unknown): string | undefined {
  // Whether other values fit, Zoho says.
  if (value === null || (!Object.hasOwn(WANTED, rule.type) && rule.lookup === undefined)) return undefined;
  if (rule.lookup !== undefined) {
    if (typeof value !== "string") return undefined;
    return `must be the id of ${rule.lookup === "users" ? "a user" : "a record"}, a number of up to 19 digits; names are not looked up`;
  }
  return valueProblem({ type: rule.type }, value) === undefined ? undefined : WANTED[rule.type];
}

/** What a cell must be, where a cell can go wrong in other ways than a value. */
const WANTED: Readonly<Record<string, string>> = {
  integer: "must be an integer of digits only, without separators: 1234",
  double: "must be a number with a decimal point, without thousands separators, currency or percent sign: 1234.5",
  boolean: "must be true or false",
  bigint: "must be digits only; spreadsheets shorten long numbers, as in 5.1E+18: format the column as text",
  date: "must be a date as YYYY-MM-DD, such as 2026-12-31; a local form such as 31.12.2026 or 12/31/2026 is not accepted",
  datetime:
    "must be a time with its offset from UTC, as YYYY-MM-DDThh:mm:ss+hh:mm, such as 2026-12-31T18:00:00+01:00; a local form is not accepted",
};

const cellRefused = ({ column, field }: UsedColumn, text: string): RowProblem => ({
  code: "INVALID_DATA",
  field,
  column,
  message: column === field ? `${field}: ${text}` : `${field} (column ${quoted(column)}): ${text}`,
});

function membersToRecord(members: Readonly<Record<string, unknown>>, columns: Columns, actual: Actual): ReadRow {
  const record: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(members)) {
    const column = columns.used.get(name);
    if (column !== undefined) define(record, column.field, actual(column, referenceOf(column.rule, value)));
    else if (!columns.ignored.has(name) && !isBookkeeping(name)) {
      const near = nearest(name, [...columns.used.keys()]);
      const message = `${quoted(name)} is not a field${near === undefined ? "" : `; did you mean ${near}?`}`;
      return { problem: { code: "UNKNOWN_FIELD", field: undefined, column: name, message } };
    }
  }
  return { record };
}

/** A lookup may be written as the id alone. */
const referenceOf = ({ lookup }: FieldRule, value: unknown): unknown => {
  if (lookup === undefined) return value;
  if (typeof value === "string" && /^\d+$/.test(value)) return { id: value };
  // A name beside the id is for people.
  return isPlainObject(value) && "id" in value && typeof value.id === "string" ? { id: value.id } : value;
};

/** A field may be called `__proto__`. */
const define = (record: Record<string, unknown>, name: string, value: unknown): void => {
  Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true });
};
