import type { CancelSignal } from "../lifetime/cancellation.js";

/** A call that waits for a slot. */
interface Waiter {
  /** Whether the call was aborted while it waited. */
  hasGivenUp: boolean;
  /** The call that came after it. */
  next: Waiter | undefined;
  start(): void;
}

/** Calls that wait for a slot, in the order they came. */
export class WaitingCalls {
  // A linked list: an array's own `shift` moves all that follow.
  #first: Waiter | undefined;
  #last: Waiter | undefined;
  #size = 0;

  /** The number of calls that have not given up. */
  get size(): number {
    return this.#size;
  }

  /** Resolves when the call may start. Rejects with the signal's reason as soon as the signal is aborted. */
  wait(signal: CancelSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        waiter.hasGivenUp = true;
        this.#size -= 1;
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
      if (this.#last) this.#last.next = waiter;
      else this.#first = waiter;
      this.#last = waiter;
      this.#size += 1;
      signal?.addEventListener("abort", onAbort, { once: true });
    });
  }

  /** Starts the call that waited longest. @returns whether there was one */
  startNext(): boolean {
    let waiter = this.#first;
    while (waiter?.hasGivenUp) waiter = waiter.next;
    this.#first = waiter?.next;
    if (!this.#first) this.#last = undefined;
    if (!waiter) return false;
    this.#size -= 1;
    waiter.start();
    return true;
  }
}
