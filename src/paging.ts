/** Walking lists: page by page, or entry by entry. */
import type { RecordList } from "../generated/models.js";
import type { FieldName, ModuleName, OfModule, RowOf } from "../generated/modules.js";
import { limitClauses } from "../generated/paging.js";
import { itemsOf, type PageAnswer, type PagedParams, type PagingOptions, walk } from "./core/paging/pages.js";
import type { RequestOptions } from "./core/request/options.js";

/** As a method, so that its parameters need to fit in one direction only: every list takes more than these. */
interface PagedOperation {
  call(params: PagedParams, options?: RequestOptions): Promise<PageAnswer>;
}

/** A call that gives a list page by page, such as `crm.records.list`. */
export type PagedCall = PagedOperation["call"];

/** What a walk over the records of a module knows of them. */
export interface ModuleParams<M extends ModuleName, F> {
  module?: M;
  fields?: F[];
  sort_by?: FieldName<M>;
}

/** The parameters of the call; those that hang on the module are said in {@link ModuleParams}. */
export type ListParams<Params> = { [K in keyof Params]: K extends "fields" | "sort_by" ? unknown : Params[K] };

/** Fields that can be chosen in a walk: those of the module where its records are listed. */
export type PagedField<L extends PagedCall, M extends ModuleName> = Parameters<L>[0] extends OfModule
  ? FieldName<M>
  : string;

/** A page of a call: of records of the module that is asked for, or of whatever else the call lists. */
export type PageOf<L extends PagedCall, M extends ModuleName, F> = Parameters<L>[0] extends OfModule
  ? RecordList<RowOf<M, F>>
  : Awaited<ReturnType<L>>;

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
export function pages<L extends PagedCall, M extends ModuleName, F extends PagedField<L, M> = never>(
  list: L,
  params: ModuleParams<M, F> & ListParams<NonNullable<Parameters<L>[0]>>,
  options: PagingOptions = {},
): AsyncGenerator<PageOf<L, M, F>, void, undefined> {
  return walk<PagedParams, PageAnswer>(list, params as PagedParams, options, limitClauses) as AsyncGenerator<
    PageOf<L, M, F>,
    void,
    undefined
  >;
}

/**
 * Walks the entries of a list, whatever page they stand on. As {@link pages} otherwise.
 *
 * @example
 * for await (const deal of paginate(crm.records.list, { module: "Deals", sort_by: "Amount" })) console.log(deal.Amount);
 */
export async function* paginate<L extends PagedCall, M extends ModuleName, F extends PagedField<L, M> = never>(
  list: L,
  params: ModuleParams<M, F> & ListParams<NonNullable<Parameters<L>[0]>>,
  options: PagingOptions = {},
): AsyncGenerator<ItemOf<PageOf<L, M, F>>, void, undefined> {
  for await (const page of walk<PagedParams, PageAnswer>(list, params as PagedParams, options, limitClauses)) {
    for (const item of itemsOf(page) as ItemOf<PageOf<L, M, F>>[]) {
      options.signal?.throwIfAborted();
      yield item;
    }
  }
}
