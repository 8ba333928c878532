/** The state of a bulk write: enough to continue it in another process. */
import type { ValueType } from "../../../schema/values/field-type.js";

/** How rows are written. */
export interface BulkWriteTarget {
  /** API name. */
  readonly module: string;
  readonly mode: "create" | "update" | "upsert";
  /**
   * API name of a unique field. `update` and `upsert` find records by it; `create` skips rows whose record is there
   * already. Outcomes are joined to rows by it. @default `id` for `update`; required for `upsert`
   */
  readonly key?: string;
  /**
   * Whether an empty or missing value leaves a field as it is. A CSV cannot tell the two apart: with `true`, rows of an
   * update that would clear a field are refused; with `false`, missing values clear fields as well. @default true
   */
  readonly ignoreEmpty?: boolean;
  /** Address that Zoho calls when a job has ended. Jobs are polled as well, less often. */
  readonly callback?: string;
}

/** A column of an uploaded file. */
export interface WrittenColumn {
  /** API name of its field. */
  readonly name: string;
  readonly type: ValueType;
  /** Its position in the file. */
  readonly index: number;
}

/** Rows that Zoho has in a file, before they are written. */
export interface UploadedFile extends BulkWriteTarget {
  readonly version: 1;
  readonly kind: "bulkWriteFile";
  /** Id of the file. */
  readonly fileId: string;
  readonly ignoreEmpty: boolean;
  /** The columns that are written. Zoho's result shows the first three. */
  readonly columns: readonly WrittenColumn[];
  /** Indexes of the rows in the input, in the order of the file: the first of each run, and its length. */
  readonly runs: readonly (readonly [first: number, count: number])[];
  /** A digest of what the result shows of the rows. */
  readonly digest: string;
}

/** A bulk write as JSON. Keep it whole, and pass it to `resumeJob`. */
export interface BulkWriteState {
  readonly version: 1;
  readonly kind: "bulkWrite";
}

/** What the JSON contains. */
export interface WriteState extends BulkWriteState, Omit<UploadedFile, "kind"> {
  /** Id of the job. */
  readonly id: string;
}

/** The indexes of the rows of a file. */
export function* indexesOf({ runs }: Pick<UploadedFile, "runs">): Generator<number, void> {
  for (const [first, count] of runs) for (let at = 0; at < count; at += 1) yield first + at;
}

export const rowsIn = ({ runs }: Pick<UploadedFile, "runs">): number => runs.reduce((sum, [, count]) => sum + count, 0);

/** The number of columns that a result shows of its rows. */
const SHOWN = 3;

/** The columns by which results and rows are compared: the key, else those that a result shows. */
export const comparedColumns = ({ columns, key }: Pick<UploadedFile, "columns" | "key">): readonly WrittenColumn[] =>
  key === undefined ? columns.slice(0, SHOWN) : columns.filter(({ name }) => name === key);

/** A lookup is written by its id. */
export const headerOf = ({ name, type }: Pick<WrittenColumn, "name" | "type">): string =>
  type === "lookup" ? `${name}.id` : name;

/**
 * What is compared of a row: its key, else a digest, so that many rows take little memory.
 * @param cells Those of the {@link comparedColumns}
 */
export const signatureOf = ({ key }: Pick<UploadedFile, "key">, cells: readonly string[]): string =>
  key === undefined ? new Digest().add(JSON.stringify(cells)).toString() : (cells[0] ?? "");

/** A digest of strings in their order, of 64 bits: enough to see that two lists are the same, not to keep a secret. */
export class Digest {
  #high = 0x811c9dc5;
  #low = 0xdeadbeef;

  add(text: string): this {
    for (let at = 0; at <= text.length; at += 1) {
      // The end of each string counts as well.
      const code = at < text.length ? text.charCodeAt(at) : 0x1_0000;
      this.#high = Math.imul(this.#high ^ code, 0x01000193);
      this.#low = Math.imul(this.#low ^ code, 0x5bd1e995) ^ (this.#low >>> 15);
    }
    return this;
  }

  toString(): string {
    return [this.#high, this.#low].map((part) => (part >>> 0).toString(16).padStart(8, "0")).join("");
  }
}
