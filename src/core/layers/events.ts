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

/** How traced work has ended; `undefined` until then. */
export interface TraceOutcome {
  /** Milliseconds. */
  readonly duration: number | undefined;
  /** A code, e.g. `INVALID_DATA` or `ECONNRESET`. */
  readonly error: string | undefined;
  /** HTTP status of the last response. */
  readonly status: number | undefined;
  readonly creditsLeft: number | undefined;
  /** Requests that were sent for a call. */
  readonly attempts: number | undefined;
}

/** A call until its promise settles. It contains nothing that the program passed but the module. */
export interface CallTrace {
  /** `operationId` */
  readonly operation: string;
  /** E.g. `records.search`. */
  readonly name: string | undefined;
  readonly module: string | undefined;
  readonly method: string;
  /** E.g. `/crm/v2/{module}/search`. */
  readonly template: string | undefined;
  /** Whose token is used. */
  readonly user: string;
  readonly outcome: TraceOutcome;
}

/** One request to the CRM or the accounts server. */
export interface RequestTrace extends CallTrace {
  /** E.g. `https://www.zohoapis.com`. */
  readonly origin: string;
  /** Starts at 1. */
  readonly attempt: number;
}

/** A call waits for one of the `maxConcurrency` slots, for an access token, or before a retry. */
export interface WaitTrace extends CallTrace {
  readonly for: "slot" | "token" | "pause";
  /** Of a pause: milliseconds. */
  readonly delay: number | undefined;
  /** Of a pause: the HTTP status, or the code of the failure, that it follows. */
  readonly reason: number | string | undefined;
}

/** The client gets an access token from Zoho. */
export interface TokenTrace {
  readonly user: string;
  readonly reason: RefreshEvent["reason"] | "grant";
  readonly outcome: TraceOutcome;
}

/** What is traced, by name. */
export interface Traces {
  call: CallTrace;
  request: RequestTrace;
  wait: WaitTrace;
  token: TokenTrace;
}

type TraceArguments = {
  [Kind in keyof Traces]: [kind: Kind, event: Traces[Kind], run: () => Promise<void>];
}[keyof Traces];

/** Functions that receive the client's events. One that fails only causes a process warning. */
export interface Hooks {
  request?(event: RequestEvent): unknown;
  response?(event: ResponseEvent): unknown;
  retry?(event: RetryEvent): unknown;
  refresh?(event: RefreshEvent): unknown;
  /**
   * Is called around each call and its parts. It must call `run` at once, which does the work and resolves at its end, even
   * if it failed: `event.outcome` says how. The tracing channels `zcrm:call` and so on have the same events.
   */
  trace?(...[kind, event, run]: TraceArguments): unknown;
}

/** The events by name. */
export interface EventKinds {
  request: RequestEvent;
  response: ResponseEvent;
  retry: RetryEvent;
  refresh: RefreshEvent;
}
