/** The time that a client goes by: the system's, or that of an emulator, which a test can move. */

import type { CancelSignal } from "./cancellation.js";
import { LONGEST_WAIT, wait } from "./wait.js";

/** A clock with timers, such as the one of an emulator. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /**
   * Calls `fire` once after some milliseconds.
   *
   * @param isPause Whether its caller does nothing but wait. Otherwise it is a time limit
   * @returns A function that stops the timer
   */
  after(milliseconds: number, fire: () => void, isPause: boolean): () => void;
}

/** The system's clock. */
export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  after(milliseconds, fire) {
    const timer = setTimeout(fire, Math.min(milliseconds, LONGEST_WAIT));
    return () => clearTimeout(timer);
  },
};

/** Like {@link wait}, by this clock. */
export const waitBy = (clock: Clock): typeof wait =>
  clock === SYSTEM_CLOCK
    ? wait
    : (delay: number, signal: CancelSignal | undefined) =>
        new Promise((resolve, reject) => {
          if (signal?.aborted) return reject(signal.reason);
          const onAbort = () => {
            stop();
            reject(signal?.reason);
          };
          const fire = () => {
            signal?.removeEventListener("abort", onAbort);
            resolve();
          };
          const stop = clock.after(delay, fire, true);
          signal?.addEventListener("abort", onAbort, { once: true });
        });
