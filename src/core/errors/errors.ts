/**
 * The errors that this package throws. Each carries a brand, because a program may load both the ES and the CommonJS copy
 * of the package, and `instanceof` fails across the two: use {@link isCrmError}.
 */

import { printableLines } from "./printable.js";
import { safeValue } from "./safe-value.js";
import { withoutSecrets } from "./secrets.js";

const BRAND = Symbol.for("zcrm.error");

/** The facts of a failure, as they are known. The error shows none of the secrets in them. */
export interface CrmErrorFacts {
  /** Stable machine-readable code: Zoho's own (`INVALID_DATA`) or one of ours (`TIMEOUT`). */
  code: string;
  /** `operationId` of the call that failed, if there was one. */
  operation?: string | undefined;
  /** HTTP status, if a response was received. */
  status?: number | undefined;
  /** Zoho's `details` object, as sent; empty if there was none. */
  details?: Readonly<Record<string, unknown>> | undefined;
  /** Whether the same call may succeed if it is made again later. */
  retryable?: boolean | undefined;
  cause?: unknown;
}

/** What an error shows of a string: servers, stores and files choose many of them. */
const shown = (text: string): string => printableLines(withoutSecrets(text));

/** Base class of all errors of this package. Whatever it is created from, it shows no secret and no terminal escape. */
export class CrmError extends Error {
  static readonly kind: string = "Crm";
  override name = "CrmError";
  /** Stable machine-readable code: Zoho's own (`INVALID_DATA`) or one of ours (`TIMEOUT`). */
  readonly code: string;
  /** `operationId` of the call that failed, if there was one. */
  readonly operation: string | undefined;
  /** HTTP status, if a response was received. */
  readonly status: number | undefined;
  /** Zoho's `details` object, as sent; empty if there was none. */
  readonly details: Readonly<Record<string, unknown>>;
  /** Whether the same call may succeed if it is made again later. */
  readonly retryable: boolean;

  constructor(message: string, facts: CrmErrorFacts) {
    super(shown(message), facts.cause === undefined ? undefined : { cause: safeValue(facts.cause, shown) });
    this.code = shown(facts.code);
    this.operation = facts.operation;
    this.status = facts.status;
    this.details = safeValue(facts.details ?? {}, withoutSecrets);
    this.retryable = facts.retryable ?? false;
    Object.defineProperty(this, BRAND, { value: kindsOf(new.target) });
  }
}

/** A setting is missing, malformed or not allowed. The message names the setting and every place you can set it. */
export class ConfigError extends CrmError {
  static override readonly kind = "Config";
  override name = "ConfigError";
}

/**
 * No access token could be obtained. `code` is Zoho's own, e.g. `invalid_code`, or one of `NO_ANSWER`,
 * `UNREADABLE_ANSWER`, `NO_REFRESH_TOKEN`, `TOKEN_STORE_FAILED`, `TOKEN_BUDGET`. `details.retryAt` (epoch milliseconds)
 * says when to try again, if that is known.
 */
export class AuthError extends CrmError {
  static override readonly kind = "Auth";
  override name = "AuthError";
}

/**
 * No response was received, or only part of it. `code` is `CLIENT_CLOSED` if the client was closed during the call, and
 * `OUTCOME_UNKNOWN` if the first response to a write was lost and its retry was rejected: `details` are what the retry got.
 */
export class TransportError extends CrmError {
  static override readonly kind: string = "Transport";
  override name = "TransportError";
  /** Whether the request may have been carried out: `false` only if it cannot have reached the server. */
  readonly mayHaveArrived: boolean;

  constructor(message: string, facts: CrmErrorFacts & { mayHaveArrived?: boolean }) {
    super(message, { ...facts, retryable: facts.retryable ?? true });
    this.mayHaveArrived = facts.mayHaveArrived ?? true;
  }
}

/** The connection could not be made, or was lost. */
export class NetworkError extends TransportError {
  static override readonly kind = "Network";
  override name = "NetworkError";
}

