import { isCrmError } from "../../core/errors/errors.js";
import { CommandError, command, didYouMean, UsageError } from "../command.js";
import { count } from "../count.js";
import type { Context, Running, Values } from "../definition.js";
import { stopSignal } from "../signal.js";
import { STORE_OPTIONS } from "../tokens/store.js";
import { lazyClient } from "../transfer/client.js";
import { commandLine } from "../transfer/command-line.js";
import { FORMATS, formatOf } from "../transfer/format.js";
import { keepMemoryFlat } from "../transfer/memory.js";
import { moduleSchema, SCHEMA_OPTION } from "../transfer/module-schema.js";
import { exportColumns, namesIn } from "./fields.js";
import { type ExportOptions, type ExportState, partialPath, readState, statePath } from "./partial-file.js";
import { WAYS } from "./read.js";
import { readInto } from "./read-into.js";
import { sinceCondition } from "./since.js";
import { fileTarget, outputTarget } from "./target.js";

const OPTIONS = {
  fields: {
    type: "string",
    multiple: true,
    value: "NAMES",
    help: "API names of fields, separated by commas; may be repeated. Fields of other records are paths through lookups: Account_Name.Industry [default: all whose values fit a cell]",
  },
  where: {
    type: "string",
    value: "CONDITION",
    help: "which records, as a COQL condition: \"City = 'Paris' and Email is not null\" [default: all]",
  },
  since: {
    type: "string",
    value: "TIME",
    help: "only records that were created or changed at this time or later, with its offset from UTC: 2026-05-14T00:00:00+02:00. Formulas change without changing their record",
  },
  format: {
    type: "string",
    value: "FORMAT",
    words: FORMATS,
    help: "csv, ndjson or json [default: by the file's name; csv on standard output]",
  },
  out: {
    type: "string",
    value: "FILE",
    help: "the file to write; it is replaced when the export is complete [default: standard output]",
  },
  resume: {
    type: "boolean",
    help: "continue an export to this file that was stopped; its other options stay as they were",
  },
  rows: {
    type: "string",
    value: "NUMBER",
    help: "about how many records there are, if you know: they may be read for fewer credits",
  },
  via: { type: "string", value: "WAY", words: WAYS, help: "read by list, coql or bulk [default: what costs least]" },
  schema: SCHEMA_OPTION,
  ...STORE_OPTIONS,
} as const;

/** `zcrm export` */
export const exportCommand = command({
  usage: ["MODULE [OPTIONS]"],
  about: [
    "Reads all records of a module, or those that meet a condition, sorted by id. Any number is read, the way that costs least.",
    "In a CSV, lookups are ids, and the values of a multi-select picklist are separated by semicolons; it is in UTF-8 without a byte order mark. Its cells are as they are in Zoho, also where a spreadsheet takes them for formulas (=, +, -, @): import the columns as text if you do not trust who wrote them. zcrm import reads what this writes.",
    "While a file is written, it is FILE.partial, with its state in FILE.partial.json. Ctrl-C leaves both, and prints the command that continues. Without --out, records are on standard output, and everything else is on standard error.",
  ],
  examples: [
    ["zcrm export Leads --out leads.csv", "all leads, with all fields"],
    ['zcrm export Leads --fields Last_Name,Email --where "Email is not null" --out leads.ndjson', "some of them"],
    [
      "zcrm export Leads --since 2026-01-01T00:00:00Z --format ndjson | head -n 5",
      "the first ones that changed since a time",
    ],
    ["zcrm export Leads --out leads.csv --resume", "continue after a stop"],
  ],
  options: OPTIONS,
  json: "{ module, out, format, fields, leftOut, rows, via, credits, seconds }, and resume if it was stopped; needs --out",
  exitCodes: {
    0: "all records were read",
    2: "it could not start or continue, or wrong usage",
    130: "stopped by Ctrl-C",
    141: "the reader of the output ended",
  },
  failureCode: 2,
  run: runExport,
});

type Given = Values<typeof OPTIONS>;

async function* runExport(given: Given, { words }: Context): Running {
  const [module, ...more] = words;
  if (module === undefined || more.length > 0)
    throw new UsageError("pass the API name of one module: zcrm export Leads --out leads.csv");
  checkWords(given);
  keepMemoryFlat();
  using stop = stopSignal();
  try {
    return yield* exportModule(module, given, stop.signal);
  } catch (error) {
    throw stop.signal.aborted && !isCrmError(error) && !(error instanceof CommandError)
      ? new CommandError("stopped; nothing was read", 130)
      : error;
  }
}

