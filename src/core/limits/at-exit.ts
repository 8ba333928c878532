/** Work for when a program has nothing left to do. One listener serves all clients: Node warns about more than ten. */
const works = new Set<() => void>();

const runAll = (): void => {
  for (const work of [...works]) work();
};

/**
 * Calls back when the program has nothing left to do, and waits for what that starts. Without Node, or when a program calls
 * `process.exit`, nothing happens.
 *
 * @returns a function that removes the callback
 */
export function atExit(work: () => void): () => void {
  if (works.size === 0) globalThis.process?.on?.("beforeExit", runAll);
  works.add(work);
  return () => {
    if (works.delete(work) && works.size === 0) globalThis.process?.off?.("beforeExit", runAll);
  };
}
