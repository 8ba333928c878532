import type { GenerateOptions, GenerateResult } from "zcrm/codegen";
import { command, UsageError } from "../command.js";
import type { Context, Result } from "../definition.js";
import { signalToStop } from "../signal.js";
import { whenever } from "./watch.js";

/** The maximum number of warnings to print for each rule, and of suggestions that are not worth a line. */
const MAX_WARNINGS = 10;

/** `zcrm generate` */
export const generate = command({
  about: ["Generates typed functions from an OpenAPI description. They run on a zcrm client."],
  options: {
    out: {
      type: "string",
      value: "FOLDER",
      help: "the folder to write to, which is required; files in it that were not generated stay as they are",
    },
    spec: {
      type: "string",
      value: "FILE_OR_FOLDER",
      help: "an OpenAPI 3.0 or 3.1 description in JSON or YAML; a folder is read as one description [default: the description of Zoho CRM v2 that zcrm includes]",
    },
    overlay: {
      type: "string",
      multiple: true,
      value: "FILE",
      help: "an OpenAPI Overlay 1.0 or 1.1 to apply to the description; may be repeated",
    },
    only: { type: "boolean", help: "generate only the operations that the overlays add or change" },
    map: {
      type: "string",
      multiple: true,
      value: "ADDRESS=PATH",
      help: "the local file or folder to read for an address, e.g. https://example.com/specs/=specs/; may be repeated. Nothing is downloaded. Files outside the description's folder are read only if they are mapped, e.g. ../common=../common",
    },
    check: {
      type: "boolean",
      help: "compare the folder with the files that would be written, and fail if they differ; write nothing",
    },
    watch: { type: "boolean", help: "generate again whenever a file of the description or an overlay changes" },
    verbose: { type: "boolean", help: "print all warnings, and suggestions for the description" },
  },
  json: "{ out, operations, files, differences, command, warnings, suggestions }, or { out, problem, warnings }",
  exitCodes: { 0: "success", 1: "the description is invalid or --check found a difference" },
  async run({ spec, overlay = [], only, map = [], out, check, watch, verbose = false }, context) {
    if (out === undefined) throw new UsageError("--out is missing: pass the folder to write");
    if (check && watch) throw new UsageError("--check and --watch exclude each other: leave one out");
    if (only && overlay.length === 0) throw new UsageError("--only needs an overlay: pass one with --overlay");
    const options: GenerateOptions = {
      out,
      ...(spec !== undefined && { spec }),
      overlays: [...overlay],
      map: Object.fromEntries(map.map(mapping)),
      ...(only && { only }),
      ...(check && { check }),
    };
    if (!watch) return once(options, verbose, context);
    const stop = new AbortController();
    void signalToStop().then(() => stop.abort());
    context.report("Watching the description; press Ctrl-C to stop.");
    await whenever(async (onRead) => context.show(await once({ ...options, onRead }, verbose, context)), stop.signal);
    return 0;
  },
});

/** Generates, and prints what there is to warn about. */
async function once(options: GenerateOptions, verbose: boolean, { warn }: Context): Promise<Result> {
  const { formatWarning, generateCode, isDescriptionError } = await import("zcrm/codegen");
  const { out } = options;
  const counts = new Map<string, number>();
  const warnings: string[] = [];
  const result = await generateCode({
    ...options,
    onWarning(warning) {
      const count = (counts.get(warning.rule) ?? 0) + 1;
      counts.set(warning.rule, count);
      warnings.push(formatWarning(warning));
      if (verbose || count <= MAX_WARNINGS) warn(formatWarning(warning));
    },
  }).catch((error: unknown) => {
    const isExpected =
      isDescriptionError(error) || (error instanceof Error && "code" in error && error.code === "MISSING_PACKAGES");
    if (!isExpected) throw error;
    return error.message;
  });
  for (const [rule, count] of verbose ? [] : counts) {
    if (count > MAX_WARNINGS) warn(`warning: ${rule}: ${count - MAX_WARNINGS} more; --verbose prints them`);
  }
  if (typeof result === "string") {
    warn(result);
    return { data: { out, problem: result, warnings }, exitCode: 1 };
  }
  const { operations, files, differences } = result;
  const suggestions = result.suggestions.map((one) => formatWarning(one).replace("warning:", "suggestion:"));
  const data = { out, operations, files, differences, command: result.command, warnings, suggestions };
  const told = verbose ? suggestions : [];
  if (!verbose && suggestions.length > MAX_WARNINGS) {
    const kinds = new Set(result.suggestions.map(({ rule }) => rule)).size;
    warn(`${suggestions.length} suggestions of ${kinds} kinds for the description; --verbose prints them`);
  }
  if (differences.length > 0) {
    warn(`${differences.join("\n")}\n${out} does not match its description; run: ${result.command}`);
    return { ...(told.length > 0 && { text: told.join("\n") }), data, exitCode: 1 };
  }
  return { text: [...told, summaryOf(options, result)].join("\n"), data };
}

const summaryOf = ({ out, check }: GenerateOptions, { operations, files }: GenerateResult): string =>
  `${out}: ${operations} operations in ${files} files${check ? ", up to date" : ""}`;

function mapping(text: string): [address: string, path: string] {
  // Addresses have `=` in their queries; paths rarely do.
  const at = text.lastIndexOf("=");
  if (at < 1 || at === text.length - 1)
    throw new UsageError(`--map ${text}: pass an address and a path, e.g. https://example.com/specs/=specs/`);
  return [text.slice(0, at), text.slice(at + 1)];
}
