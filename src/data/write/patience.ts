/** What a failed call means for a writing, and how long it is worth trying again. */
import { type CrmError, type CrmErrorKind, isCrmError } from "../../core/errors/errors.js";
import type { Work } from "./work.js";

/**
 * - `busy`: there were too many calls. Nothing was carried out.
 * - `unreachable`: it cannot have arrived.
 * - `lost`: it may have been carried out.
 * - `rejected`: Zoho rejected it whole. It may be about a row.
 * - `over`: no other call would fare better. Nothing was carried out.
 * - `cut`: the same, but it may have been carried out.
 */
export type Failure = "busy" | "unreachable" | "lost" | "rejected" | "over" | "cut";

/** Codes of rejected calls that are about all rows. */
const ABOUT_ALL: ReadonlySet<string> = new Set([
  "AUTHENTICATION_FAILURE",
  "AUTHORIZATION_FAILED",
  "FEATURE_NOT_ENABLED",
  "FEATURE_NOT_SUPPORTED",
  "FEATURE_PERMISSION",
  "INVALID_HOST",
  "INVALID_MODULE",
  "INVALID_PARAMETERS",
  "INVALID_PATH_VALUE",
  "INVALID_REQUEST_METHOD",
  "INVALID_URL_PATTERN",
  "NOT_SUPPORTED",
  "NO_PERMISSION",
  "OAUTH_SCOPE_MISMATCH",
  "REQUIRED_PARAM_MISSING",
]);

export function failureOf(error: unknown, { signal }: Pick<Work, "signal">): Failure {
  if (signal?.aborted || !isCrmError(error)) return "cut";
  const { code, status }: CrmError = error;
  if (isCrmError(error, "RateLimit")) return "busy";
  if (isCrmError(error, "Transport")) {
    if (code === "CLIENT_CLOSED") return error.mayHaveArrived ? "cut" : "over";
    if (error.mayHaveArrived) return "lost";
    return error.retryable ? "unreachable" : "over";
  }
  if (status === 408 || code === "OUTCOME_UNKNOWN" || LOST.some((kind) => isCrmError(error, kind))) return "lost";
  if (ABOUT_ALL.has(code) || OVER.some((kind) => isCrmError(error, kind))) return "over";
  return code === "INVALID_BODY" || isCrmError(error, "Api") ? "rejected" : "over";
}

const LOST: readonly CrmErrorKind[] = ["Server", "Response"];
const OVER: readonly CrmErrorKind[] = ["InvalidToken", "Forbidden", "NotFound"];

/** Milliseconds between two attempts of a call that did not get through. */
const PAUSES = [5_000, 30_000, 120_000];
/** Milliseconds between two attempts while there are too many calls. */
const BUSY_PAUSE = 60_000;
/** How long that is worth waiting for. Credits come back over a day. */
const LONGEST_BUSY = 600_000;

/**
 * Makes a call again and again, with pauses, as long as it certainly was not carried out.
 * @param isReading Whether it changes nothing, so that it does not matter whether it was
 * @throws What the last call threw. If no other call would fare better, the writing is stopped
 */
export async function patiently<T>(work: Work, call: () => Promise<T>, isReading: boolean): Promise<T> {
  const begin = work.clock.now();
  for (let attempt = 0; ; ) {
    work.check();
    try {
      return await call();
    } catch (error) {
      const failure = failureOf(error, work);
      const isBusy = failure === "busy" && isCrmError(error, "RateLimit");
      const pause = isBusy ? Math.max(error.retryAfter ?? 0, BUSY_PAUSE) : PAUSES[attempt];
      const isOver = isBusy ? work.clock.now() + (pause ?? 0) - begin > LONGEST_BUSY : pause === undefined;
      const mayRepeat = isBusy || failure === "unreachable" || (isReading && failure === "lost");
      if (failure === "over" || failure === "cut" || (mayRepeat && isOver) || (isReading && !mayRepeat))
        work.stop(error);
      if (!mayRepeat || isOver) throw error;
      if (!isBusy) attempt += 1;
      await work.pause(pause ?? 0);
    }
  }
}
