/** Reads any number of records. */
import { limits } from "../../../generated/limits.js";
import type { ModuleName, OrganizationModules } from "../../../generated/modules.js";
import { CrmError } from "../../core/errors/errors.js";
import type { ApiClient, ClientOf } from "../../core/operation.js";
import { columnsOf, type KnownFields, type ReadColumn } from "../columns/columns.js";
import { knownColumns, loadColumns } from "../columns/load-columns.js";
import type { ModuleFields } from "../columns/module-fields.js";
import type { AnyRow } from "../columns/normal-form.js";
import { bulkPages } from "./bulk-pages.js";
import { placeOf, type ReadCheckpoint } from "./checkpoint.js";
import { listPages } from "./list-pages.js";
import type { Page, Pages, Place, Subject } from "./page.js";
import { type Params, paramsOf, type ReadParams, type ReadRow } from "./params.js";
import { callsBeforeBulk, type PlanInput, planOf, type ReadPlan } from "./plan.js";
import { coqlPages, orderedPages } from "./query-pages.js";
import { rowIterator } from "./row-iterator.js";

/** Rows, one after the other. A second loop goes on where the first one was left. */
export interface Reading<Row> extends AsyncIterable<Row> {
  /**
   * The way and its cost. Nothing is sent. Without a schema it takes every field for one that all ways can read, until the
   * reading has begun.
   * @throws CrmError `NO_WAY` if the records cannot be read, or not the way that was requested
   */
  plan(): ReadPlan;
  /** Where the reading is: after the row that the loop got last. Pass it as `from` to go on there. */
  checkpoint(): ReadCheckpoint;
}

/**
 * Reads any number of records: by list, by COQL or by bulk read, whichever costs least. Rows are the same whichever way they
 * come: a lookup is `{ id }`, a multi-select picklist an array, an unset field null. They are sorted by id unless you set
 * an order. Records that are created, changed or deleted meanwhile neither repeat others nor hide them.
 *
 * @returns the rows. Nothing is sent before a loop begins. One page is requested ahead
 * @throws CrmError `INVALID_QUERY`, `INVALID_PARAMETERS` or `INVALID_CHECKPOINT` at once. The loop throws what the calls
 *   throw, the signal's reason, `INVALID_QUERY` for a field that does not exist, `NO_WAY`, and `LIMIT_REACHED` if you chose
 *   the list and it is too long
 * @example
 * const deals = readRecords(crm, {
 *   module: "Deals",
 *   fields: ["Deal_Name", "Amount", "Account_Name.Industry"],
 *   where: (deal) => deal.Stage.equals("Closed Won"),
 * });
 * for await (const deal of deals) console.log(deal.id, deal.Amount, deal["Account_Name.Industry"]);
 */
export function readRecords<
  const M extends ModuleName<R>,
  const C extends string,
  const O extends string = "id",
  R = OrganizationModules,
>(crm: ClientOf<R>, params: ReadParams<M, C, O, R>): Reading<ReadRow<M, C, R>> {
  // The rows have the columns that were asked for.
  return readingOf(crm, paramsOf(params as object as ReadParams<string, string, string, object>)) as object as Reading<
    ReadRow<M, C, R>
  >;
}

/** The same for any module. */
export function readingOf(crm: ApiClient, params: Params): Reading<AnyRow> {
  const { module, mark, from } = params;
  let at = from === undefined ? undefined : placeOf(from, { module, reading: mark });
  const known = new Map<string, ModuleFields>();
  let loaded: readonly ReadColumn[] | undefined;
  let last: { readonly page: Page; readonly index: number } | undefined;
  const place = (): Place | undefined => (last === undefined ? at : last.page.placeAt(last.index));

  const plan = (columns = loaded ?? knownColumns(params)): ReadPlan => planOf(inputOf(params, columns));

  async function* pages(signal: AbortSignal): Pages {
    const options = { ...params.options, signal };
    const load = (isWhole: boolean) => loadColumns(crm, params, known, isWhole, options);
    loaded = await load(false);
    checkOrder(params, known);
    const subject = (columns: readonly ReadColumn[]): Subject => ({ ...params, crm, columns, options });
    return yield* walk(params, loaded, at, async (isWhole) => subject(isWhole ? await load(true) : (loaded ?? [])));
  }

  return {
    plan: () => plan(),
    checkpoint: () => ({ version: 1, module, reading: mark, after: place() ?? null }),
    [Symbol.asyncIterator]() {
      at = place();
      last = undefined;
      const ahead = new AbortController();
      const { signal } = params.options;
      return rowIterator({
        pages: pages(signal ? AbortSignal.any([signal, ahead.signal]) : ahead.signal),
        onRow: (page, index) => {
          last = { page, index };
        },
        signal,
        cancel: () => ahead.abort(),
      });
    },
  };
}

const inputOf = (params: Params, columns: readonly ReadColumn[]): PlanInput => ({
  ...params,
  columns,
  hasSchema: params.schema !== undefined,
});

/** Takes the planned way, and another one where it ends before the rows do. */
async function* walk(
  params: Params,
  columns: readonly ReadColumn[],
  from: Place | undefined,
  subjectOf: (isWhole: boolean) => Promise<Subject>,
): Pages {
  const input = inputOf(params, columns);
  const { via, ways } = planOf(input);
  let at = from;
  async function* noting(pages: Pages): Pages {
    try {
      for (;;) {
        const { done, value } = await pages.next();
        if (done) return value;
        at = value.placeAt(value.rows.length - 1);
        yield value;
      }
    } finally {
      await pages.return(true);
    }
  }
  if (params.order !== undefined) return yield* orderedPages(await subjectOf(false), params.order, from);
  const isFree = params.via === undefined;
  const goesOnByBulk = isFree && !("impossible" in ways.bulk);
  let next = from?.job !== undefined && goesOnByBulk ? "bulk" : via;
  if (next === "list") {
    if (yield* noting(listPages(await subjectOf(false), at))) return true;
    if (!isFree || "impossible" in ways.coql) throw listIsTooLong(params.module, "impossible" in ways.coql);
    next = "coql";
  }
  if (next === "coql") {
    const calls = goesOnByBulk ? callsBeforeBulk(input) : undefined;
    if (yield* noting(coqlPages(await subjectOf(false), at, calls))) return true;
  }
  return yield* bulkPages(await subjectOf(true), at);
}

const listIsTooLong = (module: string, isOnlyWay: boolean): CrmError => {
  const { rowsInList } = limits.records;
  const wayOut = isOnlyWay
    ? "read those changed since a time with crm.records.list and ifModifiedSince"
    : 'leave out via, or use via: "coql"';
  return new CrmError(`Zoho lists ${rowsInList} records of ${module} at most, and there may be more; ${wayOut}`, {
    code: "LIMIT_REACHED",
    details: { module, limit: rowsInList },
  });
};

/** Other orders than those of numbers and times are not known, and rows would be missed. */
function checkOrder({ module, order }: Params, known: KnownFields): void {
  if (order === undefined) return;
  const [column] = columnsOf(module, [order.column], known).columns;
  if (column?.from === "anywhere" && column.hasOrder) return;
  throw new CrmError(
    `order: rows can be sorted by a field of ${module} with numbers, dates or times, which is not a formula, and ${order.column} is not one`,
    { code: "INVALID_QUERY", details: { module, column: order.column } },
  );
}
