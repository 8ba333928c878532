import type { RequestOptions } from "../request/options.js";
import { type LimitClause, queryAfter } from "./limit-clause.js";

/** Options of a walk: those of its calls, and how far it may run ahead. */
export interface PagingOptions extends RequestOptions {
  /** Asks for the next page while the program is busy with the one before. @default false */
  prefetch?: boolean;
}

/** Parameters by which a list is walked: by pages, or by the limit in a query. */
export interface PagedParams {
  page?: number;
  body?: object;
}

/** One page of a list, and whether another follows. */
export interface PageAnswer {
  info: { more_records: boolean; page?: number };
}

/**
 * The pages of a list, one call for each, made when it is asked for. Ends after the page that has no other behind it.
 * @param clauses The bodies that are paged by a clause of their query; all other lists are paged by number.
 * @throws What the call throws, and the signal's reason.
 */
export async function* walk<P extends PagedParams, R extends PageAnswer>(
  list: (params: P, options: RequestOptions) => Promise<R>,
  params: P,
  { prefetch = false, ...options }: PagingOptions,
  clauses: readonly LimitClause[] = [],
): AsyncGenerator<R, void, undefined> {
  const ahead = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, ahead.signal]) : ahead.signal;
  const call = (given: P) => list(given, { ...options, signal });
  try {
    for (let next: P | undefined = params, pending: Promise<R> | undefined; next !== undefined; ) {
      const page: R = await (pending ?? call(next));
      next = paramsAfter(next, page, clauses);
      pending = prefetch && next !== undefined ? call(next) : undefined;
      // It is awaited when its turn comes; until then, and where the walk ends before, its failure is nobody's.
      pending?.catch(() => undefined);
      yield page;
    }
  } finally {
    ahead.abort();
  }
}

/** Parameters of the next page; none where there is no other. An empty page ends a walk, whatever it says. */
function paramsAfter<P extends PagedParams>(
  params: P,
  page: PageAnswer,
  clauses: readonly LimitClause[],
): P | undefined {
  const rows = itemsOf(page).length;
  if (!page.info.more_records || rows === 0) return undefined;
  const body = params.body && bodyAfter(params.body, rows, clauses);
  if (body) return { ...params, body };
  return { ...params, page: Math.max(params.page ?? 1, page.info.page ?? 1) + 1 };
}

/** The body for the rows that follow, where it holds a query that names its page. */
function bodyAfter(body: object, rows: number, clauses: readonly LimitClause[]): object | undefined {
  for (const { member, defaultLimit } of clauses) {
    const query: unknown = Reflect.get(body, member);
    if (typeof query === "string") return { ...body, [member]: queryAfter(query, rows, defaultLimit) };
  }
  return undefined;
}

/** The entries of a page: its only list. */
export const itemsOf = (page: object): readonly unknown[] => Object.values(page).find(Array.isArray) ?? [];
