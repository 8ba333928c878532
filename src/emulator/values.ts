// Reading and comparing values of whatever type they have.
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

/** Orders two texts as numbers or as times where both are such, otherwise without regard to case. */
export function compareTexts(a: string, b: string): number {
  const left = measure(a);
  const right = measure(b);
  if (left !== undefined && right !== undefined && left.kind === right.kind) return left.size - right.size;
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  return x < y ? -1 : x > y ? 1 : 0;
}

interface Measure {
  readonly kind: "number" | "time";
  readonly size: number;
}

function measure(text: string): Measure | undefined {
  if (/^-?\d+(\.\d+)?$/.test(text)) return { kind: "number", size: Number(text) };
  if (!/^\d{4}-\d\d-\d\d(T|$)/.test(text)) return undefined;
  const size = Date.parse(text);
  return Number.isNaN(size) ? undefined : { kind: "time", size };
}

/** Splits `"a, b"` into its values, without empty ones. */
export const splitList = (text: string | null): string[] =>
  (text ?? "")
    .split(",")
    .map((value) => value.trim())
    .filter((value) => value !== "");

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
