/**
 * Compares stored values with the values of a query, by the type of the field. The value of the query is parsed only
 * once, so that a scan over many records stays cheap.
 */
import type { ValueType } from "../../schema/values/field-type.js";
import { isObject, textOf } from "../values/values.js";

/** A test of one stored value. A lookup matches by its name and its id, a list by each of its values. */
export type ValueTest = (value: unknown) => boolean;

/** The type of a field, or `undefined` for one that is not defined. The values themselves decide then. */
export type ComparedType = ValueType | undefined;

/** The sort key of values: numbers and times as numbers, everything else as text, ignoring case. */
type Key = number | string;

/** Whether the order of a stored value relative to the value of the query satisfies the operator. */
export type OrderTest = (order: number) => boolean;

export const ORDERS = {
  equal: (order) => order === 0,
  greater: (order) => order > 0,
  greaterEqual: (order) => order >= 0,
  less: (order) => order < 0,
  lessEqual: (order) => order <= 0,
} as const satisfies Readonly<Record<string, OrderTest>>;

const NUMBERS: readonly ComparedType[] = ["integer", "double"];
const TIMES: readonly ComparedType[] = ["date", "datetime"];

/** Whether values of a type have an order, beyond being equal or not. */
export const isOrdered = (type: ComparedType): boolean =>
  type === undefined || NUMBERS.includes(type) || TIMES.includes(type);

/** Whether a query can match a part of a value. */
export const isText = (type: ComparedType): boolean => type === undefined || !(isOrdered(type) || type === "boolean");

/** Whether a string can be a value of a type at all. */
export function isValueOf(type: ComparedType, text: string): boolean {
  if (NUMBERS.includes(type)) return readNumber(text) !== undefined;
  if (TIMES.includes(type)) return readTime(text) !== undefined;
  return type !== "boolean" || /^(true|false)$/i.test(text);
}

export function ordered(type: ComparedType, wanted: string, test: OrderTest): ValueTest {
  const key = keyReader(type);
  const end = key(wanted);
  return anyOf((value) => test(compareKeys(key(value), end)));
}

export function between(type: ComparedType, low: string, high: string): ValueTest {
  const key = keyReader(type);
  const [start, end] = [key(low), key(high)];
  return anyOf((value) => {
    const found = key(value);
    return compareKeys(found, start) >= 0 && compareKeys(found, end) <= 0;
  });
}

export function oneOf(type: ComparedType, wanted: readonly string[]): ValueTest {
  const key = keyReader(type);
  const keys = new Set(wanted.map(key));
  return anyOf((value) => keys.has(key(value)));
}

/** Tests the text of a value, in lower case. */
const textTest = (test: (text: string) => boolean): ValueTest => anyOf((value) => test(textOf(value).toLowerCase()));

/** Any text may occur between the parts of a pattern. They are split once, so that no expression runs per record. */
export function like(parts: readonly string[]): ValueTest {
  const [start = "", ...rest] = parts.map((part) => part.toLowerCase());
  const end = rest.pop();
  if (end === undefined) return textTest((text) => text === start);
  return textTest((text) => {
    if (!text.startsWith(start)) return false;
    let at = start.length;
    for (const part of rest) {
      const found = text.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return text.length - end.length >= at && text.endsWith(end);
  });
}

/** Set, but different: an unset value is neither equal nor different. */
export const not =
  (test: ValueTest): ValueTest =>
  (value) =>
    !isUnset(value) && !test(value);

export const isUnset = (value: unknown): boolean =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

/** The sort key of a value, or of a lookup's name; `undefined` if it is not set. */
export function sortKey(type: ComparedType): (value: unknown) => Key | undefined {
  const key = keyReader(type);
  const read = (value: unknown): Key | undefined => {
    if (isUnset(value)) return undefined;
    if (Array.isArray(value)) return read(value[0]);
    if (isObject(value)) return read(value.name ?? value.id);
    return key(value);
  };
  return read;
}

/** Numbers come before strings. */
export const compareKeys = (a: Key, b: Key): number => {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === typeof b) return a < b ? -1 : a > b ? 1 : 0;
  return typeof a === "number" ? -1 : 1;
};

function keyReader(type: ComparedType): (value: unknown) => Key {
  const readers = NUMBERS.includes(type)
    ? [readNumber]
    : TIMES.includes(type)
      ? [readTime]
      : type === undefined
        ? [readNumber, readTime]
        : [];
  return (value) => {
    if (typeof value === "number" && readers.length > 0) return value;
    const text = textOf(value);
    for (const read of readers) {
      const number = read(text);
      if (number !== undefined) return number;
    }
    return text.toLowerCase();
  };
}

/** Tests a value, a lookup by its id and its name, or each value of a list. */
export function anyOf(test: ValueTest): ValueTest {
  const any: ValueTest = (value) => {
    if (value === undefined || value === null) return false;
    if (typeof value !== "object") return test(value);
    if (Array.isArray(value)) return value.some(any);
    return isObject(value) && (any(value.id) || any(value.name));
  };
  return any;
}

/**
 * A decimal number as people write it. The first and last characters are tested first, because most strings are not
 * numbers.
 */
function readNumber(text: string): number | undefined {
  if (!isDigit(text.charCodeAt(text.length - 1)) || !isDigit(text.charCodeAt(text.startsWith("-") ? 1 : 0))) return;
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** The time of a date or a datetime. */
function readTime(text: string): number | undefined {
  if (text.length < 10 || text[4] !== "-" || text[7] !== "-" || !isDigit(text.charCodeAt(0))) return;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
