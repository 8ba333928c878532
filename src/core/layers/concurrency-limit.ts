import type { CancelSignal } from "../lifetime/cancellation.js";
import { type Layer, type PreparedRequest, type Send, setPhase } from "../request/request.js";
import type { HttpResponse } from "../response/response.js";
import type { Events } from "./telemetry.js";
import { WaitingCalls } from "./waiting-calls.js";

/** The slots that requests under way occupy. */
export interface Slots {
  /** Occupies a slot if one is free, and says whether it did. */
  take(): boolean;
  /** Occupies a slot as soon as it is this call's turn. Rejects with the signal's reason if it is aborted before. */
  wait(signal: CancelSignal | undefined): Promise<void>;
  /** @param response The response of the CRM; `undefined` if there was none */
  release(response?: HttpResponse): void;
}

/** A fixed number of slots, for the calls of one client. Zoho rejects more than 5 to 25 by edition (limits, "Concurrency and sub-concurrency"). */
export class OwnSlots implements Slots {
  readonly #limit: number;
  readonly #waiting = new WaitingCalls();
  #active = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  take(): boolean {
    if (this.#active >= this.#limit) return false;
    this.#active += 1;
    return true;
  }

  wait(signal: CancelSignal | undefined): Promise<void> {
    return this.#waiting.wait(signal);
  }

  release(): void {
    // The slot passes to the call that starts, so the number stays as it is.
    if (!this.#waiting.startNext()) this.#active -= 1;
  }
}

/**
 * Sends a request when there is a slot for it; the others wait in the order they came. The layer wraps a single attempt, so
 * a call that waits for a token, or pauses before its next attempt, holds no slot that others could use.
 *
 * @param note Called with each response of the CRM
 */
export function withConcurrencyLimit(
  slots: Slots,
  events?: Events,
  note: (response: HttpResponse) => void = () => {},
): Layer {
  const release = () => slots.release();
  const done = (response: HttpResponse) => {
    note(response);
    slots.release(response);
  };

  const sendInSlot = (next: Send, request: PreparedRequest): Promise<HttpResponse> => {
    try {
      const response = next(request);
      // The accounts server has limits of its own.
      response.then(request.operation.server === "accounts" ? release : done, release);
      return response;
    } catch (error) {
      release();
      throw error;
    }
  };

  return (next) => (request) => {
    const { signal } = request;
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (slots.take()) return sendInSlot(next, request);
    setPhase(request, "place");
    const wait = () => slots.wait(signal);
    return (events?.traceWait(request, { for: "slot" }, wait) ?? wait()).then(() => sendInSlot(next, request));
  };
}
