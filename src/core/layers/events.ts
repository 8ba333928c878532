/** What a client reports about its calls: the events, and the hooks that receive them. */

/** One attempt at a call. No event contains a token, a header, a query or a body. */
export interface RequestEvent {
  /** `operationId` of the call. */
  readonly operation: string;
  readonly method: string;
  readonly host: string;
  /** Without the query, which may contain what users searched for. */
  readonly path: string;
  /** The user whose token is used. */
  readonly user: string;
  /** Starts at 1 and counts every request that is sent for the call. */
  readonly attempt: number;
}

/** An attempt has ended, with or without a response. */
export interface ResponseEvent extends RequestEvent {
  /** HTTP status; `undefined` if there was no response. */
  readonly status: number | undefined;
  /** If there was no response: the code of the failure, e.g. `ECONNRESET` or `ABORTED`. */
  readonly error: string | undefined;
  /** Milliseconds. */
  readonly duration: number;
  /** Credits that the organization has left; Zoho states them once half of them are used. */
  readonly creditsLeft: number | undefined;
}

/** An attempt failed, and another follows. */
export interface RetryEvent extends RequestEvent {
  /** HTTP status, or the code of the failure. */
  readonly reason: number | string;
  /** Milliseconds until the next attempt. */
  readonly delay: number;
}

/** The client asked Zoho for an access token. */
export interface RefreshEvent {
  readonly user: string;
  /** Why: there was no token yet, it had expired, or the CRM rejected it. */
  readonly reason: "first" | "expired" | "refused";
  /** `ok`, or the code of the error. */
  readonly outcome: string;
  /** Milliseconds. */
  readonly duration: number;
}

/**
 * Functions that receive the client's events. The client does not wait for them, and one that fails only causes a process
 * warning. The same events are published on the channels `zcrm:request`, `zcrm:response`, `zcrm:retry` and `zcrm:refresh`
 * of `node:diagnostics_channel`.
 */
export interface Hooks {
  request?(event: RequestEvent): unknown;
  response?(event: ResponseEvent): unknown;
  retry?(event: RetryEvent): unknown;
  refresh?(event: RefreshEvent): unknown;
}

/** The events by name. */
export interface EventKinds {
  request: RequestEvent;
  response: ResponseEvent;
  retry: RetryEvent;
  refresh: RefreshEvent;
}
