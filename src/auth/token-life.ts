import type { Token } from "./token.js";

/** Milliseconds before its expiry at which an access token stops being used; a tenth of its life, if that is less. */
const MARGIN = 60_000;
/** Milliseconds that an access token lives at most. */
const LONGEST_LIFE = 60 * 60_000;

/** Epoch milliseconds at which the newest access token was issued; 0 if that is not known. */
export const lastIssued = (token: Token | undefined): number => token?.issuedAt?.at(-1) ?? 0;

/** Whether the access token can still be used, with a margin before its expiry. */
export function isFresh(token: Token, now: number): boolean {
  const margin = Math.min(MARGIN, Math.max(0, token.expiresAt - lastIssued(token)) / 10);
  return token.accessToken !== "" && token.expiresAt - margin > now;
}

/**
 * Reconciles a token with what this process knows. Its expiry is at most an hour after it was issued, or after this
 * process first saw it, whatever the store says. Hosts and scopes that the store could not keep are taken from the known token with
 * the same refresh token.
 */
export function reconcile(token: Token, known: Token | undefined, now: number): Token {
  const issued = lastIssued(token);
  const from = issued > 0 && issued <= now ? issued : now;
  const seen = known?.accessToken === token.accessToken && lastIssued(known) === lastIssued(token) ? known : undefined;
  const origin = known?.refreshToken === token.refreshToken ? known : undefined;
  return {
    ...(origin?.apiDomain !== undefined && { apiDomain: origin.apiDomain }),
    ...(origin?.accountsServer !== undefined && { accountsServer: origin.accountsServer }),
    ...(origin?.scope !== undefined && { scope: origin.scope }),
    ...token,
    expiresAt: Math.min(token.expiresAt, from + LONGEST_LIFE, seen?.expiresAt ?? Number.POSITIVE_INFINITY),
  };
}
