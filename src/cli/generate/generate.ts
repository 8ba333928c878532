import { type Command, readOptions, UsageError } from "../command.js";

const OPTIONS = {
  spec: { type: "string" },
  overlay: { type: "string", multiple: true },
  map: { type: "string", multiple: true },
  out: { type: "string" },
  check: { type: "boolean" },
} as const;

/** The maximum number of warnings to print for each rule. */
const MAX_WARNINGS = 10;

const help = `Usage: zcrm generate --out DIR [--spec FILE_OR_FOLDER] [--overlay FILE]… [--map ADDRESS=PATH]… [--check]

Generates typed functions from an OpenAPI description. They run on a zcrm client.

  --out DIR             the folder to write to; files in it that were not generated stay as they are
  --spec FILE_OR_FOLDER an OpenAPI 3.0 or 3.1 description in JSON or YAML; a folder is read as one description
                        [default: the description of Zoho CRM v2 that zcrm includes]
  --overlay FILE        an OpenAPI Overlay 1.0 to apply to the description; may be repeated
  --map ADDRESS=PATH    the local files to read for an address, e.g. https://example.com/specs/=specs/; may be repeated.
                        Nothing is downloaded.
  --check               compare DIR with the files that would be written, and fail if they differ; write nothing

Exit codes: 0 success, 1 the description is invalid or --check found a difference, 2 wrong usage.`;

/** `zcrm generate` */
export const generate: Command = {
  summary: "write typed functions for an OpenAPI description",
  help,
  async run(args) {
    const { spec, overlay, map, out, check } = readOptions(args, OPTIONS);
    if (out === undefined) throw new UsageError("--out is missing: pass the folder to write");
    const { formatWarning, generateCode, isDescriptionError } = await import("zcrm/codegen");
    const counts = new Map<string, number>();
    const result = await generateCode({
      out,
      ...(spec !== undefined && { spec }),
      overlays: overlay ?? [],
      map: Object.fromEntries((map ?? []).map(mapping)),
      check: check ?? false,
      onWarning(warning) {
        const count = (counts.get(warning.rule) ?? 0) + 1;
        counts.set(warning.rule, count);
        if (count <= MAX_WARNINGS) console.error(formatWarning(warning));
      },
    }).catch((error: unknown) => {
      const isExpected =
        isDescriptionError(error) || (error instanceof Error && "code" in error && error.code === "MISSING_PACKAGES");
      if (!isExpected) throw error;
      return error.message;
    });
    for (const [rule, count] of counts) {
      if (count > MAX_WARNINGS) console.error(`warning: ${rule}: ${count - MAX_WARNINGS} more`);
    }
    if (typeof result === "string") {
      console.error(result);
      return 1;
    }
    if (result.differences.length > 0) {
      console.error(`${result.differences.join("\n")}\n${out} does not match its description; run: ${result.command}`);
      return 1;
    }
    console.log(`${out}: ${result.operations} operations in ${result.files} files${check ? ", up to date" : ""}`);
    return 0;
  },
};

function mapping(text: string): [address: string, path: string] {
  // Addresses have `=` in their queries; paths rarely do.
  const at = text.lastIndexOf("=");
  if (at < 1 || at === text.length - 1)
    throw new UsageError(`--map ${text}: pass an address and a path, e.g. https://example.com/specs/=specs/`);
  return [text.slice(0, at), text.slice(at + 1)];
}
