/** Settles the rows of one chunk: sends them, finds lost ones, and puts each step on record. */
import type { Answer } from "./answer.js";
import { type ChunkLine, mismatch, withoutIndex } from "./journal/lines.js";
import { recordsByKey } from "./look-up.js";
import type { Outcome } from "./outcome.js";
import { exists, noRecord, recover, unknown } from "./recover.js";
import { foldKey, identityOf, type Row } from "./rows.js";
import { sendRows } from "./send.js";
import { codeOfStop, reasonOfStop, type Work } from "./work.js";

/** Rows that are sent in one call. */
export interface Chunk {
  readonly number: number;
  readonly rows: readonly Row[];
  readonly digest: string;
  /** Whether the input did not end amid the chunk without saying so. What is left of one is not sent. */
  readonly isWhole: boolean;
}

/** Milliseconds until a row is sent again that Zoho rejected for now. */
const TEMPORARY_PAUSES = [2_000, 10_000, 30_000];

/**
 * Gives every row of a chunk its outcome. It never rejects: what ends the writing for all rows is in `work.stopped`.
 * @param before Resolves when earlier rows of the same records are settled
 */
export async function settleChunk(work: Work, chunk: Chunk, before: Promise<unknown>): Promise<void> {
  await before;
  try {
    if (chunk.isWhole && !(await resume(work, chunk))) {
      await sendAll(work, chunk);
      await record(work, chunk, chunk.rows, {});
    }
  } catch (error) {
    work.stop(error);
    await record(work, chunk, chunk.rows, {}).catch(() => undefined);
  }
  for (const row of chunk.rows) row.outcome ??= row.sentAt === undefined ? notSent(work, row) : unknown(work, row);
}

/** Takes what is known from before. @returns whether that is all */
async function resume({ journal, mode, key }: Work, { number, rows, digest }: Chunk): Promise<boolean> {
  const state = await journal.chunk(number);
  if (state === undefined) return false;
  const [first, last] = [rows[0]?.index ?? 0, rows.at(-1)?.index ?? 0];
  if (state.digest !== digest) throw mismatch(journal.path, `the rows ${first} to ${last} are others than before`);
  rows.forEach((row, place) => {
    const outcome = state.settled.get(place);
    if (outcome !== undefined) row.outcome = { index: row.index, ...outcome } as Outcome;
    const sent = state.sent.get(place);
    if (sent === undefined || row.outcome !== undefined) return;
    row.sentAt = sent.at;
    row.sends = 1;
    row.id ??= sent.id;
    // Where Zoho does not reject duplicates, a row is sent only if there is none.
    if (mode === "create" && key?.isUnique === false) row.isNew = true;
  });
  return rows.every(({ outcome }) => outcome !== undefined);
}

async function sendAll(work: Work, chunk: Chunk): Promise<void> {
  const notes = notesOf(work, chunk);
  for (let pauses = 0; ; ) {
    const open = chunk.rows.filter(({ outcome }) => outcome === undefined);
    const lost = open.filter(({ sentAt }) => sentAt !== undefined);
    if (lost.length > 0) {
      await recover(work, lost);
      continue;
    }
    const turn = nextTurn(work, chunk, open);
    if (turn.length === 0) return;
    const ready = await prepare(work, turn);
    if (ready.length === 0) continue;
    await sendRows(work, ready, notes);
    const isRejected = ready.some(({ outcome, sentAt }) => outcome === undefined && sentAt === undefined);
    if (!isRejected) continue;
    const pause = TEMPORARY_PAUSES[pauses];
    pauses += 1;
    if (pause === undefined) return;
    await work.pause(pause);
  }
}

/**
 * The rows that can be sent now: of each record only the first, so that their order counts. Of several that create or
 * delete the same record, the first one that succeeds is the only one.
 */
function nextTurn({ mode }: Work, { rows }: Chunk, open: readonly Row[]): readonly Row[] {
  const isOnce = mode === "create" || mode === "delete";
  const settled = new Map<string, Row>();
  if (isOnce) {
    for (const row of rows) {
      const identity = exactIdentity(row);
      if (identity === undefined) continue;
      const twin = settled.get(identity);
      if (row.outcome === undefined && twin !== undefined) row.outcome = outcomeOfTwin(row, twin);
      else if (isDecisive(row.outcome)) settled.set(identity, row);
    }
  }
  const taken = new Set<string>();
  return open.filter((row) => {
    if (row.outcome !== undefined) return false;
    const identity = identityOf(row);
    if (identity === undefined) return true;
    if (taken.has(identity)) return false;
    taken.add(identity);
    return true;
  });
}

/** Keys that differ in their case are one only if Zoho says so. */
const exactIdentity = ({ key, id }: Row): string | undefined =>
  key === undefined ? id && `id ${id}` : `key ${String(key).trim()}`;

/** Whether the outcome of a row decides that of later ones with the same key. */
const isDecisive = (outcome: Outcome | undefined): boolean =>
  outcome !== undefined && outcome.status !== "refused" && outcome.status !== "notSent";

function outcomeOfTwin({ index }: Row, { index: twin, outcome }: Row): Outcome {
  if (outcome?.status === "unknown") {
    const message = `row ${twin} has the same key, and nobody knows whether it was written`;
    return { index, status: "notSent", code: "SAME_KEY", message };
  }
  const id = outcome !== undefined && "id" in outcome ? outcome.id : undefined;
  return { index, status: "skipped", id, message: `row ${twin} has the same key` };
}

