/** Single values: those of a path, of a query, of a form, or of a header. */
import { isDate } from "../../kind.js";

/** Whether a number is an integer so large that it stands for its neighbors as well. */
export const isRounded = (value: number): boolean => value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER;

/** Why such a number is not accepted as an id. */
export const ROUNDED = "is an integer beyond 2^53, whose last digits are lost: pass it as a string";

/** Why a value cannot be written as text; `undefined` if it can. */
export function scalarProblem(value: unknown): string | undefined {
  if (typeof value === "number") {
    return Number.isFinite(value) ? (isRounded(value) ? ROUNDED : undefined) : `is ${value}`;
  }
  if (typeof value === "function" || typeof value === "symbol") return `is of the type ${typeof value}`;
  return isDate(value) && Number.isNaN(value.getTime()) ? "is an invalid date" : undefined;
}

/** A date as Zoho reads it: ISO 8601 with an offset and without fractional seconds. Anything else stays as it is. */
export const dateText = <T>(value: T): T | string =>
  isDate(value) ? value.toISOString().replace(/\.\d+Z$/, "+00:00") : value;
