import { AuthError } from "../core/errors/errors.js";

/** Zoho gives 10 access tokens for a refresh token in 10 minutes. One is left for whoever looks after the program. */
export const TOKENS_PER_WINDOW = 9;
/** Milliseconds. */
export const WINDOW = 10 * 60_000;

/** The times that still count, oldest first; clocks of several machines may differ by less than the window. */
export const inWindow = (times: readonly number[], now: number): number[] =>
  times.filter((time) => Math.abs(now - time) < WINDOW).sort((a, b) => a - b);

/** All that is in either list, each as often as in the list that has it most often. */
export function union(one: readonly number[], other: readonly number[]): number[] {
  const rest = [...other];
  for (const time of one) {
    const at = rest.indexOf(time);
    if (at >= 0) rest.splice(at, 1);
  }
  return [...one, ...rest];
}

/** Says when tokens may be asked for again. */
export const budgetSpent = (user: string, until: number, now: number): AuthError =>
  new AuthError(
    `${TOKENS_PER_WINDOW} access tokens were issued to the user ${JSON.stringify(user)} within 10 minutes, and Zoho gives ` +
      `no more than 10: call again at ${new Date(until).toISOString()}, and let all processes share one token store`,
    { code: "TOKEN_BUDGET", retryable: true, details: { retryAt: until, retryAfter: Math.max(0, until - now) } },
  );
