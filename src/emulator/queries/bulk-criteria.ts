/** The criteria of a bulk read: `{ api_name, comparator, value }`, or a group of them. */

import { badRequest } from "../http/errors.js";
import { limits } from "../limits.js";
import type { Table } from "../records/store.js";
import { isObject } from "../values/values.js";
import { both, type Condition, condition, either } from "./bounds.js";
import { type Column, findColumn, type Lookups, MAX_LOOKUPS } from "./column.js";
import { isText, isValueOf, like, not, ORDERS, type OrderTest, oneOf, type ValueTest } from "./comparison.js";
import { betweenIn, hasOrder, isId, isIdText, orderedIn } from "./id-column.js";
import { rangeOf } from "./walk.js";

const MAX_CRITERIA = limits.bulkRead.conditions;
const MAX_VALUES = limits.bulkRead.values;

/** Field types that cannot be compared. */
const STRUCTURES: readonly Column["type"][] = ["jsonarray", "jsonobject", "fileupload"];

/** How many values a comparator takes, the types it applies to, and its test. */
interface Comparator {
  readonly values: "one" | "two" | "many";
  readonly fits?: (column: Column) => boolean;
  readonly test: (column: Column, values: readonly string[]) => ValueTest;
  /** The sign of the comparison in COQL, for a value that lies between others. */
  readonly sign?: string;
}

const order = (test: OrderTest, sign: string): Comparator => ({
  values: "one",
  fits: hasOrder,
  test: (column, [value = ""]) => orderedIn(column, value, test),
  sign,
});
const text = (pattern: (value: string) => readonly string[]): Comparator => ({
  values: "one",
  fits: ({ type }) => isText(type),
  test: (_column, [value = ""]) => like(pattern(value)),
});
const range: Comparator = {
  values: "two",
  fits: hasOrder,
  test: (column, [low = "", high = ""]) => betweenIn(column, low, high),
};
const list: Comparator = { values: "many", test: ({ type }, values) => oneOf(type, values) };
const equal: Comparator = { ...order(ORDERS.equal, "="), fits: () => true };
const contains = text((value) => ["", value, ""]);
const negated = ({ sign: _, ...comparator }: Comparator): Comparator => ({
  ...comparator,
  test: (column, values) => not(comparator.test(column, values)),
});

const COMPARATORS: ReadonlyMap<unknown, Comparator> = new Map<unknown, Comparator>([
  ["equal", equal],
  ["not_equal", negated(equal)],
  ["in", list],
  ["not_in", negated(list)],
  ["less_than", order(ORDERS.less, "<")],
  ["less_equal", order(ORDERS.lessEqual, "<=")],
  ["greater_than", order(ORDERS.greater, ">")],
  ["greater_equal", order(ORDERS.greaterEqual, ">=")],
  ["contains", contains],
  ["not_contains", negated(contains)],
  ["starts_with", text((value) => [value, ""])],
  ["ends_with", text((value) => ["", value])],
  ["between", range],
  ["not_between", negated(range)],
]);

/** @throws HttpError 400 with the code of the problem, naming the field */
export function readCriteria(lookups: Lookups, table: Table, criteria: unknown): Condition {
  let count = 0;
  const read = (node: unknown): Condition => {
    if (!isObject(node)) throw badRequest("INVALID_CRITERIA", "the criteria cannot be read");
    const { group, group_operator: operator, api_name } = node;
    if (group !== undefined && api_name !== undefined) throw badRequest("AMBIGUOUS_CRITERIA", "a group has no field");
    if (group === undefined) {
      count += 1;
      if (count > MAX_CRITERIA)
        throw badRequest("CRITERIA_LIMIT_EXCEEDED", "too many criteria", { limit: MAX_CRITERIA });
      return readCondition(lookups, table, node);
    }
    if (!Array.isArray(group) || group.length < 2) {
      throw badRequest("AMBIGUOUS_GROUP_IN_CRITERIA", "a group has two members or more");
    }
    if (operator !== "and" && operator !== "or") {
      throw badRequest("GROUP_OPERATOR_NOT_SUPPORTED", "the operator of a group is and, or or");
    }
    return group.map(read).reduce(operator === "and" ? both : either);
  };
  return read(criteria);
}

/** @throws HttpError 400 if a name follows too many lookups */
export function columnOf(lookups: Lookups, table: Table, name: string): Column | undefined {
  if (name.split(".").length > MAX_LOOKUPS + 1) {
    const details = { api_name: name, limit: MAX_LOOKUPS };
    throw badRequest("JOIN_LIMIT_EXCEEDED", "the field is behind too many lookups", details);
  }
  return findColumn(lookups, table, name);
}

function readCondition(lookups: Lookups, table: Table, node: Readonly<Record<string, unknown>>): Condition {
  const { api_name: name, comparator: named, value } = node;
  if (typeof name !== "string") throw badRequest("INVALID_CRITERIA", "the criteria cannot be read");
  const details = { api_name: name };
  const column = columnOf(lookups, table, name);
  if (column === undefined) throw badRequest("FIELD_IN_CRITERIA_NOT_AVAILABLE", "the field is not available", details);
  if (STRUCTURES.includes(column.type)) {
    throw badRequest("FIELD_IN_CRITERIA_NOT_SUPPORTED", "the field is not supported in criteria", details);
  }
  const comparator = COMPARATORS.get(named);
  if (comparator === undefined) {
    throw badRequest("FIELD_COMPARATOR_IN_CRITERIA_NOT_SUPPORTED", "the comparator is not supported", details);
  }
  if (comparator.fits?.(column) === false) {
    throw badRequest(
      "FIELD_AND_COMPARATOR_IN_CRITERIA_NOT_COMPATIBLE",
      "the comparator does not fit the field",
      details,
    );
  }
  const values = readValues(value, comparator, name);
  if (!values.every((text) => (isId(column) ? isIdText(text) : isValueOf(column.type, text)))) {
    throw badRequest("FIELD_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE", "the value does not fit the field", details);
  }
  const test = comparator.test(column, values);
  const { sign } = comparator;
  const limits = sign === undefined ? undefined : rangeOf(column, sign, values[0] ?? "");
  return condition((record) => test(column.read(record)), column.name, limits);
}

function readValues(value: unknown, { values: expected }: Comparator, api_name: string): readonly string[] {
  const given: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (!given.every((one) => ["string", "number", "boolean"].includes(typeof one))) {
    throw badRequest("VALUE_IN_CRITERIA_NOT_SUPPORTED", "the value is not supported", { api_name });
  }
  if (given.length > MAX_VALUES) {
    throw badRequest("VALUE_LIMIT_EXCEEDED_IN_CRITERIA", "too many values", { api_name, limit: MAX_VALUES });
  }
  const fits = { one: !Array.isArray(value), two: given.length === 2, many: Array.isArray(value) };
  if (!fits[expected]) {
    throw badRequest("COMPARATOR_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE", "the value does not fit the comparator", {
      api_name,
    });
  }
  return given.map(String);
}
