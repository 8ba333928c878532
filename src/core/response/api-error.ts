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

/** The operation that failed. */
interface FailedOperation {
  readonly id: string;
  /** What to do about an error, by its code. */
  readonly remedies?: Readonly<Record<string, string>>;
}

/** Zoho's error object, as found at the top level of a response. */
interface Failure {
  code: string;
  message: string;
  details: Record<string, unknown>;
}

/** Codes for which a new access token may help; any other 401 is about scopes or permissions. */
const REJECTED_TOKEN: ReadonlySet<string> = new Set(["INVALID_TOKEN", "AUTHENTICATION_FAILURE", "INVALID_OAUTHTOKEN"]);

/** The error object of a 2xx response, if Zoho sent one instead of the result. */
export function failureIn(data: unknown): Failure | undefined {
  if (typeof data !== "object" || data === null || Reflect.get(data, "status") !== "error") return undefined;
  return readFailure(data);
}

/** Whether the body of a 401 rejects the access token, so that a refresh may help. */
export const rejectsToken = (body: unknown): boolean => {
  const code = readFailure(body)?.code;
  // The reason for a 401 without a readable body is unknown; one refresh is worth a try.
  return code === undefined || REJECTED_TOKEN.has(code);
};

/** Chooses the class for a response outside 2xx, or for an error object instead of a result. */
export function apiError(
  { id: operation, remedies = {} }: FailedOperation,
  status: number,
  headers: ResponseHeaders,
  body: unknown,
): ApiError {
  const failure = readFailure(body);
  const code = failure?.code ?? (status === 304 ? "NOT_MODIFIED" : `HTTP_${status}`);
  const reason = failure ? failure.message || "no reason given" : unreadableReason(status, headers);
  const remedy = Object.hasOwn(remedies, code) ? remedies[code] : undefined;
  const message = `${operation}: ${status} ${code}: ${reason}${remedy ? ` (${remedy})` : ""}`;
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
  if (status === 304) return "nothing has changed since the given time";
  return `the response (${headers.get("content-type") ?? "no content type"}) is not an error object of the CRM`;
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
