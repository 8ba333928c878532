import { wait } from "../lifetime/wait.js";
import type { Change, SharedState } from "./shared-state.js";

/** A shared string, as it was read. */
export interface FoundText {
  /** The id of the write that left it; `undefined` if there is none. */
  readonly version: string | undefined;
  /** `undefined` if there is none, or if its life has ended. */
  readonly text: string | undefined;
  /** The time of the place in epoch milliseconds. */
  readonly now: number;
}

/** A place that replaces a string only if nobody else has replaced it since it was read. */
export interface TextPlace {
  readonly name: string;
  read(key: string): Promise<FoundText>;
  /**
   * @param before The version that was read
   * @param version The id of this write, by which one that is repeated after a lost response is recognized
   * @returns whether it was replaced
   */
  replace(key: string, before: string | undefined, version: string, text: string, life: number): Promise<boolean>;
}

/** Milliseconds for a change that others compete with. */
const LIMIT = 4_500;
/** Milliseconds between two attempts, at first and at most. */
const SHORTEST_PAUSE = 2;
const LONGEST_PAUSE = 64;

/** A change that waits for its turn. */
interface Waiting {
  /** @returns the next text; `undefined` if the change fails */
  apply(text: string | undefined, now: number): Change<unknown> | undefined;
  /** Reports the result of the last `apply`. */
  settle(): void;
  reject(error: unknown): void;
}

/**
 * A state whose texts are replaced as a whole. Nobody holds a lock while a change is computed, so a process that is stopped never
 * keeps others waiting. Changes of one process that wait at the same time are written together, so that only processes compete.
 */
export function replacedTexts(place: TextPlace): SharedState {
  const queues = new Map<string, Waiting[]>();

  /** Writes what all changes together make of the text. */
  async function write(key: string, changes: readonly Waiting[]): Promise<void> {
    const end = performance.now() + LIMIT;
    for (let pause = SHORTEST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      const { version, text: found, now } = await place.read(key);
      let text = found;
      let life: number | undefined;
      for (const { apply } of changes) {
        const change = apply(text, now);
        if (change) ({ text, life } = change);
      }
      if (text === undefined || life === undefined) return;
      if (await place.replace(key, version, crypto.randomUUID(), text, life)) return;
      if (performance.now() > end) throw new Error(`${place.name}: too many processes change the same state at once`);
      await wait(pause * Math.random(), undefined);
    }
  }

  async function writeAll(key: string, queue: Waiting[]): Promise<void> {
    while (queue.length > 0) {
      const changes = queue.splice(0);
      try {
        await write(key, changes);
        for (const { settle } of changes) settle();
      } catch (error) {
        // Those that came since would only wait for the same failure.
        for (const { reject } of [...changes, ...queue.splice(0)]) reject(error);
      }
    }
    queues.delete(key);
  }

  return {
    name: place.name,
    update: <T>(key: string, change: (text: string | undefined, now: number) => Change<T>) =>
      new Promise<T>((resolve, reject) => {
        let settle = (): void => undefined;
        const waiting: Waiting = {
          apply(text, now) {
            try {
              const next = change(text, now);
              settle = () => resolve(next.result);
              return next;
            } catch (error) {
              settle = () => reject(error);
              return undefined;
            }
          },
          settle: () => settle(),
          reject,
        };
        const queue = queues.get(key);
        if (queue) {
          queue.push(waiting);
        } else {
          const first = [waiting];
          queues.set(key, first);
          void writeAll(key, first);
        }
      }),
  };
}
