/** Time: from the machine or from a test, moved forward on demand, and written in Zoho's format. */

/** Milliseconds since 1970, as `Date.now` returns them. */
export type Clock = () => number;

/** A clock that can be moved forward. */
export class MovableClock {
  readonly #base: Clock;
  #ahead = 0;

  /** @throws TypeError if the function does not return a time */
  constructor(base: Clock) {
    const time: unknown = typeof base === "function" ? base() : undefined;
    if (!isTime(time))
      throw new TypeError(`now: expected a function that returns milliseconds since 1970; it returned ${time}`);
    this.#base = base;
  }

  readonly now: Clock = () => this.#base() + this.#ahead;

  /** @param time Milliseconds, or a string such as `"61m"` @throws TypeError if the result is beyond the year 9999 */
  advance(time: number | string): void {
    const by = typeof time === "number" ? time : readDuration(time);
    if (!isTime(this.now() + by)) throw new TypeError(`advance: ${time} leads outside the years 1970 to 9999`);
    this.#ahead += by;
  }

  /** Sets the clock to a time, from which it goes on. @param time Milliseconds since 1970 */
  setTo(time: number): void {
    this.#ahead = time - this.#base();
  }

  /** How far it is ahead of the clock that it is based on, in milliseconds. */
  snapshot(): number {
    return this.#ahead;
  }

  restore(ahead: number): void {
    this.#ahead = ahead;
  }
}

/** Later years have more than four digits. */
const LAST = Date.UTC(9999, 11, 31);
const isTime = (time: unknown): time is number => typeof time === "number" && time >= 0 && time < LAST;

const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** @param what The subject of the error message @throws TypeError if it is not a time */
export function readDuration(text: string, what = "advance"): number {
  const [, count = "", unit = ""] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text) ?? [];
  if (!isUnit(unit)) throw new TypeError(`${what}: "${text}" is not a time; write "90s", "61m", "25h" or "60d"`);
  return Number(count) * UNITS[unit];
}

const isUnit = (text: string): text is keyof typeof UNITS => Object.hasOwn(UNITS, text);

/** The organization is in Nairobi, so that tests encounter an offset other than UTC. */
const OFFSET_MINUTES = 180;
/** The form in which times are written. */
export const OFFSET = "+03:00";

/** Writes a time in Zoho's format, e.g. `2026-05-14T12:54:51+03:00`. */
export function zohoTime(time: number): string {
  const second = Math.floor(time / 1000);
  if (second === lastSecond) return lastTime;
  const local = new Date(time + OFFSET_MINUTES * 60_000).toISOString().slice(0, 19);
  // Joined into a string of its own: many records keep it.
  lastTime = [local, OFFSET].join("");
  lastSecond = second;
  return lastTime;
}

/** The time written last. Records of the same second share it. */
let [lastSecond, lastTime] = [Number.NaN, ""];
