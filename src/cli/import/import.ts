import { isCrmError } from "../../core/errors/errors.js";
import { CommandError, command, didYouMean, UsageError } from "../command.js";
import type { Context, Running, Values } from "../definition.js";
import { type StopSignal, stopSignal } from "../signal.js";
import { STORE_OPTIONS } from "../tokens/store.js";
import { lazyClient } from "../transfer/client.js";
import { FORMATS, formatOf } from "../transfer/format.js";
import { keepMemoryFlat } from "../transfer/memory.js";
import { moduleSchema, SCHEMA_OPTION } from "../transfer/module-schema.js";
import { checkpointOf, optionsOf, refusedOf } from "./begin.js";
import { checkpointPath, journalPath, writeCheckpoint } from "./checkpoint.js";
import { columnsOf } from "./columns.js";
import { dryRun } from "./dry-run.js";
import { ENCODINGS } from "./file/encoding.js";
import { survey } from "./file/input.js";
import { copyOfInput } from "./file/stdin.js";
import type { Job } from "./job.js";
import { MODES } from "./modes.js";
import { isThere, refusedPath } from "./refused-file.js";
import { send } from "./send.js";

const OPTIONS = {
  mode: {
    type: "string",
    value: "MODE",
    words: MODES,
    help: "what becomes of each row: create, update, upsert (update the record if there is one, else create it) or delete [default: create]",
  },
  key: {
    type: "string",
    value: "FIELD",
    help: "API name of the field that identifies a record, such as Email. With it, exactly one record exists for each value at the end, although responses get lost. Rows to update or delete need it, or a column id",
  },
  map: {
    type: "string",
    value: "FILE",
    help: 'JSON that says which fields the columns are: { "Column": "API_Name" }, with null for a column to leave out [default: columns are API names or labels of fields]',
  },
  "dry-run": { type: "boolean", help: "check every row, and write nothing" },
  resume: {
    type: "boolean",
    help: "continue an import of this file that was stopped; its other options stay as they were",
  },
  refused: {
    type: "string",
    value: "FILE",
    help: "where rows go that were not written, each with the reason [default: beside the file, as leads.refused.csv]",
  },
  format: {
    type: "string",
    value: "FORMAT",
    words: FORMATS,
    help: "csv, ndjson or json [default: by the file's name]",
  },
  encoding: {
    type: "string",
    value: "NAME",
    words: ENCODINGS,
    help: "the encoding of the file [default: utf-8, or as its byte order mark says]",
  },
  empty: {
    type: "string",
    value: "WORD",
    words: ["ignore", "clear"],
    help: "what an empty cell of a CSV means: ignore leaves the field as it is, clear empties it [default: ignore]",
  },
  schema: SCHEMA_OPTION,
  via: {
    type: "string",
    value: "WAY",
    words: ["calls", "bulk"],
    help: "calls of 100 rows, or bulk jobs [default: what costs less]",
  },
  ...STORE_OPTIONS,
} as const;

/** `zcrm import` */
export const importCommand = command({
  usage: ["MODULE FILE [OPTIONS]", "MODULE - --format FORMAT [OPTIONS]"],
  about: [
    "Writes each row of a file as a record, and says what became of it. The whole file is checked before anything is sent: a file that cannot be read, or a column that is not a field, ends the import. FILE - is standard input.",
    "A CSV may be separated by commas, semicolons, tabs or bars, in UTF-8, or UTF-16 with its mark. Its header has API names or labels of fields. Cells of dates are as 2026-12-31, of times as 2026-12-31T18:00:00+01:00, of numbers as 1234.5, of check boxes true or false, of lookups the id, and of multi-select picklists values with ; between them. The name of a picklist entry that was renamed is sent as the value that Zoho stores. Rows with other cells are refused; nothing is guessed. Read-only fields are left out.",
    "Rows that were not written go to a file beside the import, with the reason in columns that an import ignores, so that you can correct and import it.",
    "While an import runs, its checkpoint is in FILE.zcrm-import and FILE.zcrm-import.journal. Ctrl-C lets the calls in flight end, and prints the command that continues; a second Ctrl-C kills. No row is written twice.",
  ],
  examples: [
    ["zcrm import Leads leads.csv --dry-run", "check a file without writing anything"],
    ["zcrm import Leads leads.csv --mode upsert --key Email", "create leads, or update those with the same address"],
    ["zcrm import Leads leads.csv --resume", "continue after a stop"],
    ["zcrm export Leads --format ndjson | zcrm import Leads - --format ndjson --mode update --dry-run", "from a pipe"],
  ],
  options: OPTIONS,
  json: "{ module, mode, file, rows, about, created, updated, deleted, skipped, refused, unknown, notSent, refusedFile, credits, seconds }, and resume if it was stopped; with --dry-run { dryRun, rows, sendable, refused, problems, ignored, replaced, cost, schema }",
  exitCodes: {
    0: "all rows were written, or can be",
    1: "some were refused, or it is not known whether they were written",
    2: "it could not start or continue, or wrong usage",
    130: "stopped by Ctrl-C",
  },
  failureCode: 2,
  run: runImport,
});

