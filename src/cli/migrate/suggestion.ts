/** The typed call that replaces an old one, as far as the file shows which one that is. */
import { Node } from "ts-morph";
import { callName, type OldCall, type Replacement } from "../../legacy/old-calls.js";
import { operationNamed } from "../description/operations.js";
import { declarationsOf } from "./client-of.js";
import { type Known, knownOf } from "./known.js";
import { hasFileName, LISTS, stringOf, typedCall } from "./typed-call.js";
import { LEFT_OUT, type ReadInput, textOf } from "./written-input.js";

/** A typed call, and what a person must review. */
export interface Suggestion {
  readonly typed?: string;
  readonly reviews: readonly string[];
}

/** The members of an input that become parts of the address. */
const ADDRESS = ["module", "id", "relatedId", "api_name"];

/** The suggestion for a call whose input cannot be read: any of its typed calls. */
export const anyOf = ({ replacedBy }: OldCall, review: string): Suggestion => ({
  typed: [...new Set(replacedBy.map(({ method }) => `crm.${method}(…)`))].join(" or "),
  reviews: [review],
});

export function suggestionFor(call: OldCall, input: ReadInput): Suggestion {
  const known = new Map([...input.members].map(([name, node]) => [name, knownOf(node)]));
  const elsewhere = otherCall(known);
  if (elsewhere !== undefined) return { reviews: [elsewhere] };
  const chosen = replacementFor(call, known);
  if ("reviews" in chosen) return chosen;
  const { members, params } = input;
  const missing = Object.keys(chosen.parameters).filter((name) => (known.get(name) ?? NOTHING).kind === "nothing");
  if (missing.length > 0) return { reviews: [`the input has no ${missing.join(" and no ")}`] };
  const given = [...members].filter(([name]) => known.get(name)?.kind !== "nothing");
  const typed = typedCall(call, chosen, {
    members: new Map(given.map(([name, node]) => [name, textOf(node)])),
    params: params instanceof Map ? textsOf(params) : textOf(params as Node),
  });
  return {
    typed,
    reviews: [...(input.doubt === undefined ? [] : [input.doubt]), ...doubtsOf(call, chosen, input, known)],
  };
}

const NOTHING: Known = { kind: "nothing" };

const textsOf = (nodes: ReadonlyMap<string, Node>): Map<string, string> =>
  new Map([...nodes].map(([name, node]) => [name, textOf(node)]));

/** Why the address makes the call another one than its name says. */
function otherCall(known: ReadonlyMap<string, Known>): string | undefined {
  const onward = ADDRESS.filter((name) => writtenIn(known.get(name)).includes("/"));
  if (onward.length > 0)
    return `${onward.join(" and ")} ${onward.length > 1 ? "continue" : "continues"} after a slash: see crm.relatedRecords, crm.notes and crm.raw`;
  const module = known.get("module");
  if (module?.kind !== "text" || !/^[a-z]/.test(module.text)) return undefined;
  return module.text === "coql"
    ? "a query in COQL: see crm.coql.query"
    : `"${module.text}" is not a module: see crm and crm.raw`;
}

/** The texts that are written out in a value. */
const writtenIn = (known: Known | undefined): string =>
  known?.kind === "text" ? known.text : known?.kind === "computed" ? known.texts : "";

/** The replacement that fits the input, if the file shows which one does. */
function replacementFor(call: OldCall, known: ReadonlyMap<string, Known>): Replacement | Suggestion {
  const { replacedBy } = call;
  const condition = replacedBy.find(({ given }) => given !== undefined)?.given;
  const name = condition === "upsert" ? "id" : condition;
  const value = (name && known.get(name)) || NOTHING;
  const decides = (what: string): Suggestion => anyOf(call, `${name} decides which call this is, and it is ${what}`);
  if (name !== undefined && value.kind === "computed") return decides("put together at run time");
  if (condition === "upsert" && value.kind === "plain") return decides("known only at run time");
  if (name === "id" && value.kind === "text" && value.text !== condition && !/^\d+$/.test(value.text))
    if (replacedBy.some(({ method }) => method.startsWith("records.")))
      return { reviews: [`the id "${value.text}" makes this another call: see crm and crm.raw`] };
  if (condition === "upsert" && value.kind === "text" && value.text !== "upsert")
    return { reviews: ["a post to a record is another call: see crm and crm.raw"] };
  const found = replacedBy.find(({ given }) => given === undefined || value.kind !== "nothing");
  return found ?? { reviews: [`no typed call replaces ${callName(call)} with this input`] };
}

/** What the typed call may do otherwise, for all that the file shows. */
function doubtsOf(
  { group, request }: OldCall,
  { method }: Replacement,
  { members, params }: ReadInput,
  known: ReadonlyMap<string, Known>,
): string[] {
  const doubts: string[] = [];
  const computed = ADDRESS.filter((name) => known.get(name)?.kind === "computed");
  if (computed.length > 0)
    doubts.push(`${computed.join(" and ")} is put together at run time: with a slash in it, this is another call`);
  const values = [...members.values(), ...(params instanceof Map ? params.values() : [])];
  if (values.some((node) => textOf(node) === LEFT_OUT)) doubts.push(`fill in what is left out as ${LEFT_OUT}`);
  const file = members.get("x_file_content");
  if (file && !hasFileName(textOf(file))) doubts.push("name the file");
  if (members.has("download_file")) doubts.push("download_file: only attachments and photos have typed downloads");
  if (!(params instanceof Map)) return [...doubts, "the parameters come from elsewhere"];
  const sent = [...ADDRESS.flatMap((name) => members.get(name) ?? []), ...params.values()];
  if (sent.some(isEncoded)) doubts.push("typed calls encode values: pass them as they are");
  const lists = LISTS.filter((name) => isUnsureList(params.get(name)));
  if (lists.length > 0) doubts.push(`${lists.join(" and ")} must be an array`);
  const { parameters = [] } = operationNamed(method) ?? {};
  const query = parameters.flatMap(({ place, wireName }) => (place === "query" ? wireName : []));
  const taken = [...query, ...Object.keys(request.query ?? {})];
  const others = [...params.keys()].filter((name) => !taken.includes(name)).join(", ");
  if (others !== "")
    doubts.push(group === "FUNCTIONS" ? `pass ${others} in arguments` : `the typed call has no parameter ${others}`);
  return doubts;
}

/** Whether a value is encoded for an address already. The old client left such values as they were. */
function isEncoded(node: Node): boolean {
  return /%[0-9a-f]{2}/i.test(writtenIn(knownOf(node))) || /\b(encodeURI(Component)?|escape)\(/.test(node.getText());
}

/** Whether a list is neither written out nor known to be an array. */
function isUnsureList(node: Node | undefined): boolean {
  if (node === undefined || Node.isArrayLiteralExpression(node) || stringOf(node.getText()) !== undefined) return false;
  const [declaration] = Node.isIdentifier(node) ? declarationsOf(node) : [];
  const value = Node.isVariableDeclaration(declaration) ? declaration.getInitializer() : undefined;
  return !Node.isArrayLiteralExpression(value);
}
