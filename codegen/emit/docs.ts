/** The documentation of an operation, which editors show below its signature. */
import { bracketed, CODE_WIDTH } from "../code/code.js";
import { type Doc, literal } from "../code/text.js";
import type { OperationModel } from "../model.js";

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
const EXAMPLE_WIDTH = CODE_WIDTH - EXAMPLE_MARGIN;

/** Columns that an argument on a line of its own leaves to its indentation and its comma. */
const INDENTED = "  ,".length;

/** The whole call, as a program writes it. */
function exampleOf({ id, example, exampleHeaders }: OperationModel): string {
  const call = `await ${id}(`;
  if (exampleHeaders) {
    const options = literal({ headers: exampleHeaders }, EXAMPLE_WIDTH, INDENTED);
    return bracketed(call, ["crm", literal(example, EXAMPLE_WIDTH, INDENTED), options], ");", EXAMPLE_MARGIN).text;
  }
  if (Object.keys(example).length === 0) return `${call}crm);`;
  return `${call}crm, ${literal(example, EXAMPLE_WIDTH, `${call}crm, );`.length)});`;
}
