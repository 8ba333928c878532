/** Jobs: work that a call starts and that continues after its response, slice by slice, between other calls. */

import type { UserCrm } from "../records/crm.js";
import type { Values } from "../values/values.js";
import type { Mapping } from "./bulk-mappings.js";

/** `ADDED` until the first slice is done. */
type JobState = "ADDED" | "IN PROGRESS" | "COMPLETED" | "FAILED";

interface StartedJob {
  readonly id: string;
  readonly createdTime: number;
  /** The user who started the job, in whose name it works. */
  readonly createdBy: { readonly id: string; readonly name: string };
  readonly state: JobState;
  /** The number of rows after which the job fails, as a test wants it. */
  readonly failsAfter?: number | undefined;
}

export interface BulkReadJob extends StartedJob {
  readonly kind: "bulk read";
  /** The query as requested. */
  readonly query: Values;
  readonly page: number;
  readonly fileType: "csv" | "ics";
  /** The address that the end of the job is reported to. */
  readonly callback: string | undefined;
  readonly result?: { readonly count: number; readonly more: boolean };
  readonly zip?: Uint8Array;
}

export interface BulkWriteJob extends StartedJob {
  readonly kind: "bulk write";
  readonly operation: "insert" | "update" | "upsert";
  readonly encoding: string;
  readonly module: string;
  readonly fileId: string;
  readonly fileName: string;
  /** The names of the columns. */
  readonly header: readonly string[];
  readonly mappings: readonly Mapping[];
  /** The field that an update finds its record by, and an insert those that are there already. */
  readonly findBy: string | undefined;
  /** Keep the value of a field if its cell is empty. */
  readonly ignoreEmpty: boolean | undefined;
  readonly callback: string | undefined;
  /** The address of the API, which also serves the result. */
  readonly apiUrl: string;
  readonly added: number;
  readonly updated: number;
  readonly skipped: number;
  /** The rows of the result so far, as CSV. */
  readonly lines: readonly string[];
  readonly zip?: Uint8Array;
}

export interface MassUpdateJob extends StartedJob {
  readonly kind: "mass update";
  readonly module: string;
  readonly cvid: unknown;
  /** The records selected at the start. */
  readonly ids: readonly string[];
  readonly values: unknown;
  /** Whether existing values are replaced. */
  readonly overwrite: boolean;
  readonly updated: number;
  readonly failed: number;
  readonly left: number;
}

/** Never changed in place. It holds all that is needed to resume, except that a bulk read starts again. */
export type Job = BulkReadJob | BulkWriteJob | MassUpdateJob;

export const isOver = ({ state }: Job): boolean => state === "COMPLETED" || state === "FAILED";

/** The members of every new job. @param fault What a test wants to happen to it */
export const newJob = (
  { ids, now, user: { id, name } }: UserCrm,
  fault?: { readonly jobFailsAfter?: number | undefined },
): StartedJob => ({
  ...(fault?.jobFailsAfter !== undefined && { failsAfter: fault.jobFailsAfter }),
  id: ids.next(),
  createdTime: now(),
  createdBy: { id, name },
  state: "ADDED",
});
