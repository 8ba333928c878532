/** A bulk read under way: its jobs one after the other, a page each. */
import { limits } from "../../../generated/limits.js";
import type { BulkReadJob, BulkReadResult } from "../../../generated/models.js";
import { createBulkReadJob, downloadBulkReadResult, getBulkReadJob } from "../../../generated/operations/bulk-read.js";
import type { Download } from "../../core/download/download.js";
import { CrmError, isCrmError } from "../../core/errors/errors.js";
import type { ApiClient, RequestOptions } from "../../core/operation.js";
import { hasCompleted, hasFailed, isLost, jobFailed, resultGone } from "./job-errors.js";
import { pageRows } from "./page-rows.js";
import { type JobName, looks, type WaitOptions, withSignal } from "./poll.js";
import { type BulkReadState, bodyOf, countedPage, pageAfter, type ReadState } from "./read-state.js";

/** A look at a job of a bulk read. */
export interface BulkReadStep {
  /** Id of the job. */
  readonly id: string;
  /** Number of the page that the job exports, from 1. */
  readonly page: number;
  /** Zoho's word, such as `IN PROGRESS`. */
  readonly state: string;
  /** The number of rows of the page, once the job has completed. */
  readonly rows: number | undefined;
  /** Whether another page follows, once the job has completed. It costs another job. */
  readonly isLast: boolean | undefined;
}

/** A bulk read. It has one position: each loop goes on where the last one ended. */
export interface BulkRead<Row> {
  readonly kind: "bulkRead";
  /** Id of the present job; `undefined` between two pages. */
  readonly id: string | undefined;
  /**
   * Follows the present job until it has completed, with pauses of 2 to 60 seconds.
   * @throws CrmError `JOB_FAILED`, `JOB_SKIPPED`, `JOB_NOT_FOUND`, or `WAIT_TIMEOUT`, after which the job goes on
   */
  progress(options?: WaitOptions): AsyncIterable<BulkReadStep>;
  /**
   * The rows of all pages. It waits for the present job, and starts one for each further page.
   * @throws CrmError as `progress`; `RESULT_EXPIRED`; `INVALID_RESULT`; `OUTCOME_UNKNOWN` if the start of a job was lost
   */
  rows(options?: WaitOptions): AsyncIterable<Row>;
  /** The archive of the present job, once it has completed. */
  download(options?: WaitOptions): Promise<Download>;
  /** Where it is, for `resumeJob`. */
  toJSON(): BulkReadState;
}

/** The same, with what its JSON contains. */
export interface ReadHandle extends BulkRead<object> {
  toJSON(): ReadState;
}

const WAY_OUT = "Nothing was changed: start another bulk read";

/** Starts the job of the present page. @throws CrmError `OUTCOME_UNKNOWN`, or what Zoho refuses */
export async function startReadJob(crm: ApiClient, state: ReadState, options: RequestOptions): Promise<ReadState> {
  const { data } = await createBulkReadJob(crm, { body: bodyOf(state) }, options).catch((error: unknown) => {
    throw isLost(error) && isCrmError(error) ? startLost(error) : error;
  });
  const [outcome] = data;
  if (outcome?.status === "success") return { ...state, id: outcome.details.id };
  const { code = "INVALID_RESPONSE", message = "the response names no job", details = {} } = outcome ?? {};
  throw new CrmError(`bulkRead.create: ${message}`, { code, operation: "createBulkReadJob", details });
}

const startLost = (cause: CrmError): CrmError =>
  new CrmError(
    "the response to the start of a bulk read job was lost: a job may be running, which costs credits and changes nothing. Start it again",
    { code: "OUTCOME_UNKNOWN", operation: "createBulkReadJob", cause },
  );

/** A handle at a position. @param signal Ends everything that waits */
export function readHandle(crm: ApiClient, start: ReadState, signal: AbortSignal | undefined): ReadHandle {
  let present = start;
  const own = withSignal(signal);
  const waiting = (options: WaitOptions): WaitOptions => ({ ...own, ...options });

  const begin = async (): Promise<string> => {
    present = present.id === undefined ? await startReadJob(crm, present, own) : present;
    return present.id ?? "";
  };

  async function* steps(options: WaitOptions): AsyncGenerator<{ step: BulkReadStep; job: BulkReadJob }> {
    const { page, callback } = present;
    const id = await begin();
    const name: JobName = { kind: "bulk read", id };
    const look = async () => (await getBulkReadJob(crm, { id }, withSignal(options.signal)))?.data[0];
    for await (const job of looks(crm, name, callback !== undefined, look, options)) {
      const { state, result } = job;
      const isLast = result && !result.more_records;
      yield { step: { id, page, state, rows: result?.count, isLast }, job };
      if (hasCompleted(state)) return;
      if (hasFailed(state)) throw jobFailed(name, state, job, WAY_OUT);
    }
  }

  async function* progress(options: WaitOptions = {}): AsyncGenerator<BulkReadStep> {
    for await (const { step } of steps(waiting(options))) yield step;
  }

  async function completed(options: WaitOptions): Promise<BulkReadResult> {
    let result: BulkReadResult | undefined;
    for await (const { job } of steps(options)) result = job.result;
    if (result === undefined) throw jobFailed({ kind: "bulk read", id: present.id ?? "" }, "COMPLETED", {}, WAY_OUT);
    return result;
  }

  async function archive({ signal: given }: WaitOptions): Promise<Download> {
    const id = await begin();
    const gone = (cause?: unknown) => resultGone({ kind: "bulk read", id }, WAY_OUT, cause);
    const found = await downloadBulkReadResult(crm, { id }, withSignal(given)).catch((error: unknown) => {
      throw isCrmError(error, "NotFound") ? gone(error) : error;
    });
    if (found === undefined) throw gone();
    return found;
  }

  /** Starts the job of the next page. */
  async function next(last: string | undefined): Promise<void> {
    const counted = countedPage(present);
    if (counted.page > limits.bulkRead.pages) {
      const { pages: most } = limits.bulkRead;
      throw new CrmError(`the bulk read has more than ${most} pages`, {
        code: "LIMIT_REACHED",
        details: { limit: most },
      });
    }
    if (last === undefined || present.isCounted) {
      present = counted;
      return;
    }
    try {
      present = await startReadJob(crm, pageAfter(present, last), own);
    } catch (error) {
      if (!isCrmError(error, "Api") || error.status !== 400) {
        present = pageAfter(present, last);
        throw error;
      }
      present = { ...counted, isCounted: true };
    }
  }

  async function* rows(options: WaitOptions = {}): AsyncGenerator<object> {
    const limit = waiting(options);
    while (!present.done) {
      const { count, more_records: hasMore } = await completed(limit);
      const page = pageRows(present, count, () => archive(limit), limit.signal);
      let last: string | undefined;
      for (;;) {
        const step = await page.next();
        if (step.done) {
          last = step.value;
          break;
        }
        yield step.value;
        present = { ...present, row: present.row + 1 };
      }
      if (hasMore) await next(last);
      else present = { ...present, done: true };
    }
  }

  return {
    kind: "bulkRead",
    get id() {
      return present.id;
    },
    progress,
    rows,
    download: async (options = {}) => {
      const limit = waiting(options);
      await completed(limit);
      return archive(limit);
    },
    toJSON: () => present,
  };
}
