/** Finds out what became of rows whose response was lost, before any of them is sent again. */
import { duplicateChecks } from "../../../generated/limits.js";
import { type Found, findIds, recordsByKey } from "./look-up.js";
import type { LookUp, Outcome } from "./outcome.js";
import { foldKey, hasOwnRows, type Row } from "./rows.js";
import type { Work } from "./work.js";

/** Milliseconds after which a request that arrived has been carried out, and shows in queries (unverified). */
const SETTLING = 5_000;
/** Milliseconds until the second look. What is not there then will not come. */
const SECOND_LOOK = 35_000;
/** How often a row is sent at most. */
const MOST_SENDS = 4;

/**
 * Gives each row its outcome, or leaves it without `sentAt`: then it can be sent again.
 * @param rows Rows with `sentAt`
 */
export async function recover(work: Work, rows: readonly Row[]): Promise<void> {
  for (const row of rows) {
    row.doubt ??= row.sentAt;
    if (isHopeless(work, row)) row.outcome = unknown(work, row);
  }
  const rest = rows.filter(({ outcome }) => outcome === undefined);
  if (rest.length === 0) return;
  await pauseUntil(work, rest, SETTLING);
  if (work.mode === "delete") await recoverDeleted(work, rest);
  else await recoverWritten(work, rest);
}

/** Whether nothing can be found out about the row, or has been tried often enough. */
function isHopeless({ mode, key }: Work, row: Row): boolean {
  if (row.sends >= MOST_SENDS) return true;
  if (row.id !== undefined) return mode !== "delete" && hasOwnRows(row);
  return key === undefined;
}

async function pauseUntil(work: Work, rows: readonly Row[], milliseconds: number): Promise<void> {
  const last = Math.max(...rows.map(({ sentAt = 0 }) => sentAt));
  await work.pause(last + milliseconds - work.clock.now());
}

async function recoverDeleted(work: Work, rows: readonly Row[]): Promise<void> {
  const ids = rows.flatMap(({ id }) => id ?? []);
  const since = Math.min(...rows.map(({ doubt = 0 }) => doubt));
  const { existing, deleted } = await findIds(work, ids, since);
  for (const row of rows) {
    const { index, id = "" } = row;
    if (existing.has(id)) row.sentAt = undefined;
    else if (deleted.has(id)) row.outcome = { index, status: "deleted", id };
    else row.outcome = noRecord(index, "id", `there is no record with this id, and none was deleted`);
  }
}

async function recoverWritten(work: Work, rows: readonly Row[]): Promise<void> {
  // Setting the same values twice is safe.
  for (const row of rows) if (row.id !== undefined) row.sentAt = undefined;
  for (const milliseconds of [SETTLING, SECOND_LOOK]) {
    const open = rows.filter(({ sentAt, outcome }) => sentAt !== undefined && outcome === undefined);
    const { key } = work;
    if (open.length === 0 || key === undefined) return;
    await pauseUntil(work, open, milliseconds);
    const found = await recordsByKey(
      work,
      key,
      open.flatMap((row) => row.key ?? []),
    );
    for (const row of open) {
      const [record] = found.get(foldKey(row.key)) ?? [];
      if (record !== undefined) settleFound(work, row, record);
    }
  }
  for (const row of rows) {
    if (row.sentAt === undefined || row.outcome !== undefined) continue;
    row.sentAt = undefined;
    row.isNew = true;
    row.wasThere = false;
  }
}

/** A record has the key: it is either the row's, or was there before. */
function settleFound(work: Work, row: Row, { id, createdBy = row.doubt ?? 0 }: Found): void {
  const { index } = row;
  row.wasThere ??= row.isNew ? false : createdBy < (row.doubt ?? 0);
  if (work.mode === "create") row.outcome = row.wasThere ? exists(index, id) : { index, status: "created", id };
  else if (hasOwnRows(row)) row.outcome = unknown(work, row);
  // Setting the same values twice is safe.
  else row.sentAt = undefined;
}

/** The outcome of a row whose record is there already. */
export const exists = (index: number, id: string | undefined): Outcome => ({
  index,
  status: "skipped",
  id,
  message: "a record with this key exists already",
});

/** The outcome of a row whose record is missing. */
export const noRecord = (index: number, field: string, message: string): Outcome => ({
  index,
  status: "refused",
  code: "NOT_FOUND",
  field,
  message,
  id: undefined,
});

/** The outcome of a row that was sent, and of which nothing more is known. */
export function unknown(work: Pick<Work, "module" | "key">, row: Row): Outcome {
  const lookUp = lookUpOf(work, row);
  const advice = lookUp === undefined ? "look for it by its values" : `look for ${lookUp.field}`;
  const message = `the row was sent, and the response was lost; before you write it again, ${advice}`;
  return { index: row.index, status: "unknown", message, lookUp };
}

function lookUpOf({ module, key }: Pick<Work, "module" | "key">, { id, values, ...row }: Row): LookUp | undefined {
  if (id !== undefined) return { module, field: "id", value: id };
  if (key !== undefined && row.key !== undefined) return { module, field: key.field, value: row.key };
  const checks: Readonly<Record<string, readonly string[]>> = duplicateChecks;
  const field = (Object.hasOwn(checks, module) ? checks[module] : undefined)?.find((name) =>
    Object.hasOwn(values, name),
  );
  const value = field === undefined ? undefined : values[field];
  return field === undefined || typeof value !== "string" || value === "" ? undefined : { module, field, value };
}
