/** The accounts server: which clients may ask for tokens, and which tokens are valid. */

import { createHash, randomBytes } from "node:crypto";
import { limits } from "../limits.js";
import type { Clock } from "../values/clock.js";
import { DEVICE_EXPIRY, DEVICE_INTERVAL, type Device, DeviceCodes, forgetExpired } from "./device-codes.js";

const ACCESS_TOKEN_SECONDS = limits.tokens.accessTokenSeconds;
/** The console makes the code of a self client valid for three minutes or longer. */
const SELF_CLIENT_CODE_SECONDS = limits.tokens.selfClientCodeSeconds;
/** The code of a consent is valid for two minutes. */
const CONSENT_CODE_SECONDS = limits.tokens.consentCodeSeconds;

/** A refresh token can issue ten access tokens in ten minutes. */
const MAX_ISSUES = limits.tokens.issuedPerWindow;
const ISSUE_WINDOW = limits.tokens.windowSeconds * 1000;
/**
 * The maximum number of live access tokens of a refresh token, and of refresh tokens of a user. One more ends the
 * oldest.
 */
const LIVE_ACCESS_TOKENS = limits.tokens.liveAccessTokens;
const LIVE_REFRESH_TOKENS = limits.tokens.liveRefreshTokens;

/** The response of the token endpoint. A failure comes with HTTP 200 as well; only the members show it. */
type TokenResponse =
  | {
      readonly access_token: string;
      readonly refresh_token?: string;
      /** Set if not every scope was granted. */
      readonly scope?: string;
      readonly api_domain: string;
      readonly token_type: "Bearer";
      readonly expires_in: number;
    }
  | { readonly error: string; readonly error_description?: string; readonly status?: "failure" };

/** Too many access tokens: the only failure with a status of its own, 400. */
export const ACCESS_DENIED = {
  error_description: "You have made too many requests continuously. Please try again after some time.",
  error: "Access Denied",
  status: "failure",
} as const satisfies TokenResponse;

type RevokeResponse = { readonly status: "success" } | { readonly error: string };

/** What a user consented to. */
interface Consent {
  /** Where the code was sent. The exchange must name the same address. */
  readonly redirectUrl: string;
  /** Whether the code yields a refresh token. A repeated consent does only if the user was asked again. */
  readonly offline: boolean;
  readonly asked: boolean;
  /** The PKCE challenge. Only the verifier it was made from matches it. */
  readonly challenge?: { readonly text: string; readonly hashed: boolean };
}

/** The codes of a device that starts to sign in. Times are in milliseconds. */
interface DeviceCodeResponse {
  readonly user_code: string;
  readonly device_code: string;
  readonly interval: number;
  readonly expires_in: number;
}

/** What a token grants. */
type Introspection =
  | { readonly active: true; readonly scope?: string; readonly client_id: string; readonly exp?: number }
  | { readonly active: false };

/** Id of the organization whose user a code or token belongs to. */
export type Owner = string;

/** The owner of a code or token, and its scopes. */
export interface Grant {
  readonly owner: Owner;
  /** Missing if it is valid for everything. */
  readonly scopes?: readonly string[] | undefined;
}

interface GrantCode extends Grant {
  readonly expires: number;
  /** Missing for the code of a self client, which is not sent anywhere. */
  readonly consent?: Consent;
}

interface RefreshToken extends Grant {
  /** Whether it comes from a consent. */
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

/** The registered client. */
export interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** One client, with the codes and tokens issued to it by the user of each organization. */
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

  /** Issues a grant code, which works once: for two minutes after a consent, for three minutes for a self client. */
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

  /** Whether a refresh token is valid. */
  knows(refreshToken: string): boolean {
    return this.#refreshTokens.has(refreshToken);
  }

  /** What a browser gets directly, without a code. */
  implicit(grant: Grant): { readonly access_token: string; readonly expires_in: number } {
    return { access_token: this.#issueAccessToken(grant), expires_in: ACCESS_TOKEN_SECONDS };
  }

  /** Responds to a token request. @param apiDomain The address that the client should call */
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

  /** Starts the sign-in of a device. @param scopes The scopes it asks for, if they exist */
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

  /** Responds to a device that asks for its tokens. @param owner The owner that its user chose */
  deviceToken(parameters: URLSearchParams, owner: Owner, apiDomain: string): TokenResponse {
    const refusal = this.#clientProblem(parameters);
    if (refusal !== undefined) return refusal;
    if (parameters.get("grant_type") !== "device_token") return { error: "unsupported_grant_type" };
    const device = this.devices.redeem(parameters.get("code") ?? "");
    if ("error" in device) return device;
    return this.#issueTokens({ owner, scopes: device.scopes }, device.offline, apiDomain);
  }

  /** @param credentials The client as named by HTTP Basic */
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

  /** The owner of a valid access token, and its scopes. */
  grantOf(accessToken: string): AccessToken | undefined {
    const token = this.#accessTokens.get(accessToken);
    return token !== undefined && this.#now() < token.expires ? token : undefined;
  }

  /** Invalidates every access token. Refresh tokens stay valid. */
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

  /** Access tokens issued since then stay valid, so a client survives the restore without a refresh. */
  restore({ codes, refreshTokens, accessTokens, devices }: AccountsSnapshot): void {
    this.#codes = new Map(codes);
    this.#refreshTokens = new Map(refreshTokens);
    this.devices.restore(devices);
    this.#accessTokens = new Map([...accessTokens, ...this.#accessTokens]);
  }

  /** Why a client gets no token. */
  #clientProblem(parameters: URLSearchParams): { readonly error: string } | undefined {
    if (parameters.get("client_id") !== this.client.clientId) return { error: "invalid_client" };
    if (parameters.get("client_secret") !== this.client.clientSecret) return { error: "invalid_client_secret" };
    return undefined;
  }

  /** What a consent yields. */
  #issueTokens(grant: Grant, offline: boolean, apiDomain: string, consented = false): TokenResponse {
    if (!offline) return { access_token: this.#issueAccessToken(grant), ...tokenFacts(grant, apiDomain) };
    const refreshToken = this.authorize(grant, consented);
    return this.#refresh(refreshToken, apiDomain, { refresh_token: refreshToken });
  }

  /** Issues an access token for a refresh token, within the limits. */
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

  /** A code works only once, even if it has expired. */
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

/** The form of all of Zoho's codes and tokens: `1000.` and two groups of 32 hex digits. */
const newToken = (): string => `1000.${randomBytes(16).toString("hex")}.${randomBytes(16).toString("hex")}`;

/** Responses separate scopes with spaces. */
const scopeFact = ({ scopes }: Grant): { readonly scope?: string } => (scopes ? { scope: scopes.join(" ") } : {});

const tokenFacts = (grant: Grant, apiDomain: string) =>
  ({
    ...scopeFact(grant),
    api_domain: apiDomain,
    token_type: "Bearer",
    expires_in: ACCESS_TOKEN_SECONDS,
  }) as const;
