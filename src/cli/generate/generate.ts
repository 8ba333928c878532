import type { GenerateOptions, GenerateResult } from "zcrm/codegen";
import { type Command, readOptions, UsageError } from "../command.js";
import { signalToStop } from "../signal.js";
import { whenever } from "./watch.js";

const OPTIONS = {
  spec: { type: "string" },
  overlay: { type: "string", multiple: true },
  only: { type: "boolean" },
  map: { type: "string", multiple: true },
  out: { type: "string" },
  check: { type: "boolean" },
  watch: { type: "boolean" },
  verbose: { type: "boolean" },
} as const;

/** The maximum number of warnings to print for each rule. */
const MAX_WARNINGS = 10;

const help = `\
Usage: zcrm generate --out DIR [--spec FILE_OR_FOLDER] [--overlay FILE]… [--only] [--map ADDRESS=PATH]…
                     [--check | --watch] [--verbose]

Generates typed functions from an OpenAPI description. They run on a zcrm client.

  --out DIR             the folder to write to; files in it that were not generated stay as they are
  --spec FILE_OR_FOLDER an OpenAPI 3.0 or 3.1 description in JSON or YAML; a folder is read as one description
                        [default: the description of Zoho CRM v2 that zcrm includes]
  --overlay FILE        an OpenAPI Overlay 1.0 or 1.1 to apply to the description; may be repeated
  --only                generate only the operations that the overlays add or change
  --map ADDRESS=PATH    the local file or folder to read for an address, e.g. https://example.com/specs/=specs/; may be
                        repeated. Nothing is downloaded. Files outside the description's folder are read only if they
                        are mapped, e.g. ../common=../common
  --check               compare DIR with the files that would be written, and fail if they differ; write nothing
  --watch               generate again whenever a file of the description or an overlay changes
  --verbose             print all warnings, and suggestions for the description

Exit codes: 0 success, 1 the description is invalid or --check found a difference, 2 wrong usage.`;

/** `zcrm generate` */
export const generate: Command = {
  summary: "write typed functions for an OpenAPI description",
  help,
  async run(args) {
    const { spec, overlay = [], only, map = [], out, check, watch, verbose = false } = readOptions(args, OPTIONS);
    if (out === undefined) throw new UsageError("--out is missing: pass the folder to write");
    if (check && watch) throw new UsageError("--check and --watch exclude each other: leave one out");
    if (only && overlay.length === 0) throw new UsageError("--only needs an overlay: pass one with --overlay");
    const options: GenerateOptions = {
      out,
      ...(spec !== undefined && { spec }),
      overlays: overlay,
      map: Object.fromEntries(map.map(mapping)),
      ...(only && { only }),
      ...(check && { check }),
    };
    if (!watch) return once(options, verbose);
    const stop = new AbortController();
    void signalToStop().then(() => stop.abort());
    console.log("Watching the description; press Ctrl-C to stop.");
    await whenever((onRead) => once({ ...options, onRead }, verbose), stop.signal);
    return 0;
  },
};

/** Generates, and prints what there is to say. @returns The exit code. */
async function once(options: GenerateOptions, verbose: boolean): Promise<number> {
  const { formatWarning, generateCode, isDescriptionError } = await import("zcrm/codegen");
  const counts = new Map<string, number>();
  const result = await generateCode({
    ...options,
    onWarning(warning) {
      const count = (counts.get(warning.rule) ?? 0) + 1;
      counts.set(warning.rule, count);
      if (verbose || count <= MAX_WARNINGS) console.error(formatWarning(warning));
    },
  }).catch((error: unknown) => {
    const isExpected =
      isDescriptionError(error) || (error instanceof Error && "code" in error && error.code === "MISSING_PACKAGES");
    if (!isExpected) throw error;
    return error.message;
  });
  for (const [rule, count] of verbose ? [] : counts) {
    if (count > MAX_WARNINGS) console.error(`warning: ${rule}: ${count - MAX_WARNINGS} more; --verbose prints them`);
  }
  if (typeof result === "string") {
    console.error(result);
    return 1;
  }
  if (verbose) {
    for (const one of result.suggestions) console.log(formatWarning(one).replace("warning:", "suggestion:"));
  }
  if (result.differences.length > 0) {
    console.error(
      `${result.differences.join("\n")}\n${options.out} does not match its description; run: ${result.command}`,
    );
    return 1;
  }
  console.log(summaryOf(options, result, verbose));
  return 0;
}

function summaryOf({ out, check }: GenerateOptions, result: GenerateResult, verbose: boolean): string {
  const { operations, files, suggestions } = result;
  const done = `${out}: ${operations} operations in ${files} files${check ? ", up to date" : ""}`;
  if (verbose || suggestions.length === 0) return done;
  const [kinds, count] = [new Set(suggestions.map(({ rule }) => rule)).size, suggestions.length];
  return `${done}; ${count} suggestions of ${kinds} kinds for the description, which --verbose prints`;
}

function mapping(text: string): [address: string, path: string] {
  // Addresses have `=` in their queries; paths rarely do.
  const at = text.lastIndexOf("=");
  if (at < 1 || at === text.length - 1)
    throw new UsageError(`--map ${text}: pass an address and a path, e.g. https://example.com/specs/=specs/`);
  return [text.slice(0, at), text.slice(at + 1)];
}
