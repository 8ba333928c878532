/** Looks for changes of a module that no notification told, or that no handler finished. */
import { CrmError, isCrmError } from "../../core/errors/errors.js";
import { clockOf } from "../../core/lifetime/client-clock.js";
import type { AnyRow } from "../../data/columns/normal-form.js";
import { reportedUntil, type SyncCheckpoint } from "../../data/sync/checkpoint.js";
import { syncBy } from "../../data/sync/sync.js";
import { ZohoTime } from "../../data/sync/zoho-time.js";
import type { Schema } from "../../schema/schema.js";
import { deliver, type Found, type Handling } from "../handling.js";
import type { Watched } from "./watched.js";

/** Milliseconds for which a checkpoint is kept: longer than it can be used, so that a useless one is reported. */
const CHECKPOINT_LIFE = 400 * 86_400_000;

/** What makes a checkpoint useless. */
const USELESS: readonly string[] = ["CHECKPOINT_TOO_OLD", "INVALID_CHECKPOINT"];

/**
 * Delivers what happened since the checkpoint, which moves on once everything was handled. Without a checkpoint, changes
 * count from now on.
 * @param report Called if changes may be missing because the checkpoint is of no use
 * @throws CrmError `NO_WAY` if COQL does not serve the module; `HANDLER_FAILED`; what the calls and the store throw
 */
export async function checkModule(
  handling: Handling,
  watched: Watched,
  signal: AbortSignal,
  report: (problem: CrmError) => void,
): Promise<void> {
  const text = await handling.store.get(watched.checkpointKey);
  if (text === undefined) return begin(handling, watched, signal);
  try {
    await deliverSince(handling, watched, checkpointIn(text), signal);
  } catch (error) {
    if (!isCrmError(error) || !USELESS.includes(error.code)) throw error;
    await begin(handling, watched, signal);
    report(changesMissed(watched.module, error));
  }
}

/** Stores the first checkpoint, if there is none. @throws CrmError as {@link checkModule} does */
export async function beginModule(handling: Handling, watched: Watched, signal: AbortSignal): Promise<void> {
  if ((await handling.store.get(watched.checkpointKey)) === undefined) await begin(handling, watched, signal);
}

async function begin({ crm, store }: Handling, { module, checkpointKey }: Watched, signal: AbortSignal): Promise<void> {
  for await (const { checkpoint } of changesSince(new ZohoTime(() => clockOf(crm).now()), crm, module, "now", signal)) {
    await store.set(checkpointKey, JSON.stringify(checkpoint), CHECKPOINT_LIFE);
  }
}

/**
 * The checkpoint is stored at the end only: records that were created before the change that a check has come to, and
 * changed after it, would look old to a check that begins there.
 */
async function deliverSince(
  handling: Handling,
  watched: Watched,
  since: SyncCheckpoint,
  signal: AbortSignal,
): Promise<void> {
  const { crm, store } = handling;
  const time = new ZohoTime(() => clockOf(crm).now());
  const start = reportedUntil(since);
  for await (const change of changesSince(time, crm, watched.module, since, signal)) {
    const happened =
      change.change === "written"
        ? written(change.row, start)
        : change.change === "deleted"
          ? [{ id: change.id, operation: "delete" as const, time: timeIn(change.deletedTime) }]
          : [];
    for (const one of happened.filter(({ operation }) => watched.operations.has(operation))) {
      // Without a time of Zoho's, nobody knows what was seen.
      const seen = time.isTold ? time.now : undefined;
      await delivered(handling, { ...watched, ...one, fields: [], source: "check", seen });
      signal.throwIfAborted();
    }
    if (change.change === "none")
      await store.set(watched.checkpointKey, JSON.stringify(change.checkpoint), CHECKPOINT_LIFE);
  }
}

type Happened = Pick<Found, "id" | "operation" | "time">;

/** What became of a record that is there. @param start Records created before then were reported */
function written({ id, Created_Time, Modified_Time }: AnyRow, start: number | undefined): readonly Happened[] {
  const [created, modified] = [timeIn(Created_Time), timeIn(Modified_Time)];
  const isNew = created !== undefined && (start === undefined || created >= start);
  const isChanged = !isNew || modified === undefined || modified > created;
  return [
    ...(isNew ? [{ id, operation: "insert" as const, time: created }] : []),
    ...(isChanged ? [{ id, operation: "update" as const, time: modified }] : []),
  ];
}

function timeIn(value: unknown): number | undefined {
  const time = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

async function delivered(handling: Handling, found: Found): Promise<void> {
  try {
    await deliver(handling, found);
  } catch (cause) {
    if (isCrmError(cause)) throw cause;
    const { module, operation, id } = found;
    throw new CrmError(`onEvent failed for the ${operation} of ${id} in ${module}; the next check delivers it again`, {
      code: "HANDLER_FAILED",
      details: { module, operation, id },
      cause,
    });
  }
}

const COLUMNS = ["Created_Time", "Modified_Time"];

function changesSince(
  time: ZohoTime,
  crm: Handling["crm"],
  module: string,
  since: SyncCheckpoint | "now",
  signal: AbortSignal,
) {
  return syncBy(time, crm, { module, fields: COLUMNS, since, signal, schema: schemaOf(module) });
}

/** Every module has these columns, so Zoho need not be asked for them. */
const schemaOf = (module: string): Schema => ({
  format: 1,
  profile: null,
  fieldMembers: [],
  modules: { [module]: { module: {}, fields: {}, layouts: [], related_lists: [] } },
  leftOut: {},
  ids: {},
});

function checkpointIn(text: string): SyncCheckpoint {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CrmError("the checkpoint is not JSON", { code: "INVALID_CHECKPOINT", cause });
  }
}

const changesMissed = (module: string, cause: CrmError): CrmError =>
  new CrmError(
    `changes of ${module} may be missing, because the last check cannot be continued (${cause.message}): ` +
      "compare your copy with the module, for example by readRecords; checks go on from now",
    { code: "CHANGES_MISSED", details: { module }, cause },
  );
