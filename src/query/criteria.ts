/** Search criteria: `((Last_Name:starts_with:A)and(Annual_Revenue:greater_than:1000))`. */
import { limits } from "../../generated/limits.js";
import type { ModuleName, OrganizationModules } from "../../generated/modules.js";
import { columns } from "./column.js";
import { type Condition, type Node, nodeOf, type Operator, type Test } from "./condition.js";
import type { CriteriaColumns } from "./module.js";
import { fieldName } from "./name.js";
import { invalidQuery, shown, unfit } from "./problem.js";
import { valueText } from "./value.js";
import { countTests } from "./where.js";

/**
 * Search criteria, for `crm.records.search`. With more than one condition, Zoho reads `equals` on text as "contains".
 *
 * @param module The API name. A module that has no types takes any column.
 * @param condition Gets the fields of the module, and returns a test of one, or several joined by `and` and `or`. 10 tests
 *   at most.
 * @throws CrmError `INVALID_QUERY`
 * @example
 * const starting = criteria("Leads", (lead) => lead.Email.startsWith("a"));
 * const { data } = await crm.records.search({ module: "Leads", criteria: starting });
 */
export function criteria<const M extends ModuleName>(
  module: M,
  condition: (columns: CriteriaColumns<M, OrganizationModules>) => Condition,
): string {
  if (typeof condition !== "function") {
    throw invalidQuery(`criteria(${shown(module)}) needs a function that returns a condition, not ${shown(condition)}`);
  }
  const node = nodeOf((condition as (columns: object) => Condition)(columns));
  const count = countTests(node);
  if (count > limits.search.conditions) {
    const most = limits.search.conditions;
    throw invalidQuery(`the criteria have ${count} conditions; Zoho accepts ${most}`, { conditions: count });
  }
  return textOf(node);
}

function textOf(node: Node): string {
  if ("text" in node) throw invalidQuery("criteria cannot contain COQL: use the tests of the fields");
  if ("parts" in node) return `(${node.parts.map(textOf).join(node.joint)})`;
  return testText(node);
}

const OPERATORS: Partial<Record<Operator, string>> = {
  equals: "equals",
  notEquals: "not_equal",
  lessThan: "less_than",
  atMost: "less_equal",
  greaterThan: "greater_than",
  atLeast: "greater_equal",
  between: "between",
  in: "in",
  startsWith: "starts_with",
};

function testText(test: Test): string {
  const operator = OPERATORS[test.operator];
  if (operator === undefined) {
    const known = Object.keys(OPERATORS).join(", ");
    throw invalidQuery(`search criteria have no ${test.operator}(): use ${known}, or COQL`, { column: test.column });
  }
  if (test.values.length === 0) throw unfit(test, "it needs at least one value");
  return `(${fieldName(test.column)}:${operator}:${test.values.map((value) => escaped(value, test)).join(",")})`;
}

/** Blanks around a value do not count in criteria, and nothing else can be empty. */
function escaped(value: unknown, test: Test): string {
  const { text } = valueText(value, test);
  if (text.trim() === "") {
    throw unfit(test, `${shown(value)} is empty, and a search finds no empty fields`);
  }
  return text.replace(/[\\(),]/g, "\\$&");
}
