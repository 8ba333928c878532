/**
 * Every error this package raises. They carry a brand instead of relying on `instanceof`, because a program may hold
 * the ES and the CommonJS copy of the package at the same time: use {@link isCrmError}.
 */

const BRAND = Symbol.for("zcrm.error");

/** What is known about a failure. Nothing secret is ever put here. */
export interface CrmErrorFacts {
  /** Stable machine-readable word: Zoho's own code (`INVALID_DATA`), or ours (`TIMEOUT`). */
  code: string;
  /** `operationId` of the call that failed, where there was one. */
  operation?: string | undefined;
  /** HTTP status, where an answer was received. */
  status?: number | undefined;
  /** Zoho's `details` object, as it was sent; empty where there was none. */
  details?: Readonly<Record<string, unknown>> | undefined;
  /** Whether the same call may succeed when it is made again later. */
  retryable?: boolean | undefined;
  cause?: unknown;
}

/** Base of all errors of this package. */
export class CrmError extends Error {
  static readonly kind: string = "Crm";
  override name = "CrmError";
  /** Stable machine-readable word: Zoho's own code (`INVALID_DATA`), or ours (`TIMEOUT`). */
  readonly code: string;
  /** `operationId` of the call that failed, where there was one. */
  readonly operation: string | undefined;
  /** HTTP status, where an answer was received. */
  readonly status: number | undefined;
  /** Zoho's `details` object, as it was sent; empty where there was none. */
  readonly details: Readonly<Record<string, unknown>>;
  /** Whether the same call may succeed when it is made again later. */
  readonly retryable: boolean;

  constructor(message: string, facts: CrmErrorFacts) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.code = facts.code;
    this.operation = facts.operation;
    this.status = facts.status;
    this.details = facts.details ?? {};
    this.retryable = facts.retryable ?? false;
    Object.defineProperty(this, BRAND, { value: kindsOf(new.target) });
  }
}

/** A setting is missing, malformed or not allowed. The message names the key and every place it may be set. */
export class ConfigError extends CrmError {
  static override readonly kind = "Config";
  override name = "ConfigError";
}

/**
 * There is no token. `code` is Zoho's own word, e.g. `invalid_code`, or one of `NO_ANSWER`, `UNREADABLE_ANSWER`,
 * `NO_REFRESH_TOKEN`, `TOKEN_STORE_FAILED`, `TOKEN_BUDGET`. `details.retryAt` (epoch milliseconds) says when to try
 * again, where that is known.
 */
export class AuthError extends CrmError {
  static override readonly kind = "Auth";
  override name = "AuthError";
}

/** No answer was received, or not all of it. `code` is `CLIENT_CLOSED` where the client was closed meanwhile. */
export class TransportError extends CrmError {
  static override readonly kind: string = "Transport";
  override name = "TransportError";
  /** Whether the request may have been carried out: `false` only where it cannot have reached the server. */
  readonly mayHaveArrived: boolean;

  constructor(message: string, facts: CrmErrorFacts & { mayHaveArrived?: boolean }) {
    super(message, { ...facts, retryable: facts.retryable ?? true });
    this.mayHaveArrived = facts.mayHaveArrived ?? true;
  }
}

/** The connection could not be made or broke. */
export class NetworkError extends TransportError {
  static override readonly kind = "Network";
  override name = "NetworkError";
}

/**
 * Time ran out: that of the whole call (`code` is `TIMEOUT`; `details.phase` says what it was waiting for), that for
 * making a connection (`CONNECT_TIMEOUT`), or that for the next byte (`IDLE_TIMEOUT`).
 */
export class TimeoutError extends TransportError {
  static override readonly kind = "Timeout";
  override name = "TimeoutError";
}

/** The answer arrived but cannot be read: HTML instead of JSON, truncated, empty where something was due. */
export class ResponseError extends CrmError {
  static override readonly kind = "Response";
  override name = "ResponseError";
}

/** The CRM answered with an error: a status outside 2xx, or an error object in the place of the result. */
export class ApiError extends CrmError {
  static override readonly kind: string = "Api";
  override name = "ApiError";
  declare readonly status: number;
  declare readonly operation: string;
}

/** 401: the access token was refused, also after a refresh. */
export class InvalidTokenError extends ApiError {
  static override readonly kind = "InvalidToken";
  override name = "InvalidTokenError";
}

/** 403, or a token without the scope that the operation needs. */
export class ForbiddenError extends ApiError {
  static override readonly kind = "Forbidden";
  override name = "ForbiddenError";
}

/** 404: no such address, or no such job. (An unknown record id is answered with 204, not with this.) */
export class NotFoundError extends ApiError {
  static override readonly kind = "NotFound";
  override name = "NotFoundError";
}

/** 429: too many calls at once, or the credits of the day are used up. */
export class RateLimitError extends ApiError {
  static override readonly kind = "RateLimit";
  override name = "RateLimitError";
  /** Milliseconds after which Zoho allows the next call, where it said so. */
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

/** 304: nothing has changed since `ifModifiedSince`. An error, because it must not look like "no records". */
export class NotModifiedError extends ApiError {
  static override readonly kind = "NotModified";
  override name = "NotModifiedError";
}

/** The errors by the name that {@link isCrmError} takes. */
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

/** Names that {@link isCrmError} takes. */
export type CrmErrorKind = keyof CrmErrors;

/**
 * Tells whether an error is one of this package's, of the given kind or of a kind below it.
 * Works across the ES and CommonJS copies of the package, where `instanceof` does not.
 *
 * @param error Whatever was caught.
 * @param kind Name of the class without `Error`; left out, any error of this package counts.
 * @example
 * try { await crm.records.get({ module: "Leads", id }); }
 * catch (error) { if (isCrmError(error, "RateLimit")) await wait(error.retryAfter ?? 2_000); else throw error; }
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
