import type { CancelSignal } from "./cancellation.js";

/** The longest delay of a timer, in milliseconds. A timer with a longer one fires at once. */
export const LONGEST_WAIT = 2 ** 31 - 1;

/** Resolves after `delay` milliseconds; rejects with the signal's reason as soon as the signal is aborted. */
export function wait(delay: number, signal: CancelSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(
      () => {
        signal?.removeEventListener("abort", onAbort);
        resolve();
      },
      Math.min(delay, LONGEST_WAIT),
    );
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}
