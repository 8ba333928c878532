import { TimeoutError } from "../errors/errors.js";
import { AbortWatch, Cancellation } from "../lifetime/cancellation.js";
import { clientClosed, type Lifetime } from "../lifetime/lifetime.js";
import { LONGEST_WAIT } from "../lifetime/wait.js";
import type { Layer, Phase, PreparedRequest, Progress } from "../request/request.js";
import type { HttpResponse } from "../response/response.js";
import { WatchedResponse } from "../response/watched-response.js";
import { outcomeAdvice } from "./unknown-outcome.js";

/**
 * Bounds a whole call, including delays and retries, and lets the caller's signal or the end of the client cancel it at
 * any point. The promise then settles at once, even if a layer below does not listen. For a file, the time limit covers
 * the time until the first byte; after that, only the caller's signal and the end of the client cancel the call.
 *
 * @param timeout Milliseconds, unless the request sets its own.
 * @param lifetime The lifetime that the calls belong to.
 */
export const withDeadline = (timeout: number, lifetime?: Lifetime): Layer => {
  const watch = new AbortWatch();
  return (next) => (request) => {
    const caller = request.signal;
    if (caller?.aborted) return Promise.reject(caller.reason);
    if (lifetime?.isClosed) return Promise.reject(clientClosed(request.operation.id, false));
    const allowed = request.options.timeout ?? timeout;
    const signal = new Cancellation();
    const progress: Progress = { phase: "place", attempts: 0, mayHaveArrived: false };

    return new Promise((resolve, reject) => {
      let hasEnded = false;
      const release = () => {
        clearTimeout(timer);
        unwatch?.();
        if (entry) lifetime?.remove(entry);
      };
      const end = (reason: unknown) => {
        hasEnded = true;
        release();
        signal.abort(reason);
        reject(reason);
      };
      const close = () => {
        const hasArrived = mayHaveArrived(progress);
        end(clientClosed(request.operation.id, hasArrived, hasArrived ? outcomeAdvice(request) : ""));
      };
      const timer = setTimeout(() => end(timedOut(request, allowed, progress)), Math.min(allowed, LONGEST_WAIT));
      const unwatch = caller && watch.add(caller, () => end(caller.reason));
      const entry = lifetime?.add({ close });

      const settle = (response: HttpResponse) => {
        // The caller has gone, so nobody will read the body.
        if (hasEnded) return response.body?.cancel().catch(() => undefined);
        if (!request.operation.binary || !response.ok || response.status === 204) {
          release();
          return resolve(response);
        }
        // The caller's signal still cancels a body that is being streamed.
        clearTimeout(timer);
        resolve(new WatchedResponse(response, release));
      };
      const fail = (error: unknown) => {
        release();
        reject(error);
      };
      try {
        next({ ...request, signal, deadline: Date.now() + allowed, progress }).then(settle, fail);
      } catch (error) {
        fail(error);
      }
    });
  };
};

function timedOut(request: PreparedRequest, allowed: number, progress: Progress): TimeoutError {
  const { operation } = request;
  const hasArrived = mayHaveArrived(progress);
  const advice = hasArrived ? outcomeAdvice(request) : "";
  return new TimeoutError(
    `${operation.id}: no response within ${allowed} ms (option "timeout"), ended ${activity(progress)}${advice}`,
    {
      code: "TIMEOUT",
      operation: operation.id,
      details: { phase: progress.phase },
      retryable: advice === "",
      mayHaveArrived: hasArrived,
    },
  );
}

/** Whether the server may have carried out any of the requests that were sent. */
const mayHaveArrived = ({ phase, mayHaveArrived }: Progress): boolean => phase === "answer" || mayHaveArrived;

/** What the call was doing, in words. */
function activity({ phase, attempts }: Progress): string {
  if (phase === "pause") return `while pausing before attempt ${attempts + 1}`;
  return `while waiting ${WAITING_FOR[phase]}`;
}

const WAITING_FOR: Readonly<Record<Exclude<Phase, "pause">, string>> = {
  place: "for one of the maxConcurrency slots",
  token: "for an access token",
  connection: "for the connection",
  answer: "for the response",
};
