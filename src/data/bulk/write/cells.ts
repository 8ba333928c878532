/** Values of records as the cells of an uploaded CSV. */
import { isDate } from "../../../core/kind.js";
import { dateText, scalarProblem } from "../../../core/request/parameters/scalar.js";
import { valueText } from "../../../query/value.js";
import type { ValueType } from "../../../schema/values/field-type.js";

/** A cell, or why the value cannot be in one. Messages do not contain the value. */
export type CellResult =
  | { readonly cell: string }
  | { readonly code: "INVALID_DATA" | "NOT_IN_CSV"; readonly problem: string };

/** Types whose values are records or users. */
const REFERENCES: readonly ValueType[] = ["lookup", "ownerlookup", "jsonobject"];

/** Types whose values no cell can hold. */
const STRUCTURES: readonly ValueType[] = ["jsonarray", "fileupload"];

/** Half of a pair of surrogates, which cannot be written. */
const HALF_CHARACTER = /\p{Cs}/u;

/** Whether a cell can hold the values of a type. */
export const fitsCsv = (type: ValueType): boolean => !STRUCTURES.includes(type);

/** Whether a value stands for none. */
export const isEmpty = (value: unknown): boolean =>
  value === null || value === "" || (Array.isArray(value) && value.length === 0);

/**
 * The cell of a value. Whether the value fits its field is left to Zoho, as far as a cell can express it.
 * @param type The type of the field's values
 */
export function cellFor(value: unknown, type: ValueType): CellResult {
  if (isEmpty(value)) return { cell: "" };
  if (!fitsCsv(type)) return notInCsv("bulk writes cannot hold rows, tags or files: write it by calls");
  if (typeof value === "string") return textCell(value);
  if (typeof value === "boolean" || typeof value === "bigint") return { cell: String(value) };
  const reason = scalarProblem(value);
  if (reason !== undefined) return invalid(`the value ${reason}`);
  if (typeof value === "number") return { cell: valueText(value, { column: "", operator: "" }).text };
  if (isDate(value)) return { cell: type === "date" ? value.toISOString().slice(0, 10) : String(dateText(value)) };
  if (Array.isArray(value)) return choicesCell(value);
  return REFERENCES.includes(type) || type === "unknown"
    ? referenceCell(value)
    : notInCsv("the value is an object, which no cell can hold");
}

const textCell = (text: string): CellResult =>
  HALF_CHARACTER.test(text) ? invalid("the value contains half of a character") : { cell: text };

function choicesCell(choices: readonly unknown[]): CellResult {
  if (!choices.every((choice) => typeof choice === "string")) return notInCsv("the value is an array of objects");
  return choices.some((choice) => choice.includes(";"))
    ? notInCsv("one of the values contains a semicolon, which separates them")
    : textCell(choices.join(";"));
}

function referenceCell(value: unknown): CellResult {
  const id: unknown = typeof value === "object" && value !== null ? Reflect.get(value, "id") : undefined;
  return typeof id === "string" && id !== "" ? { cell: id } : notInCsv("the value is an object without an id");
}

const invalid = (problem: string): CellResult => ({ code: "INVALID_DATA", problem });
const notInCsv = (problem: string): CellResult => ({ code: "NOT_IN_CSV", problem });
