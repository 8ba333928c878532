/** The items, and once among them that the user has stopped, even while an item is waited for. */
export async function* untilStopped<T>(items: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T | "stopping"> {
  const iterator = items[Symbol.asyncIterator]();
  let wake: (() => void) | undefined;
  const onAbort = () => wake?.();
  signal.addEventListener("abort", onAbort, { once: true });
  let isTold = false;
  try {
    for (;;) {
      const next = iterator.next();
      await new Promise<void>((resolve) => {
        wake = resolve;
        next.then(
          () => resolve(),
          () => resolve(),
        );
        if (signal.aborted && !isTold) resolve();
      });
      if (signal.aborted && !isTold) {
        isTold = true;
        yield "stopping";
      }
      const step = await next;
      if (step.done) return;
      yield step.value;
    }
  } finally {
    signal.removeEventListener("abort", onAbort);
    await iterator.return?.();
  }
}
