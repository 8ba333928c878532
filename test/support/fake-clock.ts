import type { CancelSignal } from "../../src/core/lifetime/cancellation.js";

/** A clock that only moves when a test moves it, with timers that follow it. */
export class FakeClock {
  /** Epoch milliseconds. */
  now = 1_700_000_000_000;
  #timers: { at: number; fire: () => void }[] = [];

  readonly wait = (delay: number, signal: CancelSignal | undefined): Promise<void> =>
    new Promise((resolve, reject) => {
      const timer = { at: this.now + delay, fire: resolve };
      this.#timers.push(timer);
      signal?.addEventListener("abort", () => {
        this.#timers = this.#timers.filter((other) => other !== timer);
        reject(signal.reason);
      });
    });

  /** The number of timers that have not fired. */
  get pending(): number {
    return this.#timers.length;
  }

  /** Moves the clock forward, and fires each timer when it is due. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.now + milliseconds;
    await idle();
    for (;;) {
      const due = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#timers = this.#timers.filter((timer) => timer !== due);
      this.now = Math.max(this.now, due.at);
      due.fire();
      await idle();
    }
    this.now = end;
  }

  /** Sets the clock, as an operator would. No timer fires. */
  jump(milliseconds: number): void {
    this.now += milliseconds;
    for (const timer of this.#timers) timer.at += milliseconds;
  }
}

/** Lets everything run that does not wait for a timer. */
export const idle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
