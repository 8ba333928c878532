import { isCrmError } from "../errors/errors.js";
import type { CancelSignal } from "../lifetime/cancellation.js";
import type { Addresses, Layer, PreparedRequest, Send } from "../request/request.js";
import type { HttpResponse } from "../response/response.js";
import { type DebugLog, line } from "./debug-log.js";
import type { EventKinds, Hooks, RequestEvent } from "./events.js";

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

/** Counts what is sent for a call, and tells those who listen how it went. */
export const withTelemetry =
  (events: Events): Layer =>
  (next) =>
  (request) => {
    if (request.progress) request.progress.attempts += 1;
    return events.wants("request") || events.wants("response") ? observed(events, next, request) : next(request);
  };

async function observed(events: Events, next: Send, request: PreparedRequest): Promise<HttpResponse> {
  const facts = events.factsOf(request);
  events.emit("request", { ...facts });
  const start = performance.now();
  const done = (status: number | undefined, error: string | undefined, creditsLeft?: number) =>
    events.emit("response", { ...facts, status, error, duration: performance.now() - start, creditsLeft });
  try {
    const response = await next(request);
    done(response.status, undefined, creditsIn(response));
    return response;
  } catch (error) {
    done(undefined, failureCode(error, request.signal));
    throw error;
  }
}

/** A short word for a failure. */
export function failureCode(error: unknown, signal?: CancelSignal): string {
  if (isCrmError(error)) return error.code;
  return signal?.aborted ? "ABORTED" : "FAILED";
}

function creditsIn({ headers }: HttpResponse): number | undefined {
  const credits = Number.parseInt(headers.get("x-api-credits-remaining") ?? "", 10);
  return Number.isNaN(credits) ? undefined : credits;
}
