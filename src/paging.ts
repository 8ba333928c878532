/** Walks lists page by page, or entry by entry. */
import type { CoqlRow, CoqlRowList, CrmRecord, RecordList } from "../generated/models.js";
import type { ModuleName, Only } from "../generated/modules.js";
import { limitClauses } from "../generated/paging.js";
import type { OfModule } from "./core/paging/of-module.js";
import type { OfRows } from "./core/paging/of-rows.js";
import { checkCall, itemsOf, type ListPage, type PagedParams, type PagingOptions, walk } from "./core/paging/pages.js";
import type { RequestOptions } from "./core/request/options.js";

/** Declared as a method, so that its parameters are checked in one direction only: every list operation takes more. */
interface PagedOperation {
  call(params: PagedParams, options?: RequestOptions): Promise<ListPage>;
}

/** A call that returns a list page by page, such as `crm.records.list`. */
export type PagedCall = PagedOperation["call"];

/**
 * The parameters that depend on the module, and on the fields that it has. `F` is the requested fields, or what the rows of
 * a query contain.
 */
export interface RowParams<M, F, Field> extends OfRows<F> {
  module?: M;
  fields?: readonly F[];
  sort_by?: Field;
}

/** The parameters of the call, except for the types in {@link RowParams}. */
export type ParamsOf<Params> = { [K in keyof Params]: K extends "fields" | "sort_by" ? unknown : Params[K] };

/** The modules that the call takes. */
export type PagedModule<L extends PagedCall> = ModuleIn<Parameters<L>[0]>;

/** The fields that can be selected: those of the module, if the call lists records. The rows of a query can be any. */
export type PagedField<L extends PagedCall, M> = FieldIn<Parameters<L>[0], M>;

/** A page of a call: records of the module, rows of the query, or whatever else the call lists. */
export type PageOf<L extends PagedCall, M, F> = PageIn<Parameters<L>[0], L, M, F>;

// The registry is that of the call's client: a generated one may know other modules and fields than the package's. Other
// forms of these types cost the compiler far more.

type ModuleIn<Params> = Params extends { module: infer Module } ? Module : ModuleName;

type FieldIn<Params, M> =
  Params extends OfModule<infer Registry>
    ? M extends keyof Registry
      ? Registry[M] extends { read: infer Row }
        ? keyof Row
        : string
      : string
    : Params extends OfRows<unknown>
      ? unknown
      : string;

type PageIn<Params, L extends PagedCall, M, F> =
  Params extends OfModule<infer Registry>
    ? RecordList<[F] extends [never] ? RowIn<Registry, M> : Only<RowIn<Registry, M>, F>>
    : Params extends OfRows<unknown>
      ? CoqlRowList<[F] extends [never] ? CoqlRow : F>
      : Awaited<ReturnType<L>>;

type RowIn<Registry, M> = M extends keyof Registry
  ? Registry[M] extends { read: infer Row }
    ? Row
    : CrmRecord
  : CrmRecord;

/** An entry of a page. */
export type ItemOf<Page> = Page extends { data: readonly (infer Item)[] }
  ? Item
  : { [K in keyof Page]: Page[K] extends readonly (infer Item)[] ? Item : never }[keyof Page];

/**
 * Walks a list page by page. Each page is requested when the loop reaches it; leaving the loop requests no more.
 *
 * @param list A paged call: `crm.records.list`, `crm.records.search`, `crm.coql.query`, `crm.users.list`, …
 * @param params The parameters of the call. `page`, or the `limit` of a query, sets where the walk begins.
 * @param options The options of each call. `prefetch: true` requests one page ahead.
 * @throws What the call throws, and the signal's reason; a CrmError with the code `LIMIT_REACHED` after the last page that
 *   Zoho returns of a longer list (2,000 records of a search, 10,000 rows of COQL).
 * @example
 * for await (const page of pages(crm.records.list, { module: "Deals", per_page: 200 })) console.log(page.data.length);
 */
export function pages<L extends PagedCall, M extends PagedModule<L>, F extends PagedField<L, M> = never>(
  list: L,
  params: RowParams<M, F, PagedField<L, M>> & ParamsOf<NonNullable<Parameters<L>[0]>>,
  options: PagingOptions = {},
): AsyncGenerator<PageOf<L, M, F>, void, unknown> {
  checkCall(list);
  return walk<PagedParams, ListPage>(list, params as PagedParams, options, limitClauses) as AsyncGenerator<
    PageOf<L, M, F>,
    void,
    unknown
  >;
}

/**
 * Walks the entries of a list across its pages. Otherwise like {@link pages}.
 *
 * @example
 * for await (const deal of paginate(crm.records.list, { module: "Deals", sort_by: "Amount" })) console.log(deal.Amount);
 */
export function paginate<L extends PagedCall, M extends PagedModule<L>, F extends PagedField<L, M> = never>(
  list: L,
  params: RowParams<M, F, PagedField<L, M>> & ParamsOf<NonNullable<Parameters<L>[0]>>,
  options: PagingOptions = {},
): AsyncGenerator<ItemOf<PageOf<L, M, F>>, void, unknown> {
  checkCall(list);
  return items(walk<PagedParams, ListPage>(list, params as PagedParams, options, limitClauses), options);
}

async function* items<Item>(
  walked: AsyncIterable<ListPage>,
  { signal }: PagingOptions,
): AsyncGenerator<Item, void, unknown> {
  for await (const page of walked) {
    for (const item of itemsOf(page) as Item[]) {
      signal?.throwIfAborted();
      yield item;
    }
  }
}
