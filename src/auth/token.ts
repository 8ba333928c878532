/** The tokens of one user, as a store keeps them. */
export interface Token {
  /** Goes on every call; lives for about an hour. */
  accessToken: string;
  /** Brings the next access token; lives until it is revoked. */
  refreshToken?: string;
  /** Epoch milliseconds at which the access token ends. */
  expiresAt: number;
  /** The API host that Zoho named with the token, e.g. `https://www.zohoapis.eu`. */
  apiDomain?: string;
  /** The accounts host that gave it, where that is not the configured one: renewals are asked for there. */
  accountsServer?: string;
  /** Epoch milliseconds at which the last access tokens were issued: Zoho gives 10 in 10 minutes. */
  issuedAt?: number[];
}
