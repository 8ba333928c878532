import { callName, type InputMember, OLD_CALLS, type OldCall, type Replacement } from "../../legacy/old-calls.js";

/** The input of an old call, as source text. */
export interface WrittenInput {
  /** The text of each member's value. */
  readonly members: ReadonlyMap<string, string>;
  /** The text of each member's value, or the text of the whole `params` if that is not an object literal. */
  readonly params: ReadonlyMap<string, string> | string;
}

/** Parameters that were comma-separated lists, and are arrays in typed calls. */
export const LISTS: readonly string[] = ["fields", "ids", "tag_names"];

/** Parameters that are numbers. */
const NUMBERS: readonly string[] = ["page", "per_page"];

/** The old call of that name, e.g. `MODULES.get`. */
export const oldCallNamed = (name: string): OldCall | undefined => OLD_CALLS.find((call) => callName(call) === name);

/** Writes the typed call that replaces an old one. */
export function typedCall({ request }: OldCall, replacement: Replacement, input: WrittenInput): string {
  const fixed = request.query ?? {};
  const parts = Object.entries(replacement.parameters).flatMap(([member, name]) => {
    const value = input.members.get(member);
    return value === undefined ? [] : [part(name, parameterText(member as InputMember, name, value))];
  });
  for (const [name, value] of Object.entries(fixed)) parts.push(part(name, JSON.stringify(value)));
  if (typeof input.params === "string") parts.push(`...${input.params}`);
  else
    for (const [name, value] of input.params) {
      if (!(name in fixed)) parts.push(part(name, queryText(name, value)));
    }
  const headers = input.members.get("headers");
  const first = parts.length > 0 ? `{ ${parts.join(", ")} }` : headers === undefined ? "" : "{}";
  const options = headers === undefined ? "" : `, { headers: ${headers} }`;
  return `crm.${replacement.method}(${first}${options})`;
}

/** A member of an object literal, in shorthand if possible. */
const part = (name: string, value: string): string => (name === value ? name : `${name}: ${value}`);

function parameterText(member: InputMember, name: string, value: string): string {
  if (member === "x_file_content") return `{ file: ${fileText(value)} }`;
  // The old body was an object with one member, the link.
  if (name === "attachmentUrl")
    return /^\{\s*["']?attachmentUrl["']?\s*:([^,{}]+)\}$/.exec(value)?.[1]?.trim() || `${value}.attachmentUrl`;
  // Ids are strings, since they exceed the precision of numbers.
  return /^\d+$/.test(value) ? `"${value}"` : value;
}

/** A file on disk keeps its name. Other content has none, so a person must name it. */
function fileText(value: string): string {
  const [, path] = /^(?:\w+\.)?createReadStream\(([^(),]+)\)$/.exec(value) ?? [];
  return path === undefined ? `{ name: "…", data: ${value} }` : `{ path: ${path} }`;
}

/** Whether the typed call that {@link typedCall} writes has the name of the file. */
export const hasFileName = (value: string): boolean => !fileText(value).startsWith('{ name: "…"');

function queryText(name: string, value: string): string {
  const text = stringOf(value);
  if (NUMBERS.includes(name)) {
    const number = text ?? value;
    // Zoho CRM takes page 0 for the first page, which is page 1.
    if (name === "page" && number === "0") return "1";
    return /^\d+$/.test(number) ? number : value;
  }
  if (!LISTS.includes(name) || text === undefined) return value;
  return `[${text
    .split(",")
    .map((item) => JSON.stringify(item.trim()))
    .join(", ")}]`;
}

/** The value of a string literal without escapes. */
export const stringOf = (value: string | undefined): string | undefined =>
  /^(["'`])([^\\"'`$]*)\1$/.exec(value ?? "")?.[2];
