import type { RequestOptions } from "../request/options.js";
import { type LimitClause, queryAfter } from "./limit-clause.js";

/** Options of a walk: those of its calls, and whether it fetches ahead. */
export interface PagingOptions extends RequestOptions {
  /** Requests the next page while the program processes the current one. @default false */
  prefetch?: boolean;
}

/** The parameters that select a page: its number, or the limit of a query. */
export interface PagedParams {
  page?: number;
  body?: object;
}

/** One page of a list, and whether another one follows. */
export interface ListPage {
  info: { more_records: boolean; page?: number };
}

/**
 * The pages of a list. Each is one call, made when the page is requested. Ends after the last page.
 * @param clauses The bodies whose query states the page in a clause; all other lists are paged by number.
 * @throws What the call throws, and the signal's reason.
 */
export async function* walk<P extends PagedParams, R extends ListPage>(
  list: (params: P, options: RequestOptions) => Promise<R>,
  params: P,
  { prefetch = false, ...options }: PagingOptions,
  clauses: readonly LimitClause[] = [],
): AsyncGenerator<R, void, undefined> {
  const ahead = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, ahead.signal]) : ahead.signal;
  const call = (pageParams: P) => list(pageParams, { ...options, signal });
  try {
    for (let next: P | undefined = params, pending: Promise<R> | undefined; next !== undefined; ) {
      const page: R = await (pending ?? call(next));
      next = paramsAfter(next, page, clauses);
      pending = prefetch && next !== undefined ? call(next) : undefined;
      // It is awaited when its turn comes. If the walk ends before that, its failure must not be an unhandled rejection.
      pending?.catch(() => undefined);
      yield page;
    }
  } finally {
    ahead.abort();
  }
}

/** The parameters of the next page, if there is one. An empty page ends the walk, whatever it says. */
function paramsAfter<P extends PagedParams>(params: P, page: ListPage, clauses: readonly LimitClause[]): P | undefined {
  const rows = itemsOf(page).length;
  if (!page.info.more_records || rows === 0) return undefined;
  const body = params.body && bodyAfter(params.body, rows, clauses);
  if (body) return { ...params, body };
  return { ...params, page: Math.max(params.page ?? 1, page.info.page ?? 1) + 1 };
}

/** The body for the following rows, if it contains a query that states its page. */
function bodyAfter(body: object, rows: number, clauses: readonly LimitClause[]): object | undefined {
  for (const { member, defaultLimit } of clauses) {
    const query: unknown = Reflect.get(body, member);
    if (typeof query === "string") return { ...body, [member]: queryAfter(query, rows, defaultLimit) };
  }
  return undefined;
}

/** The entries of a page: its only array. */
export const itemsOf = (page: object): readonly unknown[] => Object.values(page).find(Array.isArray) ?? [];
