/** One value of one field: whether Zoho accepts it, and what it stores. */

import { invalidData } from "../http/errors.js";
import type { ErrorBody } from "../http/responses.js";
import { limits } from "../limits.js";
import type { FieldDefinition } from "../modules/modules.js";
import type { FieldType } from "../setup/setup.js";
import { zohoTime } from "../values/clock.js";
import { isObject, textOf } from "../values/values.js";

/** Either the stored value, or the reason why it is refused. */
export type ValueResult = { readonly stored: unknown } | { readonly refusal: ErrorBody };

/** Whole numbers have at most nine digits. */
const MAX_INTEGER = 10 ** limits.records.integerDigits - 1;

/** The maximum number of digits before the decimal point of an amount. */
const MAX_DIGITS = limits.records.decimalDigits;

const isText = (value: unknown): value is string => typeof value === "string";
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);

/** Whether a value has the type of the field. Lookups are handled elsewhere. */
const FITS: Readonly<Record<FieldType, (value: unknown) => boolean>> = {
  text: isText,
  textarea: isText,
  website: isText,
  // A value outside of the pick list is stored unless the field is restricted.
  picklist: isText,
  multiselectpicklist: isTexts,
  email: (value) => isText(value) && EMAIL.test(value),
  phone: (value) => isText(value) && /^[+\w ().,;/-]+$/.test(value) && /\d/.test(value),
  integer: (value) => Number.isInteger(value),
  double: (value) => typeof value === "number",
  boolean: (value) => typeof value === "boolean",
  date: (value) => isText(value) && /^\d{4}-\d\d-\d\d$/.test(value) && isDay(value),
  datetime: (value) =>
    isText(value) && TIME.test(value) && isDay(value.slice(0, 10)) && !Number.isNaN(Date.parse(value)),
  jsonarray: Array.isArray,
  jsonobject: isObject,
  lookup: () => true,
  ownerlookup: () => true,
  autonumber: isText,
  fileupload: Array.isArray,
};

/** Whether a value has a type. */
export const fitting =
  (type: FieldType) =>
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
export function readValue(field: FieldDefinition, value: unknown): ValueResult {
  const { apiName, type, maxLength } = field;
  if (value === null || value === "") return { stored: null };
  if (!FITS[type](value)) return { refusal: invalidData({ expected_data_type: type, api_name: apiName }) };
  if (field.restricted && ![value].flat().every((one) => field.pickList.some((known) => known === one))) {
    return { refusal: invalidData({ api_name: apiName }) };
  }
  if (maxLength !== undefined && isText(value) && value.length > maxLength) {
    return { refusal: invalidData({ maximum_length: maxLength, api_name: apiName }) };
  }
  if (type === "integer" && Math.abs(Number(value)) > MAX_INTEGER) {
    return { refusal: invalidData({ maximum_length: 9, api_name: apiName }) };
  }
  if (type === "double" && Math.abs(Number(value)) >= 10 ** MAX_DIGITS) {
    return { refusal: invalidData({ maximum_length: MAX_DIGITS, api_name: apiName }) };
  }
  // Times are returned in the time zone of the organization.
  return { stored: type === "datetime" ? zohoTime(Date.parse(textOf(value))) : value };
}
