import type { ModuleName, OrganizationModules } from "../../../../generated/modules.js";
import { isCrmError } from "../../../core/errors/errors.js";
import { codeOf } from "../../../core/kind.js";
import type { ApiClient, ClientOf } from "../../../core/operation.js";
import type { Schema } from "../../../schema/schema.js";
import type { NotSent, Outcome, Refused } from "../../write/outcome.js";
import { type WaitOptions, withSignal } from "../poll.js";
import { type Filling, fillFile } from "./file.js";
import { startWriteJob, uploadFile, type WriteContext, writeContext } from "./job.js";
import { type BulkWriteStep, outcomeOf, outcomesOfJob, writeSteps } from "./outcomes.js";
import { type IndexedRow, merged, type RowSource, rowSource } from "./source.js";
import { type BulkWriteState, type BulkWriteTarget, indexesOf, type UploadedFile, type WriteState } from "./state.js";

/** How rows are written by bulk. */
export interface BulkWriteParams<M> extends Omit<BulkWriteTarget, "module">, WaitOptions {
  module: M;
  /** The organization's schema. Without it, the fields cost a credit. */
  schema?: Schema;
  /** Called, and waited for, at each look at a job. The job can be kept then. */
  onStep?: (step: BulkWriteStep) => void | Promise<void>;
}

/** Rows that are being written, file by file. The loop yields one outcome for each row, in the order of the rows. */
export interface BulkWriting extends AsyncIterable<Outcome> {
  /** The job under way, for `resumeJob`. */
  readonly job: BulkWriteState | undefined;
}

/** A job of a bulk write. */
export interface BulkWriteJob {
  readonly kind: "bulkWrite";
  readonly id: string;
  /** Follows the job until it has ended, with pauses of 2 to 60 seconds. @throws CrmError as `outcomes` */
  progress(options?: WaitOptions): AsyncIterable<BulkWriteStep>;
  /**
   * Waits for the job, and yields the outcomes of the rows that are in its file.
   * @throws CrmError `WAIT_TIMEOUT`, after which the job goes on
   */
  outcomes(options?: WaitOptions): AsyncIterable<Outcome>;
  toJSON(): BulkWriteState;
}

/**
 * Writes any number of rows by jobs of up to 25,000 rows, one after the other. A job costs 500 credits. Rows that a CSV
 * cannot hold, such as those with subforms, are refused before they are sent. The token needs the scopes
 * `ZohoFiles.files.ALL` and `ZohoCRM.org.READ` besides those of bulk writes.
 *
 * @param rows Records by API names. They are read as they are needed
 * @throws CrmError `INVALID_WRITE`; what stops the writing, after the outcomes of the rows that were read; `WAIT_TIMEOUT` or
 *   a lost connection, after which another loop goes on
 * @example
 * const leads = [{ Last_Name: "Doe", Company: "Acme", Email: "doe@example.com" }];
 * for await (const outcome of bulkWrite(crm, leads, { module: "Leads", mode: "upsert", key: "Email" })) {
 *   if (outcome.status === "refused") console.log(outcome.index, outcome.message);
 * }
 */
export function bulkWrite<const M extends ModuleName<R>, R = OrganizationModules>(
  crm: ClientOf<R>,
  rows: Iterable<object> | AsyncIterable<object>,
  params: BulkWriteParams<M>,
): BulkWriting {
  return new Writing(crm, rows, params);
}

async function* indexed(rows: Iterable<object> | AsyncIterable<object>): AsyncGenerator<IndexedRow, void> {
  let index = 0;
  for await (const row of rows) {
    yield { index, row };
    index += 1;
  }
}

/** A job under way, and what its outcomes need besides. */
interface Pending {
  readonly job: WriteState;
  readonly signatures: readonly string[];
  readonly refused: readonly Refused[];
}

class Writing implements BulkWriting {
  readonly #crm: ApiClient;
  readonly #params: BulkWriteParams<string>;
  readonly #source: RowSource;
  #context: WriteContext | undefined;
  #pending: Pending | undefined;
  #given = 0;

