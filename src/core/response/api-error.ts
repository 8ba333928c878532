import {
  ApiError,
  ForbiddenError,
  InvalidTokenError,
  NotFoundError,
  NotModifiedError,
  RateLimitError,
  ServerError,
} from "../errors/errors.js";
import { type NamedOperation, titleOf } from "../errors/operation-name.js";
import { printable } from "../errors/printable.js";
import { retryAfter } from "../errors/retry-after.js";
import { detailsText } from "./details-text.js";
import { type Refusal, readRefusal } from "./refusal.js";
import { BufferedResponse, contentOf, type HttpResponse, type ResponseHeaders } from "./response.js";

/** The operation that failed. */
interface FailedOperation extends NamedOperation {
  /** What to do about an error, by its code. */
  readonly remedies?: Readonly<Record<string, string>>;
  readonly scopes?: readonly string[];
}

/** Codes for which a new access token may help; any other 401 is about scopes or permissions. */
const REJECTED_TOKEN: ReadonlySet<string> = new Set(["INVALID_TOKEN", "AUTHENTICATION_FAILURE", "INVALID_OAUTHTOKEN"]);

/** The error object of a 2xx response, if Zoho sent one instead of the result. */
export function failureIn(data: unknown): { readonly code: string | number } | undefined {
  if (typeof data !== "object" || data === null || Reflect.get(data, "status") !== "error") return undefined;
  const code: unknown = Reflect.get(data, "code");
  return typeof code === "string" || typeof code === "number" ? { ...data, code } : undefined;
}

/** Whether the body of a 401 rejects the access token, so that a refresh may help. */
export const rejectsToken = (body: unknown): boolean => {
  const code: unknown = Reflect.get(Object(body), "code");
  // The reason for any other 401 is unknown; one refresh is worth a try.
  return typeof code !== "string" || REJECTED_TOKEN.has(code);
};

/** The code of a 429. Some gateways send it with another status. */
const TOO_MANY = "TOO_MANY_REQUESTS";

/** Whether a response says that there were too many calls, so that the whole call was not carried out. */
export function isRateLimit({ status, ok }: Pick<HttpResponse, "status" | "ok">, body: unknown): boolean {
  if (status === 429) return true;
  if (ok) return failureIn(body)?.code === TOO_MANY;
  const refusal = readRefusal(body);
  // Where there are rows, the others may have been accepted.
  return refusal?.code === TOO_MANY && refusal.details.rows === undefined;
}

/** Whether a successful response needs a closer look, which costs far more than this. */
export const mayBeRateLimit = (response: HttpResponse): boolean =>
  response instanceof BufferedResponse && response.mentions(TOO_MANY);

/**
 * Chooses the class for a response outside 2xx, or for an error object instead of a result.
 * @param granted The scopes of the token, separated by blanks, if they are known.
 */
export function apiError(
  failed: FailedOperation,
  status: number,
  headers: ResponseHeaders,
  body: unknown,
  granted?: string,
): ApiError {
  const { id: operation, remedies = {}, scopes } = failed;
  const refusal = readRefusal(body);
  const code = codeOf(refusal, status);
  const lacksScope = code === "OAUTH_SCOPE_MISMATCH" && scopes !== undefined;
  const remedy = Object.hasOwn(remedies, code) ? remedies[code] : undefined;
  const has = granted === undefined ? "" : `, and the token has ${printable(granted.replaceAll(" ", ", "))}`;
  const remarks = [...(lacksScope ? [`it needs ${scopes.join(" or ")}${has}`] : []), ...(remedy ? [remedy] : [])];
  const reason = `${reasonOf(refusal, status, headers)}${refusal ? detailsText(refusal.details, refusal.message) : ""}`;
  const message = `${titleOf(failed)}: ${status} ${code}: ${reason}${remarks.length > 0 ? ` (${remarks.join("; ")})` : ""}`;
  const details = lacksScope
    ? { ...refusal?.details, scopes: { needed: scopes, granted: granted?.split(" ") } }
    : refusal?.details;
  const facts = { code, operation, status, details };

  if (status === 304) return new NotModifiedError(message, facts);
  if (isRateLimit({ status, ok: status < 300 }, body)) {
    return new RateLimitError(message, {
      ...facts,
      retryable: true,
      retryAfter: retryAfter(headers.get("retry-after")),
    });
  }
  if (status >= 500) return new ServerError(message, { ...facts, retryable: true });
  if (status === 403 || code === "OAUTH_SCOPE_MISMATCH") return new ForbiddenError(message, facts);
  if (status === 401) return new InvalidTokenError(message, facts);
  if (status === 404) return new NotFoundError(message, facts);
  return new ApiError(message, facts);
}

/**
 * The code of the error that a response will become; `undefined` for a success, and if nothing has changed.
 * @param statusOnly Whether a 2xx is a success whatever it contains.
 */
export function refusalCode(response: HttpResponse, statusOnly = false): string | undefined {
  const { status, ok } = response;
  if (status === 304) return undefined;
  if (!ok) return codeOf(readRefusal(contentOf(response)), status);
  const isSuspect = !statusOnly && response instanceof BufferedResponse && response.mentions('"error"');
  const failure = isSuspect ? failureIn(response.content) : undefined;
  return failure && String(failure.code);
}

/** A code that only repeats the status says nothing of its own. */
function codeOf(refusal: Refusal | undefined, status: number): string {
  if (refusal?.code !== undefined && refusal.code !== String(status)) return refusal.code;
  return status === 304 ? "NOT_MODIFIED" : `HTTP_${status}`;
}

function reasonOf(refusal: Refusal | undefined, status: number, headers: ResponseHeaders): string {
  if (refusal) return refusal.message || "no reason given";
  if (status === 304) return "nothing has changed since the given time";
  return `the response (${headers.get("content-type") ?? "no content type"}) is not an error object of the CRM`;
}
