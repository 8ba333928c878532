/** What people read about a value that a field refuses. */
import { isDate } from "../../core/kind.js";
import { jsonTypeOf, type ValueType } from "./field-type.js";
import type { ValueProblem, ValueRule } from "./value-problem.js";

/** What a value must be. */
const WANTED: Readonly<Record<ValueType, string>> = {
  text: "a string",
  textarea: "a string",
  email: "an email address, such as ada@example.com",
  phone: "a phone number, such as +1 555 0120",
  website: "a string",
  picklist: "a string",
  multiselectpicklist: "an array of strings",
  lookup: 'a record, such as { id: "5100000000000000001" }',
  ownerlookup: 'a user, such as { id: "5100000000000000001" }',
  integer: "an integer",
  double: "a number",
  bigint: "a string of digits",
  boolean: "true or false",
  date: "a date, such as 2026-05-14",
  datetime: "a time with its offset and without a fraction of a second, such as 2026-05-14T12:54:51+03:00",
  jsonarray: "an array",
  jsonobject: "an object",
  autonumber: "a string",
  fileupload: "an array of files",
  unknown: "a value",
};

/** Why a value is refused, to follow the name of its field. */
export function refusalText(rule: ValueRule, problem: ValueProblem, value: unknown): string {
  if (problem.expected_data_type !== undefined) {
    const isOtherText = typeof value === "string" && jsonTypeOf(rule.type) === "string";
    return `must be ${WANTED[rule.type]}${isOtherText ? "" : `; it is ${described(value)}`}`;
  }
  const { maximum_length: most } = problem;
  return typeof value === "string" && rule.type !== "bigint"
    ? `must have at most ${most} characters; it has ${value.length}`
    : `must have at most ${most} digits${rule.type === "double" ? " before the decimal point" : ""}`;
}

/** What kind of value it is. Values are data of people, which a message may carry anywhere. */
export function described(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (isDate(value)) return "a Date, which JSON writes as a time with milliseconds in UTC";
  switch (typeof value) {
    case "string":
      return "a string";
    case "number":
      return Number.isInteger(value) ? "an integer" : "a number";
    case "boolean":
      return "a boolean";
    default:
      return "an object";
  }
}
