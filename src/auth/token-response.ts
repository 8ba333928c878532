import { AuthError, type CrmError, isCrmError } from "../core/errors/errors.js";
import type { HttpResponse } from "../core/response/response.js";
import type { Token } from "./token.js";

/** What one of Zoho's error words means. */
interface Refusal {
  /** Cause and remedy. */
  readonly meaning: string;
  /** Milliseconds for which it is not asked again. */
  readonly pause: number;
  /** Whether it passes by itself. */
  readonly passes?: true;
}

const MINUTE = 60_000;

const TOO_MANY: Refusal = {
  meaning:
    "too many tokens were asked for; Zoho gives 10 in 10 minutes: wait some minutes, and let all processes share one token store",
  pause: 5 * MINUTE,
  passes: true,
};
const BAD_CODE: Refusal = {
  meaning: "the grant code or refresh token is wrong, used, revoked or of another data centre; grant consent again",
  pause: MINUTE,
};
const BAD_TYPE: Refusal = { meaning: "the accounts server does not know this kind of request", pause: MINUTE };
const BAD_SCOPE: Refusal = { meaning: "a scope does not exist; check its spelling", pause: MINUTE };

/** By Zoho's error word (OAuth facts, "Failures of the token endpoint"). */
const REFUSALS: Readonly<Record<string, Refusal>> = {
  invalid_code: BAD_CODE,
  invalid_grant: BAD_CODE,
  invalid_client: {
    meaning: "the client id is unknown at this accounts server; check the client id and the data centre",
    pause: MINUTE,
  },
  invalid_client_secret: {
    meaning: "the client secret is wrong, or that of another data centre; check it in the API console",
    pause: MINUTE,
  },
  invalid_redirect_uri: {
    meaning: "the redirect URL differs from the registered one; set redirectUrl exactly as in the API console",
    pause: MINUTE,
  },
  unsupported_grant_type: BAD_TYPE,
  invalid_grant_type: BAD_TYPE,
  invalid_scope: BAD_SCOPE,
  INVALID_SCOPE: BAD_SCOPE,
  invalid_request: { meaning: "a parameter is missing; check clientId and clientSecret", pause: MINUTE },
  access_denied: TOO_MANY,
  "Access Denied": TOO_MANY,
  general_error: { meaning: "the accounts server has trouble; try again later", pause: 0, passes: true },
  inactive_user: { meaning: "the user may not use the CRM; ask an administrator", pause: MINUTE },
  no_org: { meaning: "the user belongs to no organisation of the CRM; ask an administrator", pause: MINUTE },
};

const UNKNOWN: Refusal = {
  meaning: "a word that is not known here; look it up in Zoho's documentation",
  pause: MINUTE,
};

/** What an error word means; none of Zoho's are our own, which are in capitals. */
const refusalOf = (word: string): Refusal | undefined =>
  Object.hasOwn(REFUSALS, word) ? REFUSALS[word] : /^[A-Z_]+$/.test(word) ? undefined : UNKNOWN;

/** How long a refusal is not asked again, and whether only a person can mend it; `undefined` where it is no refusal. */
export function memoryOf({ code }: { readonly code: string }): { pause: number; final: boolean } | undefined {
  const refusal = refusalOf(code);
  return refusal && refusal.pause > 0 ? { pause: refusal.pause, final: refusal.passes !== true } : undefined;
}

/** Whether the answer may hold a token, readable or not. */
export const mayHoldToken = (text: string): boolean => text.includes("access_token");

/**
 * Reads a token answer. Zoho reports most failures with HTTP 200 and an `error` member, so only the presence of
 * `access_token` counts as success.
 * @param now Epoch milliseconds.
 * @throws AuthError with Zoho's error word, cause and remedy; `UNREADABLE_ANSWER` where the answer is none of Zoho's.
 */
export async function readTokenResponse(response: HttpResponse, now: number): Promise<Token> {
  const text = await response.text();
  const body = parsed(text);
  if (typeof body?.access_token !== "string" || body.access_token === "") throw refusal(response, text, body, now);
  if (!/^[\x21-\x7e]+$/.test(body.access_token)) {
    throw new AuthError("the accounts server's access token has characters that no header may have", {
      code: "INVALID_ACCESS_TOKEN",
      status: response.status,
    });
  }
  return {
    accessToken: body.access_token,
    expiresAt: now + lifetime(body),
    ...(isText(body.refresh_token) && { refreshToken: body.refresh_token }),
    ...(isText(body.api_domain) && { apiDomain: body.api_domain }),
  };
}

const isText = (value: unknown): value is string => typeof value === "string" && value !== "" && !/\p{Cc}/u.test(value);

/**
 * Reads the answer to a revocation. A token that Zoho does not know any more is as good as revoked.
 * @throws AuthError with Zoho's error word, or `UNREADABLE_ANSWER`.
 */
export async function readRevokeResponse(response: HttpResponse, now: number): Promise<void> {
  const text = await response.text();
  const body = parsed(text);
  const isGone = body?.status === "success" || body?.error === "invalid_token";
  if (!isGone && !(response.status === 400 && body?.status === "failure" && body.error === undefined)) {
    throw refusal(response, text, body, now);
  }
}

/** Seconds beyond which `expires_in` can only mean milliseconds: tokens live for an hour. */
const LONGEST_LIFETIME = 24 * 60 * 60;

/** Milliseconds; the old form of the answer gives milliseconds with the seconds beside them. */
export function lifetime({ expires_in, expires_in_sec }: Record<string, unknown>): number {
  if (expires_in_sec !== undefined && Number.isFinite(Number(expires_in_sec))) return Number(expires_in_sec) * 1_000;
  const given = Number(expires_in ?? 3_600);
  if (!Number.isFinite(given) || given <= 0) return 3_600_000;
  return given > LONGEST_LIFETIME ? given : given * 1_000;
}

function refusal(
  response: HttpResponse,
  text: string,
  body: Record<string, unknown> | undefined,
  now: number,
): AuthError {
  const { status } = response;
  const word = body?.error;
  if (typeof word !== "string" || !/^[\w .-]{1,60}$/.test(word)) return unreadable(response, text);
  const { meaning, pause, passes } = refusalOf(word) ?? UNKNOWN;
  return new AuthError(`the accounts server refused: ${word} (${meaning})`, {
    code: word,
    status,
    retryable: passes === true,
    details: passes && pause > 0 ? { retryAt: now + pause, retryAfter: pause } : {},
  });
}

/** The error of a token request that got no response; the connection's own failure is the cause. */
export function noResponse(cause: unknown): CrmError {
  if (isCrmError(cause) && !isCrmError(cause, "Transport")) return cause;
  const reason = cause instanceof Error ? cause.message : "the connection failed";
  return new AuthError(
    `no answer from the accounts server (${reason}); check accountsUrl (iamurl), the network and its proxies, then try again`,
    { code: "NO_ANSWER", retryable: true, cause },
  );
}

/** The answer is not shown: it may hold a token. */
function unreadable({ status, headers }: HttpResponse, text: string): AuthError {
  const form =
    text.trim() === ""
      ? "is empty"
      : /^\s*</.test(text)
        ? "is a page of HTML"
        : parsed(text)
          ? "has neither access_token nor error"
          : "breaks off or is not JSON";
  const type = headers.get("content-type") ?? "no content type";
  return new AuthError(
    `the accounts server's answer (HTTP ${status}, ${type}) ${form}; check accountsUrl (iamurl) and whether a proxy stands between`,
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
