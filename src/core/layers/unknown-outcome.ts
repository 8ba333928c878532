import { isCrmError, NetworkError, TimeoutError, type TransportError } from "../errors/errors.js";
import type { PreparedRequest } from "../request/request.js";

/** What to do if nobody knows whether a request was carried out; empty if it is safe to send it again. */
export function outcomeAdvice({ operation, method, path }: PreparedRequest): string {
  if (operation.idempotent) return "";
  const check =
    operation.outcomeCheck ?? `look at what ${method} ${path.split("?", 1)[0]} changes before you send it again`;
  return `; it may have been carried out: ${check}`;
}

/**
 * The failure as the caller gets it. If the request may have been carried out, by this attempt or an earlier one, the
 * error says so and advises to check before retrying.
 * @param hasArrived Whether an earlier attempt may have been carried out.
 */
export function lastFailure(error: unknown, request: PreparedRequest, hasArrived: boolean): unknown {
  if (!isCrmError(error, "Transport") || !(hasArrived || error.mayHaveArrived)) return error;
  const advice = outcomeAdvice(request);
  if (advice === "" && error.mayHaveArrived) return error;
  return copyOf(error, `${error.message}${advice}`, request.operation.idempotent && error.retryable);
}

function copyOf(error: TransportError, message: string, retryable: boolean): TransportError {
  const { code, operation, status, details, cause } = error;
  const Kind = isCrmError(error, "Timeout") ? TimeoutError : NetworkError;
  return new Kind(message, { code, operation, status, details, cause, retryable, mayHaveArrived: true });
}
