import { isCrmError } from "../errors/errors.js";
import { retryAfter } from "../errors/retry-after.js";
import type { wait } from "../lifetime/wait.js";
import { isIdempotent } from "../request/idempotence.js";
import type { Operation, RetryOptions } from "../request/options.js";
import { isReplayable, type Layer, type PreparedRequest, type Send } from "../request/request.js";
import { isRateLimit, mayBeRateLimit } from "../response/api-error.js";
import { contentOf, type HttpResponse } from "../response/response.js";
import { failureCode } from "./failure-code.js";
import type { Events } from "./telemetry.js";
import { lastFailure, outcomeOfRetry } from "./unknown-outcome.js";

const DEFAULTS: Required<RetryOptions> = { maxRetries: 2, maxDelay: Number.POSITIVE_INFINITY };

export const resolveRetry = (options: RetryOptions = {}, defaults = DEFAULTS): Required<RetryOptions> => ({
  maxRetries: options.maxRetries ?? defaults.maxRetries,
  maxDelay: options.maxDelay ?? defaults.maxDelay,
});

/** How one attempt ended: with or without a response. */
export type Outcome =
  | {
      readonly status: number;
      readonly retryAfter: number | undefined;
      /** Whether there were too many calls, so that the request was not carried out. */
      readonly isRateLimit?: boolean;
    }
  | { readonly error: unknown };

/** Upper bound of the first delay, in milliseconds; it doubles with every attempt. */
const FIRST_DELAY = 500;

/** The longest delay that the client chooses, in milliseconds, unless its options say otherwise. */
const LONGEST_DELAY = 8_000;

/** What a decision depends on besides the outcome. */
export interface RetryContext extends Required<RetryOptions> {
  /** Whether it is safe to send the request twice. */
  readonly idempotent: boolean;
  /** Whether the call may use all its time to wait until there are fewer calls. */
  readonly waitsOut: boolean;
  /** Milliseconds that the call has left. */
  readonly left: number;
  /** Returns a number in [0, 1). Delays are random, so that clients do not retry in step. */
  readonly random: () => number;
}

/**
 * Decides whether a failed attempt is retried:
 *
 * | outcome | idempotent operation | any other |
 * |---|---|---|
 * | too many calls: 429, or such a code with another status | retry while there is time | the same: nothing was carried out |
 * | 408, 5xx | retry | stop |
 * | connection never made | retry | retry |
 * | connection lost or silent | retry | stop: the server may have carried out the request |
 * | anything else, including a timeout of the whole call | stop | stop |
 *
 * All but the first are retried `maxRetries` times at most. It also stops if the delay would be longer than `maxDelay`, or
 * outlast the call's time, so that the caller gets the failure at hand.
 *
 * @param attempt The number of failures of this kind (too many calls, or any other) before this one.
 */
export function decide(attempt: number, outcome: Outcome, context: RetryContext): { delay: number } | "stop" {
  const { maxRetries, maxDelay, waitsOut, left, random } = context;
  const isPause = isTooMany(outcome) && waitsOut && maxRetries > 0;
  const isCounted = attempt < maxRetries;
  if (!(isCounted || isPause) || !mayRetry(outcome, context)) return "stop";
  const grown = FIRST_DELAY * 2 ** attempt;
  const limit = Number.isFinite(maxDelay) && isCounted ? maxDelay : LONGEST_DELAY;
  const most = Math.min(limit, grown);
  // Pauses grow for certain; other delays may be short, because there are few of them.
  const own = isPause ? (most * (1 + random())) / 2 : most * random();
  const asked = "status" in outcome ? outcome.retryAfter : undefined;
  // A server that asks for no delay, again and again, must not be asked without a pause.
  const delay = isCounted ? (asked ?? own) : Math.max(asked ?? 0, own);
  return delay <= maxDelay && delay < left ? { delay } : "stop";
}

const isTooMany = (outcome: Outcome): boolean =>
  "status" in outcome && (outcome.status === 429 || outcome.isRateLimit === true);

function mayRetry(outcome: Outcome, { idempotent }: RetryContext): boolean {
  if ("status" in outcome) {
    const { status } = outcome;
    return isTooMany(outcome) || ((status === 408 || status >= 500) && idempotent);
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
      (response) =>
        isSuccess(response, request.operation) ? response : afterFailure({ response }, next, request, options, tools),
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
  const { operation, signal, progress, deadline = Number.POSITIVE_INFINITY } = request;
  const settings = {
    ...resolveRetry(request.options.retry, options),
    idempotent: isIdempotent(request),
    // Zoho counts requests for tokens, whether it grants them or not.
    waitsOut: operation.server !== "accounts",
    random,
  };
  const replayable = isReplayable(request);
  // Why nobody knows whether an earlier attempt was carried out.
  let lost: string | undefined;
  let { response, failure } = failed;
  for (let pauses = 0, failures = 0; ; ) {
    const outcome: Outcome = response ? outcomeOf(response, now()) : { error: failure };
    const attempt = isTooMany(outcome) ? pauses++ : failures++;
    const decision = replayable ? decide(attempt, outcome, { ...settings, left: deadline - now() }) : "stop";
    if (decision === "stop") {
      if (response) return lost === undefined ? response : outcomeOfRetry(response, request, lost);
      throw lastFailure(failure, request, lost);
    }
    lost ??= lostWith(outcome);
    if (progress) {
      progress.phase = "pause";
      progress.mayHaveArrived = lost !== undefined;
    }
    const reason = "status" in outcome ? outcome.status : failureCode(outcome.error);
    const { delay } = decision;
    if (events.wants("retry")) events.emit("retry", { ...events.factsOf(request), reason, delay });
    await response?.body?.cancel();
    await events.traceWait(request, { for: "pause", delay, reason }, () => wait(delay, signal));
    try {
      response = await next(request);
    } catch (error) {
      response = undefined;
      failure = error;
    }
    if (response && isSuccess(response, operation))
      return lost === undefined ? response : outcomeOfRetry(response, request, lost);
  }
}

function outcomeOf(response: HttpResponse, now: number): Outcome {
  const { status, headers } = response;
  return {
    status,
    retryAfter: retryAfter(headers.get("retry-after"), now),
    isRateLimit: isRateLimit(response, contentOf(response)),
  };
}

const isSuccess = (response: HttpResponse, { statusOnly }: Operation): boolean =>
  response.ok && (statusOnly || !mayBeRateLimit(response) || !isRateLimit(response, contentOf(response)));

/** The status or code of an attempt that may have been carried out. Not one with too many calls: those are rejected first. */
function lostWith(outcome: Outcome): string | undefined {
  if ("status" in outcome) return isTooMany(outcome) ? undefined : `HTTP ${outcome.status}`;
  return isCrmError(outcome.error, "Transport") && outcome.error.mayHaveArrived ? outcome.error.code : undefined;
}
