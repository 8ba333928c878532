/** The credits that are left, beside those that a plan needs. */
import type { AgedCredits } from "../../core/limits/fleet.js";
import { count } from "../count.js";
import type { Result } from "../definition.js";

/** What a plan says, and the credits that it needs, if they are known. */
export interface Plan {
  readonly text: string;
  readonly data: object;
  readonly credits: number | undefined;
}

/** @param known What Zoho said last; `undefined` if it is unknown */
export function withCreditsLeft({ text, data, credits }: Plan, known: AgedCredits | undefined): Result {
  if (known === undefined) return { text, data };
  const { left, age } = known;
  const suffices = credits === undefined || credits <= left;
  const lines = [
    "",
    `${count(left, "credit")} left, as Zoho said ${ageText(age)} ago.`,
    ...(suffices
      ? []
      : [`This needs ${count(credits - left, "credit")} more. Credits come back 24 hours after they were used.`]),
  ];
  const at = new Date(Date.now() - age).toISOString();
  return { text: [text, ...lines].join("\n"), data: { ...data, creditsLeft: { left, at, suffices } } };
}

const MINUTE = 60_000;

function ageText(age: number): string {
  if (age < MINUTE) return "less than a minute";
  if (age < 60 * MINUTE) return count(Math.floor(age / MINUTE), "minute");
  return count(Math.floor(age / (60 * MINUTE)), "hour");
}
