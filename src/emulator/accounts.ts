// The accounts server: who may ask, and which tokens are good.
import { randomBytes } from "node:crypto";
import type { Clock } from "./clock.js";

const ACCESS_TOKEN_SECONDS = 3600;
/** Zoho's console gives the code of a self client three minutes or more. */
const SELF_CLIENT_CODE_SECONDS = 180;
/** The code of a consent lives for two. */
const CONSENT_CODE_SECONDS = 120;

/** What the token endpoint says. A failure comes with HTTP 200 as well: only the members tell. */
export type TokenAnswer =
  | {
      readonly access_token: string;
      readonly refresh_token?: string;
      readonly api_domain: string;
      readonly token_type: "Bearer";
      readonly expires_in: number;
    }
  | { readonly error: string };

export type RevokeAnswer = { readonly status: "success" } | { readonly error: string };

/** What a user consented to. */
export interface Consent {
  /** Where the code was sent: whoever exchanges it must name the same address. */
  readonly redirectUrl: string;
  /** Whether the code brings a refresh token. */
  readonly offline: boolean;
}

interface GrantCode {
  readonly expires: number;
  /** Missing for the code of a self client, which is sent nowhere. */
  readonly consent?: Consent;
}

interface AccessToken {
  readonly refreshToken: string | undefined;
  readonly expires: number;
}

export interface AccountsSnapshot {
  readonly codes: ReadonlyMap<string, GrantCode>;
  readonly refreshTokens: ReadonlySet<string>;
  readonly accessTokens: ReadonlyMap<string, AccessToken>;
}

/** The client that is registered, and a refresh token that it has from the start. */
export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

/** One client of one user, with the codes and tokens that were issued to it. */
export class Accounts {
  readonly credentials: Credentials;
  readonly #now: Clock;
  #codes = new Map<string, GrantCode>();
  #refreshTokens: Set<string>;
  #accessTokens = new Map<string, AccessToken>();

  constructor(now: Clock, credentials: Credentials = newCredentials()) {
    this.#now = now;
    this.credentials = credentials;
    this.#refreshTokens = new Set([credentials.refreshToken]);
  }

  /** Issues a grant code, good once: that of a consent for two minutes, that of a self client for three. */
  grantCode(consent?: Consent): string {
    const code = newToken();
    const seconds = consent === undefined ? SELF_CLIENT_CODE_SECONDS : CONSENT_CODE_SECONDS;
    this.#codes.set(code, { expires: this.#now() + seconds * 1000, ...(consent && { consent }) });
    return code;
  }

  /** Answers a token request. @param apiDomain - the address that the client shall call */
  token(parameters: URLSearchParams, apiDomain: string): TokenAnswer {
    const { clientId, clientSecret } = this.credentials;
    if (parameters.get("client_id") !== clientId) return { error: "invalid_client" };
    if (parameters.get("client_secret") !== clientSecret) return { error: "invalid_client_secret" };
    switch (parameters.get("grant_type")) {
      case "refresh_token": {
        const refreshToken = parameters.get("refresh_token") ?? "";
        if (!this.#refreshTokens.has(refreshToken)) return { error: "invalid_code" };
        return { access_token: this.#issue(refreshToken), ...tokenFacts(apiDomain) };
      }
      case "authorization_code": {
        const code = this.#redeem(parameters.get("code") ?? "");
        if (code === undefined) return { error: "invalid_code" };
        const { consent } = code;
        if (consent && parameters.get("redirect_uri") !== consent.redirectUrl) return { error: "invalid_redirect_uri" };
        if (consent?.offline === false) return { access_token: this.#issue(), ...tokenFacts(apiDomain) };
        const refreshToken = newToken();
        this.#refreshTokens.add(refreshToken);
        return { access_token: this.#issue(refreshToken), refresh_token: refreshToken, ...tokenFacts(apiDomain) };
      }
      default:
        return { error: "unsupported_grant_type" };
    }
  }

  /** Revokes a refresh token with its access tokens, or a single access token. */
  revoke(token: string): RevokeAnswer {
    if (this.#accessTokens.delete(token)) return { status: "success" };
    if (!this.#refreshTokens.delete(token)) return { error: "invalid_token" };
    for (const [access, { refreshToken }] of this.#accessTokens) {
      if (refreshToken === token) this.#accessTokens.delete(access);
    }
    return { status: "success" };
  }

  accepts(accessToken: string): boolean {
    const token = this.#accessTokens.get(accessToken);
    return token !== undefined && this.#now() < token.expires;
  }

  /** Makes every access token invalid; refresh tokens stay good. */
  expireTokens(): void {
    this.#accessTokens.clear();
  }

  snapshot(): AccountsSnapshot {
    return {
      codes: new Map(this.#codes),
      refreshTokens: new Set(this.#refreshTokens),
      accessTokens: new Map(this.#accessTokens),
    };
  }

  /** Access tokens issued since then stay good, so that a client outlives the restore without a refresh. */
  restore({ codes, refreshTokens, accessTokens }: AccountsSnapshot): void {
    this.#codes = new Map(codes);
    this.#refreshTokens = new Set(refreshTokens);
    this.#accessTokens = new Map([...accessTokens, ...this.#accessTokens]);
  }

  #issue(refreshToken?: string): string {
    const token = newToken();
    this.#accessTokens.set(token, { refreshToken, expires: this.#now() + ACCESS_TOKEN_SECONDS * 1000 });
    return token;
  }

  /** A code works once, whether in time or not. */
  #redeem(text: string): GrantCode | undefined {
    const code = this.#codes.get(text);
    this.#codes.delete(text);
    return code !== undefined && this.#now() < code.expires ? code : undefined;
  }
}

const newCredentials = (): Credentials => ({
  clientId: `1000.${randomBytes(15).toString("hex").toUpperCase()}`,
  clientSecret: randomBytes(21).toString("hex"),
  refreshToken: newToken(),
});

/** The form of all of Zoho's codes and tokens: `1000.` and twice 32 hex digits. */
const newToken = (): string => `1000.${randomBytes(16).toString("hex")}.${randomBytes(16).toString("hex")}`;

const tokenFacts = (apiDomain: string) =>
  ({ api_domain: apiDomain, token_type: "Bearer", expires_in: ACCESS_TOKEN_SECONDS }) as const;
