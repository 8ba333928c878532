import type { Layer } from "./request.js";

/**
 * Lets at most `limit` calls through at the same moment; the others wait in the order they came. Zoho refuses more
 * than 5 to 25 by edition (limits, "Concurrency and sub-concurrency").
 */
export function withGate(limit: number): Layer {
  let active = 0;
  const waiting = new Set<() => void>();

  const enter = (signal: AbortSignal | undefined): Promise<void> => {
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (active < limit) {
      active += 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        waiting.delete(admit);
        reject(signal?.reason);
      };
      // The one who leaves hands its place over, so `active` stays as it is.
      const admit = () => {
        signal?.removeEventListener("abort", onAbort);
        resolve();
      };
      waiting.add(admit);
      signal?.addEventListener("abort", onAbort, { once: true });
    });
  };

  const leave = () => {
    const [first] = waiting;
    if (first) {
      waiting.delete(first);
      first();
    } else {
      active -= 1;
    }
  };

  return (next) => async (request) => {
    await enter(request.signal);
    try {
      return await next(request);
    } finally {
      leave();
    }
  };
}
