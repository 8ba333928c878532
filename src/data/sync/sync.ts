/** `syncRecords`: what was changed since a checkpoint. */
import { limits, notServed } from "../../../generated/limits.js";
import type { ModuleName, OrganizationModules } from "../../../generated/modules.js";
import { CrmError } from "../../core/errors/errors.js";
import { clockOf } from "../../core/lifetime/client-clock.js";
import type { ApiClient, ClientOf } from "../../core/operation.js";
import type { Cell } from "../../query/module.js";
import { countTests } from "../../query/where.js";
import type { AnyRow } from "../columns/normal-form.js";
import { markOf } from "../read/checkpoint.js";
import { type Params, paramsOf, type ReadParams } from "../read/params.js";
import { checkpointOf, progressOf, type Subject, type SyncCheckpoint } from "./checkpoint.js";
import { run, type Step } from "./run.js";
import { sourceOf } from "./source.js";
import { ZohoTime } from "./zoho-time.js";

/** What is synchronized. */
export interface SyncParams<M, C, R>
  extends Pick<ReadParams<M, C, "id", R>, "module" | "fields" | "where" | "schema" | "signal"> {
  /**
   * The last checkpoint that was stored. `"now"` reports nothing but a checkpoint, for the changes from now on: 1 credit.
   * @default every record is read
   */
  since?: SyncCheckpoint | "now" | undefined;
}

/** A change, with the checkpoint to store once it is applied. */
export type SyncChange<Row> =
  | {
      /** The record was created or changed, or is reported once more. */
      readonly change: "written";
      readonly row: Row;
      readonly checkpoint: SyncCheckpoint;
    }
  | {
      /** The record was deleted, or does not satisfy `where` any more: `deletedTime` is null then. */
      readonly change: "deleted";
      readonly id: string;
      readonly deletedTime: string | null;
      readonly checkpoint: SyncCheckpoint;
    }
  | {
      /** Nothing is to be applied. The last one is always this. */
      readonly change: "none";
      readonly checkpoint: SyncCheckpoint;
    };

/**
 * The changes of a module since a checkpoint, deletions included; without one, every record. Applied in this order, they
 * make a copy equal to the module. A change may be reported more than once; applying it again is harmless.
 *
 * Changes of formulas and rollup summaries alone are not seen, because they do not touch `Modified_Time`.
 *
 * @throws CrmError `INVALID_CHECKPOINT`, `INVALID_QUERY`, or `NO_WAY` for a module that COQL does not serve, at once. The loop
 *   throws `CHECKPOINT_TOO_OLD` if Zoho no longer lists all deletions since then, and what the calls throw
 * @example
 * const copy = new Map<string, object>();
 * let since: SyncCheckpoint | undefined;
 * for await (const change of syncRecords(crm, { module: "Leads", fields: ["Last_Name", "Email"], since })) {
 *   if (change.change === "written") copy.set(change.row.id, change.row);
 *   if (change.change === "deleted") copy.delete(change.id);
 *   since = change.checkpoint;
 * }
 */
export function syncRecords<const M extends ModuleName<R>, const C extends string, R = OrganizationModules>(
  crm: ClientOf<R>,
  params: SyncParams<M, C, R>,
): AsyncGenerator<SyncChange<{ [K in C | "id"]: Cell<M, K, R> }>, void, undefined> {
  const time = new ZohoTime(() => clockOf(crm).now());
  // The rows have the columns that were asked for.
  return syncBy(time, crm, params as object as SyncParams<string, string, object>) as AsyncGenerator<never, void>;
}

/** The same for any module. @param time What Zoho's time is known by */
export function syncBy(
  time: ZohoTime,
  crm: ApiClient,
  { since, ...asked }: SyncParams<string, string, object>,
): AsyncGenerator<SyncChange<AnyRow>, void> {
  const params = paramsOf(asked);
  checkServed(params);
  const { module, fields, mark, options } = params;
  const subject = { module, query: markOf(`${[...fields].sort().join()}|${mark}`) };
  const begun = since === undefined || since === null || since === "now" ? since : progressOf(subject, since);
  return changesOf(run(sourceOf(crm, params, time), begun ?? undefined, time), subject, options.signal);
}

/** The tests that find the changed records of one page. */
const OWN_TESTS = 4;

/** @throws CrmError if no query can find the changes */
function checkServed({ module, where }: Params): void {
  if (notServed.coql.includes(module)) {
    const message = `COQL does not serve ${module}, and its changes cannot be found otherwise; read it with readRecords`;
    throw new CrmError(message, { code: "NO_WAY", details: { module } });
  }
  const [count, most] = [where === undefined ? 0 : countTests(where), limits.coql.conditions - OWN_TESTS];
  if (count <= most) return;
  const message = `where has ${count} conditions, and COQL accepts ${most} beside those that find the changes`;
  throw new CrmError(message, { code: "INVALID_QUERY", details: { conditions: count } });
}

async function* changesOf(
  steps: AsyncIterable<Step>,
  subject: Subject,
  signal: AbortSignal | undefined,
): AsyncGenerator<SyncChange<AnyRow>, void> {
  for await (const { change, progress } of steps) {
    signal?.throwIfAborted();
    yield { ...change, checkpoint: checkpointOf(subject, progress) };
  }
}
