import { isError } from "../kind.js";
import { NetworkError, ResponseError, TimeoutError } from "./errors.js";

const UNKNOWN_AUTHORITY =
  'the certificate is signed by an unknown authority; if you trust it, pass it as the option "ca"';

/** What a connection failure means, by the system's error code. */
const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: "the host name does not exist; check the data center",
  EAI_AGAIN: "the host name cannot be resolved at the moment",
  ECONNREFUSED: "the connection was refused",
  ECONNRESET: "the connection was lost",
  EPIPE: "the connection was lost",
  ETIMEDOUT: "the host does not respond",
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_AUTHORITY,
  DEPTH_ZERO_SELF_SIGNED_CERT: UNKNOWN_AUTHORITY,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_AUTHORITY,
  CERT_HAS_EXPIRED: "the host's certificate has expired",
  ERR_TLS_CERT_ALTNAME_INVALID: "the certificate belongs to a different host",
};

/** Failures that a retry would meet again. */
const PERMANENT = /CERT|SIGNATURE|^PROXY_AUTHENTICATION$/;

/**
 * The error for a failed connection.
 * @param mayHaveArrived Whether the request may have reached the server.
 */
export function networkError(operation: string, cause: unknown, mayHaveArrived: boolean): NetworkError {
  const code = systemCode(cause);
  const reason = REASONS[code] ?? (isError(cause) ? cause.message : "the connection failed");
  return new NetworkError(`${operation}: ${reason} (${code})`, {
    code,
    operation,
    retryable: !PERMANENT.test(code),
    mayHaveArrived,
    cause,
  });
}

/** A code such as `ECONNRESET`, even if `fetch` wrapped the error that carries it. */
function systemCode(cause: unknown): string {
  for (let at = cause; isError(at); at = at.cause) {
    const code: unknown = Reflect.get(at, "code");
    if (typeof code === "string") return code;
  }
  return "NETWORK_FAILURE";
}

/** No connection was made in time, so nothing was sent. */
export const connectTimeout = (operation: string, allowed: number): TimeoutError =>
  new TimeoutError(`${operation}: no connection within ${allowed} ms (option "connectTimeout")`, {
    code: "CONNECT_TIMEOUT",
    operation,
    retryable: true,
    mayHaveArrived: false,
  });

/** The server, or the source of the request body, sent no byte for too long. */
export const idleTimeout = (operation: string, allowed: number): TimeoutError =>
  new TimeoutError(`${operation}: no byte was sent or received for ${allowed} ms (option "idleTimeout")`, {
    code: "IDLE_TIMEOUT",
    operation,
    retryable: true,
  });

/** The response is larger than the client may hold in memory. */
export const tooLarge = (operation: string, status: number, limit: number): ResponseError =>
  new ResponseError(`${operation}: the response is larger than ${limit} bytes (option "maxAnswerSize")`, {
    code: "ANSWER_TOO_LARGE",
    operation,
    status,
  });
