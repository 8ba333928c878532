/**
 * A synchronization: first every record by id, if it is the first one; then what was changed, by (Modified_Time, id); then
 * what was deleted. Each part finds what happened during the parts before it.
 */
import { limits } from "../../../generated/limits.js";
import { CrmError } from "../../core/errors/errors.js";
import type { AnyRow } from "../columns/normal-form.js";
import type { ReadCheckpoint } from "../read/checkpoint.js";
import { invalid, type Place, type Progress, timeText } from "./checkpoint.js";
import { allDeletions } from "./deletions.js";
import type { ChangedPage, Source } from "./source.js";
import { later, type ZohoTime } from "./zoho-time.js";

/** A change, and what was reported with it. */
export interface Step {
  readonly change:
    | { readonly change: "written"; readonly row: AnyRow }
    | { readonly change: "deleted"; readonly id: string; readonly deletedTime: string | null }
    | { readonly change: "none" };
  readonly progress: Progress;
}

type Part = AsyncGenerator<Step, Progress>;

/**
 * Yields the changes, and last a step without a change.
 * @param begun What was reported already; `undefined` for a full reading; `now` to report only what happens from now on
 * @throws CrmError `CHECKPOINT_TOO_OLD`, `INVALID_CHECKPOINT`, and what the calls throw
 */
export async function* run(
  source: Source,
  begun: Progress | "now" | undefined,
  time: ZohoTime,
): AsyncGenerator<Step, void> {
  if (begun === "now") {
    yield { change: { change: "none" }, progress: { ...(await beginning(source, time)), reading: undefined } };
    return;
  }
  let progress = begun ?? (await beginning(source, time));
  if (progress.reading !== undefined) progress = yield* everything(source, progress, progress.reading, time);
  progress = yield* changes(source, progress, time);
  progress = yield* deletions(source, progress, time);
  yield { change: { change: "none" }, progress };
}

/** What is not settled before the first record is read is looked at again afterwards. */
async function beginning(source: Source, time: ZohoTime): Promise<Progress> {
  await source.newest();
  const { settled } = time;
  return { reading: null, modified: laterPlace(undefined, settled), deleted: settled };
}

async function* everything(source: Source, begun: Progress, from: ReadCheckpoint | null, time: ZohoTime): Part {
  if (from !== null) await source.newest();
  checkAge(begun, time);
  const reading = source.all(from ?? undefined);
  for await (const row of reading) {
    yield { change: { change: "written", row }, progress: { ...begun, reading: reading.checkpoint() } };
  }
  return { ...begun, reading: undefined };
}

async function* changes(source: Source, begun: Progress, time: ZohoTime): Part {
  let place = begun.modified;
  let progress = begun;
  // Whether a record can still come in before the place.
  let isOpen = false;
  for (let page = await firstChanges(source, place, time); ; page = await source.changed(place)) {
    checkAge(begun, time);
    const { changed, isLast, settled } = page;
    for (const { id, time: at, isIn, row } of changed) {
      place = { time: at, id };
      if (!isOpen) {
        isOpen = settled === undefined || at >= settled;
        // The next synchronization reports again what is beyond the settled time.
        progress = { ...progress, modified: isOpen ? laterPlace(progress.modified, settled) : place };
      }
      if (row !== undefined) yield { change: { change: "written", row }, progress };
      else if (!isIn) yield { change: gone(id), progress };
    }
    if (isLast) return isOpen ? progress : { ...progress, modified: laterPlace(progress.modified, settled) };
  }
}

/** If nothing else tells Zoho's time, the newest record does, so that what is long past is settled. */
async function firstChanges(source: Source, after: Place | undefined, time: ZohoTime): Promise<ChangedPage> {
  const page = await source.changed(after);
  if (page.isLast || time.isTold) return page;
  await source.newest();
  return source.changed(after);
}

async function* deletions(source: Source, begun: Progress, time: ZohoTime): Part {
  const { deleted, settled } = await allDeletions((window) => source.deleted(begun.deleted, window));
  checkAge(begun, time);
  const sorted = [...deleted].sort(([, a], [, b]) => a - b);
  let progress = begun;
  for (let start = 0; start < sorted.length; start += limits.coql.values) {
    const some = sorted.slice(start, start + limits.coql.values);
    // A record that is there was restored.
    const existing = await source.existing(some.map(([id]) => id));
    for (const [id, at] of some) {
      const row = existing.get(id);
      const reached = settled === undefined ? undefined : Math.min(at, settled);
      progress = { ...progress, deleted: later(progress.deleted, reached) };
      yield { change: row === undefined ? gone(id, at) : { change: "written", row }, progress };
    }
  }
  return { ...progress, deleted: later(progress.deleted, settled) };
}

const gone = (id: string, at?: number) =>
  ({ change: "deleted", id, deletedTime: at === undefined ? null : timeText(at) }) as const;

/** Zoho's bin keeps deletions for this time, less what the clocks may differ. */
const KEPT = limits.records.recycleBinDays * 86_400_000 - 3_600_000;

/** @throws CrmError if deletions since this checkpoint may be missing from Zoho's list, or if it is none of this organization */
function checkAge({ modified, deleted }: Progress, time: ZohoTime): void {
  if ([modified?.time, deleted].some((at) => at !== undefined && time.isFuture(at))) {
    throw invalid("its time has not come yet at Zoho, so it is of another organization; begin with a full reading");
  }
  if (deleted === undefined || time.now - deleted <= KEPT) return;
  const days = limits.records.recycleBinDays;
  const since = new Date(deleted).toISOString().slice(0, 10);
  throw new CrmError(
    `the checkpoint is of ${since}, and Zoho lists the deletions of ${days} days only, so some may be missing: ` +
      "empty the copy, and synchronize without `since`",
    { code: "CHECKPOINT_TOO_OLD", details: { since, days } },
  );
}

function laterPlace(place: Place | undefined, time: number | undefined): Place | undefined {
  if (time === undefined || (place !== undefined && place.time >= time)) return place;
  return { time };
}
