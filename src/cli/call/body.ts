/** Reads what a call sends besides its parameters: JSON from a file or standard input, or files. */
import { readFile, stat } from "node:fs/promises";
import { text as textOfStream } from "node:stream/consumers";
import { readJson } from "../../core/response/json.js";
import { CommandError, didYouMean, reasonOf, UsageError } from "../command.js";
import type { DescribedOperation } from "../description/operations.js";
import { bodyOption } from "./parameters.js";

/** The options that say what to send. */
export interface GivenBody {
  /** The path of a file, or `-`. */
  readonly body: string | undefined;
  /** `name=PATH` each. */
  readonly file: readonly string[] | undefined;
}

/**
 * The body of a call; `undefined` if none was passed.
 * @throws UsageError if the operation takes another one; CommandError if a file cannot be read or is not JSON
 */
export async function readBody(operation: DescribedOperation, { body, file = [] }: GivenBody): Promise<unknown> {
  const { name, body: takes } = operation;
  if (body === undefined && file.length === 0) return undefined;
  if (takes === undefined)
    throw new UsageError(`${name} sends no body: leave out ${body === undefined ? "--file" : "--body"}`);
  if (takes.kind === "form") {
    if (body !== undefined) throw new UsageError(`${name} sends files: pass ${bodyOption(operation)}`);
    return filesOf(operation, takes.files, file);
  }
  if (body === undefined) throw new UsageError(`${name} sends JSON, not files: pass --body FILE`);
  return jsonOf(body);
}

async function jsonOf(path: string): Promise<unknown> {
  const place = path === "-" ? "standard input" : path;
  let text: string;
  try {
    text = path === "-" ? await textOfStream(process.stdin) : await readFile(path, "utf8");
  } catch (error) {
    throw new CommandError(`--body ${place}: ${reasonOf(error)}`);
  }
  try {
    return readJson(text.replace(/^\ufeff/, ""));
  } catch (error) {
    throw new CommandError(`--body ${place}: it is not JSON${placeOfMistake(text, error)}`);
  }
}

/** Where the JSON is wrong. The parser's own message may quote the content, which may be private. */
function placeOfMistake(text: string, error: unknown): string {
  if (text.trim() === "") return ": it is empty";
  if (/end of JSON/.test(reasonOf(error))) return ": it breaks off";
  const [, position] = /at position (\d+)/.exec(reasonOf(error)) ?? [];
  if (position === undefined) return "";
  const before = text.slice(0, Number(position)).split("\n");
  return `; see line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

/** The members of a form. A form with one file needs no name for it. */
async function filesOf(
  operation: DescribedOperation,
  known: Readonly<Record<string, { readonly isList: boolean }>>,
  given: readonly string[],
): Promise<Record<string, unknown>> {
  const members: Record<string, unknown> = {};
  const names = Object.keys(known);
  for (const text of given) {
    const at = text.indexOf("=");
    const prefix = text.slice(0, Math.max(at, 0));
    const [only] = names;
    const name = names.includes(prefix) ? prefix : names.length === 1 && at < 0 ? only : undefined;
    if (name === undefined)
      throw new UsageError(
        `${operation.name} has no file ${prefix || text}${didYouMean(prefix, names) || `; pass ${bodyOption(operation)}`}`,
      );
    const path = names.includes(prefix) ? text.slice(at + 1) : text;
    await checkFile(path);
    if (known[name]?.isList) members[name] = [...((members[name] as object[] | undefined) ?? []), { path }];
    else if (members[name] !== undefined) throw new UsageError(`--file ${name} is passed twice, and is one file`);
    else members[name] = { path };
  }
  return members;
}

async function checkFile(path: string): Promise<void> {
  const found = await stat(path).catch((error: unknown) => {
    throw new CommandError(`--file ${path}: ${reasonOf(error)}`);
  });
  if (!found.isFile()) throw new CommandError(`--file ${path}: it is not a file`);
}
