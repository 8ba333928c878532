import type { CancelSignal } from "./cancellation.js";

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
