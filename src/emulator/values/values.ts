/** Reads values of unknown type. */

/** Members by name, as in JSON: the fields of a record, or the members of any other row. */
export type Values = Readonly<Record<string, unknown>>;

/** The value of a field. Only own members count, so that `constructor` is not a field. */
export const fieldValue = (record: Values, field: string): unknown =>
  Object.hasOwn(record, field) ? record[field] : undefined;

/** The strings that a value is found by: a lookup by its name and its id, a list by each of its values. */
export function textsOf(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (isObject(value)) return [value.name, value.id].flatMap(textsOf);
  return [String(value)];
}

/** A value as text. An object may have its own `toString` that is not a function. */
export const textOf = (value: unknown): string =>
  typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);

/** The id that a value names, either directly or as a member of an object. */
export const idIn = (value: unknown): string => textOf(isObject(value) ? value.id : value);

/** Splits `"a, b"` into its values, without empty ones. */
export const splitList = (text: string | null): string[] =>
  (text ?? "")
    .split(",")
    .map((value) => value.trim())
    .filter((value) => value !== "");

export const isObject = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);
