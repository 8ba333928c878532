/** What layers and transports need of an `AbortSignal`. */
export interface CancelSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: "abort", listener: () => void, options?: { once: boolean }): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** Ends one call. Every call has one, and an `AbortController` costs it more than all the layers together. */
export class Cancellation implements CancelSignal {
  aborted = false;
  reason: unknown;
  readonly #listeners = new Set<() => void>();

  abort(reason: unknown): void {
    this.aborted = true;
    this.reason = reason;
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) listener();
  }

  addEventListener(_type: "abort", listener: () => void): void {
    this.#listeners.add(listener);
  }

  removeEventListener(_type: "abort", listener: () => void): void {
    this.#listeners.delete(listener);
  }
}

/**
 * Watches signals for many at once. Each signal gets one listener, however many calls it belongs to: Node warns of more
 * than ten, and a program may well make a hundred calls that one signal cancels.
 */
export class AbortWatch {
  readonly #watched = new WeakMap<CancelSignal, Watched>();

  /**
   * Calls back once the signal is aborted.
   * @returns what ends that; the signal's listener goes with the last.
   */
  add(signal: CancelSignal, callback: () => void): () => void {
    const watched = this.#watched.get(signal) ?? this.#watch(signal);
    watched.callbacks.add(callback);
    return () => {
      if (watched.callbacks.delete(callback) && watched.callbacks.size === 0) watched.end();
    };
  }

  #watch(signal: CancelSignal): Watched {
    const callbacks = new Set<() => void>();
    const onAbort = () => {
      for (const callback of [...callbacks]) callback();
    };
    const end = () => {
      signal.removeEventListener("abort", onAbort);
      this.#watched.delete(signal);
    };
    signal.addEventListener("abort", onAbort, { once: true });
    const watched = { callbacks, end };
    this.#watched.set(signal, watched);
    return watched;
  }
}

interface Watched {
  readonly callbacks: Set<() => void>;
  end(): void;
}

/** The same as the web's own, for what takes nothing else. */
export function abortSignal(signal: CancelSignal): AbortSignal {
  const controller = new AbortController();
  const abort = () => controller.abort(signal.reason);
  if (signal.aborted) abort();
  else signal.addEventListener("abort", abort, { once: true });
  return controller.signal;
}
