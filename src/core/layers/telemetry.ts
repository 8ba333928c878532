import { isCrmError } from "../errors/errors.js";
import { printable } from "../errors/printable.js";
import { withoutSecrets } from "../errors/secrets.js";
import { isError } from "../kind.js";
import type { CancelSignal } from "../lifetime/cancellation.js";
import type { Addresses, Layer, PreparedRequest, Send } from "../request/request.js";
import type { HttpResponse } from "../response/response.js";
import { type DebugLog, line } from "./debug-log.js";
import type { EventKinds, Hooks, RequestEvent } from "./events.js";

/** The listeners for one kind of event. */
interface Listeners<Event> {
  readonly hook: ((event: Event) => unknown) | undefined;
  /** Any part of the process may subscribe at any time. */
  readonly channel: { readonly hasSubscribers: boolean; publish(event: unknown): void } | undefined;
}

/** Reports events to their listeners. If {@link wants} is false, a caller need not create the event. */
export class Events {
  readonly #listeners: { readonly [K in keyof EventKinds]: Listeners<EventKinds[K]> };
  readonly #log: DebugLog | undefined;
  readonly #addresses: Addresses;
  readonly #base: string;
  readonly #warned = new Set<string>();

  /**
   * @param log Writes the debug log, if it is on.
   * @param addresses The servers, unless a request has its own.
   * @param base The path below the server, unless an operation has its own.
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

  /** Whether anybody listens to this kind of event. */
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

  /** The facts that every event of an attempt has. */
  factsOf({ operation, method, path, user, progress, addresses = this.#addresses }: PreparedRequest): RequestEvent {
    const address = addresses[operation.server ?? "api"];
    return {
      operation: operation.id,
      method,
      host: address.replace(/^https?:\/\//, ""),
      path: withoutSecrets(`${operation.base ?? this.#base}${path.split("?", 1)[0]}`),
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

  /** Warns once for each kind, because a hook that fails does so with every call. */
  #warn(kind: string, cause: unknown): void {
    if (this.#warned.has(kind)) return;
    this.#warned.add(kind);
    const reason = isError(cause) ? printable(withoutSecrets(cause.message)) : "not an error";
    globalThis.process?.emitWarning?.(
      `hooks.${kind} of a zcrm client failed (${reason}); the calls themselves are not affected`,
    );
  }
}

/** Counts the requests of a call, and reports each of them if anybody listens. */
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
  const report = (status: number | undefined, error: string | undefined, creditsLeft?: number) =>
    events.emit("response", { ...facts, status, error, duration: performance.now() - start, creditsLeft });
  try {
    const response = await next(request);
    report(response.status, undefined, creditsIn(response));
    return response;
  } catch (error) {
    report(undefined, failureCode(error, request.signal));
    throw error;
  }
}

/** A short code for a failure. */
export function failureCode(error: unknown, signal?: CancelSignal): string {
  if (isCrmError(error)) return error.code;
  return signal?.aborted ? "ABORTED" : "FAILED";
}

function creditsIn({ headers }: HttpResponse): number | undefined {
  const credits = Number.parseInt(headers.get("x-api-credits-remaining") ?? "", 10);
  return Number.isNaN(credits) ? undefined : credits;
}
