/** The outcomes of a bulk write job: it is waited for, and its result is read. */
import type { BulkWriteFile, BulkWriteJob } from "../../../../generated/models.js";
import { getBulkWriteJob } from "../../../../generated/operations/bulk-write.js";
import { isCrmError } from "../../../core/errors/errors.js";
import type { ApiClient } from "../../../core/operation.js";
import type { Outcome } from "../../write/outcome.js";
import { hasCompleted, hasFailed, reasonIn } from "../job-errors.js";
import { type JobName, looks, type WaitOptions } from "../poll.js";
import { resultRows } from "../result-rows.js";
import { downloadResult } from "./job.js";
import { type Joined, join, type ResultRow, readResult } from "./result.js";
import { indexesOf, rowsIn, type UploadedFile, type WriteState } from "./state.js";

/** A look at a job of a bulk write. */
export interface BulkWriteStep {
  /** Id of the job. */
  readonly id: string;
  /** Zoho's word, such as `IN PROGRESS`. */
  readonly state: string;
  /** The number of rows that the job has written or skipped, as far as Zoho says it. */
  readonly rows: number | undefined;
  /** The number of rows in its file. */
  readonly of: number;
}

/** What helps to settle rows. */
export interface SettleOptions extends WaitOptions {
  /** What is compared of the rows with the result, in the order of the file. */
  signatures?: readonly string[];
  /** Is called at each look at the job. */
  onStep?: (step: BulkWriteStep) => void | Promise<void>;
}

/** The maximum size of a result, in bytes: it has three columns of 25,000 rows. */
const MAX_RESULT = 2 ** 30;
/** How often a result is downloaded that cannot be read, or whose connection was lost. */
const MAX_DOWNLOADS = 3;

/** Follows a job until it has ended. @throws CrmError as {@link looks} */
export async function* writeSteps(
  crm: ApiClient,
  state: WriteState,
  options: WaitOptions,
): AsyncGenerator<{ step: BulkWriteStep; job: BulkWriteJob }, void, undefined> {
  const { id, callback } = state;
  const { signal } = options;
  const look = () => getBulkWriteJob(crm, { id }, signal && { signal });
  for await (const job of looks(crm, nameOf(state), callback !== undefined, look, options)) {
    const { total_count: rows } = job.resource?.[0]?.file ?? {};
    yield { step: { id, state: job.status, rows, of: rowsIn(state) }, job };
    if (hasCompleted(job.status) || hasFailed(job.status)) return;
  }
}

const nameOf = ({ id }: WriteState): JobName => ({ kind: "bulk write", id });

/**
 * Waits for a job, and says what became of each row of its file, in the order of the input. Rows whose outcome Zoho does not
 * say are `unknown`.
 *
 * @throws CrmError `WAIT_TIMEOUT`, TransportError, or the signal's reason: the job goes on, and can be waited for again
 */
export async function* outcomesOfJob(
  crm: ApiClient,
  state: WriteState,
  { signatures, onStep, ...wait }: SettleOptions = {},
): AsyncGenerator<Outcome, void, undefined> {
  let last: BulkWriteJob | undefined;
  let problem: string | undefined;
  try {
    for await (const { step, job } of writeSteps(crm, state, wait)) {
      await onStep?.(step);
      last = job;
    }
  } catch (error) {
    if (!isCrmError(error) || error.code !== "JOB_NOT_FOUND") throw error;
    problem = error.message;
  }
  const results = last === undefined ? undefined : await resultOf(crm, state, last, wait);
  if (results === undefined || "problem" in results) {
    const told = problem ?? results?.problem ?? "";
    yield* settled(
      state,
      signatures,
      Array.from({ length: rowsIn(state) }, () => ({ problem: told })),
    );
    return;
  }
  yield* settled(state, signatures, join(file(state), signatures, results.rows, countsOf(last)));
}

const file = (state: WriteState): UploadedFile => ({ ...state, kind: "bulkWriteFile" });

const countsOf = (job: BulkWriteJob | undefined): BulkWriteFile | undefined => job?.resource?.[0]?.file;

