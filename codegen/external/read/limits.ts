/** What reading takes at most. Without limits, a description can take all the time and memory there is. */
import { runInNewContext } from "node:vm";
import { child } from "../pointer.js";

/** The maximum size of all files together. */
export const MAX_BYTES = 50_000_000;
/** The maximum number of values in a document, counted wherever they appear: aliases of YAML make them appear often. */
export const MAX_VALUES = 1_000_000;
/** The maximum number of objects and arrays around a value. */
export const MAX_DEPTH = 200;

/** What applying an overlay takes at most. */
export interface OverlayLimits {
  /** The values of the description afterwards. */
  readonly values: number;
  /** The values that an expression selects. */
  readonly matches: number;
  /** The time for finding them. */
  readonly milliseconds: number;
}

export const OVERLAY_LIMITS: OverlayLimits = { values: MAX_VALUES, matches: 100_000, milliseconds: 5_000 };

/** Why a document is too large, and the place that shows it. */
export interface Excess {
  readonly pointer: string;
  readonly message: string;
}

/** An object on the way to the value that is counted. */
interface Step {
  readonly key: string;
  readonly value: object;
  readonly waiting: [key: string, value: unknown][];
  values: number;
  levels: number;
}

/** The number of values in a document, or why there are too many. */
export function measure(document: unknown): number | Excess {
  /** The values in an object and below, and the levels below it; `undefined` while they are counted. */
  const counted = new Map<unknown, { values: number; levels: number } | undefined>();
  const way: Step[] = [];
  const enter = (key: string, value: object): void => {
    counted.set(value, undefined);
    way.push({ key, value, waiting: Object.entries(value).toReversed(), values: 1, levels: 0 });
  };
  const excess = (message: string, ...more: string[]): Excess => ({
    pointer: child("#", ...[...way.slice(1).map(({ key }) => key), ...more].slice(0, MAX_STEPS)),
    message,
  });
  if (typeof document !== "object" || document === null) return 1;
  enter("", document);
  for (let last = way.at(-1); last !== undefined; last = way.at(-1)) {
    const [key, value] = last.waiting.at(-1) ?? [];
    if (key === undefined) {
      counted.set(last.value, last);
      way.pop();
      continue;
    }
    const isNested = typeof value === "object" && value !== null;
    const known = isNested ? counted.get(value) : { values: 1, levels: -1 };
    if (known === undefined) {
      if (counted.has(value)) return excess("this contains itself", key);
      enter(key, value as object);
    } else {
      last.waiting.pop();
      last.values += known.values;
      last.levels = Math.max(last.levels, known.levels + 1);
    }
    if (way.length + last.levels > MAX_DEPTH) return excess(`this is nested deeper than ${MAX_DEPTH} levels`);
    if (last.values > MAX_VALUES)
      return excess(`this has more than ${MAX_VALUES} values, counted wherever they appear`);
  }
  return counted.get(document)?.values ?? 1;
}

/** The maximum number of steps of a pointer in a message. */
const MAX_STEPS = 8;

/** The result of work that ends by itself or is ended. Whatever the work calls must not wait for anything. */
export function within<T>(milliseconds: number, work: () => T): T {
  return runInNewContext("work()", { work }, { timeout: milliseconds }) as T;
}

/** Whether an error says that work did not end in time. */
export const isTimeout = (error: unknown): boolean =>
  (error as { code?: unknown } | undefined)?.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
