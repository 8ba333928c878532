// Generated from spec/paths/oauth.yaml. Do not edit: change the description, then run `npm run codegen`.
import {
  type ApiClient,
  type Download,
  type Operation,
  type RequestOptions,
  callInit,
  checked,
  formBody,
  typed,
  unwrap,
  unwrapDownload,
} from "../../src/core/operation.js";
import { remedies } from "../errors.js";
import type {
  DeviceCodeAnswer,
  DeviceCodeBody,
  DeviceTokenAnswer,
  DeviceTokenBody,
  IntrospectionAnswer,
  IntrospectionBody,
  RevocationAnswer,
  RevocationBody,
  ServerInfo,
  TokenAnswer,
  TokenRequestBody,
  UserInfo,
} from "../models.js";
import type { paths } from "../schema.js";

/** User consent, access tokens and their revocation, and what the accounts server reports about them. */
export type OAuthOperations = {
  /**
   * Open the consent page.
   *
   * A page for a browser: redirect the user to this URL. After consent, Zoho redirects to `redirect_uri` with
   * `code`, `location` and `accounts-server`. Exchange the code at that server. A program that calls this URL
   * receives no code, only the HTML of the page, or an error if Zoho redirects to the sign-in page.
   *
   * `GET /oauth/v2/auth`
   */
  authorize(params: AuthorizeParams, options?: RequestOptions): Promise<Download>;
  /**
   * Exchange a grant code or a refresh token for an access token.
   *
   * Returns an access token that is valid for one hour. A grant code can be used once and also returns a refresh
   * token. A refresh token returns at most 10 access tokens in 10 minutes. Most errors come with status 200 and an
   * `error` key; over the limit, the response is a 400 with `Access Denied`.
   *
   * `POST /oauth/v2/token`
   */
  requestToken(params: RequestTokenParams, options?: RequestOptions): Promise<TokenAnswer>;
  /**
   * Revoke a refresh token.
   *
   * Revokes a refresh token permanently. Its access tokens are revoked with it (unverified). `token` is also
   * accepted in the form body (unverified). An unknown token fails with `invalid_token` or `failure` (unverified).
   * Safe to retry.
   *
   * `POST /oauth/v2/token/revoke`
   */
  revokeToken(params: RevokeTokenParams, options?: RequestOptions): Promise<RevocationAnswer>;
  /**
   * Start the device flow for a device without a browser.
   *
   * Returns a code that the user enters at `verification_url` on another device, and a code to request the tokens
   * with. Retrying returns other codes. The parameters are also accepted as a form, and the keys of the request
   * and the response are as described here (unverified).
   *
   * `POST /oauth/v3/device/code`
   */
  requestDeviceCode(params: RequestDeviceCodeParams, options?: RequestOptions): Promise<DeviceCodeAnswer>;
  /**
   * Check whether the user of a device has consented.
   *
   * Returns the tokens once the user has entered the code, and `authorization_pending` with status 200 until then.
   * If you poll faster than the interval, it returns `slow_down`. `other_dc` with `user_dc` means that you must
   * poll that data center (unverified). Tokens are returned only once, so do not retry blindly.
   *
   * `POST /oauth/v3/device/token`
   */
  requestDeviceToken(params: RequestDeviceTokenParams, options?: RequestOptions): Promise<DeviceTokenAnswer>;
  /**
   * Introspect a token.
   *
   * Returns whether a token is active, and whose it is. It only reads. The client authenticates with HTTP Basic:
   * pass `Authorization: Basic …`, made from client id and secret, in the headers of the call. Only the URL is
   * known; request and response are assumed to follow RFC 7662 (unverified).
   *
   * `POST /oauth/v2/introspect`
   */
  introspectToken(params: IntrospectTokenParams, options?: RequestOptions): Promise<IntrospectionAnswer>;
  /**
   * Get the user of the token.
   *
   * Returns the name and email address of the token's user, as in OpenID Connect. Only the URL is known; the
   * scopes listed here are required in addition to CRM scopes, and the response has the usual OpenID keys
   * (unverified).
   *
   * `GET /oauth/v2/userinfo`
   */
  getUserInfo(params?: GetUserInfoParams, options?: RequestOptions): Promise<UserInfo>;
  /**
   * List the data centers with their accounts servers.
   *
   * Returns the accounts server of each data center, keyed by the value that `location` has after a consent.
   * Requires no token. Only the URL is known; the body is as described here (unverified).
   *
   * `GET /oauth/serverinfo`
   */
  getServerInfo(params?: GetServerInfoParams, options?: RequestOptions): Promise<ServerInfo>;
};