async function* exportModule(module: string, given: Given, signal: AbortSignal): Running {
  const { out } = given;
  const from = out === undefined ? undefined : await stateOf(module, out, given);
  const format = from?.options.format ?? formatOf(given.format, out, out === undefined ? "csv" : undefined);
  if (format === undefined)
    throw new UsageError(`${out}: its name does not tell the format; pass --format csv, ndjson or json`);
  await using client = lazyClient(given);
  const schemaFile = from?.options.schema ?? given.schema;
  const known = await moduleSchema(module, schemaFile, client.open, { signal });
  const { columns, leftOut } =
    from === undefined
      ? exportColumns(namesIn(given.fields), known.module, format)
      : { columns: from.options.columns, leftOut: [] };
  const options: ExportOptions = from?.options ?? {
    module,
    columns,
    where: sinceCondition(given.where, given.since) ?? null,
    format,
    via: given.via ?? null,
    rows: rowsIn(given.rows) ?? null,
    schema: given.schema ?? null,
  };
  if (leftOut.length > 0) {
    const remedy =
      format === "csv" ? "name them with --fields, and export to NDJSON or JSON" : "name them with --fields";
    yield {
      type: "notice",
      text: `Left out, because their values have parts: ${leftOut.join(", ")}. To have them, ${remedy}.`,
    };
  }
  const target = out === undefined ? outputTarget() : await fileTarget(out, options, from);
  const resume = out === undefined ? undefined : commandLine(["export", module, "--out", out, "--resume"], given);
  const ended = yield* readInto(target, { options, from, schema: known.schema, client, signal, resume });
  const data = { module, out: out ?? null, format, fields: columns, leftOut, ...ended.figures };
  const { rows, credits } = ended.figures;
  const figures = `${count(rows, "record")}${out === undefined ? "" : ` in ${out}`} (${count(credits, "API credit")}, ${ended.time})`;
  const text = ended.isWhole
    ? `${module}: ${figures}`
    : `Stopped. ${module}: ${figures.replace(` in ${out}`, "")}.${ended.resume === undefined ? "" : ` To continue:\n  ${ended.resume}`}`;
  const exitCode = ended.isWhole ? 0 : 130;
  if (out !== undefined)
    return { text, data: ended.resume === undefined ? data : { ...data, resume: ended.resume }, exitCode };
  // Standard output has the records.
  yield { type: "notice", text };
  return exitCode;
}

/** @throws UsageError for what an option does not take */
function checkWords(given: Given & { readonly json?: boolean }): void {
  for (const [name, option] of Object.entries(OPTIONS)) {
    const value = given[name as keyof typeof OPTIONS];
    if (typeof value !== "string") continue;
    if (value.trim() === "") throw new UsageError(`--${name} is empty`);
    if ("words" in option && !option.words.some((word) => word === value))
      throw new UsageError(`--${name} ${value}: pass ${option.words.join(", ")}${didYouMean(value, option.words)}`);
  }
  if (given.out === undefined && given.resume) throw new UsageError("--resume needs --out with the file to continue");
  if (given.out === undefined && given.json)
    throw new UsageError("--json prints the result on standard output, where the records are: pass --out");
}

function rowsIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text)) throw new UsageError(`--rows ${text}: pass a number, such as 50000`);
  return Number(text);
}

/** The state to continue from. @throws CommandError if there is one, and the user did not say so, or none */
async function stateOf(module: string, out: string, given: Given): Promise<ExportState | undefined> {
  const found = await readState(out);
  const files = `${partialPath(out)} and ${statePath(out)}`;
  if (!given.resume) {
    if (found === undefined) return undefined;
    throw new CommandError(
      `an export to ${out} was stopped, and can continue:\n  ${commandLine(["export", found.options.module, "--out", out, "--resume"], given)}\nTo start again, delete ${files}.`,
    );
  }
  if (found === undefined)
    throw new CommandError(`there is nothing to resume: no export to ${out} was stopped; leave --resume out`);
  const { options } = found;
  const given_: Partial<Record<keyof ExportOptions, unknown>> = {
    module,
    ...(given.fields !== undefined && { columns: ["id", ...(namesIn(given.fields) ?? [])] }),
    ...((given.where ?? given.since) !== undefined && { where: sinceCondition(given.where, given.since) }),
    ...(given.format !== undefined && { format: given.format }),
    ...(given.via !== undefined && { via: given.via }),
    ...(given.rows !== undefined && { rows: rowsIn(given.rows) }),
    ...(given.schema !== undefined && { schema: given.schema }),
  };
  for (const [name, value] of Object.entries(given_)) {
    if (JSON.stringify(options[name as keyof ExportOptions]) === JSON.stringify(value)) continue;
    const shown = name === "columns" ? "fields" : name;
    throw new CommandError(
      `the export to ${out} was started with another ${shown}: leave the option out to continue, or delete ${files} to start again`,
    );
  }
  return found;
}
