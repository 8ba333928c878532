import { AbortWatch } from "./abort-watch.js";
import { TimeoutError } from "./errors.js";
import type { Layer } from "./request.js";
import type { HttpResponse } from "./response.js";
import { LONGEST_WAIT } from "./wait.js";
import { WatchedResponse } from "./watched-response.js";

/**
 * Bounds a whole call, waits and repetitions included, and lets the caller's signal end it at any of them. The
 * promise settles at once, also where a layer below does not listen. For a file it covers the time until its first
 * byte; from there on only the caller's signal ends it.
 *
 * @param timeout Milliseconds, unless the request brings its own.
 */
export const withDeadline = (timeout: number): Layer => {
  const watch = new AbortWatch();
  return (next) => (request) => {
    const caller = request.signal;
    if (caller?.aborted) return Promise.reject(caller.reason);
    const allowed = request.timeout ?? timeout;
    const controller = new AbortController();

    return new Promise((resolve, reject) => {
      let ended = false;
      const release = () => {
        clearTimeout(timer);
        unwatch?.();
      };
      const end = (reason: unknown) => {
        ended = true;
        release();
        controller.abort(reason);
        reject(reason);
      };
      const timer = setTimeout(() => end(timedOut(request.operation.id, allowed)), Math.min(allowed, LONGEST_WAIT));
      const unwatch = caller && watch.add(caller, () => end(caller.reason));

      const settle = (response: HttpResponse) => {
        // Nobody is there any more to read it.
        if (ended) return response.body?.cancel().catch(() => undefined);
        if (!request.operation.binary || !response.ok || response.status === 204) {
          release();
          return resolve(response);
        }
        // A body that is still streaming goes on listening to the caller.
        clearTimeout(timer);
        resolve(new WatchedResponse(response, release));
      };
      const fail = (error: unknown) => {
        release();
        reject(error);
      };
      try {
        next({ ...request, signal: controller.signal, deadline: Date.now() + allowed }).then(settle, fail);
      } catch (error) {
        fail(error);
      }
    });
  };
};

const timedOut = (operation: string, allowed: number): TimeoutError =>
  new TimeoutError(`${operation}: no answer within ${allowed} ms (option "timeout")`, {
    code: "TIMEOUT",
    operation,
    retryable: true,
  });
