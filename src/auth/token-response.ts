import { AuthError, type CrmError, isCrmError } from "../core/errors/errors.js";
import { rememberSecrets } from "../core/errors/secrets.js";
import { isError } from "../core/kind.js";
import type { HttpResponse } from "../core/response/response.js";
import type { Token } from "./token.js";
import type { Cooldown } from "./token-state.js";

/** What one of Zoho's error codes means. */
interface Meaning {
  readonly cause: string;
  readonly remedy: string;
  /** Milliseconds for which the refresh token is not tried again. */
  readonly cooldown: number;
  /** Whether the cause goes away by itself. */
  readonly isTemporary?: true;
}

const MINUTE = 60_000;

const TOO_MANY: Meaning = {
  cause: "too many tokens were requested, and Zoho issues at most 10 in 10 minutes",
  remedy: "wait a few minutes, and let all processes share one token store",
  cooldown: 5 * MINUTE,
  isTemporary: true,
};
const BAD_CODE: Meaning = {
  cause: "the grant code or refresh token is wrong, used, revoked, or from another data center",
  remedy: "grant consent again",
  cooldown: MINUTE,
};
const BAD_TYPE: Meaning = {
  cause: "the accounts server does not know this grant type",
  remedy: "check accountsUrl (iamurl)",
  cooldown: MINUTE,
};
const TROUBLE: Meaning = {
  cause: "the accounts server has a problem",
  remedy: "try again later",
  cooldown: 0,
  isTemporary: true,
};
const BAD_SCOPE: Meaning = { cause: "a scope does not exist", remedy: "check its spelling", cooldown: MINUTE };

/** By Zoho's error code (OAuth facts, "Failures of the token endpoint"). */
export const MEANINGS: Readonly<Record<string, Meaning>> = {
  invalid_code: BAD_CODE,
  invalid_grant: BAD_CODE,
  invalid_client: {
    cause: "this accounts server does not know the client ID",
    remedy: "check the client ID and the data center",
    cooldown: MINUTE,
  },
  invalid_client_secret: {
    cause: "the client secret is wrong, or belongs to another data center",
    remedy: "check it in Zoho's API console",
    cooldown: MINUTE,
  },
  invalid_redirect_uri: {
    cause: "the redirect URL differs from the registered one",
    remedy: "set redirectUrl exactly as in Zoho's API console",
    cooldown: MINUTE,
  },
  unsupported_grant_type: BAD_TYPE,
  invalid_grant_type: BAD_TYPE,
  invalid_scope: BAD_SCOPE,
  INVALID_SCOPE: BAD_SCOPE,
  invalid_request: { cause: "a parameter is missing", remedy: "check clientId and clientSecret", cooldown: MINUTE },
  access_denied: TOO_MANY,
  "Access Denied": TOO_MANY,
  general_error: TROUBLE,
  server_error: TROUBLE,
  temporarily_unavailable: TROUBLE,
  // This client's own code. A 429 without Zoho's words comes from a gateway, which forgets sooner.
  UNREADABLE_ANSWER: TROUBLE,
  unauthorized_client: {
    cause: "this client may not use this grant type",
    remedy: "check the client's type in Zoho's API console",
    cooldown: MINUTE,
  },
  inactive_user: { cause: "the user may not use the CRM", remedy: "ask an administrator", cooldown: MINUTE },
  no_org: {
    cause: "the user does not belong to a CRM organization",
    remedy: "ask an administrator",
    cooldown: MINUTE,
  },
};

/** Only a code that is known to need a person is remembered: any other may be a trouble that passes. */
const UNKNOWN: Meaning = {
  cause: "this code is not known here",
  remedy: "try again later, or look it up in Zoho's documentation",
  cooldown: 0,
  isTemporary: true,
};

function meaningOf(code: string, status: number | undefined): Meaning {
  if (status !== undefined && status >= 500) return TROUBLE;
  const known = Object.hasOwn(MEANINGS, code) ? MEANINGS[code] : undefined;
  return known ?? (status === 429 ? TOO_MANY : UNKNOWN);
}

/** How long a refresh token cools down after this error; `undefined` if it may be tried again at once. */
export function cooldownOf({ code, status }: Pick<CrmError, "code" | "status">): Cooldown | undefined {
  const { cooldown, isTemporary } = meaningOf(code, status);
  return cooldown === 0 ? undefined : { duration: cooldown, permanent: isTemporary !== true };
}

/** Whether a response body may hold a token, readable or not. */
export const mayHoldToken = (text: string): boolean => text.includes("access_token");

