import { isCrmError, NetworkError, TimeoutError, type TransportError } from "../errors/errors.js";
import type { PreparedRequest } from "../request/request.js";

/** What to do where nobody knows whether a request was carried out; nothing where it may be sent again anyhow. */
export function outcomeAdvice({ operation, method, path }: PreparedRequest): string {
  if (operation.idempotent) return "";
  const check =
    operation.outcomeCheck ?? `look at what ${method} ${path.split("?", 1)[0]} changes before you send it again`;
  return `; it may have been carried out: ${check}`;
}

/**
 * A failure as the caller is to see it: where the request may have been carried out, by this attempt or one before, it
 * says so, and is not to be repeated without a look.
 * @param arrived Whether an attempt before may have been carried out.
 */
export function lastFailure(error: unknown, request: PreparedRequest, arrived: boolean): unknown {
  if (!isCrmError(error, "Transport") || !(arrived || error.mayHaveArrived)) return error;
  const advice = outcomeAdvice(request);
  if (advice === "" && error.mayHaveArrived) return error;
  return copyOf(error, `${error.message}${advice}`, request.operation.idempotent && error.retryable);
}

function copyOf(error: TransportError, message: string, retryable: boolean): TransportError {
  const { code, operation, status, details, cause } = error;
  const Kind = isCrmError(error, "Timeout") ? TimeoutError : NetworkError;
  return new Kind(message, { code, operation, status, details, cause, retryable, mayHaveArrived: true });
}
