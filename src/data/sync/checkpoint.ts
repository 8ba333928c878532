/** Where a synchronization is: what it goes by while it runs, and the JSON that a program keeps. */
import { CrmError } from "../../core/errors/errors.js";
import type { ReadCheckpoint } from "../read/checkpoint.js";

/** Where a synchronization is. It is JSON; store it whole, together with what was applied. */
export interface SyncCheckpoint {
  readonly version: 1;
  /** API name of the module. */
  readonly module: string;
}

/** What the JSON contains. */
interface SyncState extends SyncCheckpoint {
  /** A mark of `fields` and `where`, which must be the same. */
  readonly query: string;
  /** Where the first reading is; absent once it is complete. */
  readonly reading?: ReadCheckpoint | null;
  /** Changes before this time were reported. Null if the module was empty. */
  readonly modified: string | null;
  /** Of the changes at exactly this time, those of records up to this id. */
  readonly id?: string;
  /** Deletions before this time were reported. */
  readonly deleted: string | null;
}

/** A place in the order of (Modified_Time, id). */
export interface Place {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** The last record of that second that was reported; none if absent. */
  readonly id?: string | undefined;
}

/** What was reported. */
export interface Progress {
  /** Where the first reading is, null before its first record; `undefined` once it is complete. */
  readonly reading: ReadCheckpoint | null | undefined;
  readonly modified: Place | undefined;
  readonly deleted: number | undefined;
}

/** What a checkpoint is about. */
export interface Subject {
  readonly module: string;
  readonly query: string;
}

export function checkpointOf(subject: Subject, { reading, modified, deleted }: Progress): SyncCheckpoint {
  const state: SyncState = {
    version: 1,
    ...subject,
    ...(reading !== undefined && { reading }),
    modified: modified === undefined ? null : timeText(modified.time),
    ...(modified?.id !== undefined && { id: modified.id }),
    deleted: deleted === undefined ? null : timeText(deleted),
  };
  return state;
}

/** A time as checkpoints and changes have it. */
export const timeText = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

/** @throws CrmError `INVALID_CHECKPOINT` if it is not one of this module, these fields and this condition */
export function progressOf(subject: Subject, checkpoint: unknown): Progress {
  if (!isObject(checkpoint)) throw invalid("it is not an object; pass what a change had as `checkpoint`, as JSON");
  const { version, module, query, reading, modified, id, deleted } = checkpoint;
  if (version !== 1) throw invalid("this version of the package did not write it; begin with a full reading");
  if (module !== subject.module) {
    throw invalid(`it is of the module ${shown(module)}, not of ${subject.module}`, { module });
  }
  if (query !== subject.query) {
    const remedy = "pass the same ones, or begin with a full reading";
    throw invalid(`it was taken with other \`fields\`, or another \`where\`; ${remedy}`);
  }
  if (id !== undefined && !isDigits(id)) throw damaged();
  if (reading !== undefined && reading !== null && !isObject(reading)) throw damaged();
  const [modifiedTime, deletedTime] = [timeIn(modified), timeIn(deleted)];
  return {
    // The reading checks what is in it.
    reading: reading as object as ReadCheckpoint | null | undefined,
    modified: modifiedTime === undefined ? undefined : { time: modifiedTime, id },
    deleted: deletedTime,
  };
}

/**
 * The time before which every change was reported, in milliseconds since 1970; `undefined` if the module was empty.
 * @throws CrmError `INVALID_CHECKPOINT`
 */
export const reportedUntil = (checkpoint: SyncCheckpoint): number | undefined =>
  timeIn(Reflect.get(checkpoint, "modified"));

function timeIn(value: unknown): number | undefined {
  if (value === null) return undefined;
  const time = typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value) ? Date.parse(value) : NaN;
  if (Number.isNaN(time)) throw damaged();
  return time;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isDigits = (value: unknown): value is string => typeof value === "string" && /^\d+$/.test(value);

const shown = (value: unknown): string => (typeof value === "string" ? value.slice(0, 60) : typeof value);

export const invalid = (reason: string, details: Readonly<Record<string, unknown>> = {}): CrmError =>
  new CrmError(`since: the checkpoint cannot be used: ${reason}`, { code: "INVALID_CHECKPOINT", details });

const damaged = (): CrmError => invalid("it was changed, or cut off; begin with a full reading");
