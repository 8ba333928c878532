/** Joins the result of a bulk write to the rows that were written. It never guesses. */
import type { BulkWriteFile } from "../../../../generated/models.js";
import { badResult } from "../job-errors.js";
import type { JobName } from "../poll.js";
import type { Cells } from "../result-rows.js";
import { comparedColumns, Digest, headerOf, rowsIn, signatureOf, type UploadedFile } from "./state.js";

/** What the result says of a row. */
export interface ResultRow {
  readonly signature: string;
  /** In lower case: `added`, `updated`, `skipped`, `unprocessed`. */
  readonly status: string;
  readonly id: string;
  readonly errors: string;
}

/** What became of a row: what the result says, or why that is not known. */
export type Joined = ResultRow | { readonly problem: string };

/** Reads the rows of a result. @throws CrmError `INVALID_RESULT` if it is not one */
export async function readResult(
  job: JobName,
  file: UploadedFile,
  batches: AsyncIterable<readonly Cells[]>,
): Promise<ResultRow[]> {
  let read: ((cells: Cells) => ResultRow) | undefined;
  const rows: ResultRow[] = [];
  for await (const batch of batches) {
    for (const cells of batch) {
      if (read === undefined) read = resultReader(job, file, cells);
      else rows.push(read(cells));
    }
  }
  if (read === undefined) throw badResult(job, "is empty");
  return rows;
}

/** Finds the columns by the header. */
function resultReader(job: JobName, file: UploadedFile, header: Cells): (cells: Cells) => ResultRow {
  const place = (name: string): number => header.findLastIndex((text) => text.trim().toUpperCase() === name);
  const [status, id, errors] = [place("STATUS"), place("RECORD_ID"), place("ERRORS")];
  if (status === -1 || id === -1 || errors === -1) {
    throw badResult(job, "lacks one of the columns STATUS, RECORD_ID and ERRORS");
  }
  const shown = header.slice(0, Math.min(status, id, errors));
  const places = comparedColumns(file).map((column) => {
    const { name } = column;
    const found = shown.findIndex((text) => [name, headerOf(column)].includes(text.trim()));
    if (found === -1) throw badResult(job, `lacks the column ${name}`);
    return found;
  });
  return (cells) => ({
    signature: signatureOf(
      file,
      places.map((at) => cells[at] ?? ""),
    ),
    status: (cells[status] ?? "").trim().toLowerCase(),
    id: (cells[id] ?? "").trim(),
    errors: (cells[errors] ?? "").trim(),
  });
}

/**
 * What became of each row, in the order of the file.
 * @param signatures What is compared of the rows; without it, only a result in the order of the file can be joined
 */
export function join(
  file: UploadedFile,
  signatures: readonly string[] | undefined,
  results: readonly ResultRow[],
  counts: BulkWriteFile | undefined,
): Joined[] {
  const rows = rowsIn(file);
  const joined = inOrder(file, rows, results) ? [...results] : bySignature(rows, signatures, results);
  const missing = joined.filter((one) => "problem" in one).length;
  const wrong = disagreeing(results, counts, missing);
  if (wrong.size === 0) return joined;
  const problem = `the job counts ${[...wrong].map(([status, count]) => `${count} rows as ${status}`).join(", ")}, and its result shows another number`;
  return joined.map((one) => ("status" in one && wrong.has(one.status) ? { problem } : one));
}

/** Whether the result has all rows in the order of the file. */
function inOrder(file: UploadedFile, rows: number, results: readonly ResultRow[]): boolean {
  if (results.length !== rows) return false;
  const digest = new Digest();
  for (const { signature } of results) digest.add(signature);
  return digest.toString() === file.digest;
}

function bySignature(rows: number, signatures: readonly string[] | undefined, results: readonly ResultRow[]): Joined[] {
  if (signatures === undefined) {
    const problem = "the result does not have the rows in the order of the file: pass the rows to tell them apart";
    return Array.from({ length: rows }, () => ({ problem }));
  }
  const [wanted, found] = [new Map<string, number>(), new Map<string, ResultRow[]>()];
  for (const signature of signatures) wanted.set(signature, (wanted.get(signature) ?? 0) + 1);
  for (const result of results) {
    const same = found.get(result.signature);
    if (same === undefined) found.set(result.signature, [result]);
    else same.push(result);
  }
  return signatures.map((signature) => {
    const same = found.get(signature) ?? [];
    const [first] = same;
    if (first === undefined) return { problem: "the result lacks the row" };
    const isClear = same.length === wanted.get(signature) && same.every((one) => isSame(one, first));
    return isClear ? first : { problem: "the result does not tell several rows with the same values apart" };
  });
}

const isSame = (one: ResultRow, other: ResultRow): boolean =>
  one.status === other.status && one.id === other.id && one.errors === other.errors;

/**
 * The statuses whose number in the result is not what the job counts, unless the rows that the result lacks explain the
 * difference.
 */
function disagreeing(
  results: readonly ResultRow[],
  counts: BulkWriteFile | undefined,
  missing: number,
): Map<string, number> {
  const counted = [
    ["added", counts?.added_count],
    ["updated", counts?.updated_count],
    ["skipped", counts?.skipped_count],
  ] as const;
  const wrong = new Map<string, number>();
  let lacking = 0;
  let isMore = false;
  for (const [status, count] of counted) {
    if (count === undefined || count === null) continue;
    const difference = count - results.filter((result) => result.status === status).length;
    if (difference === 0) continue;
    wrong.set(status, count);
    lacking += difference;
    isMore ||= difference < 0;
  }
  return !isMore && lacking <= missing ? new Map() : wrong;
}
