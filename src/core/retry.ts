import { isCrmError } from "./errors.js";
import type { Operation } from "./operation.js";
import { isReplayable, type Layer } from "./request.js";
import { retryAfter } from "./retry-after.js";
import { wait } from "./wait.js";

/** How often, and how patiently, a failed call is repeated. */
export interface RetryOptions {
  /** Attempts after the first. @default 2 */
  maxRetries?: number;
  /** Longest single wait, in milliseconds. Where Zoho asks for a longer one, the call fails at once. @default 8000 */
  maxDelay?: number;
}

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
 * | 5xx | repeat | stop |
 * | connection never made | repeat | repeat |
 * | connection broke, or was silent too long | repeat | stop: the server may have carried it out |
 * | anything else | stop | stop |
 *
 * @param attempt 0 for the first.
 * @param random A number in [0, 1): the wait is drawn from the whole range, so that clients do not return in step.
 */
export function decide(
  attempt: number,
  outcome: Outcome,
  operation: Operation,
  { maxRetries, maxDelay }: Required<RetryOptions>,
  random: () => number,
): { delay: number } | "stop" {
  if (attempt >= maxRetries || !mayRepeat(outcome, operation)) return "stop";
  if ("status" in outcome && outcome.retryAfter !== undefined) {
    return outcome.retryAfter > maxDelay ? "stop" : { delay: outcome.retryAfter };
  }
  return { delay: random() * Math.min(maxDelay, FIRST_DELAY * 2 ** attempt) };
}

function mayRepeat(outcome: Outcome, operation: Operation): boolean {
  if ("status" in outcome) return outcome.status === 429 || (outcome.status >= 500 && operation.idempotent);
  const { error } = outcome;
  return isCrmError(error, "Transport") && error.retryable && (operation.idempotent || !error.mayHaveArrived);
}

/** Repeats what {@link decide} allows. */
export const withRetry =
  (options: Required<RetryOptions>, random: () => number): Layer =>
  (next) =>
  async (request) => {
    const settings = resolveRetry(request.retry, options);
    for (let attempt = 0; ; attempt += 1) {
      const last = !isReplayable(request);
      try {
        const response = await next(request);
        const outcome = { status: response.status, retryAfter: retryAfter(response.headers.get("retry-after")) };
        const decision = last ? "stop" : decide(attempt, outcome, request.operation, settings, random);
        if (decision === "stop") return response;
        await response.body?.cancel();
        await wait(decision.delay, request.signal);
      } catch (error) {
        const decision = last ? "stop" : decide(attempt, { error }, request.operation, settings, random);
        if (decision === "stop") throw error;
        await wait(decision.delay, request.signal);
      }
    }
  };
