/** Walking lists: page by page, or entry by entry. */
import type { CrmRecord, RecordList } from "../generated/models.js";
import type { FieldName, ModuleName, RowOf } from "../generated/modules.js";
import type { RequestOptions } from "./core/operation.js";
import { itemsOf, type PageAnswer, type PagingOptions, walk } from "./core/pages.js";

/** As a method, so that its parameters need to fit in one direction only: every list takes more than these. */
interface PagedOperation {
  call(
    params: { module?: ModuleName; fields?: string[]; page?: number; body?: object },
    options?: RequestOptions,
  ): Promise<PageAnswer>;
}

/** A call that gives a list page by page, such as `crm.records.list`. */
export type PagedCall = PagedOperation["call"];

/** What a walk over the records of a module knows of them. */
export interface ModuleParams<M extends ModuleName, F> {
  module?: M;
  fields?: F[];
  sort_by?: FieldName<M>;
}

/** Parameters of a call, for the records of the module `M`. */
export type PagingParams<L extends PagedCall, M extends ModuleName, F> = ModuleParams<M, F> &
  NonNullable<Parameters<L>[0]>;

/** A page of a call: where its records are those of any module, with those of `M`. */
export type PageOf<L extends PagedCall, M extends ModuleName, F> =
  Awaited<ReturnType<L>> extends infer Page
    ? Page extends RecordList<infer Row>
      ? [CrmRecord] extends [Row]
        ? RecordList<RowOf<M, F>>
        : Page
      : Page
    : never;

/** An entry of a page. */
export type ItemOf<Page> = { [K in keyof Page]: Page[K] extends readonly (infer Item)[] ? Item : never }[keyof Page];

/**
 * Walks a list page by page. Each page is asked for when it is wanted, and none after the loop is left.
 *
 * @param list A call that pages: `crm.records.list`, `crm.records.search`, `crm.coql.query`, `crm.users.list`, …
 * @param params Its parameters; `page`, or the `limit` of a query, says where to begin.
 * @param options Those of each call; `prefetch: true` asks for one page ahead.
 * @throws What the call throws, and the signal's reason.
 * @example
 * for await (const page of pages(crm.records.list, { module: "Deals", per_page: 200 })) console.log(page.data.length);
 */
export function pages<L extends PagedCall, M extends ModuleName, F extends FieldName<M> = never>(
  list: L,
  params: PagingParams<L, M, F>,
  options: PagingOptions = {},
): AsyncGenerator<PageOf<L, M, F>, void, undefined> {
  return walk(list, params, options) as AsyncGenerator<PageOf<L, M, F>, void, undefined>;
}

/**
 * Walks the entries of a list, whatever page they stand on. As {@link pages} otherwise.
 *
 * @example
 * for await (const deal of paginate(crm.records.list, { module: "Deals", sort_by: "Amount" })) console.log(deal.Amount);
 */
export async function* paginate<L extends PagedCall, M extends ModuleName, F extends FieldName<M> = never>(
  list: L,
  params: PagingParams<L, M, F>,
  options: PagingOptions = {},
): AsyncGenerator<ItemOf<PageOf<L, M, F>>, void, undefined> {
  for await (const page of walk(list, params, options)) {
    for (const item of itemsOf(page) as ItemOf<PageOf<L, M, F>>[]) {
      options.signal?.throwIfAborted();
      yield item;
    }
  }
}
