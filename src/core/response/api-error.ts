import {
  ApiError,
  ForbiddenError,
  InvalidTokenError,
  NotFoundError,
  NotModifiedError,
  RateLimitError,
  ServerError,
} from "../errors/errors.js";
import { retryAfter } from "../errors/retry-after.js";
import type { ResponseHeaders } from "./response.js";

/** What an error needs to know of the operation that failed. */
interface FailedOperation {
  readonly id: string;
  readonly remedies?: Readonly<Record<string, string>>;
}

/** Zoho's error object, as it stands at the top of an answer. */
interface Failure {
  code: string;
  message: string;
  details: Record<string, unknown>;
}

/** Codes for which a new access token may help; other 401 answers are about scopes and rights. */
const REFUSED_TOKEN: ReadonlySet<string> = new Set(["INVALID_TOKEN", "AUTHENTICATION_FAILURE", "INVALID_OAUTHTOKEN"]);

/** The error object in a 2xx answer, where Zoho put one at the top in the place of the result. */
export function failureIn(data: unknown): Failure | undefined {
  if (typeof data !== "object" || data === null || Reflect.get(data, "status") !== "error") return undefined;
  return readFailure(data);
}

/** The code by which an answer refuses the access token, so that a refresh may mend it. */
export const refusesToken = (body: unknown): boolean => {
  const code = readFailure(body)?.code;
  // A 401 without a readable body cannot be told apart; one refresh is worth the try.
  return code === undefined || REFUSED_TOKEN.has(code);
};

/** Chooses the class for an answer outside 2xx, or for an error object in the place of a result. */
export function apiError(
  { id: operation, remedies = {} }: FailedOperation,
  status: number,
  headers: ResponseHeaders,
  body: unknown,
): ApiError {
  const failure = readFailure(body);
  const code = failure?.code ?? (status === 304 ? "NOT_MODIFIED" : `HTTP_${status}`);
  const said = failure ? failure.message || "no reason given" : unreadableReason(status, headers);
  const remedy = Object.hasOwn(remedies, code) ? remedies[code] : undefined;
  const message = `${operation}: ${status} ${code}: ${said}${remedy ? ` (${remedy})` : ""}`;
  const facts = { code, operation, status, details: failure?.details };

  if (status === 304) return new NotModifiedError(message, facts);
  if (status === 429) {
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

function unreadableReason(status: number, headers: ResponseHeaders): string {
  if (status === 304) return "nothing has changed since the time given";
  return `the answer (${headers.get("content-type") ?? "no content type"}) is not an error of the CRM`;
}

function readFailure(body: unknown): Failure | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const { code, message, details } = body as { code?: unknown; message?: unknown; details?: unknown };
  if (typeof code !== "string") return undefined;
  return {
    code,
    message: typeof message === "string" ? message : "",
    details: typeof details === "object" && details !== null ? { ...details } : {},
  };
}
