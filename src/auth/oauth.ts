import { AuthError, ResponseError } from "../core/errors.js";
import { formBody } from "../core/form.js";
import type { Operation } from "../core/operation.js";
import type { PreparedRequest } from "../core/request.js";
import type { HttpResponse } from "../core/response.js";
import type { Token } from "./token.js";

/** The application as it is registered with Zoho. */
export interface OAuthApplication {
  readonly clientId: string;
  readonly clientSecret: string;
  /** As registered; sent with a grant code where it is set (a self client has none). */
  readonly redirectUrl?: string | undefined;
}

const REFRESH: Operation = { id: "refreshToken", idempotent: true, server: "accounts", base: "", auth: false };
const GRANT: Operation = { id: "exchangeGrantCode", idempotent: false, server: "accounts", base: "", auth: false };

/** Asks for an access token by refresh token. Secrets travel in the body, so that no address shows them. */
export const refreshRequest = (application: OAuthApplication, refreshToken: string, user: string): PreparedRequest =>
  tokenRequest(REFRESH, user, {
    grant_type: "refresh_token",
    refresh_token: refreshToken,
    client_id: application.clientId,
    client_secret: application.clientSecret,
  });

/** Exchanges a grant code, which works once and for some minutes, for an access and a refresh token. */
export const grantRequest = (application: OAuthApplication, code: string, user: string): PreparedRequest =>
  tokenRequest(GRANT, user, {
    grant_type: "authorization_code",
    code,
    redirect_uri: application.redirectUrl,
    client_id: application.clientId,
    client_secret: application.clientSecret,
  });

const tokenRequest = (
  operation: Operation,
  user: string,
  form: Record<string, string | undefined>,
): PreparedRequest => ({
  operation,
  path: "/oauth/v2/token",
  method: "POST",
  headers: { "content-type": "application/x-www-form-urlencoded" },
  body: formBody(form).toString(),
  user,
  signal: undefined,
  timeout: undefined,
  retry: undefined,
});

/** Cause and remedy by Zoho's error word (OAuth facts, "Failures of the token endpoint"). */
const REFUSALS: Readonly<Record<string, string>> = {
  invalid_code:
    "the grant code or refresh token is wrong, used, revoked or of another data centre; grant consent again",
  invalid_client: "the client id is unknown at this accounts server; check the client id and the data centre",
  invalid_client_secret: "the client secret is wrong, or that of another data centre",
  invalid_redirect_uri: "the redirect URL differs from the registered one",
  access_denied: "too many tokens were asked for; Zoho gives 10 in 10 minutes, wait some minutes",
  "Access Denied": "too many tokens were asked for; Zoho gives 10 in 10 minutes, wait some minutes",
  general_error: "the accounts server has trouble; try again later",
};

/** Refusals that pass by themselves. */
const PASSING: ReadonlySet<string> = new Set(["access_denied", "Access Denied", "general_error"]);

/**
 * Reads a token answer. Zoho reports most failures with HTTP 200 and an `error` member, so only the presence of
 * `access_token` counts as success.
 * @param now Epoch milliseconds.
 * @throws AuthError with Zoho's error word, cause and remedy; ResponseError where the answer is none of Zoho's.
 */
export async function readTokenResponse(response: HttpResponse, now: number): Promise<Token> {
  const body = asObject(await response.json());
  if (typeof body.access_token !== "string" || body.access_token === "") throw refusal(response.status, body);
  return {
    accessToken: body.access_token,
    expiresAt: now + lifetime(body),
    ...(typeof body.refresh_token === "string" && { refreshToken: body.refresh_token }),
    ...(typeof body.api_domain === "string" && { apiDomain: body.api_domain }),
  };
}

/** Seconds beyond which `expires_in` can only mean milliseconds: tokens live for an hour. */
const LONGEST_LIFETIME = 24 * 60 * 60;

/** Milliseconds; the old form of the answer gives milliseconds with the seconds beside them. */
function lifetime({ expires_in, expires_in_sec }: Record<string, unknown>): number {
  if (expires_in_sec !== undefined && Number.isFinite(Number(expires_in_sec))) return Number(expires_in_sec) * 1_000;
  const given = Number(expires_in ?? 3_600);
  if (!Number.isFinite(given) || given <= 0) return 3_600_000;
  return given > LONGEST_LIFETIME ? given : given * 1_000;
}

function refusal(status: number, body: Record<string, unknown>): AuthError | ResponseError {
  if (typeof body.error !== "string") {
    return new ResponseError(`the accounts server's answer (HTTP ${status}) has neither access_token nor error`, {
      code: "UNREADABLE_ANSWER",
      status,
    });
  }
  const cause = REFUSALS[body.error];
  return new AuthError(`the accounts server gave no token: ${body.error}${cause ? ` (${cause})` : ""}`, {
    code: body.error,
    status,
    retryable: PASSING.has(body.error),
  });
}

const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? { ...value } : {};
