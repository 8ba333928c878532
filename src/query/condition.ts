/** Conditions: tests of a column, and groups of them. */
import { invalidQuery, shown } from "./problem.js";

declare const condition: unique symbol;

/** A condition of a query or of search criteria. */
export interface Condition {
  readonly [condition]: true;
}

/** Operators by the names of their methods. */
export type Operator =
  | "equals"
  | "notEquals"
  | "lessThan"
  | "atMost"
  | "greaterThan"
  | "atLeast"
  | "between"
  | "notBetween"
  | "in"
  | "notIn"
  | "contains"
  | "notContains"
  | "startsWith"
  | "endsWith"
  | "isNull"
  | "isNotNull";

/** One test of a column. */
export interface Test {
  readonly column: string;
  readonly operator: Operator;
  readonly values: readonly unknown[];
}

export interface Group {
  readonly joint: "and" | "or";
  readonly parts: readonly Node[];
}

/** COQL that a program wrote itself. */
export interface Raw {
  readonly text: string;
}

export type Node = Test | Group | Raw;

/** No JSON of a user has this key. Both copies of the package, for ES modules and CommonJS, know it. */
export const NODE: unique symbol = Symbol.for("zcrm.query.condition");

/** A condition, as programs hold it. */
export const conditionOf = (node: Node): Condition => Object.freeze({ [NODE]: node }) as object as Condition;

/** The condition in a value; `undefined` if it is none. */
export const nodeIn = (value: unknown): Node | undefined =>
  typeof value === "object" && value !== null ? (value as { readonly [NODE]?: Node })[NODE] : undefined;

/** @throws CrmError `INVALID_QUERY` if the value is not a condition. */
export function nodeOf(value: unknown): Node {
  const node = nodeIn(value);
  if (node === undefined) {
    throw invalidQuery(`a condition is missing: it is ${shown(value)}, not the result of a test such as equals()`);
  }
  return node;
}

/**
 * All of the conditions.
 * @throws CrmError `INVALID_QUERY` without any condition.
 * @example
 * from("Deals").where((deal) => and(deal.Amount.atLeast(1_000), deal.Stage.equals("Negotiation/Review")));
 */
export const and = (...conditions: readonly Condition[]): Condition => group("and", conditions);

/**
 * At least one of the conditions.
 * @throws CrmError `INVALID_QUERY` without any condition.
 * @example
 * from("Leads").where((lead) => or(lead.Email.isNull(), lead.Phone.isNull()));
 */
export const or = (...conditions: readonly Condition[]): Condition => group("or", conditions);

function group(joint: Group["joint"], conditions: readonly Condition[]): Condition {
  const [first, ...more] = conditions.map(nodeOf);
  if (first === undefined) throw invalidQuery(`${joint}() needs at least one condition`);
  return conditionOf(more.length === 0 ? first : { joint, parts: [first, ...more] });
}
