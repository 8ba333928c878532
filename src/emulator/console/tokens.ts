import type { Accounts, Owner } from "../accounts/accounts.js";
import { USER } from "../settings/people.js";
import { AskedWrongly, type Endpoint, type Endpoints, type Subject } from "./endpoint.js";

/** The tokens of an organisation: enough of each to tell it from others. */
export interface TokenList {
  readonly clientId: string;
  readonly refreshTokens: readonly TokenLine[];
  readonly accessTokens: readonly TokenLine[];
}

export interface TokenLine {
  readonly token: string;
  /** Whose it is. */
  readonly user: string;
  /** When it ends, in milliseconds since 1970. */
  readonly expires?: number;
}

export function tokensOf({ accounts, owner, organization }: Subject): TokenList {
  const { refreshTokens, accessTokens } = accounts.snapshot();
  const users = organization.settings.list("users");
  const lines = (tokens: ReadonlyMap<string, { readonly owner: Owner; readonly expires?: number }>) =>
    [...tokens].flatMap(([token, { owner: bearer, expires }]): TokenLine[] => {
      const [of = "", id = USER.id] = bearer.split("/");
      if (of !== owner) return [];
      const user = String(users.get(id)?.full_name ?? "");
      return [{ token: masked(token), user, ...(expires !== undefined && { expires }) }];
    });
  return {
    clientId: accounts.client.clientId,
    refreshTokens: lines(refreshTokens),
    accessTokens: lines(accessTokens),
  };
}

const expireTokens: Endpoint = ({ accounts }) => accounts.expireTokens();

const masked = (token: string): string => `${token.slice(0, 9)}…${token.slice(-4)}`;

/** Refresh tokens that the page has of its own by user, so that its calls use up none of theirs. */
const ownTokens = new WeakMap<Accounts, Map<Owner, string>>();

/** An access token for the calls that are tried in the page. */
const newToken: Endpoint = ({ accounts, bearer, apiUrl }) => {
  const { clientId: client_id, clientSecret: client_secret } = accounts.client;
  const own = ownTokens.get(accounts) ?? new Map<Owner, string>();
  ownTokens.set(accounts, own);
  const ask = (grant: Record<string, string>) =>
    accounts.token(new URLSearchParams({ client_id, client_secret, ...grant }), apiUrl);
  const known = own.get(bearer);
  const refreshed = known && ask({ grant_type: "refresh_token", refresh_token: known });
  const answer =
    refreshed && !("error" in refreshed)
      ? refreshed
      : ask({ grant_type: "authorization_code", code: accounts.grantCode({ owner: bearer }) });
  if ("error" in answer) throw new AskedWrongly(`there is no token for the page: ${answer.error}`);
  if (answer.refresh_token !== undefined) own.set(bearer, answer.refresh_token);
  return { token: answer.access_token };
};

export const tokenEndpoints: Endpoints = {
  "POST /_emulator/tokens/expire": expireTokens,
  "POST /_emulator/token": newToken,
};
