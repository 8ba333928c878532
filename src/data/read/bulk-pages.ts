/** Reads a module by bulk read: a job for each 200,000 rows. */
import { limits } from "../../../generated/limits.js";
import { isCrmError } from "../../core/errors/errors.js";
import { conditionOf, type Node } from "../../query/condition.js";
import { bulkCriteria } from "../bulk/criteria.js";
import { readHandle, startReadJob } from "../bulk/read-job.js";
import type { ReadState } from "../bulk/read-state.js";
import type { AnyRow } from "../columns/normal-form.js";
import { compareIds } from "./ids.js";
import { type Position, readKeysetPage } from "./keyset.js";
import { filled, type Page, type Pages, type Place, type Subject } from "./page.js";

/**
 * The pages after a place: of the jobs that were under way there, or of new ones if Zoho does not have those any more.
 * @throws What a bulk read throws, and the calls
 */
export async function* bulkPages(subject: Subject, from: Place | undefined): Pages {
  if (from?.job === undefined) return yield* pagesOf(subject, await startAfter(subject, from?.id), from);
  let hasRows = false;
  try {
    for await (const page of pagesOf(subject, from.job, from)) {
      hasRows = true;
      yield page;
    }
    return true;
  } catch (error) {
    if (hasRows || !isCrmError(error) || !GONE.includes(error.code)) throw error;
  }
  return yield* pagesOf(subject, await startAfter(subject, from.id), from);
}

/** Zoho keeps a job and its file for about a day. */
const GONE = ["JOB_NOT_FOUND", "RESULT_EXPIRED"];

async function* pagesOf(subject: Subject, start: ReadState, from: Place | undefined): Pages {
  const { crm, options } = subject;
  const handle = readHandle(crm, start, options.signal);
  const batch = new Batch();
  // Where Zoho does not begin after an id, the file begins with the first record.
  let readBefore = from?.id;
  let last = from?.id;
  let isSorted = true;
  let { page } = start;
  for await (const row of handle.rows() as AsyncIterable<AnyRow>) {
    const job = handle.toJSON();
    if (job.page !== page) {
      yield* batch.take();
      page = job.page;
      if (job.isCounted && isSorted && last !== undefined) {
        // Records that were deleted between two jobs have moved others to a page that was read.
        yield* between(subject, last, row.id, job);
        readBefore = last;
      }
    }
    if (readBefore !== undefined && compareIds(row.id, readBefore) <= 0) continue;
    isSorted &&= last === undefined || compareIds(last, row.id) < 0;
    last = row.id;
    batch.add(row, job);
    if (batch.size === limits.records.rowsPerPage) yield* batch.take();
  }
  yield* batch.take();
  return true;
}

/** Rows that make up a page, each with the job as it was before the row. */
class Batch {
  #rows: AnyRow[] = [];
  #jobs: ReadState[] = [];

  get size(): number {
    return this.#rows.length;
  }

  add(row: AnyRow, job: ReadState): void {
    this.#rows.push(row);
    this.#jobs.push(job);
  }

  take(): Generator<Page, void> {
    const [rows, jobs] = [this.#rows, this.#jobs];
    this.#rows = [];
    this.#jobs = [];
    return filled(rows, (index): Place => {
      const job = jobs[index];
      return { id: rows[index]?.id ?? "", ...(job && { job: { ...job, row: job.row + 1 } }) };
    });
  }
}

/** Starts a job for the records after an id, or for all if Zoho does not select by id. */
async function startAfter(
  { crm, module, columns, where, options }: Subject,
  after: string | undefined,
): Promise<ReadState> {
  const criteria = where && bulkCriteria(conditionOf(where));
  const all: ReadState = {
    version: 1,
    kind: "bulkRead",
    page: 1,
    row: 0,
    done: false,
    query: { module, fields: columns.map(({ name }) => name), ...(criteria && { criteria }), page: 1 },
    types: Object.fromEntries(columns.map(({ name, type = "unknown" }) => [name, type])),
    fileType: "csv",
  };
  if (after === undefined) return startReadJob(crm, all, options);
  try {
    return await startReadJob(crm, { ...all, after }, options);
  } catch (error) {
    if (!isCrmError(error, "Api") || error.status !== 400) throw error;
    return startReadJob(crm, all, options);
  }
}

/** The rows between two ids, by COQL. */
async function* between(
  { crm, options, ...keyset }: Subject,
  after: string,
  before: string,
  job: ReadState,
): AsyncGenerator<Page, void> {
  const earlier: Node = { column: "id", operator: "lessThan", values: [before] };
  const { where } = keyset;
  const tests: Node = where === undefined ? earlier : { joint: "and", parts: [where, earlier] };
  for (let position: Position | undefined = { id: after }; position !== undefined; ) {
    const { rows, next }: Awaited<ReturnType<typeof readKeysetPage>> = await readKeysetPage(
      crm,
      { ...keyset, where: tests },
      position,
      options,
    );
    yield* filled(rows, (index) => ({ id: rows[index]?.id ?? after, job }));
    position = next;
  }
}
