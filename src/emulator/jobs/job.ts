// Jobs: what a call starts and goes on after its answer, slice by slice, between the answers to others.

import type { UserCrm } from "../records/crm.js";
import type { Values } from "../values/values.js";
import type { Mapping } from "./bulk-mappings.js";

/** `ADDED` until the first slice is done. */
type JobState = "ADDED" | "IN PROGRESS" | "COMPLETED" | "FAILED";

interface StartedJob {
  readonly id: string;
  readonly createdTime: number;
  /** The user who started it, in whose name it works. */
  readonly createdBy: { readonly id: string; readonly name: string };
  readonly state: JobState;
}

export interface BulkReadJob extends StartedJob {
  readonly kind: "bulk read";
  /** As it was asked for. */
  readonly query: Values;
  readonly page: number;
  readonly fileType: "csv" | "ics";
  /** The address that is told of the end. */
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
  readonly mappings: readonly Mapping[];
  /** The field by which an update finds its record. */
  readonly findBy: string | undefined;
  /** Leave a field as it is where its cell is empty. */
  readonly ignoreEmpty: boolean | undefined;
  readonly callback: string | undefined;
  /** The address of the API, which gives out the result as well. */
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
  /** The records that were chosen when it began. */
  readonly ids: readonly string[];
  readonly values: unknown;
  /** Whether values that are there already are replaced. */
  readonly overwrite: boolean;
  readonly updated: number;
  readonly failed: number;
  readonly left: number;
}

/** Never changed in place. It has all that is needed to go on from where it is, but a bulk read begins anew. */
export type Job = BulkReadJob | BulkWriteJob | MassUpdateJob;

export const isOver = ({ state }: Job): boolean => state === "COMPLETED" || state === "FAILED";

/** What every new job has. */
export const newJob = ({ ids, now, user: { id, name } }: UserCrm): StartedJob => ({
  id: ids.next(),
  createdTime: now(),
  createdBy: { id, name },
  state: "ADDED",
});
