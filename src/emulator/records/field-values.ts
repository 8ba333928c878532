/** One value of one field: whether Zoho accepts it, and what it stores. */

import type { ValueType } from "../../schema/values/field-type.js";
import { clears, type ValueProblem, valueProblem } from "../../schema/values/value-problem.js";
import { invalidData } from "../http/errors.js";
import type { ErrorBody } from "../http/responses.js";
import { limits } from "../limits.js";
import type { FieldDefinition } from "../modules/modules.js";
import { zohoTime } from "../values/clock.js";
import { textOf } from "../values/values.js";

/** Either the stored value, or the reason why it is refused. */
export type ValueResult = { readonly stored: unknown } | { readonly refusal: ErrorBody };

/** The maximum number of digits before the decimal point, if the field does not define it. */
const MAX_DIGITS: Partial<Record<ValueType, number>> = {
  integer: limits.records.integerDigits,
  double: limits.records.decimalDigits,
};

/** Null and the empty string clear a field of any type. */
export function readValue(field: FieldDefinition, value: unknown): ValueResult {
  if (clears(value)) return { stored: null };
  const problem = valueProblem(field, value, field.maxDigits ?? MAX_DIGITS[field.type]);
  return problem === undefined ? { stored: storedValue(field, value) } : { refusal: refusalOf(field.apiName, problem) };
}

/** The error for a value that a field cannot hold. */
export const refusalOf = (api_name: string, problem: ValueProblem): ErrorBody => invalidData({ ...problem, api_name });

/** Times are returned in the time zone of the organization, and long integers as strings. */
function storedValue({ type }: FieldDefinition, value: unknown): unknown {
  if (type === "datetime") return zohoTime(Date.parse(textOf(value)));
  return type === "bigint" ? String(value) : value;
}
