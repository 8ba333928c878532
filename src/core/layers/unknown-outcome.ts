import { isCrmError, NetworkError, TimeoutError, TransportError } from "../errors/errors.js";
import { titleOf } from "../errors/operation-name.js";
import { isIdempotent } from "../request/idempotence.js";
import type { PreparedRequest } from "../request/request.js";
import { failureIn } from "../response/api-error.js";
import { detailsText } from "../response/details-text.js";
import { readRefusal, rowsIn } from "../response/refusal.js";
import { contentOf, type HttpResponse } from "../response/response.js";

/** How to find out whether a request was carried out. */
const checkOf = ({ operation, method, path }: PreparedRequest): string =>
  operation.outcomeCheck ?? `look at what ${method} ${path.split("?", 1)[0]} changes before you send it again`;

/** What to do if nobody knows whether a request was carried out; empty if it is safe to send it again. */
export const outcomeAdvice = (request: PreparedRequest): string =>
  isIdempotent(request) ? "" : `; it may have been carried out: ${checkOf(request)}`;

/**
 * The failure as the caller gets it. If the request may have been carried out, by this attempt or an earlier one, the
 * error says so and advises to check before retrying.
 * @param lost Why nobody knows whether an earlier attempt was carried out; `undefined` if none was.
 */
export function lastFailure(error: unknown, request: PreparedRequest, lost: string | undefined): unknown {
  if (!isCrmError(error)) return error;
  if (!isCrmError(error, "Transport")) {
    if (lost === undefined || hasStableResponse(request)) return error;
    return unknownOutcome(request, lost, { text: `a retry failed: ${error.message}`, cause: error });
  }
  if (lost === undefined && !error.mayHaveArrived) return error;
  const advice = outcomeAdvice(request);
  if (advice === "" && error.mayHaveArrived) return error;
  return copyOf(error, `${error.message}${advice}`, advice === "" && error.retryable);
}

function copyOf(error: TransportError, message: string, retryable: boolean): TransportError {
  const { code, operation, status, details, cause } = error;
  const Kind = isCrmError(error, "Timeout") ? TimeoutError : NetworkError;
  return new Kind(message, { code, operation, status, details, cause, retryable, mayHaveArrived: true });
}

/** Whether a retry gets the response that the first attempt would have got. */
const hasStableResponse = ({ operation, method }: PreparedRequest): boolean =>
  operation.stableResponse === true || method === "GET" || method === "HEAD" || method === "OPTIONS";

/** Statuses with which a server rejects a request before it looks at what the request is about. */
const REJECTED_UNSEEN: ReadonlySet<number> = new Set([401, 403, 429]);

/**
 * The response to a retry, if it is the outcome of the call. A success is. A rejection is not, if an earlier attempt may
 * have been carried out: "no such record" is then what a delete that succeeded looks like.
 * @param lost Why nobody knows whether an earlier attempt was carried out.
 * @throws TransportError `OUTCOME_UNKNOWN`
 */
export function outcomeOfRetry(response: HttpResponse, request: PreparedRequest, lost: string): HttpResponse {
  const { status } = response;
  // A server error is not a rejection, and says by itself that nothing is certain.
  if (status >= 500 || hasStableResponse(request)) return response;
  const body = contentOf(response);
  const isRejected = !response.ok || (!request.operation.statusOnly && isRejection(body));
  if (!isRejected) return response;
  const { code = `HTTP_${status}`, message = "", details = {} } = readRefusal(body) ?? {};
  const reason = `${message}${detailsText(details, message)}`;
  throw unknownOutcome(request, lost, {
    text: `a retry got ${status} ${code}${reason && `: ${reason}`}`,
    isProbable: !REJECTED_UNSEEN.has(status),
    status,
    details: { status, code, message, ...details },
  });
}

/** Whether a 2xx has an error object, or rows of which one was rejected. */
const isRejection = (body: unknown): boolean =>
  failureIn(body) !== undefined || rowsIn(body)?.some((row) => row.status === "error") === true;

/** What happened to the retry. */
interface FailedRetry {
  readonly text: string;
  readonly isProbable?: boolean;
  readonly status?: number;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

function unknownOutcome(
  request: PreparedRequest,
  lost: string,
  { text, isProbable, ...facts }: FailedRetry,
): TransportError {
  const { id } = request.operation;
  const may = isProbable ? "was probably" : "may have been";
  return new TransportError(
    `${titleOf(request.operation)}: the response to an earlier attempt was lost (${lost}), and ${text}; the earlier attempt ${may} carried out: ${checkOf(request)}`,
    { ...facts, code: "OUTCOME_UNKNOWN", operation: id, retryable: false, mayHaveArrived: true },
  );
}
