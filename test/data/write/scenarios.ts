/** Writings of all kinds, and whether their outcomes say what is true of the records. */
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Outcome, type WriteMode, type Writing, writeRecords } from "../../../src/data/index.js";
import type { Emulator } from "../../../src/emulator/index.js";
import { lead } from "./leads.js";

export interface Scenario {
  readonly name: string;
  readonly mode: WriteMode;
  readonly key: "Code" | "Email" | undefined;
  readonly row: (at: number, ids: readonly string[]) => object;
}

const whole = (at: number) => ({ ...lead(at), Code: `c${at}`, City: `new ${at}` });

/** The rows whose records are there before. */
const isThere = (at: number): boolean => at % 3 === 1;

/** The row that Zoho refuses, and the row that has the key of another one. */
const BAD = 3;
const TWIN = 5;
const twinOf = (at: number): number => (at === TWIN ? 2 : at);

const created = (at: number) => (at === BAD ? { ...whole(at), Last_Name: null } : whole(at));
export const SCENARIOS: readonly Scenario[] = [
  { name: "create, unique key", mode: "create", key: "Code", row: (at) => created(twinOf(at)) },
  {
    name: "create, key that finds duplicates",
    mode: "create",
    key: "Email",
    row: (at) => ({ ...created(twinOf(at)), Code: `d${at}` }),
  },
  { name: "create", mode: "create", key: undefined, row: (at) => ({ ...created(at), Code: `d${at}` }) },
  { name: "update", mode: "update", key: undefined, row: (at, ids) => ({ id: ids[at], City: `new ${at}` }) },
  { name: "update by key", mode: "update", key: "Email", row: (at) => ({ Email: lead(at).Email, City: `new ${at}` }) },
  { name: "upsert by key", mode: "upsert", key: "Email", row: (at) => created(at) },
  { name: "upsert", mode: "upsert", key: undefined, row: (at) => created(at) },
  { name: "delete", mode: "delete", key: undefined, row: (at, ids) => ({ id: ids[at] }) },
  { name: "delete by key", mode: "delete", key: "Code", row: (at) => ({ Code: `c${at}` }) },
];

/** Rows in a chunk: a checkpoint says so, so that three chunks are no more than a few rows. */
export const CHUNK = 3;
export const ROWS = 3 * CHUNK;

type Records = Map<string, Record<string, unknown>>;

/** The records before: of new rows a third, of others all. @returns the ids by row */
export function seedFor({ mode }: Scenario, emulator: Emulator, rows = ROWS): string[] {
  const isNew = mode === "create" || mode === "upsert";
  const ids: string[] = [];
  for (let at = 0; at < rows; at += 1) {
    // An id that nobody has.
    ids.push(`999${at}`);
    if (isNew ? !isThere(at) : at === BAD) continue;
    const old = { ...whole(at), City: `old ${at}`, Created_Time: "2020-01-01T00:00:00+00:00" };
    const { Leads: [id = ""] = [] } = emulator.seed({ Leads: [old] });
    ids[at] = id;
  }
  return ids;
}

/** Thousands of checkpoints need no real disk. */
const QUICK = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

/** A folder with a checkpoint that has small chunks. */
export async function checkpointFor({ mode, key }: Scenario, size = CHUNK) {
  const folder = await mkdtemp(join(QUICK, "zcrm-write-"));
  const path = join(folder, "journal");
  const header = { zcrm: "write", format: 1, module: "Leads", mode, key: key ?? null, via: "calls", size };
  await writeFile(path, `${JSON.stringify(header)}\n`);
  return { path, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

type Crm = Parameters<typeof writeRecords>[0];

export const begin = (
  { mode, key, row }: Scenario,
  crm: object,
  ids: readonly string[],
  more: object = {},
  rows = ROWS,
): Writing =>
  writeRecords(crm as Crm, Array.from({ length: rows }, (_, at) => row(at, ids)) as never[], {
    module: "Leads",
    mode,
    ...(key === undefined ? {} : { key: key as "Email" }),
    ...more,
  });

/**
 * What is wrong with outcomes; empty if they say the truth.
 * @param before The records before the writing
 * @param after The records after it
 */
export function lies(
  { mode, key }: Scenario,
  outcomes: readonly Outcome[],
  ids: readonly string[],
  before: Records,
  after: Records,
): string[] {
  const found: string[] = [];
  if (outcomes.some(({ index }, at) => index !== at)) found.push("the outcomes are not in the order of the input");
  for (const outcome of outcomes) {
    const { index, status } = outcome;
    const say = (what: string) => found.push(`row ${index} is ${status}, but ${what}`);
    const isByEmail = key === "Email" && mode === "create";
    const code = isByEmail ? undefined : key === "Code" ? `c${twinOf(index)}` : undefined;
    const own = [...after.values()].filter((record) =>
      mode === "create" && !isByEmail && code === undefined
        ? record.Code === `d${index}`
        : code !== undefined && mode === "create"
          ? record.Code === code
          : record.Email === lead(mode === "create" ? twinOf(index) : index).Email,
    );
    const [record] = own;
    const wasThere = record !== undefined && before.has(String(record.id));
    const id = "id" in outcome ? outcome.id : undefined;
    if (own.length > 1 && !(mode === "create" && key === undefined)) say(`there are ${own.length} records`);
    if (mode === "create" && key === undefined && own.length > 1) say("it was created twice");
    if (status === "created" && (record === undefined || wasThere || record.id !== id)) say("no new record has the id");
    if (status === "updated" && (record?.id !== id || record?.City !== `new ${index}` || !wasThere))
      say("it is not so");
    if (status === "deleted" && (record !== undefined || !before.has(String(id)) || ids[index] !== id))
      say("it is not so");
    if (status === "skipped" && record === undefined) say("there is no record");
    if (status === "skipped" && id !== undefined && record?.id !== id) say("another record has the key");
    if (status === "skipped" && !wasThere && index !== TWIN) say("the record is new");
    // Unless its twin was accepted, which has the same key.
    const isOfOther = outcomes.some((one) => one.status === "created" && one.id === record?.id);
    if (status === "refused" && mode === "create" && record !== undefined && !wasThere && !isOfOther)
      say("the record was created");
    if (status === "refused" && index !== BAD) say("it is a good row");
    if (status === "unknown" && (key !== undefined || mode === "update" || mode === "delete"))
      say("it could be looked up");
    if (status === "notSent") say("it should have been sent");
  }
  return found;
}
