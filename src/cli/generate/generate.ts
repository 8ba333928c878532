import { type Command, readOptions, UsageError } from "../command.js";

const OPTIONS = {
  spec: { type: "string" },
  overlay: { type: "string", multiple: true },
  map: { type: "string", multiple: true },
  out: { type: "string" },
  check: { type: "boolean" },
} as const;

/** Warnings of one rule that are shown; the rest are counted. */
const SHOWN = 10;

const help = `Usage: zcrm generate --out DIR [--spec FILE_OR_FOLDER] [--overlay FILE]… [--map ADDRESS=PATH]… [--check]

Writes typed functions for an OpenAPI description, which run on a client of zcrm.

  --out DIR             the folder to write; files in it that were not generated are left alone
  --spec FILE_OR_FOLDER an OpenAPI 3.0 or 3.1 description, JSON or YAML; a folder is read as one description
                        [default: the description of Zoho CRM v2 that comes with zcrm]
  --overlay FILE        an OpenAPI Overlay 1.0 that adds to the description or corrects it; may be repeated
  --map ADDRESS=PATH    the local files that an address stands for, as https://example.com/specs/=specs/;
                        may be repeated. Nothing is fetched from the web.
  --check               compare DIR with what would be written, write nothing, and fail where they differ

Exit codes: 0 done, 1 the description is wrong or --check found a difference, 2 wrong usage.`;

/** `zcrm generate` */
export const generate: Command = {
  summary: "write typed functions for an OpenAPI description",
  help,
  async run(args) {
    const { spec, overlay, map, out, check } = readOptions(args, OPTIONS);
    if (out === undefined) throw new UsageError("give the folder to write: --out DIR");
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
        if (count <= SHOWN) console.error(formatWarning(warning));
      },
    }).catch((error: unknown) => {
      const isExpected =
        isDescriptionError(error) || (error instanceof Error && "code" in error && error.code === "MISSING_PACKAGES");
      if (!isExpected) throw error;
      return error.message;
    });
    for (const [rule, count] of counts) {
      if (count > SHOWN) console.error(`warning: ${rule}: ${count - SHOWN} more`);
    }
    if (typeof result === "string") {
      console.error(result);
      return 1;
    }
    if (result.differences.length > 0) {
      console.error(`${result.differences.join("\n")}\n${out} does not match its description; run: ${result.command}`);
      return 1;
    }
    console.log(
      `${out}: ${result.operations} operations in ${result.files} files${check ? ", as they should be" : ""}`,
    );
    return 0;
  },
};

function mapping(text: string): [address: string, path: string] {
  // Addresses hold `=` in their queries, paths hardly ever.
  const at = text.lastIndexOf("=");
  if (at < 1 || at === text.length - 1)
    throw new UsageError(`--map ${text}: give an address and a path, as https://example.com/specs/=specs/`);
  return [text.slice(0, at), text.slice(at + 1)];
}
