/** Conditions of queries as the criteria of a bulk read. */
import { limits } from "../../../generated/limits.js";
import type { BulkReadCriteria } from "../../../generated/models.js";
import { type Condition, type Node, nodeOf, type Operator, type Test } from "../../query/condition.js";
import { invalidQuery, unfit } from "../../query/problem.js";
import { valueText } from "../../query/value.js";
import { countTests } from "../../query/where.js";

const COMPARATORS: Partial<Record<Operator, NonNullable<BulkReadCriteria["comparator"]>>> = {
  equals: "equal",
  notEquals: "not_equal",
  lessThan: "less_than",
  atMost: "less_equal",
  greaterThan: "greater_than",
  atLeast: "greater_equal",
  between: "between",
  notBetween: "not_between",
  in: "in",
  notIn: "not_in",
  contains: "contains",
  notContains: "not_contains",
  startsWith: "starts_with",
  endsWith: "ends_with",
};

/** Comparators that take several values. */
const MANY: readonly Operator[] = ["in", "notIn", "between", "notBetween"];

/**
 * A condition as the criteria of a bulk read.
 * @throws CrmError `INVALID_QUERY` if a bulk read cannot express it
 */
export function bulkCriteria(condition: Condition): BulkReadCriteria {
  const node = nodeOf(condition);
  const count = countTests(node);
  const { conditions: most } = limits.bulkRead;
  if (count > most) {
    throw invalidQuery(`the bulk read has ${count} conditions; Zoho accepts ${most}`, { conditions: count });
  }
  return criteriaOf(node);
}

/** All of the criteria. */
export function allOf(...criteria: readonly (BulkReadCriteria | undefined)[]): BulkReadCriteria | undefined {
  const given = criteria.filter((one) => one !== undefined);
  return given.length > 1 ? { group_operator: "and", group: given } : given[0];
}

function criteriaOf(node: Node): BulkReadCriteria {
  if ("text" in node) throw invalidQuery("a bulk read cannot contain COQL: use the tests of the columns");
  if ("parts" in node) return { group_operator: node.joint, group: node.parts.map(criteriaOf) };
  return criterionOf(node);
}

function criterionOf(test: Test): BulkReadCriteria {
  const { column, operator, values } = test;
  const comparator = COMPARATORS[operator];
  if (comparator === undefined) {
    const known = Object.keys(COMPARATORS).join(", ");
    throw invalidQuery(`a bulk read has no ${operator}(): use ${known}, or COQL`, { column });
  }
  const { values: most } = limits.bulkRead;
  if (values.length === 0) throw unfit(test, "it needs at least one value");
  if (values.length > most) throw unfit(test, `there are ${values.length} values; Zoho accepts ${most}`);
  const sent = values.map((value) => sentValue(value, test));
  return { api_name: column, comparator, value: MANY.includes(operator) ? sent : sent[0] };
}

/** Numbers and booleans as they are; the values of a multi-select picklist in one string. */
function sentValue(value: unknown, test: Test): string | number | boolean {
  if (Array.isArray(value)) return value.map((one) => valueText(one, test).text).join(";");
  const { text } = valueText(value, test);
  return typeof value === "number" || typeof value === "boolean" ? value : text;
}
