/** Writes rows by jobs, one file after the other, with a journal: a crash costs no job a second time. */
import { credits } from "../../../generated/limits.js";
import type { Schema } from "../../schema/schema.js";
import { type FilledFile, fillFile } from "../bulk/write/file.js";
import { startWriteJob, uploadFile, type WriteContext, writeContext } from "../bulk/write/job.js";
import { outcomeOf, outcomesOfJob } from "../bulk/write/outcomes.js";
import { type IndexedRow, merged, type RowSource, rowSource } from "../bulk/write/source.js";
import { indexesOf, type WriteState } from "../bulk/write/state.js";
import { type ChunkLine, type ChunkState, mismatch, withoutIndex } from "./journal/lines.js";
import type { Outcome } from "./outcome.js";
import { failureOf, patiently } from "./patience.js";
import { type RowRules, readRow } from "./rows.js";
import type { Input } from "./window.js";
import { codeOfStop, reasonOfStop, type Work } from "./work.js";

/** Milliseconds after which a job that may have been started has ended, or never was (unverified). */
const JOB_TIME = 1_800_000;

/** Rows of one file, and those beside them that are not in it. */
interface Batch {
  readonly number: number;
  readonly file: FilledFile | undefined;
  /** Outcomes of rows that no file can hold, in the order of their indexes. */
  readonly refused: readonly Outcome[];
  readonly digest: string;
  readonly first: number;
}

/**
 * Writes the rows of the input, and yields the outcomes of each file.
 * @throws What stops the writing, after the outcomes of the rows that were taken
 */
export async function* writeByBulk(
  work: Work,
  input: Input,
  rules: RowRules,
  schema: Schema | undefined,
): AsyncGenerator<readonly Outcome[]> {
  const { module, mode } = work;
  if (mode === "delete") throw new TypeError("bulk jobs do not delete");
  const target = { module, mode, ...(rules.key !== undefined && { key: rules.key }) };
  const context = await writeContext(work.crm, target, schema, work.options);
  const rows = new CheckedRows(input, rules, work);
  const source = rowSource(rows.good());
  try {
    for (let number = 0; ; number += 1) {
      const batch = await nextBatch(work, context, source, rows, number);
      if (batch === undefined) break;
      yield await settleBatch(work, context, batch);
      work.check();
    }
    rows.check();
    await work.journal.end(rows.taken);
  } finally {
    await source.close();
  }
}

/** The rows of the input. Those that cannot be sent are put aside. */
class CheckedRows {
  taken = 0;
  readonly #input: Input;
  readonly #rules: RowRules;
  readonly #work: Work;
  #refused: Outcome[] = [];
  #digests: string[] = [];
  #failure: { readonly error: unknown } | undefined;

  constructor(input: Input, rules: RowRules, work: Work) {
    this.#input = input;
    this.#rules = rules;
    this.#work = work;
  }