export interface AuthorizeParams {
  /** What the redirect returns: a grant code (`code`), or a token in the browser (`token`). */
  response_type: "code" | "token";
  /** Id of the client, from the API console. */
  client_id: string;
  /** Scopes to request. */
  scope: readonly string[];
  /** Registered URI to redirect the user to. */
  redirect_uri: string;
  /**
   * Whether to issue a refresh token (`offline`) or not (`online`, the default).
   * @default "online"
   */
  access_type?: "online" | "offline";
  /**
   * Set to `consent` to ask the user for consent again. Without it, a repeated consent does not return a refresh
   * token (unverified).
   */
  prompt?: "consent";
  /** A value that is returned unchanged in the redirect. Use it to detect forged redirects. */
  state?: string;
  /** PKCE code challenge, derived from the code verifier that is sent with the token request. */
  code_challenge?: string;
  /** How the challenge was derived from the verifier: unchanged (`plain`) or hashed (`S256`). */
  code_challenge_method?: "plain" | "S256";
}

const authorizeOperation: Operation = {
  id: "authorize",
  name: "oauth.authorize",
  idempotent: true,
  parameters: [
    "response_type",
    "client_id",
    "scope",
    "redirect_uri",
    "access_type",
    "prompt",
    "state",
    "code_challenge",
    "code_challenge_method",
  ],
  required: ["response_type", "client_id", "scope", "redirect_uri"],
  server: "accounts",
  base: "",
  auth: false,
  binary: true,
  mediaTypes: ["text/html"],
  remedies,
};

/**
 * Open the consent page: `GET /oauth/v2/auth`.
 *
 * @example
 * await authorize(crm, {
 *   response_type: "code",
 *   client_id: "1000.EXAMPLEEXAMPLEEXAMPLEEXAMPLEEX",
 *   scope: ["ZohoCRM.modules.ALL", "ZohoCRM.settings.READ"],
 *   redirect_uri: "https://example.com/granted",
 * });
 */
export async function authorize(
  client: ApiClient,
  params: AuthorizeParams,
  options?: RequestOptions,
): Promise<Download> {
  const result = await typed<paths>(client).GET("/oauth/v2/auth", {
    ...callInit(authorizeOperation, options),
    params: { query: checked(authorizeOperation, params) },
  });
  return unwrapDownload(authorizeOperation, result);
}

export interface RequestTokenParams {
  body: TokenRequestBody;
}

const requestTokenOperation: Operation = {
  id: "requestToken",
  name: "oauth.requestToken",
  idempotent: false,
  parameters: ["body"],
  required: ["body"],
  server: "accounts",
  base: "",
  auth: false,
  remedies,
};

/**
 * Exchange a grant code or a refresh token for an access token: `POST /oauth/v2/token`.
 *
 * @example
 * await requestToken(crm, {
 *   body: {
 *     grant_type: "refresh_token",
 *     client_id: "1000.EXAMPLEEXAMPLEEXAMPLEEXAMPLEEX",
 *     client_secret: "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee",
 *     refresh_token: "1000.cccccccccccccccccccccccccccccccc.dddddddddddddddddddddddddddddddd",
 *   },
 * });
 */
export async function requestToken(
  client: ApiClient,
  params: RequestTokenParams,
  options?: RequestOptions,
): Promise<TokenAnswer> {
  const { body } = checked(requestTokenOperation, params);
  const result = await typed<paths>(client).POST("/oauth/v2/token", {
    ...callInit(requestTokenOperation, options),
    body,
    bodySerializer: formBody,
  });
  return unwrap(requestTokenOperation, result);
}

export interface RevokeTokenParams {
  body: RevocationBody;
}

const revokeTokenOperation: Operation = {
  id: "revokeToken",
  name: "oauth.revokeToken",
  idempotent: true,
  parameters: ["body"],
  required: ["body"],
  stableResponse: true,
  server: "accounts",
  base: "",
  auth: false,
  remedies,
};

/**
 * Revoke a refresh token: `POST /oauth/v2/token/revoke`.
 *
 * @example
 * await revokeToken(crm, {
 *   body: { token: "1000.cccccccccccccccccccccccccccccccc.dddddddddddddddddddddddddddddddd" },
 * });
 */
export async function revokeToken(
  client: ApiClient,
  params: RevokeTokenParams,
  options?: RequestOptions,
): Promise<RevocationAnswer> {
  const { body } = checked(revokeTokenOperation, params);
  const result = await typed<paths>(client).POST("/oauth/v2/token/revoke", {
    ...callInit(revokeTokenOperation, options),
    body,
    bodySerializer: formBody,
  });
  return unwrap(revokeTokenOperation, result);
}

export interface RequestDeviceCodeParams {
  body: DeviceCodeBody;
}

const requestDeviceCodeOperation: Operation = {
  id: "requestDeviceCode",
  name: "oauth.requestDeviceCode",
  idempotent: false,
  parameters: ["body"],
  required: ["body"],
  server: "accounts",
  base: "",
  auth: false,
  remedies,
};

/**
 * Start the device flow for a device without a browser: `POST /oauth/v3/device/code`.
 *
 * @example
 * await requestDeviceCode(crm, {
 *   body: {
 *     grant_type: "device_request",
 *     client_id: "1000.EXAMPLEEXAMPLEEXAMPLEEXAMPLEEX",
 *     scope: "ZohoCRM.modules.ALL,ZohoCRM.settings.READ",
 *     access_type: "offline",
 *   },
 * });
 */
