/** What `writeRecords` takes and returns. */
import type { Triggers } from "../../../generated/models.js";
import type { FieldName, ModuleName, NewRecordOf, RecordChangeOf, RecordPatchOf } from "../../../generated/modules.js";
import type { Schema } from "../../schema/schema.js";
import type { Cost } from "../cost.js";
import type { Outcome } from "./outcome.js";

/** What becomes of the rows. */
export type WriteMode = "create" | "update" | "upsert" | "delete";

/** How rows are written: by calls of 100, or by bulk jobs. */
export type WriteWay = "calls" | "bulk";

/** Options of {@link writeRecords}. */
export interface WriteOptions<M, Mode extends WriteMode, Key> {
  /** API name of the module. */
  module: M;
  mode: Mode;
  /**
   * API name of the field that identifies a row: a unique one, or one by which Zoho finds duplicates, such as `Email`.
   * With it, exactly one record exists for each value at the end, although responses get lost. Rows to update or delete
   * need no id then.
   */
  key?: Key;
  /** @default the cheaper one, if the number of rows is known */
  via?: WriteWay;
  /** About how many rows there are, for the plan. @default the length of an array */
  rows?: number;
  /**
   * Path of a journal. If it exists, the writing resumes where it ended, with the same rows: what is settled is not sent
   * again. Needs Node.js.
   */
  checkpoint?: string;
  /** What Zoho runs for each row: `"workflow"`, `"approval"`, `"blueprint"`. @default all */
  trigger?: Triggers;
  /** The schema of the organization, instead of a call that reads the fields of the module. */
  schema?: Schema;
  /** Ends the writing. Every row that was taken still gets its outcome; then the iteration throws the signal's reason. */
  signal?: AbortSignal;
  /** Called whenever rows are settled. */
  onProgress?: (progress: WriteProgress) => void;
}

/** How far a writing is. */
export interface WriteProgress {
  /** Rows with an outcome, by status, and in all. */
  readonly settled: Readonly<Record<Outcome["status"], number>> & { readonly rows: number };
  /** How many rows there are, if it is known. */
  readonly of: number | undefined;
  /** Calls and credits so far, without retries. */
  readonly cost: Cost;
}

/** A row of `writeRecords`. */
export type WriteRow<M, Mode extends WriteMode, Key, R> = Mode extends "create"
  ? NewRecordOf<M, R>
  : Mode extends "upsert"
    ? NewRecordOf<M, R> | RecordChangeOf<M, R>
    : Mode extends "update"
      ? [Key] extends [never]
        ? RecordChangeOf<M, R>
        : RecordPatchOf<M, R> & { id?: string }
      : string | { readonly id: string } | (Key extends string ? { readonly [K in Key]: string | number } : never);

/** How rows will be written, and what that costs. */
export interface WritePlan {
  readonly via: WriteWay;
  /** Why, for a person. */
  readonly reason: string;
  /** How many rows there are, if it is known. */
  readonly rows: number | undefined;
  /** What it costs at most if no response is lost; `undefined` if the number of rows is not known. */
  readonly cost: Cost | undefined;
  readonly ways: {
    readonly calls: Cost | undefined;
    readonly bulk: Cost | undefined | { readonly impossible: string };
  };
}

/** Rows on their way. Iterating sends them, once. */
export interface Writing extends AsyncIterable<Outcome> {
  /** How the rows will be written. Sends nothing. */
  plan(): WritePlan;
}

/** A field of the module `M`, as a key. */
export type KeyOf<M extends ModuleName<R>, R> = FieldName<M, R> & string;
