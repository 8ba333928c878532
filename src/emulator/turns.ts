/** Milliseconds after which others have their turn. */
const TURN = 5;

/** Does work that is cut into slices, and lets others have their turn between them. */
export async function inTurns<Result>(work: Generator<unknown, Result>): Promise<Result> {
  for (let since = performance.now(); ; ) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() - since < TURN) continue;
    await new Promise(setImmediate);
    since = performance.now();
  }
}
