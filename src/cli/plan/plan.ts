import { limits } from "../../../generated/limits.js";
import { readRecords } from "../../data/read/read-records.js";
import { writeRecords } from "../../data/write/write-records.js";
import { pullCredits } from "../../schema/pull.js";
import { command, didYouMean, UsageError } from "../command.js";
import { count } from "../count.js";
import type { Options, Result, Values } from "../definition.js";
import { meantBy, operationNamed } from "../description/operations.js";
import { offlineClient } from "../offline-client.js";
import { knownCredits } from "../transfer/limits.js";
import { countRows } from "./count-rows.js";
import { type Plan, withCreditsLeft } from "./credits-left.js";
import { resultOf } from "./ways.js";

const MODES = ["create", "update", "upsert", "delete"] as const;
const READ_WAYS = ["list", "coql", "bulk"] as const;
const WRITE_WAYS = ["calls", "bulk"] as const;

const OPTIONS = {
  rows: {
    type: "string",
    value: "N",
    help: "about how many rows there are [default: those of the file; else unknown]",
  },
  fields: { type: "string", multiple: true, value: "NAMES", help: "export: the fields, separated by commas" },
  where: {
    type: "string",
    value: "CONDITION",
    help: "export: a condition as in COQL, e.g. \"Lead_Source = 'Partner'\"",
  },
  mode: {
    type: "string",
    value: "MODE",
    words: MODES,
    help: "import: create, update, upsert or delete [default: create]",
  },
  key: { type: "string", value: "FIELD", help: "import: the field that identifies a row" },
  via: {
    type: "string",
    value: "WAY",
    words: [...new Set([...READ_WAYS, ...WRITE_WAYS])],
    help: "the way to take: list, coql or bulk for an export, calls or bulk for an import [default: the cheapest]",
  },
} as const satisfies Options;

const KINDS = ["export", "import", "call", "pull"] as const;

/** `zcrm plan` */
export const plan = command({
  usage: [
    "export MODULE [--rows N] [--fields NAMES] [--where CONDITION] [OPTIONS]",
    "import [MODULE] FILE [--mode MODE] [OPTIONS]",
    "import --rows N [--mode MODE] [OPTIONS]",
    "call OPERATION",
    "pull --rows N",
  ],
  words: KINDS,
  about: [
    "Shows the calls and API credits of each way of reading or writing records, which one is taken, and why. It sends nothing, and needs no tokens. The rows of a file are counted by reading it.",
    "Costs are without retries. For zcrm plan pull, --rows is the number of modules. If Zoho has told a command or a program with fileLimits() how many credits are left, which it does once half of them are used, the plan compares.",
  ],
  examples: [
    ["zcrm plan export Leads --rows 120000 --fields Last_Name,Email", "the ways to read 120,000 leads"],
    ["zcrm plan import --rows 5000 --mode create", "the ways to create 5,000 records"],
    ["zcrm plan call records.upsert", "the credits of one call"],
    ["zcrm plan pull --rows 20 --json", "reading the schema of 20 modules"],
  ],
  options: OPTIONS,
  json: "{ via, reason, rows, calls, credits, ways }; for import, { via, reason, rows, cost, ways }; for call and pull, { calls, credits }. A way is { calls, credits } or { impossible }. creditsLeft is { left, at, suffices } if it is known",
  exitCodes: { 0: "success", 2: "it cannot be done this way, or wrong usage" },
  failureCode: 2,
  async run(given, { words: [kind, ...words] }): Promise<Result> {
    const known = KINDS.find((one) => one === kind);
    if (known === undefined)
      throw new UsageError(
        `${kind === undefined ? "say what to plan" : `zcrm plan does not know ${kind}`}: ${KINDS.join(", ")}${kind === undefined ? "" : didYouMean(kind, KINDS)}`,
      );
    // As `zcrm import` has it, the module may come first.
    const [subject, ...more] = known === "import" && words.length === 2 ? words.slice(1) : words;
    if (more.length > 0) throw new UsageError(`unexpected argument ${more[0]}`);
    checkOptions(known, given);
    return withCreditsLeft(await planned(known, subject, given), await knownCredits());
  },
});

function planned(kind: Kind, subject: string | undefined, given: Given): Plan | Promise<Plan> {
  switch (kind) {
    case "export":
      return planExport(subject, given);
    case "import":
      return planImport(subject, given);
    case "call":
      return planCall(subject);
    case "pull":
      return planPull(given);
  }
}

type Given = Values<typeof OPTIONS>;
type Kind = (typeof KINDS)[number];