/** Looks up what must be known before rows are sent. @returns those that can be sent */
async function prepare(work: Work, turn: readonly Row[]): Promise<readonly Row[]> {
  const { key, mode } = work;
  if (key === undefined || mode === "upsert" || (mode === "create" && key.isUnique)) return turn;
  const asked = turn.filter((row) => row.id === undefined && !row.isNew);
  if (asked.length === 0) return turn;
  const keys = asked.flatMap((row) => row.key ?? []);
  const found = await recordsByKey(work, key, keys);
  for (const row of asked) {
    const records = found.get(foldKey(row.key)) ?? [];
    const [record] = records;
    if (mode === "create") {
      if (record === undefined) row.isNew = true;
      else row.outcome = exists(row.index, record.id);
    } else if (record === undefined) row.outcome = noRecord(row.index, key.field, "no record has this key");
    else if (records.length > 1) row.outcome = ambiguous(row, key.field, records.length);
    else row.id = record.id;
  }
  return turn.filter(({ outcome }) => outcome === undefined);
}

const ambiguous = ({ index }: Row, field: string, count: number): Outcome => ({
  index,
  status: "refused",
  code: "AMBIGUOUS_KEY",
  field,
  message: `${count} records have this key: write the row with an id`,
  id: undefined,
});

function notesOf(work: Work, chunk: Chunk) {
  const placeOf = (row: Row) => row.index - (chunk.rows[0]?.index ?? 0);
  return {
    async sent(rows: readonly Row[]): Promise<void> {
      const now = work.clock.now();
      for (const row of rows) {
        row.sentAt = now;
        row.sends += 1;
      }
      const ids = rows.some(({ id, key }) => id !== undefined && key !== undefined) && {
        ids: rows.map(({ id = null, key }) => (key === undefined ? null : id)),
      };
      const { number, digest } = chunk;
      const at = Math.min(...rows.map(({ doubt = now }) => doubt));
      await work.journal.note({ chunk: number, digest, sent: rows.map(placeOf), at, ...ids });
    },
    async freed(rows: readonly Row[]): Promise<void> {
      for (const row of rows) {
        row.sentAt = undefined;
        row.sends -= 1;
      }
      await work.journal.note({ chunk: chunk.number, digest: chunk.digest, freed: rows.map(placeOf) });
    },
    async answered(rows: readonly Row[], answers: readonly Answer[]): Promise<void> {
      rows.forEach((row, at) => {
        take(work, row, answers[at] ?? "lost");
      });
      const rejected = rows.filter(({ outcome, sentAt }) => outcome === undefined && sentAt === undefined);
      // The last call of a chunk is on record with all the rest.
      if (chunk.rows.every(({ outcome }) => outcome !== undefined)) return;
      await record(work, chunk, rows, rejected.length === 0 ? {} : { freed: rejected.map(placeOf) });
    },
  };
}

function take({ mode, key }: Work, row: Row, answer: Answer): void {
  if (answer === "lost") return;
  if (answer.status === "temporary") {
    row.sentAt = undefined;
    row.rejection = answer;
    return;
  }
  // After a response was lost, "no such record" is what a deletion that succeeded looks like.
  if (mode === "delete" && answer.status === "refused" && row.doubt !== undefined) return;
  const isDuplicate = answer.status === "refused" && answer.code === "DUPLICATE_DATA";
  if (
    mode === "create" &&
    isDuplicate &&
    answer.field === key?.field &&
    row.key !== undefined &&
    answer.id !== undefined
  ) {
    // After a response was lost, the record that is in the way is the row's own.
    const isOwn = row.doubt !== undefined && row.wasThere !== true;
    row.outcome = isOwn ? { index: row.index, status: "created", id: answer.id } : exists(row.index, answer.id);
  } else if (mode === "upsert" && answer.status === "updated" && row.wasThere === false) {
    row.outcome = { ...answer, status: "created" };
  } else row.outcome = answer;
}

/** Puts outcomes on record, except for those that a later writing can still change. */
async function record(work: Work, chunk: Chunk, rows: readonly Row[], more: Partial<ChunkLine>): Promise<void> {
  const first = chunk.rows[0]?.index ?? 0;
  const final = rows.flatMap((row) => {
    const { outcome, index } = row;
    return outcome === undefined || !isFinal(outcome, row) ? [] : [[index - first, withoutIndex(outcome)] as const];
  });
  const isDone = final.length === chunk.rows.length;
  if (final.length === 0 && more.freed === undefined) return;
  const { number, digest } = chunk;
  await work.journal.note({ chunk: number, digest, ...more, settled: final, ...(isDone && { done: true }) });
}

/** What was not sent can be sent later, and what can be looked up can be found later. */
const isFinal = ({ status }: Outcome, { id, key }: Row): boolean =>
  status !== "notSent" && (status !== "unknown" || (id === undefined && key === undefined));

function notSent({ stopped }: Work, { index, rejection }: Row): Outcome {
  if (rejection !== undefined || stopped === undefined) {
    const { code = "INPUT_FAILED", message = "the input failed before the row was sent" } = rejection ?? {};
    return { index, status: "notSent", code, message };
  }
  const { error } = stopped;
  return { index, status: "notSent", code: codeOfStop(error), message: reasonOfStop(error) };
}
