/** Whether a field can hold a value, by its type and its limits. */
import type { ValueType } from "./field-type.js";

/** What limits the values of a field. */
export interface ValueRule {
  readonly type: ValueType;
  /** The maximum number of characters. */
  readonly maxLength?: number | undefined;
  /** The maximum number of digits before the decimal point. */
  readonly maxDigits?: number | undefined;
  readonly pickList?: readonly string[];
  /** Whether values outside of the pick list are refused. Zoho stores them. */
  readonly restricted?: boolean;
}

/** Why a value is refused, under the names of Zoho's details. Neither is set for a value outside of the pick list. */
export interface ValueProblem {
  readonly expected_data_type?: string;
  readonly maximum_length?: number;
}

const isText = (value: unknown): value is string => typeof value === "string";

/** Whether a value has the type of the field. References have rules of their own. */
const FITS: Readonly<Record<ValueType, (value: unknown) => boolean>> = {
  text: isText,
  textarea: isText,
  website: isText,
  picklist: isText,
  multiselectpicklist: (value) => Array.isArray(value) && value.every(isText),
  email: (value) => isText(value) && EMAIL.test(value),
  phone: (value) => isText(value) && /^[+\w ().,;/-]+$/.test(value) && /\d/.test(value),
  integer: (value) => Number.isInteger(value),
  double: (value) => typeof value === "number",
  bigint: (value) => (isText(value) && /^-?\d+$/.test(value)) || Number.isSafeInteger(value),
  boolean: (value) => typeof value === "boolean",
  date: (value) => isText(value) && /^\d{4}-\d\d-\d\d$/.test(value) && isDay(value),
  datetime: (value) =>
    isText(value) && TIME.test(value) && isDay(value.slice(0, 10)) && !Number.isNaN(Date.parse(value)),
  jsonarray: Array.isArray,
  jsonobject: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  lookup: () => true,
  ownerlookup: () => true,
  autonumber: isText,
  fileupload: Array.isArray,
  unknown: () => true,
};

/** Whether a value has a type. */
export const fitting =
  (type: ValueType) =>
  (value: unknown): boolean =>
    FITS[type](value);

export const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@.]+$/;

/** With an offset and without a fraction of a second. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:?\d\d)$/;

/** Date reads February 31 as March 3; Zoho does not. */
function isDay(text: string): boolean {
  const time = new Date(text);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
}

/** Null and the empty string clear a field of any type. */
export const clears = (value: unknown): boolean => value === null || value === "";

/** Why a field cannot hold a value, if it cannot. @param value A value that JSON can express */
export function valueProblem(rule: ValueRule, value: unknown, maxDigits = rule.maxDigits): ValueProblem | undefined {
  const { type, maxLength, pickList = [], restricted } = rule;
  if (clears(value)) return undefined;
  if (!FITS[type](value)) return { expected_data_type: type };
  if (restricted && ![value].flat().every((one) => pickList.some((known) => known === one))) return {};
  if (type === "bigint" || type === "integer" || type === "double") {
    const isTooLarge = maxDigits !== undefined && Math.abs(Number(value)) >= 10 ** maxDigits;
    return isTooLarge ? { maximum_length: maxDigits } : undefined;
  }
  return maxLength !== undefined && isText(value) && value.length > maxLength
    ? { maximum_length: maxLength }
    : undefined;
}
