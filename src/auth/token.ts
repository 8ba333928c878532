/** One user's tokens, as a store saves them. */
export interface Token {
  /** Sent with every call; valid for about an hour. Empty if none has been requested yet. */
  accessToken: string;
  /** Used to request the next access token; valid until it is revoked. */
  refreshToken?: string;
  /** Epoch milliseconds at which the access token expires. */
  expiresAt: number;
  /** The API host that Zoho named with the token, e.g. `https://www.zohoapis.eu`. */
  apiDomain?: string;
  /** The granted scopes, separated by blanks, if Zoho named them. */
  scope?: string;
  /** The accounts host that issued the token, if it is not the configured one. Renewals are requested there. */
  accountsServer?: string;
  /** Epoch milliseconds at which the latest access tokens were issued, since Zoho issues at most 10 in 10 minutes. */
  issuedAt?: number[];
}