export async function requestDeviceCode(
  client: ApiClient,
  params: RequestDeviceCodeParams,
  options?: RequestOptions,
): Promise<DeviceCodeAnswer> {
  const { body } = checked(requestDeviceCodeOperation, params);
  const result = await typed<paths>(client).POST("/oauth/v3/device/code", {
    ...callInit(requestDeviceCodeOperation, options),
    body,
    bodySerializer: formBody,
  });
  return unwrap(requestDeviceCodeOperation, result);
}

export interface RequestDeviceTokenParams {
  body: DeviceTokenBody;
}

const requestDeviceTokenOperation: Operation = {
  id: "requestDeviceToken",
  name: "oauth.requestDeviceToken",
  idempotent: false,
  parameters: ["body"],
  required: ["body"],
  server: "accounts",
  base: "",
  auth: false,
  remedies,
};

/**
 * Check whether the user of a device has consented: `POST /oauth/v3/device/token`.
 *
 * @example
 * await requestDeviceToken(crm, {
 *   body: {
 *     grant_type: "device_token",
 *     client_id: "1000.EXAMPLEEXAMPLEEXAMPLEEXAMPLEEX",
 *     client_secret: "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee",
 *     code: "1000.eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee.ffffffffffffffffffffffffffffffff",
 *   },
 * });
 */
export async function requestDeviceToken(
  client: ApiClient,
  params: RequestDeviceTokenParams,
  options?: RequestOptions,
): Promise<DeviceTokenAnswer> {
  const { body } = checked(requestDeviceTokenOperation, params);
  const result = await typed<paths>(client).POST("/oauth/v3/device/token", {
    ...callInit(requestDeviceTokenOperation, options),
    body,
    bodySerializer: formBody,
  });
  return unwrap(requestDeviceTokenOperation, result);
}

export interface IntrospectTokenParams {
  body: IntrospectionBody;
}

const introspectTokenOperation: Operation = {
  id: "introspectToken",
  name: "oauth.introspectToken",
  idempotent: true,
  parameters: ["body"],
  required: ["body"],
  stableResponse: true,
  server: "accounts",
  base: "",
  auth: false,
  remedies,
};

/**
 * Introspect a token: `POST /oauth/v2/introspect`.
 *
 * @example
 * await introspectToken(
 *   crm,
 *   { body: { token: "1000.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb" } },
 *   {
 *     headers: {
 *       authorization:
 *         "Basic " +
 *         "MTAwMC5FWEFNUExFRVhBTVBMRUVYQU1QTEVFWEFNUExFRVg6ZWVlZWVlZWVlZWVlZWVlZWVlZWVlZWVlZWVlZWVlZWVlZWVlZWVlZWVl",
 *     },
 *   },
 * );
 */
export async function introspectToken(
  client: ApiClient,
  params: IntrospectTokenParams,
  options?: RequestOptions,
): Promise<IntrospectionAnswer> {
  const { body } = checked(introspectTokenOperation, params);
  const result = await typed<paths>(client).POST("/oauth/v2/introspect", {
    ...callInit(introspectTokenOperation, options),
    body,
    bodySerializer: formBody,
  });
  return unwrap(introspectTokenOperation, result);
}

export type GetUserInfoParams = Record<string, never>;

const getUserInfoOperation: Operation = {
  id: "getUserInfo",
  name: "oauth.getUserInfo",
  idempotent: true,
  server: "accounts",
  base: "",
  scopes: ["aaaserver.profile.READ", "openid"],
  remedies,
};

/**
 * Get the user of the token: `GET /oauth/v2/userinfo`.
 *
 * Scopes: aaaserver.profile.READ, or openid.
 *
 * @example
 * await getUserInfo(crm);
 */
export async function getUserInfo(
  client: ApiClient,
  params: GetUserInfoParams = {},
  options?: RequestOptions,
): Promise<UserInfo> {
  const result = await typed<paths>(client).GET("/oauth/v2/userinfo", {
    ...callInit(getUserInfoOperation, options),
  });
  return unwrap(getUserInfoOperation, result);
}

export type GetServerInfoParams = Record<string, never>;

const getServerInfoOperation: Operation = {
  id: "getServerInfo",
  name: "oauth.getServerInfo",
  idempotent: true,
  server: "accounts",
  base: "",
  auth: false,
  remedies,
};

/**
 * List the data centers with their accounts servers: `GET /oauth/serverinfo`.
 *
 * @example
 * await getServerInfo(crm);
 */
export async function getServerInfo(
  client: ApiClient,
  params: GetServerInfoParams = {},
  options?: RequestOptions,
): Promise<ServerInfo> {
  const result = await typed<paths>(client).GET("/oauth/serverinfo", {
    ...callInit(getServerInfoOperation, options),
  });
  return unwrap(getServerInfoOperation, result);
}
