import type { CancelSignal } from "../lifetime/cancellation.js";
import { enter, type Layer, type PreparedRequest, type Send } from "../request/request.js";
import type { HttpResponse } from "../response/response.js";
import { Queue } from "./queue.js";

/** A call that waits for its turn. */
interface Waiter {
  /** Whether it has given up. */
  hasLeft: boolean;
  admit(): void;
}

/**
 * Lets at most `limit` requests through at the same moment; the others wait in the order they came. Zoho refuses more
 * than 5 to 25 by edition (limits, "Concurrency and sub-concurrency"). It stands around a single attempt, so that a call
 * which waits for a token, or pauses before another attempt, holds no place that others could use.
 */
export function withGate(limit: number): Layer {
  let active = 0;
  const waiting = new Queue<Waiter>();

  const queue = (signal: CancelSignal | undefined): Promise<void> =>
    new Promise((resolve, reject) => {
      const waiter: Waiter = {
        hasLeft: false,
        // The one who leaves hands its place over, so `active` stays as it is.
        admit() {
          signal?.removeEventListener("abort", onAbort);
          resolve();
        },
      };
      const onAbort = () => {
        waiter.hasLeft = true;
        reject(signal?.reason);
      };
      waiting.push(waiter);
      signal?.addEventListener("abort", onAbort, { once: true });
    });

  const leave = () => {
    let next = waiting.shift();
    while (next?.hasLeft) next = waiting.shift();
    if (next) next.admit();
    else active -= 1;
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
