/** The documentation of an operation, which editors show below its signature. */
import { CODE_WIDTH } from "../code/code.js";
import { type Doc, literal } from "../code/text.js";
import type { OperationModel } from "../model.js";

/** The documentation of a group's method. */
export const callDoc = ({ summary, description, verb, fullPath }: OperationModel): Doc => ({
  text: paragraphs(`${summary}.`, description.trim(), `\`${verb} ${fullPath}\``),
});

/** The documentation of a free function: what {@link callDoc} does not say, so that declarations stay small. */
export function functionDoc(operation: OperationModel): Doc {
  const { summary, verb, fullPath } = operation;
  const scopes = narrowest(operation.scopes)
    .map((needed) => needed.join(" and "))
    .join(", or ");
  return {
    text: paragraphs(`${summary}: \`${verb} ${fullPath}\`.`, scopes && `Scopes: ${scopes}.`),
    example: exampleOf(operation),
  };
}

const paragraphs = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join("\n\n");

/** The scopes that grant no more than the operation needs. A scope that ends in `ALL` also works, as its name says. */
function narrowest(scopes: OperationModel["scopes"]): OperationModel["scopes"] {
  const narrow = scopes.filter((needed) => !needed.some((scope) => scope.endsWith(".ALL")));
  return narrow.length > 0 ? narrow : scopes;
}

/** The longest line of an example, which follows ` * `. */
const EXAMPLE_WIDTH = CODE_WIDTH - " * ".length;

/** The whole call, as a program writes it. */
function exampleOf({ id, example, result }: OperationModel): string {
  const isStatement = result.kind === "json" && /^(delete|revoke)/.test(id);
  const call = `${isStatement ? "" : "const result = "}await ${id}(crm`;
  if (Object.keys(example).length === 0) return `${call});`;
  return `${call}, ${literal(example, EXAMPLE_WIDTH, `${call}, );`.length)});`;
}
