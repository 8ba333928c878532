import { CrmError } from "../errors/errors.js";
import type { RequestOptions } from "../request/options.js";
import { type Ceiling, ceilingOf, limitReached } from "./ceiling.js";
import { endOfPage, type LimitClause, queryAfter } from "./limit-clause.js";

/** Options of a walk: those of its calls, and whether it fetches ahead. */
export interface PagingOptions extends RequestOptions {
  /** Requests the next page while the program processes the current one. @default false */
  prefetch?: boolean;
}

/** The parameters that select a page: its number, or the limit of a query. */
export interface PagedParams {
  page?: number;
  per_page?: number;
  body?: object;
}

/** One page of a list, and whether another one follows. */
export interface ListPage {
  info: { more_records: boolean; page?: number; per_page?: number };
}

/** A page as it may really arrive. */
type AnyPage = Partial<Record<"info", { more_records?: unknown; page?: unknown; per_page?: unknown } | null>>;

/**
 * Rejects what is not a call, such as the promise of a page.
 * @throws CrmError `INVALID_PARAMETERS`
 */
export function checkCall(list: unknown): void {
  if (typeof list === "function") return;
  throw new CrmError(
    `a walk needs the call itself, not its result: paginate(crm.records.list, { module: "Leads" }); the first argument is ${
      list === null ? "null" : `of the type ${typeof list}`
    }`,
    { code: "INVALID_PARAMETERS" },
  );
}

/**
 * The pages of a list. Each is one call, made when the page is requested. Ends after the last page.
 * @param clauses The bodies whose query states the page in a clause; all other lists are paged by number.
 * @throws What the call throws, and the signal's reason; CrmError `LIMIT_REACHED` after the last page, if that is the last
 *   one that Zoho returns of a longer list.
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
      const current: P = next;
      const page: R = await (pending ?? call(current));
      if (typeof page !== "object" || page === null) return;
      const ceiling = ceilingOf(page);
      const isAtCeiling = ceiling !== undefined && rowsUpTo(current, page, clauses) >= ceiling.rows;
      next = isAtCeiling ? undefined : paramsAfter(current, page, clauses, ceiling);
      pending = prefetch && next !== undefined ? call(next) : undefined;
      // It is awaited when its turn comes. If the walk ends before that, its failure must not be an unhandled rejection.
      pending?.catch(() => undefined);
      yield page;
      if (isAtCeiling) throw limitReached(ceiling);
    }
  } finally {
    ahead.abort();
  }
}

/** The parameters of the next page, if there is one. An empty page ends the walk, whatever it says. */
function paramsAfter<P extends PagedParams>(
  params: P,
  page: AnyPage,
  clauses: readonly LimitClause[],
  ceiling: Ceiling | undefined,
): P | undefined {
  const rows = itemsOf(page).length;
  if (!page.info?.more_records || rows === 0) return undefined;
  const query = queryIn(params, clauses);
  if (query) {
    const { member, text, defaultLimit } = query;
    return { ...params, body: { ...params.body, [member]: queryAfter(text, rows, defaultLimit, ceiling?.rows) } };
  }
  return { ...params, page: pageOf(params, page) + 1 };
}

/** The number of rows up to the end of a page, counted from the first row of the whole list. */
function rowsUpTo(params: PagedParams, page: AnyPage, clauses: readonly LimitClause[]): number {
  const rows = itemsOf(page).length;
  const query = queryIn(params, clauses);
  if (query) return endOfPage(query.text, rows, query.defaultLimit);
  const size = countOf(page.info?.per_page) ?? countOf(params.per_page) ?? rows;
  return (pageOf(params, page) - 1) * size + rows;
}

/** The number of a page, from 1. */
const pageOf = (params: PagedParams, { info }: AnyPage): number =>
  Math.max(countOf(params.page) ?? 1, countOf(info?.page) ?? 1);

const countOf = (value: unknown): number | undefined => {
  const count = typeof value === "string" ? Number(value) : value;
  return Number.isSafeInteger(count) && (count as number) > 0 ? (count as number) : undefined;
};

/** The query that states its page, if the body contains one. */
function queryIn(
  { body = {} }: PagedParams,
  clauses: readonly LimitClause[],
): (LimitClause & { text: string }) | undefined {
  for (const clause of clauses) {
    const text: unknown = Reflect.get(body, clause.member);
    if (typeof text === "string") return { ...clause, text };
  }
  return undefined;
}

/** The entries of a page: its only array. */
export const itemsOf = (page: object): readonly unknown[] => Object.values(page).find(Array.isArray) ?? [];
