/** What a client reports about its calls: the events, and the hooks that take them. */

/** Facts of one attempt at a call. No event holds a token, a header, a query or a body. */
export interface RequestEvent {
  /** `operationId` of the call. */
  readonly operation: string;
  readonly method: string;
  readonly host: string;
  /** Without the query, which may hold what users searched for. */
  readonly path: string;
  /** Whose token is used. */
  readonly user: string;
  /** From 1; each request sent for the call counts. */
  readonly attempt: number;
}

/** An attempt is over: with an answer, or without. */
export interface ResponseEvent extends RequestEvent {
  /** HTTP status; `undefined` where there was no answer. */
  readonly status: number | undefined;
  /** Code of the failure, e.g. `ECONNRESET`, or `ABORTED`, where there was no answer. */
  readonly error: string | undefined;
  /** Milliseconds. */
  readonly duration: number;
  /** Credits of the organisation that are left; Zoho says so once half of them are used. */
  readonly creditsLeft: number | undefined;
}

/** An attempt failed, and another one follows. */
export interface RetryEvent extends RequestEvent {
  /** HTTP status, or code of the failure. */
  readonly reason: number | string;
  /** Milliseconds until the next attempt. */
  readonly delay: number;
}

/** Zoho was asked for an access token. */
export interface RefreshEvent {
  readonly user: string;
  /** Why: there was none, its time was over, or the CRM refused it. */
  readonly reason: "first" | "expired" | "refused";
  /** `ok`, or the code of the error. */
  readonly outcome: string;
  /** Milliseconds. */
  readonly duration: number;
}

/**
 * Functions that are told what happens. None of them is waited for, and one that fails changes nothing but for a warning
 * of the process. The same events are on the channels `zcrm:request`, … of `node:diagnostics_channel`.
 */
export interface Hooks {
  request?(event: RequestEvent): unknown;
  response?(event: ResponseEvent): unknown;
  retry?(event: RetryEvent): unknown;
  refresh?(event: RefreshEvent): unknown;
}

/** The events by their names. */
export interface EventKinds {
  request: RequestEvent;
  response: ResponseEvent;
  retry: RetryEvent;
  refresh: RefreshEvent;
}
