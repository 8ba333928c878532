import type { Token } from "./token.js";

/** Milliseconds before its end from which on an access token is no longer used, or a tenth of its life. */
const MARGIN = 60_000;
/** Milliseconds that an access token lives at most. */
const LONGEST_LIFE = 60 * 60_000;

/** Epoch milliseconds at which the newest access token was issued; 0 where that is not known. */
export const lastIssued = (token: Token | undefined): number => token?.issuedAt?.at(-1) ?? 0;

/** Whether the access token is good for a while yet. */
export function isFresh(token: Token, now: number): boolean {
  const margin = Math.min(MARGIN, Math.max(0, token.expiresAt - lastIssued(token)) / 10);
  return token.accessToken !== "" && token.expiresAt - margin > now;
}

/**
 * The token with an end that can be believed: an hour after it was issued, or after it was first seen. What is known of
 * the same tokens and a store cannot hold is added.
 */
export function trusted(token: Token, known: Token | undefined, now: number): Token {
  const issued = lastIssued(token);
  const from = issued > 0 && issued <= now ? issued : now;
  const seen = known?.accessToken === token.accessToken && lastIssued(known) === lastIssued(token) ? known : undefined;
  const origin = known?.refreshToken === token.refreshToken ? known : undefined;
  return {
    ...(origin?.apiDomain !== undefined && { apiDomain: origin.apiDomain }),
    ...(origin?.accountsServer !== undefined && { accountsServer: origin.accountsServer }),
    ...token,
    expiresAt: Math.min(token.expiresAt, from + LONGEST_LIFE, seen?.expiresAt ?? Number.POSITIVE_INFINITY),
  };
}
