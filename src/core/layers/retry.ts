import { isCrmError } from "../errors/errors.js";
import { retryAfter } from "../errors/retry-after.js";
import type { wait } from "../lifetime/wait.js";
import type { Operation, RetryOptions } from "../request/options.js";
import { isReplayable, type Layer } from "../request/request.js";
import type { HttpResponse } from "../response/response.js";
import { type Events, failureCode } from "./telemetry.js";
import { lastFailure } from "./unknown-outcome.js";

const DEFAULTS: Required<RetryOptions> = { maxRetries: 2, maxDelay: 8_000 };

export const resolveRetry = (given: RetryOptions = {}, defaults = DEFAULTS): Required<RetryOptions> => ({
  maxRetries: given.maxRetries ?? defaults.maxRetries,
  maxDelay: given.maxDelay ?? defaults.maxDelay,
});

/** How one attempt ended: with an answer, or without. */
export type Outcome =
  | { readonly status: number; readonly retryAfter: number | undefined }
  | { readonly error: unknown };

/** First wait, in milliseconds; it doubles with every attempt. */
const FIRST_DELAY = 500;

/**
 * Decides whether an attempt is repeated:
 *
 * | outcome | idempotent operation | any other |
 * |---|---|---|
 * | 429 | repeat | repeat: it was refused before it was carried out |
 * | 408, 5xx | repeat | stop |
 * | connection never made | repeat | repeat |
 * | connection broke, or fell silent | repeat | stop: the server may have carried it out |
 * | anything else, the end of the call's time included | stop | stop |
 *
 * Where the wait would outlast the call's time it stops as well, so that the caller learns of the failure at hand.
 *
 * @param attempt 0 for the first.
 * @param left Milliseconds that the call may still take.
 * @param random A number in [0, 1): the wait is drawn from the whole range, so that clients do not return in step.
 */
export function decide(
  attempt: number,
  outcome: Outcome,
  operation: Operation,
  { maxRetries, maxDelay }: Required<RetryOptions>,
  left: number,
  random: () => number,
): { delay: number } | "stop" {
  if (attempt >= maxRetries || !mayRepeat(outcome, operation)) return "stop";
  const asked = "status" in outcome ? outcome.retryAfter : undefined;
  if (asked !== undefined && asked > maxDelay) return "stop";
  const delay = asked ?? random() * Math.min(maxDelay, FIRST_DELAY * 2 ** attempt);
  return delay < left ? { delay } : "stop";
}

function mayRepeat(outcome: Outcome, { idempotent }: Operation): boolean {
  if ("status" in outcome) {
    const { status } = outcome;
    return status === 429 || ((status === 408 || status >= 500) && idempotent);
  }
  const { error } = outcome;
  // Where the time of the whole call is over, there is none for another attempt.
  if (!isCrmError(error, "Transport") || !error.retryable || error.code === "TIMEOUT") return false;
  return idempotent || !error.mayHaveArrived;
}

/** What waiting and repeating depend on beside the call. */
export interface RetryTools {
  readonly random: () => number;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly wait: typeof wait;
  readonly events: Events;
}

/** Repeats what {@link decide} allows. */
export const withRetry =
  (options: Required<RetryOptions>, { random, now, wait, events }: RetryTools): Layer =>
  (next) =>
  async (request) => {
    const settings = resolveRetry(request.options.retry, options);
    const { operation, signal, progress, deadline = Number.POSITIVE_INFINITY } = request;
    let arrived = false;
    for (let attempt = 0; ; attempt += 1) {
      let response: HttpResponse | undefined;
      let failure: unknown;
      try {
        response = await next(request);
        if (response.ok) return response;
      } catch (error) {
        failure = error;
      }
      const outcome: Outcome = response
        ? { status: response.status, retryAfter: retryAfter(response.headers.get("retry-after"), now()) }
        : { error: failure };
      const left = deadline - now();
      const decision = isReplayable(request) ? decide(attempt, outcome, operation, settings, left, random) : "stop";
      if (decision === "stop") {
        if (response) return response;
        throw lastFailure(failure, request, arrived);
      }
      arrived ||= mayHaveArrived(outcome);
      if (progress) Object.assign(progress, { phase: "pause", mayHaveArrived: arrived });
      if (events.wants("retry")) {
        const reason = "status" in outcome ? outcome.status : failureCode(outcome.error);
        events.emit("retry", { ...events.factsOf(request), reason, delay: decision.delay });
      }
      await response?.body?.cancel();
      await wait(decision.delay, signal);
    }
  };

/** A call that was refused for its number was not carried out. */
const mayHaveArrived = (outcome: Outcome): boolean =>
  "status" in outcome ? outcome.status !== 429 : isCrmError(outcome.error, "Transport") && outcome.error.mayHaveArrived;
