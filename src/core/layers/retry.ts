import { isCrmError } from "../errors/errors.js";
import { retryAfter } from "../errors/retry-after.js";
import type { wait } from "../lifetime/wait.js";
import type { Operation, RetryOptions } from "../request/options.js";
import { isReplayable, type Layer, type PreparedRequest, type Send } from "../request/request.js";
import type { HttpResponse } from "../response/response.js";
import { type Events, failureCode } from "./telemetry.js";
import { lastFailure } from "./unknown-outcome.js";

const DEFAULTS: Required<RetryOptions> = { maxRetries: 2, maxDelay: 8_000 };

export const resolveRetry = (options: RetryOptions = {}, defaults = DEFAULTS): Required<RetryOptions> => ({
  maxRetries: options.maxRetries ?? defaults.maxRetries,
  maxDelay: options.maxDelay ?? defaults.maxDelay,
});

/** How one attempt ended: with or without a response. */
export type Outcome =
  | { readonly status: number; readonly retryAfter: number | undefined }
  | { readonly error: unknown };

/** Upper bound of the first delay, in milliseconds; it doubles with every attempt. */
const FIRST_DELAY = 500;

/**
 * Decides whether a failed attempt is retried:
 *
 * | outcome | idempotent operation | any other |
 * |---|---|---|
 * | 429 | retry | retry: the request was rejected before it was carried out |
 * | 408, 5xx | retry | stop |
 * | connection never made | retry | retry |
 * | connection lost or silent | retry | stop: the server may have carried out the request |
 * | anything else, including a timeout of the whole call | stop | stop |
 *
 * It also stops if the delay would outlast the call's time, so that the caller gets the failure at hand.
 *
 * @param attempt 0 for the first attempt.
 * @param left Milliseconds that the call has left.
 * @param random Returns a number in [0, 1). The delay is drawn from the whole range, so that clients do not retry in step.
 */
export function decide(
  attempt: number,
  outcome: Outcome,
  operation: Operation,
  { maxRetries, maxDelay }: Required<RetryOptions>,
  left: number,
  random: () => number,
): { delay: number } | "stop" {
  if (attempt >= maxRetries || !mayRetry(outcome, operation)) return "stop";
  const requested = "status" in outcome ? outcome.retryAfter : undefined;
  if (requested !== undefined && requested > maxDelay) return "stop";
  const delay = requested ?? random() * Math.min(maxDelay, FIRST_DELAY * 2 ** attempt);
  return delay < left ? { delay } : "stop";
}

function mayRetry(outcome: Outcome, { idempotent }: Operation): boolean {
  if ("status" in outcome) {
    const { status } = outcome;
    return status === 429 || ((status === 408 || status >= 500) && idempotent);
  }
  const { error } = outcome;
  // The time of the whole call is over, so there is none left for another attempt.
  if (!isCrmError(error, "Transport") || !error.retryable || error.code === "TIMEOUT") return false;
  return idempotent || !error.mayHaveArrived;
}

/** What a retry needs besides the call. */
export interface RetryTools {
  readonly random: () => number;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly wait: typeof wait;
  readonly events: Events;
}

/** Retries what {@link decide} allows. */
export const withRetry =
  (options: Required<RetryOptions>, tools: RetryTools): Layer =>
  (next) =>
  (request) =>
    next(request).then(
      (response) => (response.ok ? response : afterFailure({ response }, next, request, options, tools)),
      (failure: unknown) => afterFailure({ failure }, next, request, options, tools),
    );

/** An attempt that failed: its response, or why there is none. */
type FailedAttempt =
  | { readonly response: HttpResponse; readonly failure?: undefined }
  | { readonly response?: undefined; readonly failure: unknown };

async function afterFailure(
  failed: FailedAttempt,
  next: Send,
  request: PreparedRequest,
  options: Required<RetryOptions>,
  { random, now, wait, events }: RetryTools,
): Promise<HttpResponse> {
  const settings = resolveRetry(request.options.retry, options);
  const { operation, signal, progress, deadline = Number.POSITIVE_INFINITY } = request;
  let hasArrived = false;
  let { response, failure } = failed;
  for (let attempt = 0; ; attempt += 1) {
    const outcome: Outcome = response
      ? { status: response.status, retryAfter: retryAfter(response.headers.get("retry-after"), now()) }
      : { error: failure };
    const left = deadline - now();
    const decision = isReplayable(request) ? decide(attempt, outcome, operation, settings, left, random) : "stop";
    if (decision === "stop") {
      if (response) return response;
      throw lastFailure(failure, request, hasArrived);
    }
    hasArrived ||= mayHaveArrived(outcome);
    if (progress) {
      progress.phase = "pause";
      progress.mayHaveArrived = hasArrived;
    }
    if (events.wants("retry")) {
      const reason = "status" in outcome ? outcome.status : failureCode(outcome.error);
      events.emit("retry", { ...events.factsOf(request), reason, delay: decision.delay });
    }
    await response?.body?.cancel();
    await wait(decision.delay, signal);
    try {
      response = await next(request);
      if (response.ok) return response;
    } catch (error) {
      response = undefined;
      failure = error;
    }
  }
}

/** A 429 means that the request was rejected before it was carried out. */
const mayHaveArrived = (outcome: Outcome): boolean =>
  "status" in outcome ? outcome.status !== 429 : isCrmError(outcome.error, "Transport") && outcome.error.mayHaveArrived;