/** The rows of the result, or why there are none for good. */
async function resultOf(
  crm: ApiClient,
  state: WriteState,
  job: BulkWriteJob,
  { signal }: WaitOptions,
): Promise<{ rows: ResultRow[] } | { problem: string }> {
  const name = nameOf(state);
  const failed = hasCompleted(job.status)
    ? ""
    : `the job ${state.id} ended as ${job.status}: ${reasonIn(job) ?? reasonIn(job.resource?.[0] ?? {}) ?? "Zoho gives no reason"}`;
  if (failed !== "" && job.result?.download_url === undefined) return { problem: failed };
  for (let attempt = 1; ; attempt += 1) {
    try {
      const download = await downloadResult(crm, job, signal === undefined ? {} : { signal });
      if (download === undefined) {
        return {
          problem:
            failed || `the result of the job ${state.id} is gone: Zoho keeps results for about a day (unverified)`,
        };
      }
      return { rows: await readResult(name, file(state), resultRows(name, download, MAX_RESULT)) };
    } catch (error) {
      if (!isCrmError(error)) throw error;
      const isLost = isCrmError(error, "Transport") && error.retryable;
      const isBad = error.code === "INVALID_RESULT";
      if (attempt < MAX_DOWNLOADS && (isLost || isBad)) continue;
      if (!isBad) throw error;
      return { problem: failed || error.message };
    }
  }
}

function* settled(
  state: WriteState,
  signatures: readonly string[] | undefined,
  joined: readonly Joined[],
): Generator<Outcome, void> {
  let at = 0;
  for (const index of indexesOf(state)) {
    const one = joined[at] ?? { problem: "the result lacks the row" };
    const value = state.key === undefined ? undefined : signatures?.[at];
    at += 1;
    yield outcomeOf(state, index, value, one);
  }
}

/** @param value The row's value of the key */
export function outcomeOf(
  target: Pick<WriteState, "module" | "mode" | "key">,
  index: number,
  value: string | undefined,
  joined: Joined,
): Outcome {
  if ("problem" in joined) return unknown(target, index, value, joined.problem);
  const { status, id, errors } = joined;
  switch (status) {
    case "added":
    case "updated":
      return id === ""
        ? unknown(target, index, value, `the result says ${status}, and names no record`)
        : { index, status: status === "added" ? "created" : "updated", id };
    case "skipped":
      return skipped(target, index, id === "" ? undefined : id, errors);
    case "unprocessed":
      return { index, status: "notSent", code: "UNPROCESSED", message: "the job ended before it came to the row" };
    default:
      return unknown(target, index, value, "the result has a status that is not known");
  }
}

function skipped(
  { mode, key }: Pick<WriteState, "mode" | "key">,
  index: number,
  id: string | undefined,
  errors: string,
): Outcome {
  const [{ code, fields } = { code: undefined, fields: [] }, ...others] = rowErrors(errors);
  const [field] = fields;
  const isThere = code === undefined || (code === "DUPLICATE_DATA" && (field === undefined || field === key));
  if (mode === "create" && key !== undefined && isThere) {
    return { index, status: "skipped", id, message: `a record with the same ${key} exists` };
  }
  const more = others.map((one) => [one.code, ...one.fields].join(" ")).join(", ");
  const place = fields.length > 0 ? ` in ${fields.join(", ")}` : "";
  const message =
    code === undefined
      ? "Zoho skipped the row, and gives no reason"
      : `Zoho refused the row: ${code}${place}${more && `; ${more}`}`;
  return { index, status: "refused", code: code ?? "SKIPPED", field, message, id };
}

/** The errors of a row, as `CODE-field,field:CODE-field`. */
export function rowErrors(text: string): { code: string; fields: string[] }[] {
  const errors: { code: string; fields: string[] }[] = [];
  for (const part of text.split(":").filter((one) => one.trim() !== "")) {
    const [, code, names] = /^\s*([A-Z][A-Z\d_]*)\s*(?:-(.*))?$/s.exec(part) ?? [];
    const last = errors.at(-1);
    // A part that is not a code names the field of the one before.
    if (code === undefined && last !== undefined) last.fields.push(...fieldsIn(part));
    else errors.push({ code: code ?? "INVALID_DATA", fields: fieldsIn(names ?? "") });
  }
  return errors;
}

/** A column of a lookup is named by the lookup and the field that finds its record. */
const fieldsIn = (names: string): string[] =>
  names
    .split(",")
    .map((name) => name.trim().replace(/\..*$/s, ""))
    .filter((name) => name !== "");

function unknown(
  { module, key }: Pick<WriteState, "module" | "key">,
  index: number,
  value: string | undefined,
  message: string,
): Outcome {
  const lookUp = key === undefined || value === undefined ? undefined : { module, field: key, value };
  return { index, status: "unknown", message, lookUp };
}
