import { callName, type InputMember, OLD_CALLS, type OldCall, type Replacement } from "../../legacy/old-calls.js";

/** The input of an old call, as source text. */
export interface WrittenInput {
  /** The text of each member's value. */
  readonly members: ReadonlyMap<string, string>;
  /** The text of each member's value, or the text of the whole `params` if that is not an object literal. */
  readonly params: ReadonlyMap<string, string> | string;
}

/** Parameters that were comma-separated lists, and are arrays in typed calls. */
const LISTS: readonly string[] = ["fields", "ids", "tag_names"];

/** The old call of that name, e.g. `MODULES.get`. */
export const oldCallNamed = (name: string): OldCall | undefined => OLD_CALLS.find((call) => callName(call) === name);

/** Writes the typed call that replaces an old one. */
export function typedCall({ replacedBy, request }: OldCall, input: WrittenInput): string | undefined {
  const replacement = replacedBy.find(({ given }) => isGiven(given, input.members));
  if (replacement === undefined) return undefined;
  const fixed = request.query ?? {};
  const parts = Object.entries(replacement.parameters).flatMap(([member, name]) => {
    const value = input.members.get(member);
    return value === undefined ? [] : [part(name, parameterText(member as InputMember, name, value))];
  });
  for (const [name, value] of Object.entries(fixed)) parts.push(part(name, JSON.stringify(value)));
  if (typeof input.params === "string") parts.push(`...${input.params}`);
  else
    for (const [name, value] of input.params) {
      if (!(name in fixed)) parts.push(part(name, LISTS.includes(name) ? listText(value) : value));
    }
  const headers = input.members.get("headers");
  const first = parts.length > 0 ? `{ ${parts.join(", ")} }` : headers === undefined ? "" : "{}";
  const options = headers === undefined ? "" : `, { headers: ${headers} }`;
  return `crm.${replacement.method}(${first}${options})`;
}

function isGiven(given: Replacement["given"], members: WrittenInput["members"]): boolean {
  const id = stringOf(members.get("id"));
  if (given === "upsert") return id === "upsert";
  if (given === undefined) return true;
  const value = members.get(given);
  return value !== undefined && !["null", "undefined", '""', "''"].includes(value);
}

/** A member of an object literal, in shorthand if possible. */
const part = (name: string, value: string): string => (name === value ? name : `${name}: ${value}`);

function parameterText(member: InputMember, name: string, value: string): string {
  if (member === "x_file_content") return `{ file: { name: "…", data: ${value} } }`;
  // The old body was an object with one member, the link.
  if (name === "attachmentUrl")
    return /^\{\s*["']?attachmentUrl["']?\s*:([^,{}]+)\}$/.exec(value)?.[1]?.trim() || `${value}.attachmentUrl`;
  // Ids are strings, since they exceed the precision of numbers.
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

/** The value of a string literal without escapes. */
export const stringOf = (value: string | undefined): string | undefined =>
  /^(["'`])([^\\"'`$]*)\1$/.exec(value ?? "")?.[2];
