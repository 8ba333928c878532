import { Store } from "./store.js";

/** Who started the work that failed: the user, or the page that keeps its content up to date. */
type Starter = "user" | "refresh";

/** The failure that the page shows. */
export const problem: Store<{ readonly message: string; readonly starter: Starter } | undefined> = new Store(undefined);

/** Shows the failure of some work until other work of the same starter succeeds, or the user leaves the view. */
export function watch(work: Promise<unknown>, starter: Starter = "user"): void {
  work.then(
    () => {
      if (problem.value?.starter === starter) problem.set(undefined);
    },
    (error: unknown) => problem.set({ message: error instanceof Error ? error.message : String(error), starter }),
  );
}
