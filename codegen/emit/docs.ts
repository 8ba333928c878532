/** The documentation of an operation, which editors show below its signature. */
import { CODE_WIDTH } from "../code/code.js";
import type { Doc } from "../code/text.js";
import type { OperationModel } from "../model.js";
import { exampleCall } from "./example-call.js";

/** The documentation of a group's method: what the call does, not what goes over the wire. */
export function callDoc(operation: OperationModel): Doc {
  const { summary, description, verb, fullPath, params } = operation;
  let told = [description.trim(), ...outcomesOf(operation)].join(" ").trim();
  for (const { name, wireName } of params) told = told.replaceAll(`\`${wireName}\``, `\`${name}\``);
  return { text: paragraphs(`${summary}.`, told, `\`${verb} ${fullPath}\``) };
}

/** What a call resolves to where a reader might expect an error. */
function* outcomesOf({ nothing, isPartial, result }: OperationModel): Generator<string> {
  if (nothing !== undefined)
    yield `Resolves to ${result.kind === "list" ? "an empty list" : "`undefined`"} if ${nothing}.`;
  if (isPartial) yield "Rejected entries do not throw: check each `status`.";
}

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
export function narrowest(scopes: OperationModel["scopes"]): OperationModel["scopes"] {
  const narrow = scopes.filter((needed) => !needed.some((scope) => scope.endsWith(".ALL")));
  return narrow.length > 0 ? narrow : scopes;
}

/** Columns before each line of an example. */
const EXAMPLE_MARGIN = " * ".length;

/** The whole call, as a program writes it. */
const exampleOf = (operation: OperationModel): string =>
  `${exampleCall(operation, `await ${operation.id}(`, ["crm"], CODE_WIDTH - EXAMPLE_MARGIN)};`;
