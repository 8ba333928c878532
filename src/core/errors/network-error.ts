import { NetworkError, ResponseError, TimeoutError } from "./errors.js";

/** What a failure of the connection means, by the system's word for it. */
const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: "the host is unknown; check the data centre",
  EAI_AGAIN: "the host's name cannot be looked up now",
  ECONNREFUSED: "the connection was refused",
  ECONNRESET: "the connection broke off",
  EPIPE: "the connection broke off",
  ETIMEDOUT: "the host does not answer",
  SELF_SIGNED_CERT_IN_CHAIN: 'the certificate is of an unknown authority; give it as option "ca" if it is trusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is of an unknown authority; give it as option "ca" if it is trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'the certificate is of an unknown authority; give it as option "ca" if it is trusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'the certificate is of an unknown authority; give it as option "ca" if it is trusted',
  CERT_HAS_EXPIRED: "the certificate of the host has expired",
  ERR_TLS_CERT_ALTNAME_INVALID: "the certificate belongs to another host",
};

/** Failures that another attempt meets again. */
const LASTING = /CERT|SIGNATURE|^PROXY_AUTHENTICATION$/;

/**
 * Names a failure of the connection.
 * @param mayHaveArrived Whether the request may have reached the server.
 */
export function networkError(operation: string, cause: unknown, mayHaveArrived: boolean): NetworkError {
  const code = systemCode(cause);
  const reason = REASONS[code] ?? (cause instanceof Error ? cause.message : "the connection failed");
  return new NetworkError(`${operation}: ${reason} (${code})`, {
    code,
    operation,
    retryable: !LASTING.test(code),
    mayHaveArrived,
    cause,
  });
}

/** `ECONNRESET` and the like, also where fetch has wrapped it. */
function systemCode(cause: unknown): string {
  for (let at = cause; at instanceof Error; at = at.cause) {
    const code: unknown = Reflect.get(at, "code");
    if (typeof code === "string") return code;
  }
  return "NETWORK_FAILURE";
}

/** No connection came about in time: nothing was sent. */
export const connectTimeout = (operation: string, allowed: number): TimeoutError =>
  new TimeoutError(`${operation}: no connection within ${allowed} ms (option "connectTimeout")`, {
    code: "CONNECT_TIMEOUT",
    operation,
    retryable: true,
    mayHaveArrived: false,
  });

/** The other side, or the source of what is sent, is silent. */
export const idleTimeout = (operation: string, allowed: number): TimeoutError =>
  new TimeoutError(`${operation}: no byte came or went for ${allowed} ms (option "idleTimeout")`, {
    code: "IDLE_TIMEOUT",
    operation,
    retryable: true,
  });

/** The answer is larger than what may be held in memory. */
export const tooLarge = (operation: string, status: number, limit: number): ResponseError =>
  new ResponseError(`${operation}: the answer has more than ${limit} bytes (option "maxAnswerSize")`, {
    code: "ANSWER_TOO_LARGE",
    operation,
    status,
  });
