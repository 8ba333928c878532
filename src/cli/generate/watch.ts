import { type FSWatcher, watch } from "node:fs";
import { basename, dirname } from "node:path";

/** Editors save a file in several steps: changes within this time are one, in milliseconds. */
const SETTLED = 50;

/**
 * Runs work, and again after each change of the files that it names, until the signal.
 * @param work Calls its parameter with the path of each file that it reads, or wants to read.
 */
export async function whenever(
  work: (onRead: (file: string) => void) => Promise<unknown>,
  signal: AbortSignal,
): Promise<void> {
  const changes = new Changes();
  const end = () => changes.close();
  signal.addEventListener("abort", end);
  try {
    while (!signal.aborted) {
      await work((file) => changes.include(file));
      await changes.next();
    }
  } finally {
    signal.removeEventListener("abort", end);
    changes.close();
  }
}

/** Watches the folders of files: a file that is replaced, or is not there yet, cannot be watched itself. */
class Changes {
  readonly #names = new Map<string, Set<string>>();
  readonly #watchers: FSWatcher[] = [];
  #report = () => {};
  #change = this.#nextChange();

  include(file: string): void {
    const names = this.#names.get(dirname(file));
    if (names) {
      names.add(basename(file));
      return;
    }
    this.#names.set(dirname(file), new Set([basename(file)]));
    try {
      const watcher = watch(dirname(file), (_, name) => {
        // Some systems do not say which file it was.
        if (name === null || this.#names.get(dirname(file))?.has(name)) this.#report();
      });
      // A folder that is deleted is not watched any more.
      watcher.on("error", () => watcher.close());
      this.#watchers.push(watcher);
    } catch {
      this.#names.delete(dirname(file));
    }
  }

  /** Resolves after a change since the last call, once the files have settled. */
  async next(): Promise<void> {
    await this.#change;
    this.#change = this.#nextChange();
  }

  #nextChange(): Promise<void> {
    return new Promise((resolve) => {
      let timer: NodeJS.Timeout | undefined;
      this.#report = () => {
        clearTimeout(timer);
        timer = setTimeout(resolve, SETTLED);
      };
    });
  }

  close(): void {
    for (const watcher of this.#watchers) watcher.close();
    this.#report();
  }
}
