const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Resolves at the first signal to stop. The second one kills the process. */
export const signalToStop = (): Promise<void> =>
  new Promise((resolve) => {
    const stop = () => {
      for (const signal of SIGNALS) process.off(signal, stop);
      resolve();
    };
    for (const signal of SIGNALS) process.on(signal, stop);
  });

/** Aborts at the first signal to stop, which does not kill the process until this is disposed of. */
export interface StopSignal extends Disposable {
  readonly signal: AbortSignal;
}

export function stopSignal(): StopSignal {
  const controller = new AbortController();
  const stop = () => controller.abort();
  for (const name of SIGNALS) process.once(name, stop);
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      for (const name of SIGNALS) process.off(name, stop);
    },
  };
}
