import type { CancelSignal } from "../lifetime/cancellation.js";
import { type Layer, type PreparedRequest, type Send, setPhase } from "../request/request.js";
import type { HttpResponse } from "../response/response.js";
import type { Events } from "./telemetry.js";

/** A call that waits for a slot. */
interface Waiter {
  /** Whether the call was aborted while it waited. */
  hasGivenUp: boolean;
  /** The call that came after it. */
  next: Waiter | undefined;
  start(): void;
}

/**
 * Sends at most `limit` requests at the same time; the others wait in the order they came. Zoho rejects more than 5 to 25
 * by edition (limits, "Concurrency and sub-concurrency"). The layer wraps a single attempt, so a call that waits for a
 * token, or pauses before its next attempt, holds no slot that others could use.
 */
export function withConcurrencyLimit(limit: number, events?: Events): Layer {
  let active = 0;
  // A linked list: an array's own `shift` moves all that follow.
  let first: Waiter | undefined;
  let last: Waiter | undefined;

  const waitForSlot = (signal: CancelSignal | undefined): Promise<void> =>
    new Promise((resolve, reject) => {
      const onAbort = () => {
        waiter.hasGivenUp = true;
        reject(signal?.reason);
      };
      const waiter: Waiter = {
        hasGivenUp: false,
        next: undefined,
        start() {
          signal?.removeEventListener("abort", onAbort);
          resolve();
        },
      };
      if (last) last.next = waiter;
      else first = waiter;
      last = waiter;
      signal?.addEventListener("abort", onAbort, { once: true });
    });

  const nextWaiter = (): Waiter | undefined => {
    let waiter = first;
    while (waiter?.hasGivenUp) waiter = waiter.next;
    first = waiter?.next;
    if (!first) last = undefined;
    return waiter;
  };

  const releaseSlot = () => {
    const waiter = nextWaiter();
    // The slot passes to the waiter, so `active` stays as it is.
    if (waiter) waiter.start();
    else active -= 1;
  };

  const sendInSlot = (next: Send, request: PreparedRequest): Promise<HttpResponse> => {
    try {
      const response = next(request);
      response.then(releaseSlot, releaseSlot);
      return response;
    } catch (error) {
      releaseSlot();
      throw error;
    }
  };

  return (next) => (request) => {
    const { signal } = request;
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (active < limit) {
      active += 1;
      return sendInSlot(next, request);
    }
    setPhase(request, "place");
    const wait = () => waitForSlot(signal);
    return (events?.traceWait(request, { for: "slot" }, wait) ?? wait()).then(() => sendInSlot(next, request));
  };
}
