/** What a program on a published client printed of its calls, and whether that is what it expected. */
import { expect } from "vitest";

/** One call: what came of it, beside what the program expected. */
export interface CallOutcome {
  readonly group: string;
  readonly name: string;
  readonly outcome: { readonly status?: number; readonly body?: unknown; readonly threw?: string };
  readonly expected: { readonly status?: number; readonly body?: unknown; readonly threw?: unknown };
}

export function expectOutcomes(calls: readonly CallOutcome[]): void {
  for (const { name, outcome, expected } of calls) {
    const { status, threw, body } = expected;
    const what = `${name}: ${JSON.stringify(outcome)}`;
    expect.soft(outcome.status, what).toBe(status);
    if (threw === undefined) expect.soft(outcome.threw, what).toBeUndefined();
    else expect.soft(outcome, what).toMatchObject({ threw: revived(threw) });
    if (body === null) expect.soft(outcome.body, what).toBeNull();
    else if (body !== undefined) expect.soft({ body: outcome.body }, name).toMatchObject({ body: revived(body) });
  }
}

/** Whether a call was meant to be refused. */
export const isRefused = ({ outcome: { status = 0, threw } }: CallOutcome): boolean =>
  threw !== undefined || status >= 400;

/** The matchers that `programs/expected.cjs` wrote as JSON. */
function revived(expected: unknown): unknown {
  if (Array.isArray(expected)) return expected.map(revived);
  if (typeof expected !== "object" || expected === null) return expected;
  const members = Object.entries(expected).map(([name, value]) => [name, revived(value)] as const);
  const [[kind, value] = []] = members;
  switch (kind) {
    case "$any":
      return expect.any(String);
    case "$matching":
      return expect.stringMatching(new RegExp(String(value)));
    case "$containing":
      return expect.objectContaining(value as object);
    case "$having":
      return expect.arrayContaining((value as object[]).map((row) => expect.objectContaining(row)));
    default:
      return Object.fromEntries(members);
  }
}
