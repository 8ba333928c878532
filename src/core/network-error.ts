import { NetworkError } from "./errors.js";

/** What a failure of the connection means, by the system's word for it. */
const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: "the host is unknown; check the data centre",
  EAI_AGAIN: "the host's name cannot be looked up now",
  ECONNREFUSED: "the connection was refused",
  ECONNRESET: "the connection broke off",
  EPIPE: "the connection broke off",
  ETIMEDOUT: "the host does not answer",
};

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
    retryable: true,
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