const OPTIONS_OF: Readonly<Record<Kind, readonly (keyof typeof OPTIONS)[]>> = {
  export: ["rows", "fields", "where", "via"],
  import: ["rows", "mode", "key", "via"],
  call: [],
  pull: ["rows"],
};

function checkOptions(kind: Kind, given: Given): void {
  for (const name of Object.keys(OPTIONS) as (keyof typeof OPTIONS)[]) {
    if (given[name] !== undefined && !OPTIONS_OF[kind].includes(name))
      throw new UsageError(`--${name} is not an option of zcrm plan ${kind}`);
  }
}

async function planExport(module: string | undefined, { rows, fields, where, via }: Given): Promise<Plan> {
  if (module === undefined) throw new UsageError("pass the module to export, e.g. zcrm plan export Leads");
  await using crm = await offlineClient();
  const names = namesIn(fields);
  const reading = readRecords(crm, {
    module,
    fields: names,
    ...(where !== undefined && { where }),
    ...(rows !== undefined && { rows: numberIn(rows) }),
    ...(via !== undefined && { via: wordIn("via", via, READ_WAYS) }),
  });
  const found = reading.plan();
  const remarks = [
    ...(rows === undefined ? [`Without --rows, the costs are for ${count(limits.bulkRead.rowsPerPage, "row")}.`] : []),
    ...(names.length === 0 ? [`Without --fields, the costs are for up to ${limits.coql.columns} fields.`] : []),
  ];
  return { ...resultOf({ title: `Reading ${module}`, ...found, remarks }, found), credits: found.credits };
}

async function planImport(file: string | undefined, { rows, mode = "create", key, via }: Given): Promise<Plan> {
  if ((file === undefined) === (rows === undefined))
    throw new UsageError("pass either the file to import, or --rows with the number of its rows");
  const size = file === undefined ? numberIn(rows ?? "") : await countRows(file);
  await using crm = await offlineClient();
  const chosen = wordIn("mode", mode, MODES);
  const writing = writeRecords(crm, NO_ROWS, {
    module: "Leads",
    mode: chosen,
    rows: size,
    ...(key !== undefined && { key: key as never }),
    ...(via !== undefined && { via: wordIn("via", via, WRITE_WAYS) }),
  });
  const found = writing.plan();
  return { ...resultOf({ title: TITLES[chosen], ...found }, found), credits: found.cost?.credits };
}

const TITLES = { create: "Creating", update: "Updating", upsert: "Creating or updating", delete: "Deleting" } as const;

/** Nothing of a plan looks at rows. */
const NO_ROWS: Iterable<never> = { [Symbol.iterator]: () => [][Symbol.iterator]() };

function planCall(name: string | undefined): Plan {
  if (name === undefined) throw new UsageError("pass the operation, e.g. zcrm plan call records.list");
  const operation = operationNamed(name);
  if (operation === undefined) {
    const meant = meantBy(name);
    throw new UsageError(
      `unknown operation ${JSON.stringify(name.slice(0, 100))}; ${meant.length === 0 ? "zcrm call lists all of them" : `did you mean ${meant.join(", ")}?`}`,
    );
  }
  const perTen = operation.isPerTen ? " for each 10 records" : "";
  return {
    text: `${operation.name}: 1 call, ${count(operation.credits, "credit")}${perTen}`,
    data: { operation: operation.name, calls: 1, credits: operation.credits, per10Records: operation.isPerTen },
    credits: operation.credits,
  };
}

function planPull({ rows }: Given): Plan {
  if (rows === undefined) throw new UsageError("pass the number of modules, e.g. zcrm plan pull --rows 20");
  const modules = numberIn(rows);
  const credits = pullCredits(modules);
  return {
    text: `Reading the schema of ${count(modules, "module")}: ${count(credits, "call")}, ${count(credits, "credit")}`,
    data: { modules, calls: credits, credits },
    credits,
  };
}

const namesIn = (lists: readonly string[] = []): readonly string[] =>
  lists.flatMap((list) => list.split(",")).flatMap((name) => name.trim() || []);

function numberIn(text: string): number {
  const number = /^\d[\d_,]*$/.test(text) ? Number(text.replace(/[_,]/g, "")) : Number.NaN;
  if (!Number.isSafeInteger(number)) throw new UsageError("--rows: pass a whole number");
  return number;
}

function wordIn<const Words extends readonly string[]>(option: string, text: string, words: Words): Words[number] {
  const found = words.find((word) => word === text);
  if (found === undefined) throw new UsageError(`--${option}: pass ${words.join(", ")}${didYouMean(text, words)}`);
  return found;
}
