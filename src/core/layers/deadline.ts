import { TimeoutError } from "../errors/errors.js";
import { tooSlow } from "../errors/network-error.js";
import { titleOf } from "../errors/operation-name.js";
import { AbortWatch, Cancellation } from "../lifetime/cancellation.js";
import { type Clock, SYSTEM_CLOCK } from "../lifetime/clock.js";
import { type Closable, clientClosed, type Entry, type Lifetime } from "../lifetime/lifetime.js";
import { LONGEST_WAIT } from "../lifetime/wait.js";
import type { Layer, Phase, PreparedRequest, Progress, Send } from "../request/request.js";
import type { HttpResponse } from "../response/response.js";
import { MIN_BYTES, WatchedResponse } from "../response/watched-response.js";
import { outcomeAdvice } from "./unknown-outcome.js";

/** One for all clients, because a program may end the calls of many with one signal. */
const watch = /* @__PURE__ */ new AbortWatch();

/**
 * Bounds a whole call, including delays and retries, and lets the caller's signal or the end of the client cancel it at
 * any point. The promise then settles at once, even if a layer below does not listen. For a file, the time limit covers
 * the time until the first byte; after that, only the caller's signal, the end of the client and the idle timeout, which a
 * body that drips also exceeds, cancel the call.
 *
 * @param timeout Milliseconds, unless the request sets its own.
 * @param lifetime The lifetime that the calls belong to.
 * @param idleTimeout Milliseconds, unless the request sets its own.
 * @param now Milliseconds, for the pace of a file.
 * @param clock The time that the call has.
 */
export const withDeadline = (
  timeout: number,
  lifetime?: Lifetime,
  idleTimeout = LONGEST_WAIT,
  now: () => number = Date.now,
  clock: Clock = SYSTEM_CLOCK,
): Layer => {
  const pace: Pace = { idleTimeout, now, clock };
  return (next) => (request) => {
    const caller = request.signal;
    if (caller?.aborted) return Promise.reject(caller.reason);
    if (lifetime?.isClosed) return Promise.reject(clientClosed(request.operation, false));
    return new Promise((resolve, reject) => {
      const call = new BoundedCall(request, request.options.timeout ?? timeout, pace, resolve, reject);
      call.start(next, lifetime);
    });
  };
};

/** How slowly a file may arrive, and the clock of the whole call. */
interface Pace {
  readonly idleTimeout: number;
  readonly now: () => number;
  readonly clock: Clock;
}

/** A call under way: the signal and the progress that the layers below see, and the one promise that the caller has. */
class BoundedCall extends Cancellation implements Progress, Closable {
  phase: Phase = "place";
  attempts = 0;
  mayHaveArrived = false;
  readonly #request: PreparedRequest;
  readonly #allowed: number;
  readonly #pace: Pace;
  readonly #resolve: (response: HttpResponse) => void;
  readonly #reject: (reason: unknown) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Stops the timer of another clock than the system's. */
  #stopTimer: (() => void) | undefined;
  #unwatch: (() => void) | undefined;
  #lifetime: Lifetime | undefined;
  #entry: Entry | undefined;

  constructor(
    request: PreparedRequest,
    allowed: number,
    pace: Pace,
    resolve: (response: HttpResponse) => void,
    reject: (reason: unknown) => void,
  ) {
    super();
    this.#request = request;
    this.#allowed = allowed;
    this.#pace = pace;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  start(next: Send, lifetime: Lifetime | undefined): void {
    const request = this.#request;
    const caller = request.signal;
    const { clock } = this.#pace;
    if (clock === SYSTEM_CLOCK)
      this.#timer = setTimeout(BoundedCall.#expire, Math.min(this.#allowed, LONGEST_WAIT), this);
    else this.#stopTimer = clock.after(this.#allowed, () => BoundedCall.#expire(this), false);
    if (caller) this.#unwatch = watch.add(caller, () => this.#end(caller.reason));
    this.#lifetime = lifetime;
    this.#entry = lifetime?.add(this);
    try {
      next({ ...request, signal: this, deadline: clock.now() + this.#allowed, progress: this }).then(
        (response) => this.#settle(response),
        (error) => this.#fail(error),
      );
    } catch (error) {
      this.#fail(error);
    }
  }

  close(): void {
    const hasArrived = mayHaveArrived(this);
    this.#end(clientClosed(this.#request.operation, hasArrived, hasArrived ? outcomeAdvice(this.#request) : ""));
  }

  static #expire(call: BoundedCall): void {
    call.#end(timedOut(call.#request, call.#allowed, call));
  }

  #settle(response: HttpResponse): void {
    // The caller has gone, so nobody will read the body.
    if (this.aborted) response.body?.cancel().catch(() => undefined);
    else if (this.#request.operation.binary && response.ok && response.status !== 204) {
      // The caller's signal still cancels a body that is being streamed.
      this.#clearTimer();
      const { operation, options } = this.#request;
      const limit = options.idleTimeout ?? this.#pace.idleTimeout;
      const watch = {
        limit,
        now: this.#pace.now,
        onDone: () => this.#release(),
        tooSlow: () => tooSlow(operation, MIN_BYTES, limit),
      };
      this.#resolve(new WatchedResponse(response, watch));
    } else {
      this.#release();
      this.#resolve(response);
    }
  }

  #fail(error: unknown): void {
    this.#release();
    this.#reject(error);
  }

  #end(reason: unknown): void {
    this.#release();
    this.abort(reason);
    this.#reject(reason);
  }

  #clearTimer(): void {
    clearTimeout(this.#timer);
    this.#stopTimer?.();
  }

  #release(): void {
    this.#clearTimer();
    this.#unwatch?.();
    if (this.#entry) this.#lifetime?.remove(this.#entry);
  }
}

function timedOut(request: PreparedRequest, allowed: number, progress: Progress): TimeoutError {
  const { operation } = request;
  const hasArrived = mayHaveArrived(progress);
  const advice = hasArrived ? outcomeAdvice(request) : "";
  return new TimeoutError(
    `${titleOf(operation)}: no response within ${allowed} ms (option "timeout"), ended ${activity(progress)}${advice}`,
    {
      code: "TIMEOUT",
      operation: operation.id,
      details: { phase: progress.phase },
      retryable: advice === "",
      mayHaveArrived: hasArrived,
    },
  );
}

/** Whether the server may have carried out any of the requests that were sent. */
const mayHaveArrived = ({ phase, mayHaveArrived }: Progress): boolean => phase === "answer" || mayHaveArrived;

/** What the call was doing, in words. */
function activity({ phase, attempts }: Progress): string {
  if (phase === "pause") return `while pausing before attempt ${attempts + 1}`;
  return `while waiting ${WAITING_FOR[phase]}`;
}

const WAITING_FOR: Readonly<Record<Exclude<Phase, "pause">, string>> = {
  place: "for one of the maxConcurrency slots",
  token: "for an access token",
  connection: "for the connection",
  answer: "for the response",
};
