/** The rows to write, read as they are needed, and their outcomes in the same order. */
import type { Outcome } from "../../write/outcome.js";

/** A row with its position in the input. */
export interface IndexedRow {
  readonly index: number;
  readonly row: object;
}

/** Rows that are read one ahead, so that one that does not fit begins the next file. */
export interface RowSource {
  /** The next row, which stays; `undefined` at the end. */
  peek(): Promise<IndexedRow | undefined>;
  /** Removes the row that was looked at. */
  take(): void;
  /** Ends the reading early. */
  close(): Promise<void>;
}

/** Rows one by one. */
export function rowSource(rows: Iterable<IndexedRow> | AsyncIterable<IndexedRow>): RowSource {
  const items = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
  let next: IndexedRow | undefined;
  let isOver = false;
  return {
    async peek() {
      if (next !== undefined || isOver) return next;
      const step = await items.next();
      isOver = step.done === true;
      next = step.done === true ? undefined : step.value;
      return next;
    },
    take() {
      next = undefined;
    },
    async close() {
      if (!isOver) await items.return?.();
      isOver = true;
    },
  };
}

/** Outcomes of two lists, each in the order of indexes, in one. */
export async function* merged(
  first: readonly Outcome[],
  second: AsyncIterable<Outcome> | Iterable<Outcome>,
): AsyncGenerator<Outcome, void, undefined> {
  let at = 0;
  for await (const outcome of second) {
    for (let other = first[at]; other !== undefined && other.index < outcome.index; other = first[at]) {
      yield other;
      at += 1;
    }
    yield outcome;
  }
  yield* first.slice(at);
}
