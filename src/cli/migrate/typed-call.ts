import { type InputMember, LISTS, REPLACEMENTS, type Replacement } from "./replacements.js";

/** The input of an old call as it is written: the text of each member's value. */
export interface WrittenInput {
  readonly members: ReadonlyMap<string, string>;
  /** The query's members, or the text of one that is not written here. */
  readonly params: ReadonlyMap<string, string> | string;
}

/** A typed call that is to take the place of an old one. */
export interface TypedCall {
  readonly text: string;
  readonly replacement: Replacement;
}

/** The rows for a call; more than one where the input is not known. */
export const replacementsOf = (call: string): readonly Replacement[] =>
  REPLACEMENTS.filter((replacement) => replacement.call === call);

/** Writes the typed call. */
export function typedCall(call: string, input: WrittenInput): TypedCall | undefined {
  const replacement = replacementsOf(call).find(({ given }) => isGiven(given, input.members));
  if (replacement === undefined) return undefined;
  const parts = Object.entries(replacement.parameters).flatMap(([member, name]) => {
    const value = input.members.get(member);
    return value === undefined ? [] : [part(name, parameterText(member as InputMember, name, value))];
  });
  for (const [name, value] of Object.entries(replacement.fixed ?? {})) parts.push(part(name, JSON.stringify(value)));
  if (typeof input.params === "string") parts.push(`...${input.params}`);
  else
    for (const [name, value] of input.params) {
      if (!(name in (replacement.fixed ?? {}))) parts.push(part(name, LISTS.includes(name) ? listText(value) : value));
    }
  const headers = input.members.get("headers");
  const first = parts.length > 0 ? `{ ${parts.join(", ")} }` : headers === undefined ? "" : "{}";
  const options = headers === undefined ? "" : `, { headers: ${headers} }`;
  return { text: `crm.${replacement.method}(${first}${options})`, replacement };
}

function isGiven(given: Replacement["given"], members: WrittenInput["members"]): boolean {
  const id = stringOf(members.get("id"));
  if (given === "upsert") return id === "upsert";
  if (given === undefined) return true;
  const value = members.get(given);
  return value !== undefined && !["null", "undefined", '""', "''"].includes(value);
}

/** `a: a` is written as `a`. */
const part = (name: string, value: string): string => (name === value ? name : `${name}: ${value}`);

function parameterText(member: InputMember, name: string, value: string): string {
  if (member === "x_file_content") return `{ file: { name: "…", data: ${value} } }`;
  // The body of a link was an object with one member.
  if (name === "attachmentUrl")
    return /^\{\s*["']?attachmentUrl["']?\s*:\s*([^,{}]+?)\s*\}$/.exec(value)?.[1] ?? `${value}.attachmentUrl`;
  // Ids are texts, since they are longer than numbers can tell apart.
  return /^\d+$/.test(value) ? `"${value}"` : value;
}

function listText(value: string): string {
  const text = stringOf(value);
  if (text === undefined) return value;
  return `[${text
    .split(",")
    .map((item) => JSON.stringify(item.trim()))
    .join(", ")}]`;
}

/** The text in a string that is written without escapes. */
export const stringOf = (value: string | undefined): string | undefined =>
  /^(["'`])([^\\"'`$]*)\1$/.exec(value ?? "")?.[2];
