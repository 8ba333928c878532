import { CrmError } from "../../core/errors/errors.js";
import type { ApiClient } from "../../core/operation.js";
import { type BulkRead, readHandle } from "./read-job.js";
import type { BulkReadState, ReadState } from "./read-state.js";
import type { BulkWriteState, WriteState } from "./write/state.js";
import { type BulkWriteJob, writeHandle } from "./write/write.js";

/** A row as a resumed job reads it: the columns that were asked for, and the id. */
export interface ResumedRow {
  readonly id: string;
  readonly [column: string]: unknown;
}

export interface ResumeOptions {
  /** Ends whatever waits. The job goes on. */
  signal?: AbortSignal;
}

/** The job of a JSON. */
export type ResumedJob<State> = State extends BulkReadState
  ? BulkRead<ResumedRow>
  : State extends BulkWriteState
    ? BulkWriteJob
    : BulkRead<ResumedRow> | BulkWriteJob;

/**
 * Continues a job, also in another process: waits for it, and reads what it has not read yet.
 *
 * @param json What the `toJSON()` of a job returned
 * @throws CrmError `INVALID_JOB` if it is something else
 * @example
 * const job = resumeJob(crm, JSON.parse(await readFile("job.json", "utf8")));
 * if (job.kind === "bulkRead") for await (const row of job.rows()) console.log(row.id);
 */
export function resumeJob<State>(crm: ApiClient, json: State, { signal }: ResumeOptions = {}): ResumedJob<State> {
  return jobOf(crm, json, signal) as ResumedJob<State>;
}

function jobOf(crm: ApiClient, json: unknown, signal: AbortSignal | undefined): BulkRead<object> | BulkWriteJob {
  if (!isObject(json)) throw invalidJob("it is not an object");
  if (json.version !== 1) throw invalidJob("its version is not 1, so a newer version of this package wrote it");
  switch (json.kind) {
    case "bulkRead":
      return readHandle(crm, readState(json), signal);
    case "bulkWrite":
      return writeHandle(crm, writeState(json), signal);
    default:
      throw invalidJob("its kind is neither bulkRead nor bulkWrite");
  }
}

type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === "string";
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isOptional =
  (test: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    value === undefined || test(value);
const isId = (value: unknown): boolean => isText(value) && /^\d+$/.test(value);

type Checks = Readonly<Record<string, (value: unknown) => boolean>>;

const READ: Checks = {
  id: isOptional(isId),
  page: isCount,
  row: isCount,
  done: (value) => typeof value === "boolean",
  query: (value) =>
    isObject(value) && isText(value.module) && Array.isArray(value.fields) && value.fields.every(isText),
  after: isOptional(isId),
  isCounted: isOptional((value) => typeof value === "boolean"),
  types: (value) => isObject(value) && Object.values(value).every(isText),
  fileType: (value) => value === "csv" || value === "ics",
  callback: isOptional(isText),
};

function readState(json: Members): ReadState {
  check(json, READ);
  // It was just checked.
  return json as object as ReadState;
}

const isColumn = (value: unknown): boolean =>
  isObject(value) && isText(value.name) && isText(value.type) && isCount(value.index);
const isRun = (value: unknown): boolean => Array.isArray(value) && value.length === 2 && value.every(isCount);

const WRITE: Checks = {
  id: isId,
  fileId: isText,
  module: isText,
  mode: (value) => value === "create" || value === "update" || value === "upsert",
  key: isOptional(isText),
  ignoreEmpty: (value) => typeof value === "boolean",
  callback: isOptional(isText),
  columns: (value) => Array.isArray(value) && value.every(isColumn),
  runs: (value) => Array.isArray(value) && value.every(isRun),
  digest: isText,
};

function writeState(json: Members): WriteState {
  check(json, WRITE);
  // It was just checked.
  return json as object as WriteState;
}

function check(json: Members, checks: Checks): void {
  for (const [name, test] of Object.entries(checks)) {
    const value = Object.hasOwn(json, name) ? json[name] : undefined;
    if (!test(value)) throw invalidJob(`its member ${name} is ${value === undefined ? "missing" : "not what it was"}`);
  }
}

const invalidJob = (why: string): CrmError =>
  new CrmError(`this cannot be resumed: ${why}. Pass what the toJSON() of a job returned`, { code: "INVALID_JOB" });
