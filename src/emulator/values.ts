// Reading values of whatever type they have.
import type { CrmRecord } from "./records.js";

/** The value of a field; own members only, so that `constructor` is not a field. */
export const fieldValue = (record: CrmRecord, field: string): unknown =>
  Object.hasOwn(record, field) ? record[field] : undefined;

/** The texts by which a value is found: a lookup by its name and its id, a list by each of its values. */
export function textsOf(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (isObject(value)) return [value.name, value.id].flatMap(textsOf);
  return [String(value)];
}

/** A value as text. An object may have a `toString` of its own, which is no function. */
export const textOf = (value: unknown): string =>
  typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);

/** Splits `"a, b"` into its values, without empty ones. */
export const splitList = (text: string | null): string[] =>
  (text ?? "")
    .split(",")
    .map((value) => value.trim())
    .filter((value) => value !== "");

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
