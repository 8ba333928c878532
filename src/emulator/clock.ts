// Time: that of the machine or of a test, moved on at will, and written as Zoho writes it.

/** Milliseconds since 1970, as `Date.now` gives them. */
export type Clock = () => number;

/** A clock that can be moved on. */
export class MovableClock {
  readonly #base: Clock;
  #ahead = 0;

  constructor(base: Clock) {
    this.#base = base;
  }

  readonly now: Clock = () => this.#base() + this.#ahead;

  /** @param time - milliseconds, or a text such as `"61m"` */
  advance(time: number | string): void {
    this.#ahead += typeof time === "number" ? time : readDuration(time);
  }

  snapshot(): number {
    return this.#ahead;
  }

  restore(ahead: number): void {
    this.#ahead = ahead;
  }
}

const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** @param what - what errors say it is for @throws TypeError for what is no time */
export function readDuration(text: string, what = "advance"): number {
  const [, count = "", unit = ""] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text) ?? [];
  if (!isUnit(unit)) throw new TypeError(`${what}: "${text}" is no time; write "90s", "61m", "25h" or "60d"`);
  return Number(count) * UNITS[unit];
}

const isUnit = (text: string): text is keyof typeof UNITS => Object.hasOwn(UNITS, text);

/** The organisation is in Nairobi, so that an offset other than UTC is met in tests. */
const OFFSET_MINUTES = 180;
/** As times are written. */
export const OFFSET = "+03:00";

/** Writes a time in Zoho's form, e.g. `2026-05-14T12:54:51+03:00`. */
export const zohoTime = (time: number): string =>
  `${new Date(time + OFFSET_MINUTES * 60_000).toISOString().slice(0, 19)}${OFFSET}`;
