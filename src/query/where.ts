/** Conditions as COQL writes them: groups in pairs, strings in quotes. */
import { limits } from "../../generated/limits.js";
import type { Node, Operator, Test } from "./condition.js";
import { columnName } from "./name.js";
import { invalidQuery, type Place, shown, unfit } from "./problem.js";
import { valueText } from "./value.js";

/**
 * The condition of a `where` clause.
 * @throws CrmError `INVALID_QUERY` for more conditions than Zoho accepts, or a value that no query can contain.
 */
export function whereText(node: Node): string {
  const count = countTests(node);
  if (count > limits.coql.conditions) {
    throw invalidQuery(`the query has ${count} conditions; Zoho accepts ${limits.coql.conditions}`, {
      conditions: count,
    });
  }
  return textOf(node);
}

/** Conditions that a program wrote itself count as one. */
export const countTests = (node: Node): number =>
  "parts" in node ? node.parts.reduce((sum, part) => sum + countTests(part), 0) : 1;

function textOf(node: Node): string {
  if ("text" in node) return `(${node.text})`;
  if (!("parts" in node)) return testText(node);
  return node.parts.map(textOf).reduce((left, right) => `(${left} ${node.joint} ${right})`);
}

const COMPARISONS: Partial<Record<Operator, string>> = {
  equals: "=",
  notEquals: "!=",
  lessThan: "<",
  atMost: "<=",
  greaterThan: ">",
  atLeast: ">=",
};

function testText(test: Test): string {
  const { operator, values } = test;
  const column = columnName(test.column);
  const one = (value: unknown): string => literal(value, test);
  switch (operator) {
    case "isNull":
      return `${column} is null`;
    case "isNotNull":
      return `${column} is not null`;
    case "in":
      return `${column} in ${list(values, test)}`;
    case "notIn":
      return `${column} not in ${list(values, test)}`;
    case "between":
      return `${column} between ${one(values[0])} and ${one(values[1])}`;
    case "notBetween":
      return `${column} not between ${one(values[0])} and ${one(values[1])}`;
    case "contains":
      return `${column} like ${pattern("%", "%", test)}`;
    case "notContains":
      return `${column} not like ${pattern("%", "%", test)}`;
    case "startsWith":
      return `${column} like ${pattern("", "%", test)}`;
    case "endsWith":
      return `${column} like ${pattern("%", "", test)}`;
    default:
      return `${column} ${COMPARISONS[operator]} ${one(values[0])}`;
  }
}

/** A value as a query contains it. */
export function literal(value: unknown, place: Place): string {
  // A multi-select picklist is compared with its values in one string.
  if (Array.isArray(value)) return quoted(value.map((one) => choiceText(one, place)).join(";"));
  const { text, isNumber } = valueText(value, place);
  return isNumber ? text : quoted(text);
}

/** The values of an `in`. */
export function list(values: readonly unknown[], place: Place): string {
  const { values: most } = limits.coql;
  if (values.length === 0) throw unfit(place, "it needs at least one value");
  if (values.length > most) throw unfit(place, `there are ${values.length} values; Zoho accepts ${most}`);
  if (values.some(Array.isArray)) {
    throw unfit(place, `a value is an array; pass the values one by one, as in(...values)`);
  }
  return `(${values.map((value) => literal(value, place)).join(", ")})`;
}

/** A value of a multi-select picklist. */
function choiceText(value: unknown, place: Place): string {
  const { text } = valueText(value, place);
  if (!text.includes(";")) return text;
  throw unfit(place, `${shown(value)} contains a semicolon, which separates values`);
}

/** A percent sign in a pattern stands for any text, and Zoho documents no escape for it. */
function pattern(before: string, after: string, test: Test): string {
  const [value] = test.values;
  if (typeof value !== "string") {
    throw unfit(test, `the value is ${shown(value)}, not a string`);
  }
  if (value.includes("%")) {
    throw unfit(test, `${shown(value)} contains a percent sign, which stands for any text in COQL`);
  }
  return quoted(before + valueText(value, test).text + after);
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
