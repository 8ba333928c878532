/** What became of a call, as the command prints it and ends. */
import { writeFile } from "node:fs/promises";
import type { Download } from "../../core/download/download.js";
import { rowsIn } from "../../core/response/refusal.js";
import { CommandError, reasonOf } from "../command.js";
import type { CommandEvent, Result, Running } from "../definition.js";
import type { DescribedOperation } from "../description/operations.js";

/** @param out The file to write the response to, instead of printing it */
export async function* outcomeOf(operation: DescribedOperation, response: unknown, out: string | undefined): Running {
  if (response === undefined) {
    yield notice(`${operation.name} returned nothing${operation.nothing ? `: ${operation.nothing}` : ""}`);
    return { data: null, isJson: true };
  }
  if (isDownload(response)) {
    if (out !== undefined) return saved(response, out);
    yield { type: "bytes", bytes: response.body as AsyncIterable<Uint8Array> };
    return 0;
  }
  const rejected = rejectedIn(operation, response);
  if (rejected !== undefined) yield notice(rejected);
  const exitCode = rejected === undefined ? 0 : 1;
  const data = response as object | string;
  if (out !== undefined) {
    // The responses of the accounts server contain tokens.
    const mode = operation.group === "oauth" ? 0o600 : 0o666;
    await write(out, typeof data === "string" ? data : `${JSON.stringify(data, undefined, 2)}\n`, mode);
    return { text: `Wrote ${out}`, data: { path: out }, exitCode };
  }
  return typeof data === "string" ? { text: data, data, exitCode } : { data, isJson: true, exitCode };
}

const isDownload = (response: unknown): response is Download =>
  typeof response === "object" && response !== null && "saveTo" in response;

const notice = (text: string): CommandEvent => ({ type: "notice", text: `zcrm call: ${text}` });

async function saved(file: Download, out: string): Promise<Result> {
  const path = await file.saveTo(out);
  const { contentType = null, size = null } = file;
  return { text: `Wrote ${path}`, data: { path, contentType, size } };
}

async function write(path: string, text: string, mode: number): Promise<void> {
  try {
    await writeFile(path, text, { mode });
  } catch (error) {
    throw new CommandError(`--out ${path}: ${reasonOf(error)}`);
  }
}

/** What was rejected of a call that succeeded as a whole. Lists and queries have rows of their own, with any members. */
function rejectedIn({ group, verb, isPaged }: DescribedOperation, response: unknown): string | undefined {
  const error: unknown = Reflect.get(Object(response), "error");
  if (group === "oauth" && typeof error === "string")
    return `the accounts server responded with ${error}; see zcrm explain ${error}`;
  if (verb === "GET" || isPaged) return undefined;
  const rows = rowsIn(response) ?? [];
  const rejected = rows.filter(({ status }) => status === "error");
  if (rejected.length === 0) return undefined;
  const codes = [...new Set(rejected.map(({ code }) => String(code)))];
  return `${rejected.length} of ${rows.length} rows rejected, with ${codes.join(", ")}; see zcrm explain ${codes[0]}`;
}
