import type { Addresses, PreparedRequest } from "../request/request.js";
import { type DebugLog, line } from "./debug-log.js";

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

/** What listens to one kind of event. */
interface Listeners<Event> {
  readonly hook: ((event: Event) => unknown) | undefined;
  /** Any part of the process may subscribe, at any time. */
  readonly channel: { readonly hasSubscribers: boolean; publish(event: unknown): void } | undefined;
}

/** Tells whoever listens. Where nobody does, no event is made. */
export class Events {
  readonly #listeners: { readonly [K in keyof EventKinds]: Listeners<EventKinds[K]> };
  readonly #log: DebugLog | undefined;
  readonly #addresses: Addresses;
  readonly #base: string;
  readonly #warned = new Set<string>();

  /**
   * @param log Takes the lines of the debug log, where there is one.
   * @param addresses Of a request that brings none of its own.
   * @param base Path below the server, where an operation has none of its own.
   */
  constructor(hooks: Hooks, log: DebugLog | undefined, addresses: Addresses, base: string) {
    const channels = globalThis.process?.getBuiltinModule?.("node:diagnostics_channel");
    this.#listeners = {
      request: { hook: hooks.request?.bind(hooks), channel: channels?.channel("zcrm:request") },
      response: { hook: hooks.response?.bind(hooks), channel: channels?.channel("zcrm:response") },
      retry: { hook: hooks.retry?.bind(hooks), channel: channels?.channel("zcrm:retry") },
      refresh: { hook: hooks.refresh?.bind(hooks), channel: channels?.channel("zcrm:refresh") },
    };
    this.#log = log;
    this.#addresses = addresses;
    this.#base = base;
  }

  /** Whether anybody listens to this kind. */
  wants(kind: keyof EventKinds): boolean {
    const { hook, channel } = this.#listeners[kind];
    return hook !== undefined || this.#log !== undefined || channel?.hasSubscribers === true;
  }

  emit<K extends keyof EventKinds>(kind: K, event: EventKinds[K]): void {
    const { hook, channel } = this.#listeners[kind];
    Object.freeze(event);
    this.#log?.(line(kind, event));
    if (channel?.hasSubscribers) channel.publish(event);
    if (hook) this.#call(kind, hook, event);
  }

  /** What every event of an attempt says. */
  factsOf({ operation, method, path, user, progress, addresses = this.#addresses }: PreparedRequest): RequestEvent {
    const address = addresses[operation.server ?? "api"];
    return {
      operation: operation.id,
      method,
      host: address.replace(/^https?:\/\//, ""),
      path: `${operation.base ?? this.#base}${path.split("?", 1)[0]}`,
      user,
      attempt: progress?.attempts ?? 1,
    };
  }

  #call<Event>(kind: string, hook: (event: Event) => unknown, event: Event): void {
    const fail = (cause: unknown) => this.#warn(kind, cause);
    try {
      Promise.resolve(hook(event)).catch(fail);
    } catch (cause) {
      fail(cause);
    }
  }

  /** Once for each kind: a hook that fails will do so with every call. */
  #warn(kind: string, cause: unknown): void {
    if (this.#warned.has(kind)) return;
    this.#warned.add(kind);
    const reason = cause instanceof Error ? cause.message : "no error";
    globalThis.process?.emitWarning?.(`hooks.${kind} of a zcrm client failed (${reason}); calls go on without it`);
  }
}
