import type { Accounts } from "../accounts.js";
import { AskedWrongly, type Endpoint, type Endpoints, type Subject } from "./endpoint.js";

/** The tokens of the emulator: enough of each to tell it from others. */
export interface TokenList {
  readonly clientId: string;
  readonly refreshTokens: readonly string[];
  /** Seconds are those that a token is good for still. */
  readonly accessTokens: readonly { readonly token: string; readonly seconds: number }[];
}

const getTokens: Endpoint = ({ accounts, clock }): TokenList => {
  const { refreshTokens, accessTokens } = accounts.snapshot();
  return {
    clientId: accounts.client.clientId,
    refreshTokens: [...refreshTokens.keys()].map(masked),
    accessTokens: Array.from(accessTokens, ([token, { expires }]) => ({
      token: masked(token),
      seconds: Math.max(0, Math.round((expires - clock.now()) / 1000)),
    })),
  };
};

const expireTokens: Endpoint = ({ accounts }) => accounts.expireTokens();

const masked = (token: string): string => `${token.slice(0, 9)}…${token.slice(-4)}`;

/** Refresh tokens that the page has of its own, so that its calls use up none of the user's. */
const ownTokens = new WeakMap<Accounts, string>();

/** An access token for the calls that are tried in the page. */
const newToken: Endpoint = ({ accounts, owner, clientOptions }: Subject) => {
  const { clientId: client_id, clientSecret: client_secret } = accounts.client;
  const ask = (grant: Record<string, string>) =>
    accounts.token(new URLSearchParams({ client_id, client_secret, ...grant }), clientOptions.apiUrl);
  const known = ownTokens.get(accounts);
  const refreshed = known && ask({ grant_type: "refresh_token", refresh_token: known });
  const answer =
    refreshed && !("error" in refreshed)
      ? refreshed
      : ask({ grant_type: "authorization_code", code: accounts.grantCode({ owner }) });
  if ("error" in answer) throw new AskedWrongly(`there is no token for the page: ${answer.error}`);
  if (answer.refresh_token !== undefined) ownTokens.set(accounts, answer.refresh_token);
  return { token: answer.access_token };
};

export const tokenEndpoints: Endpoints = {
  "GET /_emulator/tokens": getTokens,
  "POST /_emulator/tokens/expire": expireTokens,
  "POST /_emulator/token": newToken,
};
