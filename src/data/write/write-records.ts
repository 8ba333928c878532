import type { ModuleName, OrganizationModules } from "../../../generated/modules.js";
import { CrmError } from "../../core/errors/errors.js";
import { clockOf } from "../../core/lifetime/client-clock.js";
import type { ClientOf } from "../../core/operation.js";
import { needFiles } from "../../core/platform.js";
import { writeByBulk } from "./bulk-way.js";
import type { Header, Journal } from "./journal/lines.js";
import { NO_JOURNAL } from "./journal/lines.js";
import { readKey } from "./key.js";
import type { KeyOf, WriteMode, WriteOptions, WritePlan, WriteProgress, WriteRow, Writing } from "./options.js";
import type { Outcome } from "./outcome.js";
import { planOf } from "./plan.js";
import type { Chunk } from "./settle.js";
import { CHUNK_ROWS, type Input, settleAll } from "./window.js";
import { type Task, workOf } from "./work.js";

/** The options, whatever the module. */
type AnyOptions = WriteOptions<string, WriteMode, string>;

/**
 * Writes any number of rows, and says what became of each, in the order of the input. Rows that Zoho refuses keep no others
 * from being written.
 *
 * @param rows Any iterable; rows are taken as they are needed. For a deletion, ids are enough
 * @throws CrmError `INVALID_PARAMETERS`. While iterating: what ends the writing for all rows, such as an `AuthError`, after
 *   the outcomes of all rows that were taken; `INVALID_KEY`; `CHECKPOINT_IN_USE`, `CHECKPOINT_MISMATCH` or
 *   `CHECKPOINT_DAMAGED`
 * @example
 * const rows = [{ Last_Name: "Doe", Company: "Example Ltd", Email: "doe@example.com" }];
 * for await (const outcome of writeRecords(crm, rows, { module: "Leads", mode: "create", key: "Email" })) {
 *   if (outcome.status === "refused") console.warn(outcome.index, outcome.code, outcome.field);
 * }
 */
export function writeRecords<
  const M extends ModuleName<R>,
  const Mode extends WriteMode,
  const Key extends KeyOf<M, R> = never,
  R = OrganizationModules,
>(
  crm: ClientOf<R>,
  rows: Iterable<WriteRow<M, Mode, Key, R>> | AsyncIterable<WriteRow<M, Mode, Key, R>>,
  options: WriteOptions<M, Mode, Key>,
): Writing {
  const given = options as object as AnyOptions;
  check(rows, given);
  const { mode, key, via, schema } = given;
  const count = given.rows ?? (Array.isArray(rows) ? rows.length : undefined);
  const hasTrigger = given.trigger !== undefined;
  const plan = planOf({ mode, key, rows: count, via, hasSchema: schema !== undefined, hasTrigger });
  const { bulk } = plan.ways;
  if (via === "bulk" && bulk !== undefined && "impossible" in bulk)
    throw wrong(`via cannot be "bulk": ${bulk.impossible}`);
  let isTaken = false;
  return {
    plan: () => plan,
    [Symbol.asyncIterator]() {
      if (isTaken) throw wrong("the rows were taken already: iterate once, and keep the outcomes");
      isTaken = true;
      return write({ ...given, crm, rows: rows as Input, plan });
    },
  };
}

interface Job extends Omit<AnyOptions, "rows"> {
  readonly crm: Task["crm"];
  readonly rows: Input;
  readonly plan: WritePlan;
}

async function* write(job: Job): AsyncGenerator<Outcome, void, undefined> {
  const { crm, module, mode, trigger, signal, schema, plan, rows, onProgress } = job;
  const task: Task = { crm, module, mode, trigger, clock: clockOf(crm), signal };
  // The id of a record to change needs no look.
  const field = job.key === "id" && mode !== "create" ? undefined : job.key;
  const options = signal === undefined ? {} : { signal };
  const key = field === undefined ? undefined : await readKey(task, field, schema, options);
  const header: Header = {
    zcrm: "write",
    format: 1,
    module,
    mode,
    key: field ?? null,
    via: plan.via,
    size: CHUNK_ROWS,
  };
  const journal = await journalOf(job.checkpoint, header, job.via !== undefined);
  try {
    const work = workOf(task, key, journal);
    const settled = { created: 0, updated: 0, deleted: 0, skipped: 0, refused: 0, unknown: 0, notSent: 0, rows: 0 };
    const progress: WriteProgress = { settled, of: plan.rows, cost: work.cost };
    const rules = { mode, key: field };
    const batches =
      journal.via === "bulk"
        ? writeByBulk(work, rows, rules, schema)
        : outcomesOf(settleAll(work, rows, rules, journal.size));
    for await (const outcomes of batches) {
      for (const { status } of outcomes) settled[status] += 1;
      settled.rows += outcomes.length;
      onProgress?.({ ...progress, settled: { ...settled }, cost: { ...work.cost } });
      yield* outcomes;
    }
  } finally {
    await journal.close();
  }
}

async function* outcomesOf(chunks: AsyncIterable<Chunk>): AsyncGenerator<readonly Outcome[]> {
  for await (const { rows } of chunks) yield rows.flatMap(({ outcome }) => outcome ?? []);
}

/** @param isChosen Whether the program says how rows are written. Otherwise a journal goes on as it began */
async function journalOf(
  path: string | undefined,
  header: Header,
  isChosen: boolean,
): Promise<Journal & Pick<Header, "size" | "via">> {
  if (path === undefined) return { ...NO_JOURNAL, size: header.size, via: header.via };
  needFiles("checkpoint", "leave it out");
  const { openJournal } = await import("./journal/file.js");
  return openJournal(path, header, isChosen);
}

const MODES: readonly unknown[] = ["create", "update", "upsert", "delete"];

function check(rows: unknown, options: AnyOptions): void {
  const { module, mode, key, via, checkpoint, trigger } = Object(options) as Partial<Record<keyof AnyOptions, unknown>>;
  const isIterable =
    typeof rows === "object" && rows !== null && (Symbol.iterator in rows || Symbol.asyncIterator in rows);
  if (!isIterable) throw wrong("rows must be an array, or anything that can be iterated");
  if (typeof module !== "string" || module === "") throw wrong("module must be the API name of a module");
  if (!MODES.includes(mode)) throw wrong('mode must be "create", "update", "upsert" or "delete"');
  if (key !== undefined && (typeof key !== "string" || key === "")) throw wrong("key must be the API name of a field");
  if (via !== undefined && via !== "calls" && via !== "bulk") throw wrong('via must be "calls" or "bulk"');
  if (checkpoint !== undefined && (typeof checkpoint !== "string" || checkpoint === ""))
    throw wrong("checkpoint must be the path of a file");
  if (trigger !== undefined && !Array.isArray(trigger)) throw wrong("trigger must be an array of strings");
}

const wrong = (message: string): CrmError => new CrmError(`writeRecords: ${message}`, { code: "INVALID_PARAMETERS" });
