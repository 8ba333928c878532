/** Runs the parts of a call inside whatever traces them: tracing channels, and a hook. */
import type { CancelSignal } from "../lifetime/cancellation.js";
import type { Hooks, TraceOutcome, Traces } from "./events.js";
import { failureCode, plainCode } from "./failure-code.js";

/** A channel of `node:diagnostics_channel`. */
interface Channel {
  readonly hasSubscribers: boolean;
  publish(event: object): void;
  /** Runs a function in the stores that are bound to the channel, and publishes the event there. */
  runStores<Result>(event: object, run: () => Result): Result;
}

/** The five channels of `TracingChannel`, which does not say on every Node 20 whether it has subscribers. */
const PARTS = ["start", "end", "asyncStart", "asyncEnd", "error"] as const;
type Channels = Readonly<Record<(typeof PARTS)[number], Channel>>;

const KINDS = ["call", "request", "wait", "token"] as const satisfies readonly (keyof Traces)[];

/** The outcome of work that has not ended. */
export type OutcomeDraft = { -readonly [Member in keyof TraceOutcome]: TraceOutcome[Member] };

/** A trace before it has an outcome. */
export type Facts<Kind extends keyof Traces> = Omit<Traces[Kind], "outcome">;

export class Tracing {
  readonly #channels: Readonly<Record<keyof Traces, Channels>> | undefined;
  readonly #hook: Hooks["trace"];
  readonly #onHookFailure: (cause: unknown) => void;

  /** @param onHookFailure Is called with what the hook throws. */
  constructor(hook: Hooks["trace"], onHookFailure: (cause: unknown) => void) {
    const channels = globalThis.process?.getBuiltinModule?.("node:diagnostics_channel");
    // Some runtimes have channels, but no stores.
    if (channels && "runStores" in channels.Channel.prototype) {
      const partsOf = (kind: keyof Traces) =>
        PARTS.map((part) => [part, channels.channel(`tracing:zcrm:${kind}:${part}`)] as const);
      this.#channels = Object.fromEntries(
        KINDS.map((kind) => [kind, Object.fromEntries(partsOf(kind)) as object as Channels]),
      ) as Record<keyof Traces, Channels>;
    }
    this.#hook = hook;
    this.#onHookFailure = onHookFailure;
  }

  /** Whether anybody traces this kind of work. Any part of the process may subscribe at any time. */
  wants(kind: keyof Traces): boolean {
    return this.#hook !== undefined || (this.#channels !== undefined && isHeard(this.#channels[kind]));
  }

  /**
   * Does the work, and settles as it does.
   * @param work May state its outcome. What it rejects with, and how long it took, is stated for it.
   * @param signal The signal that cancels the work.
   */
  run<Kind extends keyof Traces, Result>(
    kind: Kind,
    facts: Facts<Kind>,
    work: (outcome: OutcomeDraft) => Promise<Result>,
    signal?: CancelSignal,
  ): Promise<Result> {
    const outcome: OutcomeDraft = {
      duration: undefined,
      error: undefined,
      status: undefined,
      creditsLeft: undefined,
      attempts: undefined,
    };
    const event = Object.freeze({ ...facts, outcome }) as object as Traces[Kind];
    const timed = async () => {
      const start = performance.now();
      try {
        return await work(outcome);
      } catch (error) {
        outcome.error = plainCode(failureCode(error, signal));
        throw error;
      } finally {
        outcome.duration = performance.now() - start;
        Object.freeze(outcome);
      }
    };
    const channels = this.#channels?.[kind];
    const inHook = () => this.#inHook(kind, event, timed);
    return channels && isHeard(channels) ? inChannels(channels, event, inHook) : inHook();
  }

  /** The caller gets the outcome of the work, whatever the hook makes of it. */
  #inHook<Kind extends keyof Traces, Result>(
    kind: Kind,
    event: Traces[Kind],
    work: () => Promise<Result>,
  ): Promise<Result> {
    const hook = this.#hook as ((kind: Kind, event: Traces[Kind], run: () => Promise<void>) => unknown) | undefined;
    if (!hook) return work();
    let running: { readonly result: Promise<Result>; readonly ended: Promise<void> } | undefined;
    const begin = () => {
      if (running) return running;
      const result = work();
      running = { result, ended: result.then(ignore, ignore) };
      return running;
    };
    try {
      Promise.resolve(hook(kind, event, () => begin().ended)).catch(this.#onHookFailure);
    } catch (cause) {
      this.#onHookFailure(cause);
    }
    const { result, ended } = begin();
    // What the hook does in the end precedes what the caller does next.
    return result.finally(() => ended);
  }
}

const ignore = () => undefined;

const isHeard = ({ start, end, asyncStart, asyncEnd, error }: Channels): boolean =>
  start.hasSubscribers ||
  end.hasSubscribers ||
  asyncStart.hasSubscribers ||
  asyncEnd.hasSubscribers ||
  error.hasSubscribers;

/** Publishes what `TracingChannel.tracePromise` does, but neither the response nor the error, which contain data. */
function inChannels<Result>(
  { start, end, asyncStart, asyncEnd, error }: Channels,
  event: { readonly outcome: TraceOutcome },
  run: () => Promise<Result>,
): Promise<Result> {
  const finish = () => {
    if (event.outcome.error !== undefined) error.publish(event);
    asyncStart.publish(event);
    asyncEnd.publish(event);
  };
  return start.runStores(event, () => {
    const running = run().finally(finish);
    end.publish(event);
    return running;
  });
}
