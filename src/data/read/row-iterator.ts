/** Returns the rows of pages one by one, and reads one page ahead meanwhile. */
import type { AnyRow } from "../columns/normal-form.js";
import type { Page } from "./page.js";

/** What the rows come from, and what happens with each. */
export interface RowSource {
  readonly pages: AsyncGenerator<Page, unknown, undefined>;
  /** Called before a row is returned. */
  readonly onRow: (page: Page, index: number) => void;
  /** Ends the reading: rows that are already here are not returned any more. */
  readonly signal: AbortSignal | undefined;
  /** Cancels the call that is under way, when the loop is left. */
  readonly cancel: () => void;
}

type Result = IteratorResult<AnyRow, undefined>;

const DONE: Result = { done: true, value: undefined };

/** Rows of a page come without a pause: a generator would cost several promises for each of them. */
export function rowIterator({ pages, onRow, signal, cancel }: RowSource): AsyncIterator<AnyRow, undefined> {
  let page: Page | undefined;
  let index = 0;
  let ahead: Promise<IteratorResult<Page, unknown>> | undefined;
  let pending: Promise<Result> | undefined;
  let hasEnded = false;

  const request = (): Promise<IteratorResult<Page, unknown>> => {
    const next = pages.next();
    // It is awaited when its turn comes. If the loop is left before that, its failure is nobody's.
    next.catch(() => undefined);
    return next;
  };

  const row = (from: Page): Result | undefined => {
    const value = from.rows[index];
    if (value === undefined) return undefined;
    onRow(from, index);
    index += 1;
    return { done: false, value };
  };

  async function nextPage(): Promise<Result> {
    try {
      signal?.throwIfAborted();
      const { done, value } = await (ahead ?? request());
      signal?.throwIfAborted();
      ahead = undefined;
      hasEnded = done === true;
      if (done) return DONE;
      [page, index] = [value, 0];
      ahead = request();
      return row(value) ?? (await nextPage());
    } catch (error) {
      end();
      throw error;
    }
  }

  function end(): void {
    hasEnded = true;
    page = undefined;
    cancel();
  }

  const next = (): Promise<Result> => {
    // A call before the last one has ended waits for it.
    if (pending !== undefined) return pending.then(next, next);
    if (hasEnded) return Promise.resolve(DONE);
    if (page !== undefined && signal?.aborted !== true) {
      const result = row(page);
      if (result !== undefined) return Promise.resolve(result);
    }
    pending = nextPage().finally(() => {
      pending = undefined;
    });
    return pending;
  };

  return {
    next,
    async return() {
      end();
      await pages.return(undefined).catch(() => undefined);
      return DONE;
    },
  };
}
