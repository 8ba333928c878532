// The accounts server: who may ask, and which tokens are good.

import { createHash, randomBytes } from "node:crypto";
import { limits } from "../limits.js";
import type { Clock } from "../values/clock.js";
import { DEVICE_EXPIRY, DEVICE_INTERVAL, type Device, DeviceCodes, forgetExpired } from "./device-codes.js";

const ACCESS_TOKEN_SECONDS = limits.tokens.accessTokenSeconds;
/** Zoho's console gives the code of a self client three minutes or more. */
const SELF_CLIENT_CODE_SECONDS = limits.tokens.selfClientCodeSeconds;
/** The code of a consent lives for two. */
const CONSENT_CODE_SECONDS = limits.tokens.consentCodeSeconds;

/** A refresh token gives ten access tokens in ten minutes. */
const MAX_ISSUES = limits.tokens.issuedPerWindow;
const ISSUE_WINDOW = limits.tokens.windowSeconds * 1000;
/** So many access tokens of a refresh token live at once, and so many refresh tokens of a user: one more ends the oldest. */
const LIVE_ACCESS_TOKENS = limits.tokens.liveAccessTokens;
const LIVE_REFRESH_TOKENS = limits.tokens.liveRefreshTokens;

/** What the token endpoint says. A failure comes with HTTP 200 as well: only the members tell. */
type TokenResponse =
  | {
      readonly access_token: string;
      readonly refresh_token?: string;
      /** Where not everything was granted. */
      readonly scope?: string;
      readonly api_domain: string;
      readonly token_type: "Bearer";
      readonly expires_in: number;
    }
  | { readonly error: string; readonly error_description?: string; readonly status?: "failure" };

/** Too many access tokens: the one failure that comes with a status of its own, 400. */
export const ACCESS_DENIED = {
  error_description: "You have made too many requests continuously. Please try again after some time.",
  error: "Access Denied",
  status: "failure",
} as const satisfies TokenResponse;

type RevokeResponse = { readonly status: "success" } | { readonly error: string };

/** What a user consented to. */
interface Consent {
  /** Where the code was sent: whoever exchanges it must name the same address. */
  readonly redirectUrl: string;
  /** Whether the code brings a refresh token: so does a repeated consent only where the user was asked anew. */
  readonly offline: boolean;
  readonly asked: boolean;
  /** The challenge of PKCE, which only the verifier that it was made from answers. */
  readonly challenge?: { readonly text: string; readonly hashed: boolean };
}

/** The codes of a device that begins to sign in, with times in milliseconds. */
interface DeviceCodeResponse {
  readonly user_code: string;
  readonly device_code: string;
  readonly interval: number;
  readonly expires_in: number;
}

/** What a token is worth. */
type Introspection =
  | { readonly active: true; readonly scope?: string; readonly client_id: string; readonly exp?: number }
  | { readonly active: false };

/** Id of the organisation whose user a code or token stands for. */
export type Owner = string;

/** For whom a code or token is, and what for. */
export interface Grant {
  readonly owner: Owner;
  /** Missing where it is good for everything. */
  readonly scopes?: readonly string[] | undefined;
}

interface GrantCode extends Grant {
  readonly expires: number;
  /** Missing for the code of a self client, which is sent nowhere. */
  readonly consent?: Consent;
}

interface RefreshToken extends Grant {
  /** Whether a consent brought it. */
  readonly consented?: boolean;
  /** When its latest access tokens were issued, oldest first. */
  readonly issued: readonly number[];
}

export interface AccessToken extends Grant {
  readonly refreshToken: string | undefined;
  readonly expires: number;
}

export interface AccountsSnapshot {
  readonly codes: ReadonlyMap<string, GrantCode>;
  readonly refreshTokens: ReadonlyMap<string, RefreshToken>;
  readonly accessTokens: ReadonlyMap<string, AccessToken>;
  readonly devices: ReadonlyMap<string, Device>;
}

/** The client that is registered. */
export interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** One client, with the codes and tokens that were issued to it by the user of each organisation. */
export class Accounts {
  readonly client: Client;
  readonly devices: DeviceCodes;
  readonly #now: Clock;
  #codes = new Map<string, GrantCode>();
  #refreshTokens = new Map<string, RefreshToken>();
  #accessTokens = new Map<string, AccessToken>();

  constructor(now: Clock, client: Client = newClient()) {
    this.#now = now;
    this.client = client;
    this.devices = new DeviceCodes(now);
  }

