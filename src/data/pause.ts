/** Pauses between the calls of one piece of work. */
import type { CancelSignal } from "../core/lifetime/cancellation.js";
import { type Clock, SYSTEM_CLOCK, waitBy } from "../core/lifetime/clock.js";
import { LONGEST_WAIT } from "../core/lifetime/wait.js";

/**
 * Waits by a clock. The clock of an emulator skips pauses only while something is under way: a time limit that never
 * ends says that the work is.
 */
export function pauseBy(clock: Clock): (milliseconds: number, signal: CancelSignal | undefined) => Promise<void> {
  const wait = waitBy(clock);
  if (clock === SYSTEM_CLOCK) return wait;
  return async (milliseconds, signal) => {
    const end = clock.after(LONGEST_WAIT, () => undefined, false);
    try {
      await wait(milliseconds, signal);
    } finally {
      end();
    }
  };
}
