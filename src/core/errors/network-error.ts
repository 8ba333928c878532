import { NetworkError, ResponseError, TimeoutError } from "./errors.js";
import { type NamedOperation, titleOf } from "./operation-name.js";

const UNKNOWN_AUTHORITY =
  'the certificate is signed by an unknown authority; if you trust it, pass it as the option "ca"';

/** What a connection failure means, by the system's error code. */
export const REASONS: Readonly<Record<string, string>> = {
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
export const PERMANENT = /CERT|SIGNATURE|^PROXY_AUTHENTICATION$/;

/**
 * The error for a failed connection.
 * @param mayHaveArrived Whether the request may have reached the server.
 * @param url The address of the request; the error names its host and port.
 */
export function networkError(
  operation: NamedOperation,
  cause: unknown,
  mayHaveArrived: boolean,
  url?: string,
): NetworkError {
  const failure = systemFailure(cause);
  const { code = "NETWORK_FAILURE" } = failure;
  const message: unknown = Reflect.get(Object(cause), "message");
  const reason = REASONS[code] ?? (typeof message === "string" ? message : "the connection failed");
  const host = url === undefined ? undefined : hostOf(url, failure);
  return new NetworkError(`${titleOf(operation)}: ${reason} (${host === undefined ? code : `${code}, ${host}`})`, {
    code,
    operation: operation.id,
    details: host === undefined ? {} : { host },
    retryable: !PERMANENT.test(code),
    mayHaveArrived,
    cause,
  });
}

/** What the system says about a failed connection. */
interface SystemFailure {
  /** Such as `ECONNRESET`. */
  readonly code?: string;
  /** Where the connection was to be made, if that is known. */
  readonly address?: string;
  readonly port?: number;
}

/** The error of the system, even if `fetch` wrapped it. Some test runners have another `Error` than Node's modules. */
function systemFailure(cause: unknown): SystemFailure {
  let at = cause;
  for (let depth = 0; depth < 10 && typeof at === "object" && at !== null; depth += 1) {
    if (typeof Reflect.get(at, "code") === "string") return at;
    at = Reflect.get(at, "cause");
  }
  return {};
}

/** Host and port of an address, and those of a proxy if the connection to it failed. */
function hostOf(url: string, { address, port: failed }: SystemFailure): string {
  const { hostname, port, protocol } = new URL(url);
  const own = port || (protocol === "https:" ? "443" : "80");
  const isProxy = address !== undefined && failed !== undefined && String(failed) !== own;
  return `${hostname}:${own}${isProxy ? ` through ${address}:${failed}` : ""}`;
}

/** No connection was made in time, so nothing was sent. */
export const connectTimeout = (operation: NamedOperation, allowed: number, url: string): TimeoutError =>
  new TimeoutError(
    `${titleOf(operation)}: no connection within ${allowed} ms (option "connectTimeout"): ${hostOf(url, {})}`,
    {
      code: "CONNECT_TIMEOUT",
      operation: operation.id,
      details: { host: hostOf(url, {}) },
      retryable: true,
      mayHaveArrived: false,
    },
  );

/** The server, or the source of the request body, sent no byte for too long. */
export const idleTimeout = (operation: NamedOperation, allowed: number): TimeoutError =>
  new TimeoutError(`${titleOf(operation)}: no byte was sent or received for ${allowed} ms (option "idleTimeout")`, {
    code: "IDLE_TIMEOUT",
    operation: operation.id,
    retryable: true,
  });

/** A file arrives so slowly that it may never end. */
export const tooSlow = (operation: NamedOperation, bytes: number, allowed: number): TimeoutError =>
  new TimeoutError(
    `${titleOf(operation)}: fewer than ${bytes} bytes were received for ${allowed} ms (option "idleTimeout")`,
    {
      code: "IDLE_TIMEOUT",
      operation: operation.id,
      retryable: true,
    },
  );

/** The response is larger than the client may hold in memory. */
export const tooLarge = (operation: NamedOperation, status: number, limit: number): ResponseError =>
  new ResponseError(`${titleOf(operation)}: the response is larger than ${limit} bytes (option "maxAnswerSize")`, {
    code: "ANSWER_TOO_LARGE",
    operation: operation.id,
    status,
  });
