import { command, UsageError } from "../command.js";
import { STORE_OPTIONS } from "../tokens/store.js";
import { check } from "./check.js";
import { fromFile, fromOrganization } from "./source.js";
import { write } from "./write.js";

const DEFAULT_OUT = "src/zoho";

const OPTIONS = {
  modules: {
    type: "string",
    multiple: true,
    value: "NAMES",
    help: "all, or the API names of the modules to read, separated by commas; may be repeated. Other modules that the folder has stay as they are [default: the modules that the folder has; all if it is new, or if all were pulled]",
  },
  out: {
    type: "string",
    value: "FOLDER",
    help: `the folder to write to; files of another origin in it are neither changed nor deleted [default: ${DEFAULT_OUT}]`,
  },
  check: {
    type: "boolean",
    help: "compare the folder with the organization, write nothing, and fail if they differ",
  },
  from: {
    type: "string",
    value: "FILE",
    help: "read this schema.json instead of the organization; needs no token and costs nothing",
  },
  ...STORE_OPTIONS,
} as const;

/** `zcrm pull` */
export const pull = command({
  about: [
    "Reads the modules, fields, layouts and related lists of your organization, and writes schema.json and a TypeScript file for each module. The files change only if the organization does, so commit them. The schema contains no records and no secrets.",
    "Reading costs 3 API credits for each module, and 2 more; the sum is printed before they are spent.",
    "--check reads as much, and tells what differs from schema.json, each difference marked as breaking if programs that compile today can fail because of it.",
  ],
  options: OPTIONS,
  json: "{ out, profile, modules, fields, leftOut, unknown, written, unchanged, removed, differences }; with --check { out, isSame, profile, profileNow, differences, stale }",
  exitCodes: {
    0: "success, or no difference",
    1: "--check found a difference",
    2: "it could not be read, compared or written, or wrong usage",
    130: "stopped by Ctrl-C",
  },
  failureCode: 2,
  async run({ modules, out = DEFAULT_OUT, check: isCheck, from, ...tokens }, context) {
    if (out === "") throw new UsageError("--out is empty: pass the folder to write");
    const names = namesIn(modules);
    const read = from === undefined ? fromOrganization(tokens, context) : fromFile(from);
    if (!isCheck) return write(out, names, read, context);
    return check(out, names === "all" ? undefined : names, read, context);
  },
});

function namesIn(lists: readonly string[] | undefined): readonly string[] | "all" | undefined {
  if (lists === undefined) return undefined;
  const names = lists
    .flatMap((list) => list.split(","))
    .map((name) => name.trim())
    .filter((name) => name !== "");
  if (names.length === 0) throw new UsageError("--modules is empty: pass API names, e.g. Leads,Deals, or all");
  if (!names.includes("all")) return [...new Set(names)];
  if (names.length > 1) throw new UsageError("--modules all excludes other names: leave one out");
  return "all";
}
