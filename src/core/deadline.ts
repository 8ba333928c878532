import { TimeoutError } from "./errors.js";
import type { Layer } from "./request.js";

/**
 * Bounds a whole call, waits and repetitions included, and lets the caller's signal end it at any of them. The
 * promise settles at once, also where a layer below does not listen. For a file it covers the time until its first
 * byte; from there on only the caller's signal ends it.
 *
 * @param timeout Milliseconds, unless the request brings its own.
 */
export const withDeadline =
  (timeout: number): Layer =>
  (next) =>
  (request) => {
    const caller = request.signal;
    if (caller?.aborted) return Promise.reject(caller.reason);
    const allowed = request.timeout ?? timeout;
    const controller = new AbortController();

    return new Promise((resolve, reject) => {
      const end = (reason: unknown) => {
        controller.abort(reason);
        reject(reason);
      };
      const onAbort = () => end(caller?.reason);
      const timer = setTimeout(() => end(timedOut(request.operation.id, allowed)), allowed);
      caller?.addEventListener("abort", onAbort, { once: true });

      next({ ...request, signal: controller.signal })
        .then(resolve, reject)
        .finally(() => {
          clearTimeout(timer);
          // A body that is still streaming goes on listening to the caller.
          if (!request.operation.binary) caller?.removeEventListener("abort", onAbort);
        });
    });
  };

const timedOut = (operation: string, allowed: number): TimeoutError =>
  new TimeoutError(`${operation}: no answer within ${allowed} ms (option "timeout")`, {
    code: "TIMEOUT",
    operation,
    retryable: true,
  });
