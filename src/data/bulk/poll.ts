/** Waiting for a job: it is looked at again and again, with growing pauses, by the client's clock. */
import { CrmError, isCrmError } from "../../core/errors/errors.js";
import { clockOf } from "../../core/lifetime/client-clock.js";
import type { ApiClient, RequestOptions } from "../../core/operation.js";
import { pauseBy } from "../pause.js";

/** How long to wait for a job. */
export interface WaitOptions {
  /**
   * Milliseconds after which waiting ends with `WAIT_TIMEOUT`. The job goes on, and can be waited for again.
   * @default a day, which is as long as Zoho keeps a job (unverified)
   */
  timeout?: number;
  /** Ends the waiting. The job goes on. */
  signal?: AbortSignal;
}

/** The signal of a call, if there is one. */
export const withSignal = (signal: AbortSignal | undefined): RequestOptions => (signal === undefined ? {} : { signal });

/** A job as errors name it. */
export interface JobName {
  readonly kind: "bulk read" | "bulk write";
  readonly id: string;
}

const DAY = 24 * 3_600_000;

/** The first pause, its growth, and the longest one, in milliseconds. A callback tells the program, so polls are rare. */
const PAUSES = { first: 2_000, longest: 60_000, growth: 1.5 };
const PAUSES_WITH_CALLBACK = { first: 30_000, longest: 300_000, growth: 1.5 };

/** The number of looks in a row that may fail. Each has its own retries. */
const MAX_FAILURES = 3;

/**
 * Looks at a job until the loop is left.
 *
 * @param look Gets the job; `undefined` if Zoho does not know it
 * @throws CrmError `WAIT_TIMEOUT` or `JOB_NOT_FOUND`; the signal's reason; what `look` throws, if it does so several times
 */
export async function* looks<Job>(
  crm: ApiClient,
  job: JobName,
  hasCallback: boolean,
  look: () => Promise<Job | undefined>,
  { timeout = DAY, signal }: WaitOptions,
): AsyncGenerator<Job, void, undefined> {
  const clock = clockOf(crm);
  const wait = pauseBy(clock);
  const end = clock.now() + timeout;
  const { first, longest, growth } = hasCallback ? PAUSES_WITH_CALLBACK : PAUSES;
  let failures = 0;
  for (let pause = first; ; pause = Math.min(pause * growth, longest)) {
    signal?.throwIfAborted();
    const found = await look().catch((error: unknown) => {
      failures += 1;
      if (isCrmError(error, "NotFound")) throw notFound(job, error);
      if (failures < MAX_FAILURES && isCrmError(error) && error.retryable) return error;
      throw error;
    });
    if (found === undefined) throw notFound(job);
    if (!isCrmError(found)) {
      failures = 0;
      yield found;
    }
    const left = end - clock.now();
    if (left <= 0) throw timedOut(job, timeout);
    await wait(Math.min(pause, left), signal);
  }
}

const notFound = ({ kind, id }: JobName, cause?: unknown): CrmError =>
  new CrmError(
    `Zoho does not know the ${kind} job ${id}. It keeps jobs for about a day, and shows them only to the organization that started them (unverified)`,
    { code: "JOB_NOT_FOUND", details: { id }, cause },
  );

const timedOut = ({ kind, id }: JobName, timeout: number): CrmError =>
  new CrmError(
    `the ${kind} job ${id} has not ended within ${timeout} ms. It goes on: wait for it again, or keep its toJSON() for resumeJob()`,
    { code: "WAIT_TIMEOUT", details: { id, timeout }, retryable: true },
  );
