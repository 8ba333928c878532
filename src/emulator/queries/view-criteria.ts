/** The criteria of custom views and of mass updates: conditions on fields, and groups of them. */

import { invalidValue } from "../http/errors.js";
import { fieldValue, isObject, textsOf } from "../values/values.js";
import { between, isUnset, like, ORDERS, oneOf, ordered, type ValueTest } from "./comparison.js";
import type { Predicate } from "./criteria.js";

/** Creates the test of a value from the value of the condition. */
type Comparator = (wanted: readonly string[]) => ValueTest;

/** Passes if the test of any of the wanted values passes. */
const some =
  (one: (wanted: string) => ValueTest): Comparator =>
  (wanted) => {
    const tests = wanted.map(one);
    return (value) => tests.some((test) => test(value));
  };

const not =
  (comparator: Comparator): Comparator =>
  (wanted) => {
    const test = comparator(wanted);
    return (value) => !test(value);
  };

/** Views have no types, so the values themselves decide. */
const compared = (order: (typeof ORDERS)[keyof typeof ORDERS]): Comparator =>
  some((wanted) => ordered(undefined, wanted, order));

const equal: Comparator = (wanted) => (wanted.length === 0 ? isUnset : oneOf(undefined, wanted));
const within: Comparator = ([low = "", high = low]) => between(undefined, low, high);
const contains = some((wanted) => like(["", wanted, ""]));

const COMPARATORS: ReadonlyMap<unknown, Comparator> = new Map<string, Comparator>([
  ["equal", equal],
  ["not_equal", not(equal)],
  ["in", equal],
  ["not_in", not(equal)],
  ["between", within],
  ["not_between", not(within)],
  ["contains", contains],
  ["not_contains", not(contains)],
  ["starts_with", some((wanted) => like([wanted, ""]))],
  ["ends_with", some((wanted) => like(["", wanted]))],
  ["greater_than", compared(ORDERS.greater)],
  ["greater_equal", compared(ORDERS.greaterEqual)],
  ["less_than", compared(ORDERS.less)],
  ["less_equal", compared(ORDERS.lessEqual)],
]);

/** Placeholder for the user who makes the call. */
const CURRENT_USER = "current_user";

/** The number of conditions; each counts once per value. */
export function countConditions(criteria: unknown): number {
  if (Array.isArray(criteria)) return criteria.reduce((sum, part) => sum + countConditions(part), 0);
  if (!isObject(criteria)) return 0;
  return Array.isArray(criteria.group) ? countConditions(criteria.group) : Math.max(1, textsOf(criteria.value).length);
}

/** @param userId Id of the user who makes the call @throws HttpError 400 if the criteria cannot be parsed */
export function readViewCriteria(criteria: unknown, userId: string): Predicate {
  if (criteria === null || criteria === undefined) return () => true;
  if (!isObject(criteria)) throw invalidValue({ expected_data_type: "jsonobject", api_name: "criteria" });
  const { field, comparator, value, group, group_operator: operator } = criteria;
  if (Array.isArray(group)) {
    const parts = group.map((part) => readViewCriteria(part, userId));
    return (record) => (operator === "or" ? parts.some((part) => part(record)) : parts.every((part) => part(record)));
  }
  const read = COMPARATORS.get(comparator);
  if (typeof field !== "string") throw invalidValue({ expected_data_type: "text", api_name: "field" });
  if (read === undefined) throw invalidValue({ api_name: "comparator" });
  const test = read(textsOf(value === CURRENT_USER ? userId : value));
  return (record) => test(fieldValue(record, field));
}
