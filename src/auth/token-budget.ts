import { AuthError } from "../core/errors/errors.js";

/** Zoho issues 10 access tokens for a refresh token in 10 minutes. One is left for a person who debugs the program. */
export const TOKENS_PER_WINDOW = 9;
/** Milliseconds. */
export const WINDOW = 10 * 60_000;

/**
 * The times that still count, oldest first. A time in the future counts too, up to one window ahead: clocks of several
 * machines differ a little.
 */
export const inWindow = (times: readonly number[], now: number): number[] =>
  times.filter((time) => Math.abs(now - time) < WINDOW).sort((a, b) => a - b);

/**
 * When the next token may be requested; `undefined` if at once.
 * @param times When tokens were issued in the window, oldest first.
 */
export function nextFree(times: readonly number[]): number | undefined {
  const oldest = times.at(-TOKENS_PER_WINDOW);
  return oldest === undefined ? undefined : oldest + WINDOW;
}

/** The union of two lists as multisets: each time as often as the list that has it most often. */
export function union(one: readonly number[], other: readonly number[]): number[] {
  const rest = [...other];
  for (const time of one) {
    const at = rest.indexOf(time);
    if (at >= 0) rest.splice(at, 1);
  }
  return [...one, ...rest];
}

/** @param until Epoch milliseconds at which the next token may be requested. */
export const budgetSpent = (user: string, until: number, now: number): AuthError =>
  new AuthError(
    `${TOKENS_PER_WINDOW} access tokens were issued for the user ${JSON.stringify(user)} within 10 minutes, and Zoho ` +
      `issues at most 10: try again at ${new Date(until).toISOString()}, and let all processes share one token store`,
    { code: "TOKEN_BUDGET", retryable: true, details: { retryAt: until, retryAfter: Math.max(0, until - now) } },
  );
