import type { CancelSignal } from "./cancellation.js";
import { enter } from "./progress.js";
import type { Layer, PreparedRequest, Send } from "./request.js";
import type { HttpResponse } from "./response.js";

/**
 * Lets at most `limit` requests through at the same moment; the others wait in the order they came. Zoho refuses more
 * than 5 to 25 by edition (limits, "Concurrency and sub-concurrency"). It stands around a single attempt, so that a call
 * which waits for a token, or pauses before another attempt, holds no place that others could use.
 */
export function withGate(limit: number): Layer {
  let active = 0;
  const waiting = new Set<() => void>();

  const queue = (signal: CancelSignal | undefined): Promise<void> =>
    new Promise((resolve, reject) => {
      const onAbort = () => {
        waiting.delete(admit);
        reject(signal?.reason);
      };
      // The one who leaves hands its place over, so `active` stays as it is.
      const admit = () => {
        signal?.removeEventListener("abort", onAbort);
        resolve();
      };
      waiting.add(admit);
      signal?.addEventListener("abort", onAbort, { once: true });
    });

  const leave = () => {
    const [first] = waiting;
    if (first) {
      waiting.delete(first);
      first();
    } else {
      active -= 1;
    }
  };

  /** Has a place, and gives it back. */
  const pass = async (next: Send, request: PreparedRequest): Promise<HttpResponse> => {
    try {
      return await next(request);
    } finally {
      leave();
    }
  };

  return (next) => (request) => {
    const { signal } = request;
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (active < limit) {
      active += 1;
      return pass(next, request);
    }
    enter(request, "place");
    return queue(signal).then(() => pass(next, request));
  };
}
