/** Whether a bulk read can select rows by a condition. */
import { limits } from "../../../generated/limits.js";
import type { Node } from "../../query/condition.js";
import { countTests } from "../../query/where.js";

/** Why a bulk read cannot select by a condition, for a person; `undefined` if it can. */
export function conditionProblem(node: Node): string | undefined {
  // One more for the id that the rows follow.
  const most = limits.bulkRead.conditions - 1;
  const count = countTests(node);
  return count > most ? `${count} conditions, and a bulk read accepts ${most} beside its own` : testProblem(node);
}

function testProblem(node: Node): string | undefined {
  if ("text" in node) return "the condition is COQL, which a bulk read does not understand";
  if ("parts" in node) return node.parts.map(testProblem).find((problem) => problem !== undefined);
  const { column, operator, values } = node;
  if (operator === "isNull" || operator === "isNotNull")
    return `a bulk read has no ${operator}(), which ${column} needs`;
  if (values.some(Array.isArray)) return `a bulk read does not compare all values of ${column} at once`;
  return undefined;
}
