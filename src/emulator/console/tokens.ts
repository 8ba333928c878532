import type { Accounts, Owner } from "../accounts/accounts.js";
import { USER } from "../settings/users.js";
import type { TokenList, TokenSummary } from "./contract.js";
import { BadRequest, type ConsoleContext, type Endpoint, type Endpoints } from "./endpoint.js";

export function tokensOf({ accounts, owner, organization }: ConsoleContext): TokenList {
  const { refreshTokens, accessTokens } = accounts.snapshot();
  const users = organization.settings.list("users");
  const summarize = (tokens: ReadonlyMap<string, { readonly owner: Owner; readonly expires?: number }>) =>
    [...tokens].flatMap(([token, { owner: bearer, expires }]): TokenSummary[] => {
      const [of = "", id = USER.id] = bearer.split("/");
      if (of !== owner) return [];
      const user = String(users.get(id)?.full_name ?? "");
      return [{ token: abbreviate(token), user, ...(expires !== undefined && { expires }) }];
    });
  return {
    clientId: accounts.client.clientId,
    refreshTokens: summarize(refreshTokens),
    accessTokens: summarize(accessTokens),
  };
}

/** Enough of a token to recognize it, too little to use it. */
const abbreviate = (token: string): string => `${token.slice(0, 9)}…${token.slice(-4)}`;

const expireTokens: Endpoint<"POST tokens/expire"> = ({ accounts }) => accounts.expireTokens();

/** The page's own refresh tokens by user: its calls must not use up the user's limited number of access tokens. */
const ownTokens = new WeakMap<Accounts, Map<Owner, string>>();

const createToken: Endpoint<"POST token"> = ({ accounts, bearer, apiUrl }) => {
  const { clientId: client_id, clientSecret: client_secret } = accounts.client;
  const own = ownTokens.get(accounts) ?? new Map<Owner, string>();
  ownTokens.set(accounts, own);
  const request = (grant: Record<string, string>) =>
    accounts.token(new URLSearchParams({ client_id, client_secret, ...grant }), apiUrl);
  const known = own.get(bearer);
  const refreshed = known && request({ grant_type: "refresh_token", refresh_token: known });
  const response =
    refreshed && !("error" in refreshed)
      ? refreshed
      : request({ grant_type: "authorization_code", code: accounts.grantCode({ owner: bearer }) });
  if ("error" in response) throw new BadRequest(`the page cannot get a token: ${response.error}`);
  if (response.refresh_token !== undefined) own.set(bearer, response.refresh_token);
  return { token: response.access_token };
};

export const tokenEndpoints = {
  "POST tokens/expire": expireTokens,
  "POST token": createToken,
} satisfies Partial<Endpoints>;
