import { formBody } from "../core/request/form.js";
import type { Operation } from "../core/request/options.js";
import type { PreparedRequest } from "../core/request/request.js";

/** An application that is registered with Zoho. */
export interface OAuthApplication {
  readonly clientId: string;
  readonly clientSecret: string;
  /** As registered; sent with a grant code if it is set. A self client has none. */
  readonly redirectUrl?: string | undefined;
}

const REFRESH: Operation = {
  id: "refreshToken",
  idempotent: true,
  stableResponse: true,
  server: "accounts",
  base: "",
  auth: false,
};
const GRANT: Operation = { id: "exchangeGrantCode", idempotent: false, server: "accounts", base: "", auth: false };
const REVOKE: Operation = {
  id: "revokeToken",
  idempotent: true,
  stableResponse: true,
  server: "accounts",
  base: "",
  auth: false,
};

/** Requests an access token with a refresh token. Secrets are in the body, so that no URL shows them. */
export const refreshRequest = (application: OAuthApplication, refreshToken: string, user: string): PreparedRequest =>
  formRequest(REFRESH, "/oauth/v2/token", user, {
    grant_type: "refresh_token",
    refresh_token: refreshToken,
    client_id: application.clientId,
    client_secret: application.clientSecret,
  });

/** Exchanges a grant code for an access token and a refresh token. */
export const grantRequest = (application: OAuthApplication, code: string, user: string): PreparedRequest =>
  formRequest(GRANT, "/oauth/v2/token", user, {
    grant_type: "authorization_code",
    code,
    redirect_uri: application.redirectUrl,
    client_id: application.clientId,
    client_secret: application.clientSecret,
  });

/** Revokes a refresh token, and with it the access tokens that it brought. */
export const revokeRequest = (refreshToken: string, user: string): PreparedRequest =>
  formRequest(REVOKE, "/oauth/v2/token/revoke", user, { token: refreshToken });

const formRequest = (
  operation: Operation,
  path: string,
  user: string,
  form: Record<string, string | undefined>,
): PreparedRequest => ({
  operation,
  path,
  template: path,
  method: "POST",
  headers: { "content-type": "application/x-www-form-urlencoded" },
  body: formBody(form).toString(),
  user,
  options: {},
});
