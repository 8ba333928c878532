import { TimeoutError } from "../errors/errors.js";
import { AbortWatch, Cancellation } from "../lifetime/cancellation.js";
import { clientClosed, type Lifetime } from "../lifetime/lifetime.js";
import { LONGEST_WAIT } from "../lifetime/wait.js";
import type { Layer, Phase, PreparedRequest, Progress } from "../request/request.js";
import type { HttpResponse } from "../response/response.js";
import { WatchedResponse } from "../response/watched-response.js";
import { outcomeAdvice } from "./unknown-outcome.js";

/**
 * Bounds a whole call, waits and repetitions included, and lets the caller's signal, or the end of the client, end it at
 * any of them. The promise settles at once, also where a layer below does not listen. For a file it covers the time until
 * its first byte; from there on only the caller's signal and the end of the client end it.
 *
 * @param timeout Milliseconds, unless the request brings its own.
 * @param lifetime Of the calls of a client.
 */
export const withDeadline = (timeout: number, lifetime?: Lifetime): Layer => {
  const watch = new AbortWatch();
  return (next) => (request) => {
    const caller = request.signal;
    if (caller?.aborted) return Promise.reject(caller.reason);
    if (lifetime?.isClosed) return Promise.reject(clientClosed(request.operation.id, false));
    const allowed = request.options.timeout ?? timeout;
    const signal = new Cancellation();
    const progress = begun();

    return new Promise((resolve, reject) => {
      let ended = false;
      const release = () => {
        clearTimeout(timer);
        unwatch?.();
        if (entry) lifetime?.remove(entry);
      };
      const end = (reason: unknown) => {
        ended = true;
        release();
        signal.abort(reason);
        reject(reason);
      };
      const close = () => {
        const arrived = mayHaveArrived(progress);
        end(clientClosed(request.operation.id, arrived, arrived ? outcomeAdvice(request) : ""));
      };
      const timer = setTimeout(() => end(timedOut(request, allowed, progress)), Math.min(allowed, LONGEST_WAIT));
      const unwatch = caller && watch.add(caller, () => end(caller.reason));
      const entry = lifetime?.add({ close });

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
        next({ ...request, signal, deadline: Date.now() + allowed, progress }).then(settle, fail);
      } catch (error) {
        fail(error);
      }
    });
  };
};

function timedOut(request: PreparedRequest, allowed: number, progress: Progress): TimeoutError {
  const { operation } = request;
  const arrived = mayHaveArrived(progress);
  const advice = arrived ? outcomeAdvice(request) : "";
  return new TimeoutError(
    `${operation.id}: no answer within ${allowed} ms (option "timeout"), ended ${activity(progress)}${advice}`,
    {
      code: "TIMEOUT",
      operation: operation.id,
      details: { phase: progress.phase },
      retryable: advice === "",
      mayHaveArrived: arrived,
    },
  );
}

/** A call of which nothing has been sent. */
const begun = (): Progress => ({ phase: "place", attempts: 0, mayHaveArrived: false });

/** Whether the server may have carried out any of what was sent. */
const mayHaveArrived = ({ phase, mayHaveArrived }: Progress): boolean => phase === "answer" || mayHaveArrived;

/** The same in words. */
function activity({ phase, attempts }: Progress): string {
  if (phase === "pause") return `while pausing before attempt ${attempts + 1}`;
  return `while waiting ${WAITING_FOR[phase]}`;
}

const WAITING_FOR: Readonly<Record<Exclude<Phase, "pause">, string>> = {
  place: "for a place among maxConcurrency calls",
  token: "for an access token",
  connection: "for the connection",
  answer: "for the answer",
};
