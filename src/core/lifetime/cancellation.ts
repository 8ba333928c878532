/** The part of `AbortSignal` that layers and transports use. */
export interface CancelSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: "abort", listener: () => void, options?: { once: boolean }): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** Cancels one call. Every call has one, and an `AbortController` would cost more than all the layers together. */
export class Cancellation implements CancelSignal {
  aborted = false;
  reason: unknown = undefined;
  /** Rarely more than one at a time, so an array costs less than a `Set`. */
  #listeners: (() => void)[] = [];

  abort(reason: unknown): void {
    this.aborted = true;
    this.reason = reason;
    const listeners = this.#listeners;
    this.#listeners = [];
    for (const listener of listeners) listener();
  }

  addEventListener(_type: "abort", listener: () => void): void {
    this.#listeners.push(listener);
  }

  removeEventListener(_type: "abort", listener: () => void): void {
    const index = this.#listeners.indexOf(listener);
    if (index >= 0) this.#listeners.splice(index, 1);
  }
}

/** The callbacks that share the one listener of a signal. */
interface SharedListener {
  readonly callbacks: Set<() => void>;
  remove(): void;
}

/**
 * Listens to signals for many calls at once, with one listener per signal. Node warns about more than ten listeners, and
 * a program may well make a hundred calls that one signal cancels.
 */
export class AbortWatch {
  readonly #listeners = new WeakMap<CancelSignal, SharedListener>();

  /**
   * Calls back when the signal is aborted.
   * @returns A function that removes the callback. Removing the last one removes the signal's listener.
   */
  add(signal: CancelSignal, callback: () => void): () => void {
    const listener = this.#listeners.get(signal) ?? this.#listen(signal);
    listener.callbacks.add(callback);
    return () => {
      if (listener.callbacks.delete(callback) && listener.callbacks.size === 0) listener.remove();
    };
  }

  #listen(signal: CancelSignal): SharedListener {
    const callbacks = new Set<() => void>();
    const onAbort = () => {
      for (const callback of [...callbacks]) callback();
    };
    const remove = () => {
      signal.removeEventListener("abort", onAbort);
      this.#listeners.delete(signal);
    };
    signal.addEventListener("abort", onAbort, { once: true });
    const listener = { callbacks, remove };
    this.#listeners.set(signal, listener);
    return listener;
  }
}

/** An `AbortSignal` that follows the given signal, for APIs that accept nothing else. */
export function abortSignal(signal: CancelSignal): AbortSignal {
  const controller = new AbortController();
  const abort = () => controller.abort(signal.reason);
  if (signal.aborted) abort();
  else signal.addEventListener("abort", abort, { once: true });
  return controller.signal;
}
