/** The seam to writing records: what an import needs of it. */
import type { ApiClient } from "../../core/operation.js";
import type { Cost } from "../../data/cost.js";
import type { Outcome } from "../../data/write/outcome.js";
import { writeRecords } from "../../data/write/write-records.js";
import type { Schema } from "../../schema/schema.js";
import type { Mode } from "./modes.js";

/** What is written, and how. */
export interface WriteTask {
  readonly module: string;
  readonly mode: Mode;
  readonly key: string | undefined;
  readonly via: "calls" | "bulk" | undefined;
  /** About how many rows there are. */
  readonly rows: number;
  readonly schema: Schema;
}

/** What a writing that sends something needs as well. */
export interface Sending {
  /** Path of the journal. */
  readonly checkpoint: string;
  readonly signal: AbortSignal;
  /** Called with what it cost so far. */
  onCost(cost: Cost): void;
}

/** Writes records. Their fields come from a file, so the compiler knows none of them. */
export function write(
  crm: ApiClient,
  records: AsyncIterable<object>,
  task: WriteTask,
  { onCost, ...sending }: Sending,
): AsyncIterable<Outcome> {
  const onProgress = ({ cost }: { readonly cost: Cost }) => onCost(cost);
  return writeRecords(crm, records as AsyncIterable<never>, { ...optionsOf(task), ...sending, onProgress } as never);
}

/** What writing costs, if no response is lost; `undefined` if that is not known. */
export const costOf = (crm: ApiClient, task: WriteTask): Cost | undefined =>
  writeRecords(crm, [] as never[], optionsOf(task) as never).plan().cost;

const optionsOf = ({ key, via, ...task }: WriteTask) => ({
  ...task,
  ...(key !== undefined && { key }),
  ...(via !== undefined && { via }),
});