type Given = Values<typeof OPTIONS>;

async function* runImport(given: Given, context: Context): Running {
  const [module, path, ...more] = context.words;
  if (module === undefined || path === undefined || more.length > 0)
    throw new UsageError("pass the API name of a module and a file: zcrm import Leads leads.csv");
  checkWords(given);
  keepMemoryFlat();
  using stop = stopSignal();
  try {
    return yield* importFrom(module, path, given, context, stop);
  } catch (error) {
    throw stop.signal.aborted && !isCrmError(error) && !(error instanceof CommandError)
      ? new CommandError("stopped; nothing was sent", 130)
      : error;
  }
}

async function* importFrom(module: string, path: string, given: Given, context: Context, stop: StopSignal): Running {
  if (path !== "-") return yield* importFile(module, path, path, given, context, stop);
  if (given.resume)
    throw new UsageError("standard input cannot be resumed: pass the file that the stopped import named");
  const format = formatOf(given.format, undefined, undefined);
  if (format === undefined) throw new UsageError("pass the format of standard input with --format csv, ndjson or json");
  const copy = await copyOfInput(format, stop.signal);
  const refused = given.refused ?? (await refusedPath(`${module}.${format}`, format));
  try {
    return yield* importFile(module, copy.path, "standard input", { ...given, refused }, context, stop);
  } finally {
    // Without a checkpoint, nobody needs the copy any more.
    if (!(await isThere(checkpointPath(copy.path)))) await copy.remove();
  }
}

/** @throws UsageError for a word that an option does not take */
function checkWords(given: Given): void {
  for (const [name, option] of Object.entries(OPTIONS)) {
    const value = given[name as keyof Given];
    if (typeof value !== "string") continue;
    if (value === "") throw new UsageError(`--${name} is empty`);
    if ("words" in option && !option.words.some((word) => word === value))
      throw new UsageError(`--${name} ${value}: pass ${option.words.join(", ")}${didYouMean(value, option.words)}`);
  }
  if (given.key === "id") throw new UsageError("--key id: rows with an id need no key");
  if (given.resume && given["dry-run"])
    throw new UsageError("--dry-run and --resume exclude each other: leave one out");
}

async function* importFile(
  module: string,
  path: string,
  name: string,
  given: Given,
  context: Context,
  stop: StopSignal,
): Running {
  const found = given["dry-run"] ? undefined : await checkpointOf(module, path, given);
  const options = found?.options ?? (await optionsOf(module, path, given));
  const refused = found?.refused ?? (await refusedOf(given.refused, path, options.format));
  const mode = MODES.find((known) => known === options.mode) ?? "create";
  const key = options.key ?? undefined;
  const format = formatOf(options.format, path, undefined) ?? "csv";
  const input = await survey(path, name, format, options.encoding ?? undefined, stop.signal);
  if (found !== undefined && found.sha256 !== input.sha256)
    throw new CommandError(
      `${path} is not what it was when its import started, so nobody knows which of its rows were sent. Restore it, or delete ${checkpointPath(path)} and ${journalPath(path)} to start again`,
    );
  await using crm = lazyClient(given);
  const known = await moduleSchema(module, options.schema ?? undefined, crm.open, { signal: stop.signal });
  const columns = columnsOf(input.names, new Map(options.map), known.module, {
    module,
    mode,
    key,
    isCsv: format === "csv",
    source: known.source,
  });
  const job: Job = {
    mode,
    empty: options.empty === "clear" ? "clear" : "ignore",
    input,
    columns,
    known,
    task: { module, mode, key, via: viaOf(options.via), rows: input.rows, schema: known.schema },
    options,
    client: crm.open,
    tokens: given,
    context,
  };
  if (given["dry-run"]) return yield* dryRun(job, stop.signal);
  if (found === undefined) await writeCheckpoint(path, { options, sha256: input.sha256, refused });
  return yield* send(job, refused, stop);
}

const viaOf = (via: string | null) => (via === "calls" || via === "bulk" ? via : undefined);