  /** Issues a grant code, good once: that of a consent for two minutes, that of a self client for three. */
  grantCode(grant: Grant, consent?: Consent): string {
    const code = newToken();
    const seconds = consent === undefined ? SELF_CLIENT_CODE_SECONDS : CONSENT_CODE_SECONDS;
    forgetExpired(this.#codes, this.#now());
    this.#codes.set(code, { ...grant, expires: this.#now() + seconds * 1000, ...(consent && { consent }) });
    return code;
  }

  /** Issues a refresh token. */
  authorize({ owner, scopes }: Grant, consented = false): string {
    const token = newToken();
    this.#refreshTokens.set(token, { owner, scopes, issued: [], ...(consented && { consented }) });
    const live = [...this.#refreshTokens].filter(([, one]) => one.owner === owner);
    for (const [oldest] of live.slice(0, -LIVE_REFRESH_TOKENS)) this.revoke(oldest);
    return token;
  }

  /** Whether a refresh token is good. */
  knows(refreshToken: string): boolean {
    return this.#refreshTokens.has(refreshToken);
  }

  /** What a browser gets at once, without a code. */
  implicit(grant: Grant): { readonly access_token: string; readonly expires_in: number } {
    return { access_token: this.#issueAccessToken(grant), expires_in: ACCESS_TOKEN_SECONDS };
  }

  /** Answers a token request. @param apiDomain - the address that the client shall call */
  token(parameters: URLSearchParams, apiDomain: string): TokenResponse {
    const refusal = this.#clientProblem(parameters);
    if (refusal !== undefined) return refusal;
    switch (parameters.get("grant_type")) {
      case "refresh_token": {
        const refreshToken = parameters.get("refresh_token") ?? "";
        if (!this.#refreshTokens.has(refreshToken)) return { error: "invalid_code" };
        return this.#refresh(refreshToken, apiDomain);
      }
      case "authorization_code": {
        const code = this.#redeem(parameters.get("code") ?? "");
        if (code === undefined) return { error: "invalid_code" };
        const { consent, owner, scopes } = code;
        if (consent && parameters.get("redirect_uri") !== consent.redirectUrl) return { error: "invalid_redirect_uri" };
        if (consent?.challenge && !matches(consent.challenge, parameters.get("code_verifier"))) {
          return { error: "invalid_code" };
        }
        if (consent === undefined) return this.#issueTokens({ owner, scopes }, true, apiDomain);
        const isRepeated = [...this.#refreshTokens.values()].some((one) => one.consented && one.owner === owner);
        return this.#issueTokens({ owner, scopes }, consent.offline && (consent.asked || !isRepeated), apiDomain, true);
      }
      default:
        return { error: "unsupported_grant_type" };
    }
  }

  /** Begins the sign-in of a device. @param scopes - what it asks for, if that exists */
  deviceCode(
    parameters: URLSearchParams,
    scopes: readonly string[] | undefined,
  ): DeviceCodeResponse | { readonly error: string } {
    if (parameters.get("client_id") !== this.client.clientId) return { error: "invalid_client" };
    if (parameters.get("grant_type") !== "device_request") return { error: "unsupported_grant_type" };
    if (scopes === undefined) return { error: "invalid_scope" };
    const device = this.devices.add(newToken(), scopes, parameters.get("access_type") === "offline");
    const times = { interval: DEVICE_INTERVAL, expires_in: DEVICE_EXPIRY };
    return { user_code: device.userCode, device_code: device.deviceCode, ...times };
  }

  /** Answers a device that asks for its tokens. @param owner - for whom its user decided */
  deviceToken(parameters: URLSearchParams, owner: Owner, apiDomain: string): TokenResponse {
    const refusal = this.#clientProblem(parameters);
    if (refusal !== undefined) return refusal;
    if (parameters.get("grant_type") !== "device_token") return { error: "unsupported_grant_type" };
    const device = this.devices.redeem(parameters.get("code") ?? "");
    if ("error" in device) return device;
    return this.#issueTokens({ owner, scopes: device.scopes }, device.offline, apiDomain);
  }

  /** @param credentials - the client as HTTP Basic names it */
  introspect(token: string, credentials: string): Introspection | { readonly error: string } {
    const { clientId, clientSecret } = this.client;
    if (credentials !== `${clientId}:${clientSecret}`) return { error: "invalid_client" };
    const access = this.#accessTokens.get(token);
    const grant = this.grantOf(token) ?? this.#refreshTokens.get(token);
    if (grant === undefined) return { active: false };
    const exp = access === undefined ? {} : { exp: Math.floor(access.expires / 1000) };
    return { active: true, ...scopeFact(grant), client_id: clientId, ...exp };
  }

  /** Revokes a refresh token with its access tokens, or a single access token. */
  revoke(token: string): RevokeResponse {
    if (this.#accessTokens.delete(token)) return { status: "success" };
    if (!this.#refreshTokens.delete(token)) return { error: "invalid_token" };
    for (const [access, { refreshToken }] of this.#accessTokens) {
      if (refreshToken === token) this.#accessTokens.delete(access);
    }
    return { status: "success" };
  }

  /** Whom a good access token stands for, and what it is good for. */
  grantOf(accessToken: string): AccessToken | undefined {
    const token = this.#accessTokens.get(accessToken);
    return token !== undefined && this.#now() < token.expires ? token : undefined;
  }

  /** Makes every access token invalid; refresh tokens stay good. */
  expireTokens(): void {
    this.#accessTokens.clear();
  }

  snapshot(): AccountsSnapshot {
    return {
      codes: new Map(this.#codes),
      refreshTokens: new Map(this.#refreshTokens),
      accessTokens: new Map(this.#accessTokens),
      devices: this.devices.snapshot(),
    };
  }

  /** Access tokens issued since then stay good, so that a client outlives the restore without a refresh. */
  restore({ codes, refreshTokens, accessTokens, devices }: AccountsSnapshot): void {
    this.#codes = new Map(codes);
    this.#refreshTokens = new Map(refreshTokens);
    this.devices.restore(devices);
    this.#accessTokens = new Map([...accessTokens, ...this.#accessTokens]);
  }

  /** Why a client gets no token at all. */
  #clientProblem(parameters: URLSearchParams): { readonly error: string } | undefined {
    if (parameters.get("client_id") !== this.client.clientId) return { error: "invalid_client" };
    if (parameters.get("client_secret") !== this.client.clientSecret) return { error: "invalid_client_secret" };
    return undefined;
  }

  /** What a consent brings. */
  #issueTokens(grant: Grant, offline: boolean, apiDomain: string, consented = false): TokenResponse {
    if (!offline) return { access_token: this.#issueAccessToken(grant), ...tokenFacts(grant, apiDomain) };
    const refreshToken = this.authorize(grant, consented);
    return this.#refresh(refreshToken, apiDomain, { refresh_token: refreshToken });
  }

  /** An access token of a refresh token, within the limits. */
  #refresh(refreshToken: string, apiDomain: string, more: { readonly refresh_token?: string } = {}): TokenResponse {
    const { issued, ...grant }: RefreshToken = this.#refreshTokens.get(refreshToken) ?? { owner: "", issued: [] };
    const since = this.#now() - ISSUE_WINDOW;
    const recent = issued.filter((time) => time > since);
    if (recent.length >= MAX_ISSUES) return ACCESS_DENIED;
    this.#refreshTokens.set(refreshToken, { ...grant, issued: [...recent, this.#now()] });
    const token = this.#issueAccessToken(grant, refreshToken);
    const live = [...this.#accessTokens].filter(([, access]) => access.refreshToken === refreshToken);
    for (const [oldest] of live.slice(0, -LIVE_ACCESS_TOKENS)) this.#accessTokens.delete(oldest);
    return { access_token: token, ...more, ...tokenFacts(grant, apiDomain) };
  }

  #issueAccessToken(grant: Grant, refreshToken?: string): string {
    const token = newToken();
    const expires = this.#now() + ACCESS_TOKEN_SECONDS * 1000;
    const { owner, scopes } = grant;
    forgetExpired(this.#accessTokens, this.#now());
    this.#accessTokens.set(token, { owner, scopes, refreshToken, expires });
    return token;
  }

  /** A code works once, whether in time or not. */
  #redeem(text: string): GrantCode | undefined {
    const code = this.#codes.get(text);
    this.#codes.delete(text);
    return code !== undefined && this.#now() < code.expires ? code : undefined;
  }
}

const matches = ({ text, hashed }: NonNullable<Consent["challenge"]>, verifier: string | null): boolean =>
  text ===
  (hashed
    ? createHash("sha256")
        .update(verifier ?? "")
        .digest("base64url")
    : verifier);

const newClient = (): Client => ({
  clientId: `1000.${randomBytes(15).toString("hex").toUpperCase()}`,
  clientSecret: randomBytes(21).toString("hex"),
});

/** The form of all of Zoho's codes and tokens: `1000.` and twice 32 hex digits. */
const newToken = (): string => `1000.${randomBytes(16).toString("hex")}.${randomBytes(16).toString("hex")}`;

/** Answers name the scopes with spaces between. */
const scopeFact = ({ scopes }: Grant): { readonly scope?: string } => (scopes ? { scope: scopes.join(" ") } : {});

const tokenFacts = (grant: Grant, apiDomain: string) =>
  ({
    ...scopeFact(grant),
    api_domain: apiDomain,
    token_type: "Bearer",
    expires_in: ACCESS_TOKEN_SECONDS,
  }) as const;
