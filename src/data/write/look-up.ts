/** Looks at the records of Zoho: by key, by id, and among the deleted ones. */
import { limits } from "../../../generated/limits.js";
import { executeCoqlQuery } from "../../../generated/operations/coql.js";
import { getDeletedRecords, getRecords } from "../../../generated/operations/records.js";
import { sentTime } from "../../core/response/sent-time.js";
import { from } from "../../query/query.js";
import { patiently } from "./patience.js";
import { foldKey } from "./rows.js";
import type { Work } from "./work.js";

/** A record that has a key. */
export interface Found {
  readonly id: string;
  /** The latest time at which it may have been created, by the clock of this machine, if it is known. */
  readonly createdBy: number | undefined;
}

/** Milliseconds by which the clocks of this machine and of Zoho may differ, if Zoho does not tell its time. */
const CLOCK_DIFFERENCE = 60_000;
/** Times are whole seconds. */
const PRECISION = 2_000;

/** What to add to a time of Zoho's to get the latest time that it may be by the clock of this machine. */
function clockOffset({ clock }: Work, list: object): number {
  const sent = sentTime(list);
  return sent === undefined ? CLOCK_DIFFERENCE : clock.now() - sent + PRECISION;
}

/** The query builder, for names that are known at run time only. */
interface AnyQuery {
  readonly body: { readonly select_query: string };
  select(...names: string[]): AnyQuery;
  where(condition: (columns: Record<string, { in(...values: (string | number)[]): object }>) => object): AnyQuery;
  orderBy(name: string): AnyQuery;
  limit(count: number, options: { offset: number }): AnyQuery;
}

/** The records that have one of the keys, by folded key, in the order of their ids. */
export async function recordsByKey(
  work: Work,
  { field, hasCreatedTime }: NonNullable<Work["key"]>,
  keys: readonly (string | number)[],
): Promise<ReadonlyMap<string, readonly Found[]>> {
  const found = new Map<string, Found[]>();
  const { values: most, rows: perPage, lastRow } = limits.coql;
  for (const some of parts([...new Set(keys)], most)) {
    const query = (from(work.module) as object as AnyQuery)
      .select(field, ...(hasCreatedTime ? ["Created_Time"] : []))
      .where((columns) => columns[field]?.in(...some) ?? {})
      .orderBy("id");
    for (let skipped = 0; skipped < lastRow; skipped += perPage) {
      const body = query.limit(perPage, { offset: skipped }).body;
      const list = await read(work, () => executeCoqlQuery(work.crm, { body }, work.options));
      const offset = clockOffset(work, list);
      for (const row of list.data) {
        const key = foldKey(row[field]);
        const others = found.get(key) ?? [];
        const createdAt = timeOf(row.Created_Time);
        found.set(key, [...others, { id: String(row.id), createdBy: createdAt && createdAt + offset }]);
      }
      if (!list.info.more_records) break;
    }
  }
  return found;
}

/** Which of some ids records have, or had. */
export interface IdsFound {
  readonly existing: ReadonlySet<string>;
  readonly deleted: ReadonlySet<string>;
}

/** Which of the ids records have, and which of the others were deleted since a time of this machine's clock. */
export async function findIds(work: Work, ids: readonly string[], since: number): Promise<IdsFound> {
  const existing = new Set<string>();
  let offset = 0;
  for (const some of parts(ids, limits.records.idsPerCall)) {
    const params = { module: work.module, ids: some, fields: ["id"], approved: "both", converted: "both" } as const;
    const list = await read(work, () => getRecords<string, string>(work.crm, params, work.options));
    offset = Math.max(offset, clockOffset(work, list));
    for (const record of list.data) existing.add(String(Reflect.get(Object(record), "id")));
  }
  const gone = ids.filter((id) => !existing.has(id));
  return { existing, deleted: await deletedIds(work, gone, since - offset) };
}

/** @param since Zoho's time */
async function deletedIds(work: Work, ids: readonly string[], since: number): Promise<ReadonlySet<string>> {
  const wanted = new Set(ids);
  const deleted = new Set<string>();
  for (let page = 1; deleted.size < wanted.size; page += 1) {
    const params = { module: work.module, page, ifModifiedSince: new Date(since) };
    const { data, info } = await read(work, () => getDeletedRecords(work.crm, params, work.options));
    for (const { id } of data) if (wanted.has(id)) deleted.add(id);
    if (!info.more_records || data.length === 0) break;
  }
  return deleted;
}

function read<T>(work: Work, call: () => Promise<T>): Promise<T> {
  return patiently(
    work,
    () => {
      work.cost.calls += 1;
      work.cost.credits += 1;
      return call();
    },
    true,
  );
}

function* parts<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}

const timeOf = (value: unknown): number | undefined => {
  const time = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
};
