import { parseYaml, type Source } from "@redocly/openapi-core";
import { DescriptionError } from "../../problem.js";
import { shownPath } from "../paths.js";
import { isTimeout, measure, within } from "./limits.js";

/** The maximum time for parsing a file, in milliseconds. */
const MAX_TIME = 60_000;

/**
 * Parses JSON or YAML, whatever the file is called.
 * @throws DescriptionError for neither of them, and for a document that is too large, too deep or contains itself.
 */
export function parse(source: Source): unknown {
  const failure = (rule: string, message: string, line = 1, column = 1): DescriptionError =>
    new DescriptionError([{ file: shownPath(source.absoluteRef), line, column, rule, message }]);
  const parsed = asJson(source.body) ?? asYaml(source, failure);
  const found = measure(parsed);
  if (typeof found === "object") throw failure("limit", `${found.message} (at ${found.pointer})`);
  return parsed;
}

/** JSON is also YAML, but the YAML parser takes ten times as long. */
function asJson(body: string): unknown {
  if (!/^\s*[{[]/.test(body)) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    // It may be YAML with braces, whose parser reports the place of a mistake.
    return undefined;
  }
}

function asYaml(
  source: Source,
  failure: (rule: string, message: string, line?: number, column?: number) => Error,
): unknown {
  try {
    return within(MAX_TIME, () => parseYaml(source.body, { filename: source.absoluteRef }));
  } catch (error) {
    if (isTimeout(error)) throw failure("limit", `parsing this takes longer than ${MAX_TIME / 1000} seconds`);
    const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    const [, line = "1", column = "1"] = /\((\d+):(\d+)\)/.exec(message) ?? [];
    const isDeep = error instanceof RangeError || message.includes("maxDepth");
    if (isDeep) throw failure("limit", "this is nested too deeply", Number(line), Number(column));
    throw failure("syntax", `neither JSON nor YAML: ${message}`, Number(line), Number(column));
  }
}