  constructor(crm: ApiClient, rows: Iterable<object> | AsyncIterable<object>, params: BulkWriteParams<string>) {
    this.#crm = crm;
    this.#params = params;
    this.#source = rowSource(indexed(rows));
  }

  get job(): WriteState | undefined {
    return this.#pending?.job;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Outcome, void, undefined> {
    const { schema, signal, timeout, onStep, ...target } = this.#params;
    const options = withSignal(signal);
    let isPaused = false;
    try {
      this.#context ??= await writeContext(this.#crm, target, schema, options);
      const context = this.#context;
      for (;;) {
        if (this.#pending !== undefined) yield* this.#settle(this.#pending);
        const filling = await fillFile(this.#source, context.fields, context.target, signal);
        if (filling.file === undefined && filling.refused.length === 0 && filling.failure === undefined) return;
        yield* this.#write(context, filling);
      }
    } catch (error) {
      isPaused = this.#pending !== undefined;
      throw error;
    } finally {
      if (!isPaused) await this.#source.close();
    }
  }

  async *#write(context: WriteContext, { file, refused, failure }: Filling): AsyncGenerator<Outcome, void, undefined> {
    const options = withSignal(this.#params.signal);
    if (file === undefined || failure !== undefined) {
      const { error } = failure ?? {};
      yield* merged(refused, file === undefined ? [] : notSent(file, error));
      if (failure !== undefined) throw error;
      return;
    }
    let uploaded: UploadedFile | undefined;
    let job: WriteState | undefined;
    try {
      uploaded = await uploadFile(context, file, options);
      job = await startWriteJob(this.#crm, uploaded, options);
    } catch (error) {
      if (uploaded === undefined || !isCrmError(error) || error.code !== "OUTCOME_UNKNOWN") {
        yield* merged(refused, notSent(file, error));
        throw error;
      }
      yield* merged(refused, lost(uploaded, file.signatures, error.message));
      return;
    }
    this.#pending = { job, signatures: file.signatures, refused };
    yield* this.#settle(this.#pending);
  }

  /** If waiting fails, the next loop continues with the job, after the outcomes that were given. */
  async *#settle({ job, signatures, refused }: Pending): AsyncGenerator<Outcome, void, undefined> {
    const { timeout, signal, onStep } = this.#params;
    const outcomes = outcomesOfJob(this.#crm, job, {
      signatures,
      ...(timeout !== undefined && { timeout }),
      ...(signal && { signal }),
      ...(onStep && { onStep }),
    });
    let at = 0;
    for await (const outcome of merged(refused, outcomes)) {
      at += 1;
      if (at <= this.#given) continue;
      yield outcome;
      this.#given = at;
    }
    this.#pending = undefined;
    this.#given = 0;
  }
}

/** The outcomes of rows whose file or job was certainly not taken. */
function* notSent(file: Pick<UploadedFile, "runs">, error: unknown): Generator<NotSent, void> {
  const code = isCrmError(error) ? error.code : (codeOf(error) ?? "STOPPED");
  const message = isCrmError(error) ? error.message : "the writing was stopped before the row was sent";
  for (const index of indexesOf(file)) yield { index, status: "notSent", code, message };
}

function* lost(file: UploadedFile, signatures: readonly string[], problem: string): Generator<Outcome, void> {
  let at = 0;
  for (const index of indexesOf(file)) {
    yield outcomeOf(file, index, file.key === undefined ? undefined : signatures[at], { problem });
    at += 1;
  }
}

/** A handle on a job. */
export const writeHandle = (crm: ApiClient, state: WriteState, signal: AbortSignal | undefined): BulkWriteJob => ({
  kind: "bulkWrite",
  id: state.id,
  async *progress(options = {}) {
    for await (const { step } of writeSteps(crm, state, { ...withSignal(signal), ...options })) yield step;
  },
  outcomes: (options = {}) => outcomesOfJob(crm, state, { ...withSignal(signal), ...options }),
  toJSON: () => state,
});
