/** How fast rows are done. */
import type { CommandEvent } from "../definition.js";

/** The milliseconds between two events. */
const INTERVAL = 100;
/** The milliseconds that the rate is of. */
const WINDOW = 10_000;
/** The milliseconds before the first rate: the first rows wait for a token. */
const WARM_UP = 500;

/** What is done so far. */
export interface Done {
  readonly done: number;
  readonly total: number | undefined;
  readonly credits: number;
}

/** Makes events of what is done. */
export class Meter {
  readonly #now: () => number;
  readonly #start: number;
  /** From the oldest: what was done when. */
  readonly #samples: { readonly at: number; readonly done: number }[] = [];
  #last = Number.NEGATIVE_INFINITY;

  /**
   * @param done What was done before, and says nothing about the rate
   * @param now Milliseconds of a clock
   */
  constructor(done = 0, now: () => number = () => performance.now()) {
    this.#now = now;
    this.#start = now();
    this.#samples.push({ at: this.#start, done });
  }

  /** Seconds since the beginning. */
  get seconds(): number {
    return (this.#now() - this.#start) / 1000;
  }

  /** The event to tell; `undefined` if the last one is recent. */
  at({ done, total, credits }: Done): CommandEvent | undefined {
    const at = this.#now();
    if (at - this.#last < INTERVAL) return undefined;
    this.#last = at;
    this.#samples.push({ at, done });
    while (this.#samples.length > 2 && at - (this.#samples[1]?.at ?? at) > WINDOW) this.#samples.shift();
    const [first] = this.#samples;
    const rate =
      first !== undefined && at - first.at >= WARM_UP ? ((done - first.done) / (at - first.at)) * 1000 : undefined;
    const rest = total === undefined ? undefined : Math.max(0, total - done);
    const remaining = rest === undefined || rate === undefined || rate <= 0 ? undefined : rest / rate;
    return { type: "progress", progress: { done, total, rate, remaining, credits } };
  }
}