/**
 * Reads a token response. Zoho reports most failures with HTTP 200 and an `error` member, so only `access_token` counts
 * as success.
 * @param now Epoch milliseconds.
 * @throws AuthError with Zoho's error code, cause and remedy; `UNREADABLE_ANSWER` if the body is not what Zoho sends;
 *   `INVALID_ACCESS_TOKEN`.
 */
export async function readTokenResponse(response: HttpResponse, now: number): Promise<Token> {
  const text = await response.text();
  const body = parsed(text);
  rememberSecrets(body?.access_token, body?.refresh_token);
  if (typeof body?.access_token !== "string" || body.access_token === "") throw failure(response, text, body, now);
  if (!/^[\x21-\x7e]+$/.test(body.access_token)) {
    throw new AuthError("the accounts server sent an access token with characters that no header may contain", {
      code: "INVALID_ACCESS_TOKEN",
      status: response.status,
    });
  }
  return {
    accessToken: body.access_token,
    expiresAt: now + lifetime(body),
    ...(isUsable(body.refresh_token) && { refreshToken: body.refresh_token }),
    ...(isUsable(body.api_domain) && { apiDomain: body.api_domain }),
    ...(isUsable(body.scope) && { scope: body.scope }),
  };
}

const isUsable = (value: unknown): value is string =>
  typeof value === "string" && value !== "" && !/\p{Cc}/u.test(value);

/**
 * Reads the response to a revocation. A token that Zoho no longer knows counts as revoked.
 * @param now Epoch milliseconds.
 * @throws AuthError with Zoho's error code, or `UNREADABLE_ANSWER`.
 */
export async function readRevokeResponse(response: HttpResponse, now: number): Promise<void> {
  const text = await response.text();
  const body = parsed(text);
  const isRevoked = body?.status === "success" || body?.error === "invalid_token";
  if (!isRevoked && !(response.status === 400 && body?.status === "failure" && body.error === undefined)) {
    throw failure(response, text, body, now);
  }
}

/** Tokens live for an hour, so an `expires_in` beyond this number of seconds must be milliseconds. */
const LONGEST_LIFETIME = 24 * 60 * 60;

/** A token's lifetime in milliseconds. Zoho's old responses give milliseconds, with the seconds in `expires_in_sec`. */
export function lifetime({ expires_in, expires_in_sec }: Record<string, unknown>): number {
  if (expires_in_sec !== undefined && Number.isFinite(Number(expires_in_sec))) return Number(expires_in_sec) * 1_000;
  const given = Number(expires_in ?? 3_600);
  if (!Number.isFinite(given) || given <= 0) return 3_600_000;
  return given > LONGEST_LIFETIME ? given : given * 1_000;
}

function failure(
  response: HttpResponse,
  text: string,
  body: Record<string, unknown> | undefined,
  now: number,
): AuthError {
  const { status } = response;
  const code = body?.error;
  if (typeof code !== "string" || !/^[\w .-]{1,60}$/.test(code)) return unreadable(response, text);
  const { cause, remedy, cooldown, isTemporary } = meaningOf(code, status);
  return new AuthError(`the accounts server responded with ${code}: ${cause}; ${remedy}`, {
    code,
    status,
    retryable: isTemporary === true,
    details: isTemporary && cooldown > 0 ? { retryAt: now + cooldown, retryAfter: cooldown } : {},
  });
}

/** The error of a token request without a response. The error of the connection is its cause. */
export function noResponse(cause: unknown): CrmError {
  if (isCrmError(cause) && !isCrmError(cause, "Transport")) return cause;
  const reason = isError(cause) ? cause.message : "the connection failed";
  return new AuthError(
    `no response from the accounts server (${reason}); check accountsUrl (iamurl), the network and any proxy, then try again`,
    { code: "NO_ANSWER", retryable: true, cause },
  );
}

/** The message does not quote the body, which may hold a token. */
function unreadable({ status, headers }: HttpResponse, text: string): AuthError {
  const problem =
    text.trim() === ""
      ? "is empty"
      : /^\s*</.test(text)
        ? "is an HTML page"
        : parsed(text)
          ? "has neither access_token nor error"
          : "is not JSON, or breaks off";
  const type = headers.get("content-type") ?? "no content type";
  return new AuthError(
    `the accounts server's response (HTTP ${status}, ${type}) ${problem}; check accountsUrl (iamurl), and whether a proxy responds in its place`,
    { code: "UNREADABLE_ANSWER", status, retryable: true },
  );
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
