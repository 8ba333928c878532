/** What an editor shows of an operation behind its signature. */
import type { OperationModel } from "../model.js";
import { propertyName } from "../code/names.js";
import { literal } from "../code/text.js";

/** What an editor shows behind the signature of a group's call. */
export const callDoc = ({ summary, description, verb, fullPath }: OperationModel): string =>
  [`${summary}.`, description.trim(), `\`${verb} ${fullPath}\``].filter((part) => part !== "").join("\n\n");

/** What it shows behind a free function: what the other does not say, so that the declarations stay small. */
export function functionDoc(operation: OperationModel): string {
  const { summary, verb, fullPath } = operation;
  const scopes = narrowest(operation.scopes)
    .map((needed) => needed.join(" and "))
    .join(", or ");
  const parts = [
    `${summary}: \`${verb} ${fullPath}\`.`,
    scopes && `Scopes: ${scopes}.`,
    `@example\n${exampleOf(operation)}`,
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** The scopes that give no more than is needed. Those for all of a kind do as well, as their names say. */
function narrowest(scopes: OperationModel["scopes"]): OperationModel["scopes"] {
  const narrow = scopes.filter((needed) => !needed.some((scope) => scope.endsWith(".ALL")));
  return narrow.length > 0 ? narrow : scopes;
}

/** Longest body that an example shows. The description has it whole. */
const BODY_LENGTH = 160;

function exampleOf({ id, example: { body, ...params }, result }: OperationModel): string {
  const values = Object.entries(params).map(([name, value]) => `${propertyName(name)}: ${literal(value)}`);
  if (body !== undefined)
    values.push(JSON.stringify(body).length > BODY_LENGTH ? "body" : `body: ${literal(body, 60)}`);
  const call = `await ${id}(crm${values.length > 0 ? `, { ${values.join(", ")} }` : ""});`;
  return result.kind === "json" && /^(delete|revoke)/.test(id) ? call : `const answer = ${call}`;
}