/**
 * Time ran out: for the whole call (`code` is `TIMEOUT`; `details.phase` says what the call was waiting for), for making
 * a connection (`CONNECT_TIMEOUT`), or for the next byte (`IDLE_TIMEOUT`).
 */
export class TimeoutError extends TransportError {
  static override readonly kind = "Timeout";
  override name = "TimeoutError";
}

/** A response arrived that cannot be read: HTML instead of JSON, truncated, or empty where content was expected. */
export class ResponseError extends CrmError {
  static override readonly kind = "Response";
  override name = "ResponseError";
}

/** The CRM responded with an error: a status outside 2xx, or an error object instead of the result. */
export class ApiError extends CrmError {
  static override readonly kind: string = "Api";
  override name = "ApiError";
  declare readonly status: number;
  declare readonly operation: string;
}

/** 401: the access token was rejected, even after a refresh. */
export class InvalidTokenError extends ApiError {
  static override readonly kind = "InvalidToken";
  override name = "InvalidTokenError";
}

/** 403, or a token without the scope that the operation needs. */
export class ForbiddenError extends ApiError {
  static override readonly kind = "Forbidden";
  override name = "ForbiddenError";
}

/** 404: no such address, or no such job. (For an unknown record id, Zoho responds with 204 instead.) */
export class NotFoundError extends ApiError {
  static override readonly kind = "NotFound";
  override name = "NotFoundError";
}

/** 429: too many calls at once, or the day's credits are used up. */
export class RateLimitError extends ApiError {
  static override readonly kind = "RateLimit";
  override name = "RateLimitError";
  /** Milliseconds until Zoho allows the next call, if Zoho said so. */
  readonly retryAfter: number | undefined;

  constructor(message: string, facts: CrmErrorFacts & { retryAfter: number | undefined }) {
    super(message, facts);
    this.retryAfter = facts.retryAfter;
  }
}

/** 5xx. */
export class ServerError extends ApiError {
  static override readonly kind = "Server";
  override name = "ServerError";
}

/** 304: what was asked for has not changed since `ifModifiedSince`. (A list is empty instead.) */
export class NotModifiedError extends ApiError {
  static override readonly kind = "NotModified";
  override name = "NotModifiedError";
}

/** The error classes by the kind that {@link isCrmError} accepts. */
export interface CrmErrors {
  Crm: CrmError;
  Config: ConfigError;
  Auth: AuthError;
  Transport: TransportError;
  Network: NetworkError;
  Timeout: TimeoutError;
  Response: ResponseError;
  Api: ApiError;
  InvalidToken: InvalidTokenError;
  Forbidden: ForbiddenError;
  NotFound: NotFoundError;
  RateLimit: RateLimitError;
  Server: ServerError;
  NotModified: NotModifiedError;
}

/** The kinds that {@link isCrmError} accepts. */
export type CrmErrorKind = keyof CrmErrors;

/**
 * Checks whether an error belongs to this package and is of the given kind, or of a kind derived from it.
 * Works across the ES and CommonJS copies of the package, where `instanceof` does not.
 *
 * @param error The caught value.
 * @param kind Class name without `Error`. If left out, every error of this package counts.
 * @example
 * try { await crm.records.get({ module: "Leads", id }); }
 * catch (error) { if (isCrmError(error, "RateLimit")) console.warn(error.retryAfter); else throw error; }
 */
export function isCrmError<K extends CrmErrorKind = "Crm">(error: unknown, kind?: K): error is CrmErrors[K] {
  if (typeof error !== "object" || error === null) return false;
  const kinds: unknown = Reflect.get(error, BRAND);
  return Array.isArray(kinds) && kinds.includes(kind ?? "Crm");
}

/** `["RateLimit", "Api", "Crm"]` for `RateLimitError`. */
function kindsOf(type: { kind?: string }): string[] {
  const kinds: string[] = [];
  for (let at = type; typeof at.kind === "string"; at = Object.getPrototypeOf(at)) kinds.push(at.kind);
  return kinds;
}