  async *good(): AsyncGenerator<IndexedRow, void> {
    try {
      for await (const input of this.#input) {
        const row = readRow(input, this.taken, this.#rules);
        this.taken += 1;
        this.#digests.push(this.#work.journal.digestOf([input]));
        if (row.outcome !== undefined) this.#refused.push(row.outcome);
        else yield { index: row.index, row: row.values };
      }
    } catch (error) {
      // What was taken is still written.
      this.#failure = { error };
    }
  }

  /** What was put aside, and the digests, of the rows before an index. The rows after it are for the next file. */
  before(index: number): { refused: readonly Outcome[]; digests: readonly string[] } {
    const refused = this.#refused.filter((outcome) => outcome.index < index);
    this.#refused = this.#refused.filter((outcome) => outcome.index >= index);
    const count = this.#digests.length - (this.taken - index);
    return { refused, digests: this.#digests.splice(0, count) };
  }

  /** @throws What the input threw */
  check(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}

async function nextBatch(
  work: Work,
  { fields, target }: WriteContext,
  source: RowSource,
  rows: CheckedRows,
  number: number,
): Promise<Batch | undefined> {
  const { file, refused } = await fillFile(source, fields, target, undefined);
  // The row that did not fit begins the next file.
  const next = await source.peek();
  const aside = rows.before(next?.index ?? rows.taken);
  if (file === undefined && refused.length === 0 && aside.refused.length === 0) return undefined;
  const all = [...refused, ...aside.refused].sort((a, b) => a.index - b.index);
  const first = (next?.index ?? rows.taken) - aside.digests.length;
  return { number, file, refused: all, digest: work.journal.digestOf(aside.digests), first };
}

/** The outcomes of all rows of a batch. It rejects with nothing: what stops the writing is in `work.stopped`. */
async function settleBatch(work: Work, context: WriteContext, batch: Batch): Promise<readonly Outcome[]> {
  const { number, digest, refused, file, first } = batch;
  const outcomes: Outcome[] = [];
  const note = (line: Partial<ChunkLine>) => work.journal.note({ chunk: number, digest, ...line });
  const keep = async (written: AsyncIterable<Outcome> | Iterable<Outcome>) => {
    for await (const outcome of merged(refused, written)) outcomes.push(outcome);
  };
  const start: Start = { isSent: false, note };
  try {
    const state = await work.journal.chunk(number);
    if (state !== undefined && state.digest !== digest) {
      throw mismatch(work.journal.path, `the rows from ${first} on are others than before`);
    }
    if (state !== undefined && state.settled.size > 0) return restored(state, first);
    if (file === undefined) await keep([]);
    else {
      start.isSent = state?.job !== undefined || state?.startedAt !== undefined;
      const job =
        (state?.job as WriteState | undefined) ?? (await startJob(work, context, file, start, state?.startedAt));
      await keep(job === undefined ? lost(file, LOST_START) : await settled(work, job, file));
    }
    const isFinal = outcomes.every(({ status }) => status !== "notSent");
    const settledRows = outcomes.map((outcome) => [outcome.index - first, withoutIndex(outcome)] as const);
    if (isFinal) await note({ settled: settledRows, done: true });
  } catch (error) {
    work.stop(error);
    outcomes.length = 0;
    if (file === undefined) await keep([]);
    else if (start.isSent) await keep(lost(file, reasonOfStop(error)));
    else await keep(notSent(file, error));
  }
  return outcomes;
}

function restored({ settled }: ChunkState, first: number): Outcome[] {
  const places = [...settled].sort(([a], [b]) => a - b);
  return places.map(([place, outcome]) => ({ index: first + place, ...outcome }) as Outcome);
}

/** Whether a job that may have been started can be started again: the key says which rows it has written. */
async function mayStartAgain({ mode, key, ...work }: Work, startedAt: number): Promise<boolean> {
  if (mode === "create" && key?.isUnique !== true) return false;
  await work.pause(startedAt + JOB_TIME - work.clock.now());
  return true;
}

/** The start of a job, as the journal knows it. */
interface Start {
  /** Whether a job may have been started. */
  isSent: boolean;
  note(line: Partial<ChunkLine>): Promise<void>;
}

const LOST_START = "the response to the start of the job was lost";

/**
 * Uploads a file, and starts its job.
 * @param before When a job may have been started before
 * @returns `undefined` if nobody knows whether a job was started, and it must not be started again
 */
async function startJob(
  work: Work,
  context: WriteContext,
  file: FilledFile,
  start: Start,
  before: number | undefined,
): Promise<WriteState | undefined> {
  for (let startedAt = before; ; ) {
    if (startedAt !== undefined && !(await mayStartAgain(work, startedAt))) return undefined;
    work.check();
    const uploaded = await patiently(work, () => uploadFile(context, file, work.options), true);
    startedAt = work.clock.now();
    await start.note({ startedAt });
    start.isSent = true;
    try {
      const job = await patiently(work, () => startWriteJob(work.crm, uploaded, work.options), false);
      work.cost.calls += 2;
      work.cost.credits += 1 + credits.createBulkWriteJob;
      await start.note({ job });
      return job;
    } catch (error) {
      const failure = failureOf(error, work);
      if (failure === "lost" && work.stopped === undefined) continue;
      start.isSent = failure === "lost" || failure === "cut";
      if (!start.isSent) await start.note({ startedAt: 0 });
      throw error;
    }
  }
}

/** The outcomes of a job, which is waited for again if the connection is lost. */
async function settled(work: Work, job: WriteState, { signatures }: FilledFile): Promise<readonly Outcome[]> {
  const { signal } = work;
  return patiently(
    work,
    async () => {
      const outcomes: Outcome[] = [];
      const all = outcomesOfJob(work.crm, job, { signatures, ...(signal && { signal }) });
      for await (const outcome of all) outcomes.push(outcome);
      return outcomes;
    },
    true,
  );
}

function* lost({ target, runs, signatures }: FilledFile, problem: string): Generator<Outcome, void> {
  let at = 0;
  for (const index of indexesOf({ runs })) {
    yield outcomeOf(target, index, target.key === undefined ? undefined : signatures[at], { problem });
    at += 1;
  }
}

function* notSent(file: FilledFile, error: unknown): Generator<Outcome, void> {
  const [code, message] = [codeOfStop(error), reasonOfStop(error)];
  for (const index of indexesOf(file)) yield { index, status: "notSent", code, message };
}
