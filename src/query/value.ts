/** Values of conditions: what a query can contain, and its text. */
import { dateColumns } from "../../generated/columns.js";
import { isDate } from "../core/kind.js";
import { dateText, scalarProblem } from "../core/request/parameters/scalar.js";
import { lastStep } from "./name.js";
import { type Place, shown, unfit } from "./problem.js";

/** A value as text, and whether it is a number, which needs no quotes. */
export interface ValueText {
  readonly text: string;
  readonly isNumber: boolean;
}

/**
 * The text of a value, before quotes or escapes.
 * @throws CrmError `INVALID_QUERY` if it is none of the kinds that a query can contain.
 */
export function valueText(value: unknown, place: Place): ValueText {
  const isNumber = typeof value === "number" || typeof value === "bigint";
  const reason = problemOf(value);
  if (reason === undefined) return { text: plainText(value, place.column), isNumber };
  throw unfit(place, reason);
}

function problemOf(value: unknown): string | undefined {
  if (value === null || value === undefined) return `the value is ${value}; test for empty fields with isNull()`;
  const scalar = scalarProblem(value);
  if (scalar !== undefined) return `the value ${scalar}`;
  if (typeof value === "string") {
    return HALF_CHARACTER.test(value)
      ? `${shown(value)} contains half of a character, which cannot be sent`
      : undefined;
  }
  if (isDate(value)) return /^\d{4}-/.test(value.toISOString()) ? undefined : "the date is not in the years 0 to 9999";
  if (typeof value !== "object") return undefined;
  return typeof idOf(value) === "string" ? undefined : `the value is ${shown(value)}`;
}

/** A surrogate without its partner. */
const HALF_CHARACTER = /\p{Cs}/u;

/** The id of a record, of which a condition on a lookup needs no more. */
const idOf = (value: object): unknown => Reflect.get(value, "id");

function plainText(value: unknown, column: string): string {
  if (typeof value === "number") return numberText(value);
  if (isDate(value)) return isDateColumn(column) ? value.toISOString().slice(0, 10) : String(dateText(value));
  return String(typeof value === "object" && value !== null ? idOf(value) : value);
}

const isDateColumn = (column: string): boolean => dateColumns.some((name) => name === lastStep(column));

/** A number without an exponent, which is not a number for Zoho. */
function numberText(value: number): string {
  const [, sign = "", whole = "", fraction = "", exponent] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e-(\d+))?$/.exec(String(value)) ?? [];
  if (exponent === undefined) return String(value);
  return `${sign}0.${(whole + fraction).padStart(Number(exponent) - 1 + whole.length + fraction.length, "0")}`;
}
