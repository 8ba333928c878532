/** Rows to write, and a clock that nobody waits for. */
import type { Clock } from "../../../src/core/lifetime/clock.js";

/** The system's clock, except that nobody waits: pauses take a thousandth of their time. */
export const HASTY: Clock = {
  now: () => Date.now(),
  after(milliseconds, fire, isPause) {
    const timer = setTimeout(fire, isPause ? milliseconds / 1000 : milliseconds);
    return () => clearTimeout(timer);
  },
};

export const lead = (at: number, more: object = {}) => ({
  Last_Name: `Lead ${at}`,
  Company: "Example Ltd",
  Email: `lead${at}@example.com`,
  ...more,
});

export const leads = (count: number) => Array.from({ length: count }, (_, at) => lead(at));
