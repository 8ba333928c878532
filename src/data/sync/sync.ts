/** `syncRecords`: what was changed since a checkpoint. */
import type { ModuleName, OrganizationModules } from "../../../generated/modules.js";
import { clockOf } from "../../core/lifetime/client-clock.js";
import type { ApiClient, ClientOf } from "../../core/operation.js";
import { columns } from "../../query/column.js";
import { type Condition, conditionOf, nodeOf } from "../../query/condition.js";
import type { Cell, Columns, Known } from "../../query/module.js";
import { whereText } from "../../query/where.js";
import { checkpointOf, progressOf, type Subject, type SyncCheckpoint } from "./checkpoint.js";
import { run, type Step } from "./run.js";
import { type SyncRow, sourceOf } from "./source.js";
import { ZohoTime } from "./zoho-time.js";

/** What is synchronized. */
export interface SyncOptions<M extends string, C extends readonly string[], R = OrganizationModules> {
  /** API name of the module. */
  module: M;
  /** The columns of the rows: fields, and paths through lookups. */
  fields: { [I in keyof C]: Known<C[I], M, R> };
  /** Only records that satisfy this: a function as in queries, or COQL. */
  where?: string | ((columns: Columns<M, R>) => Condition);
  /** The last checkpoint that was stored. @default none: every record is read */
  since?: SyncCheckpoint | undefined;
  /** Ends the synchronization with the signal's reason. */
  signal?: AbortSignal;
}

/** A change, with the checkpoint to store once it is applied. */
export type SyncChange<Row> =
  | {
      /** The record was created or changed, or is told once more. */
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
 * make a copy equal to the module. A change may be told more than once, so applying one again must do no harm.
 *
 * Changes of formulas and rollup summaries alone are not seen, because they do not touch `Modified_Time`.
 *
 * @throws CrmError `INVALID_CHECKPOINT`, `CHECKPOINT_TOO_OLD` if Zoho no longer lists all deletions since then, and what
 *   the calls throw
 * @example
 * const copy = new Map<string, object>();
 * let since: SyncCheckpoint | undefined;
 * for await (const change of syncRecords(crm, { module: "Leads", fields: ["Last_Name", "Email"], since })) {
 *   if (change.change === "written") copy.set(change.row.id, change.row);
 *   if (change.change === "deleted") copy.delete(change.id);
 *   since = change.checkpoint;
 * }
 */
export function syncRecords<const M extends ModuleName<R>, const C extends readonly string[], R = OrganizationModules>(
  crm: ClientOf<R>,
  options: SyncOptions<M, C, R>,
): AsyncGenerator<SyncChange<{ [K in C[number] | "id"]: Cell<M, K, R> }>, void, unknown> {
  const time = new ZohoTime(() => clockOf(crm).now());
  // The columns are checked by the compiler, in the type of the options.
  return syncBy(time, crm, options as object as AnySync) as AsyncGenerator<SyncChange<never>, void, unknown>;
}

/** The same for any module, whose columns the compiler does not know. */
interface AnySync {
  readonly module: string;
  readonly fields: readonly string[];
  readonly where?: string | ((columns: object) => Condition);
  readonly since?: unknown;
  readonly signal?: AbortSignal;
}

/** @param time What Zoho's time is known by */
export function syncBy(time: ZohoTime, crm: ApiClient, asked: AnySync): AsyncGenerator<SyncChange<SyncRow>, void> {
  const { module, fields, where, since, signal } = asked;
  const condition = conditionIn(where);
  const subject = { module, fields, where: condition === undefined ? "" : whereText(nodeOf(condition)) };
  const begun = since === undefined || since === null ? undefined : progressOf(subject, since);
  const source = sourceOf(crm, { ...subject, condition, options: signal === undefined ? {} : { signal } }, time);
  return changesOf(run(source, begun, time), subject, signal);
}

async function* changesOf(
  steps: AsyncIterable<Step>,
  subject: Subject,
  signal: AbortSignal | undefined,
): AsyncGenerator<SyncChange<SyncRow>, void> {
  for await (const { change, progress } of steps) {
    signal?.throwIfAborted();
    yield { ...change, checkpoint: checkpointOf(subject, progress) };
  }
}

function conditionIn(where: AnySync["where"]): Condition | undefined {
  if (where === undefined) return undefined;
  if (typeof where === "string") return conditionOf({ text: where });
  return conditionOf(nodeOf(where(columns)));
}
