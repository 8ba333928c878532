/** What COQL does with a column by the type of its field: whether it selects it, and how it compares it. */
import { duplicateColumn, invalidColumnOperator } from "../http/errors.js";
import { notInCoql } from "../limits.js";
import type { Column } from "./column.js";
import { isText, ORDERS, ordered, type ValueTest } from "./comparison.js";

/** Whether COQL knows the column at all. */
export const isInCoql = ({ type, dataType }: Column): boolean => !notInCoql.includes(dataType ?? type ?? "");

/**
 * Columns of several lines have no operators, booleans have only `=`, and only text has `like`.
 * @throws HttpError 400 INVALID_QUERY
 */
export function checkOperator({ name, type, dataType }: Column, operator: string): void {
  const isMultiLine = type === "textarea" || dataType === "textarea";
  const isRefused =
    isMultiLine ||
    (type === "boolean" && operator !== "=") ||
    (operator === "like" && (!isText(type) || type === "lookup" || type === "ownerlookup"));
  if (isRefused) throw invalidColumnOperator(name, operator);
}

/** The values of a multi-select picklist are compared in one string: `English;German` finds rows that have both. */
export function equal({ type }: Column, wanted: string): ValueTest {
  const test = ordered(type, wanted, ORDERS.equal);
  if (!wanted.includes(";")) return test;
  const each = wanted.split(";").map((one) => ordered(type, one, ORDERS.equal));
  return (value) => (Array.isArray(value) ? each.every((one) => one(value)) : test(value));
}

/** The columns of one clause. @throws HttpError 400 DUPLICATE_DATA */
export function distinct(columns: readonly Column[]): readonly Column[] {
  const repeated = columns.find(({ name }, index) => columns.findIndex((other) => other.name === name) < index);
  if (repeated !== undefined) throw duplicateColumn(repeated.name);
  return columns;
}
