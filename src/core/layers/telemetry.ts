import { printable } from "../errors/printable.js";
import { withoutSecrets } from "../errors/secrets.js";
import { isError } from "../kind.js";
import type { Addresses, CallTally, Layer, PreparedRequest, Send } from "../request/request.js";
import { refusalCode } from "../response/api-error.js";
import { creditsIn } from "../response/credits.js";
import type { HttpResponse } from "../response/response.js";
import { type DebugLog, line } from "./debug-log.js";
import type { EventKinds, Hooks, RequestEvent, TokenTrace, Traces, WaitTrace } from "./events.js";
import { failureCode, plainCode } from "./failure-code.js";
import { callFacts, requestFacts } from "./trace-facts.js";
import { type OutcomeDraft, Tracing } from "./tracing.js";

/** Reports events to their listeners, and traces work. If nobody {@link wants} an event, a caller need not create it. */
export class Events {
  readonly #hooks: { readonly [K in keyof EventKinds]: ((event: EventKinds[K]) => unknown) | undefined };
  readonly #tracing: Tracing;
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
    this.#hooks = {
      request: hooks.request?.bind(hooks),
      response: hooks.response?.bind(hooks),
      retry: hooks.retry?.bind(hooks),
      refresh: hooks.refresh?.bind(hooks),
    };
    this.#tracing = new Tracing(hooks.trace?.bind(hooks), (cause) => this.#warn("trace", cause));
    this.#log = log;
    this.#addresses = addresses;
    this.#base = base;
  }

  /** Whether anybody listens to this kind of event. */
  wants(kind: keyof EventKinds): boolean {
    return this.#hooks[kind] !== undefined || this.#log !== undefined;
  }

  emit<K extends keyof EventKinds>(kind: K, event: EventKinds[K]): void {
    const hook = this.#hooks[kind];
    Object.freeze(event);
    this.#log?.(line(kind, event));
    if (hook) this.#call(kind, hook, event);
  }

  /** Whether anybody traces this kind of work. */
  traces(kind: keyof Traces): boolean {
    return this.#tracing.wants(kind);
  }

  /** A call from its start to its end. */
  traceCall(send: Send, request: PreparedRequest): Promise<HttpResponse> {
    const tally: CallTally = { attempts: 0, creditsLeft: undefined };
    const work = async (outcome: OutcomeDraft) => {
      try {
        const response = await send({ ...request, tally });
        outcome.status = response.status;
        const code = refusalCode(response, request.operation.statusOnly);
        if (code !== undefined) outcome.error = plainCode(code, `HTTP_${response.status}`);
        return response;
      } finally {
        outcome.attempts = tally.attempts;
        outcome.creditsLeft = tally.creditsLeft;
      }
    };
    return this.#tracing.run("call", callFacts(request, this.#base), work, request.signal);
  }

  /** An attempt. */
  traceRequest(send: Send, request: PreparedRequest): Promise<HttpResponse> {
    const work = async (outcome: OutcomeDraft) => {
      const response = await send(request);
      outcome.status = response.status;
      outcome.creditsLeft = creditsIn(response);
      return response;
    };
    return this.#tracing.run("request", requestFacts(request, this.#base, this.#addresses), work, request.signal);
  }

  /** A wait, which is only traced if anybody wants that. */
  traceWait<Result>(
    request: PreparedRequest,
    { for: goal, delay, reason }: Partial<WaitTrace> & Pick<WaitTrace, "for">,
    wait: () => Promise<Result>,
  ): Promise<Result> {
    if (!this.traces("wait")) return wait();
    const facts = { ...callFacts(request, this.#base), for: goal, delay, reason };
    return this.#tracing.run("wait", facts, wait, request.signal);
  }

  /** An exchange with the accounts server, which does not reject, for an access token. */
  traceToken<Result extends object>(
    user: string,
    reason: TokenTrace["reason"],
    exchange: () => Promise<Result>,
  ): Promise<Result> {
    if (!this.traces("token")) return exchange();
    return this.#tracing.run("token", { user, reason }, async (outcome) => {
      const result = await exchange();
      if ("error" in result) outcome.error = plainCode(failureCode(result.error));
      return result;
    });
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

/** Traces calls as a whole. */
export const withTrace =
  (events: Events): Layer =>
  (next) =>
  (request) =>
    events.traces("call") ? events.traceCall(next, request) : next(request);

/** Counts the requests of a call, and reports each of them if anybody listens. */
export const withTelemetry =
  (events: Events): Layer =>
  (next) =>
  (request) => {
    if (request.progress) request.progress.attempts += 1;
    if (request.tally) return counted(events, request.tally, next, request);
    return reported(events, next, request);
  };

async function counted(events: Events, tally: CallTally, next: Send, request: PreparedRequest): Promise<HttpResponse> {
  tally.attempts += 1;
  const response = await reported(events, next, request);
  tally.creditsLeft = creditsIn(response) ?? tally.creditsLeft;
  return response;
}

function reported(events: Events, next: Send, request: PreparedRequest): Promise<HttpResponse> {
  const isObserved = events.wants("request") || events.wants("response");
  if (!events.traces("request")) return isObserved ? observed(events, next, request) : next(request);
  return events.traceRequest((sent) => (isObserved ? observed(events, next, sent) : next(sent)), request);
}

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
