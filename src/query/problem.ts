import { CrmError } from "../core/errors/errors.js";
import { printable } from "../core/errors/printable.js";

/** A query or criteria that Zoho would reject, or read as something else. Nothing was sent. */
export const invalidQuery = (message: string, details: Readonly<Record<string, unknown>> = {}): CrmError =>
  new CrmError(message, { code: "INVALID_QUERY", details });

/** A value as a message shows it. */
export function shown(value: unknown): string {
  if (typeof value === "string") return printable(JSON.stringify(value), 60);
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object" && value !== null) return "an object";
  return typeof value === "function" ? "a function" : printable(String(value), 60);
}

/** Where a value is: the column, and the name of the operator. A raw query knows neither. */
export interface Place {
  readonly column: string;
  readonly operator: string;
}

/** A value that cannot be at its place. */
export const unfit = ({ column, operator }: Place, reason: string): CrmError =>
  column === "" ? invalidQuery(`coql: ${reason}`) : invalidQuery(`${column}.${operator}(): ${reason}`, { column });
