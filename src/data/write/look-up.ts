/** Looks at the records of Zoho: by key, by id, and among the deleted ones. */
import { limits } from "../../../generated/limits.js";
import { executeCoqlQuery } from "../../../generated/operations/coql.js";
import { getDeletedRecords, getRecords } from "../../../generated/operations/records.js";
import { from } from "../../query/query.js";
import { patiently } from "./patience.js";
import { foldKey } from "./rows.js";
import type { Work } from "./work.js";

/** A record that has a key. */
export interface Found {
  readonly id: string;
  /** Epoch milliseconds, if it is known. */
  readonly createdAt: number | undefined;
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
    for (let offset = 0; offset < lastRow; offset += perPage) {
      const body = query.limit(perPage, { offset }).body;
      const { data, info } = await read(work, () => executeCoqlQuery(work.crm, { body }, work.options));
      for (const row of data) {
        const key = foldKey(row[field]);
        const others = found.get(key) ?? [];
        found.set(key, [...others, { id: String(row.id), createdAt: timeOf(row.Created_Time) }]);
      }
      if (!info.more_records) break;
    }
  }
  return found;
}

/** Those of the ids that records have. */
export async function existingIds(work: Work, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const existing = new Set<string>();
  for (const some of parts(ids, limits.records.idsPerCall)) {
    const params = { module: work.module, ids: some, fields: ["id"], approved: "both", converted: "both" } as const;
    const { data } = await read(work, () => getRecords<string, string>(work.crm, params, work.options));
    for (const record of data) existing.add(String(Reflect.get(Object(record), "id")));
  }
  return existing;
}

/** Those of the ids whose records were deleted since then. */
export async function deletedIds(work: Work, ids: readonly string[], since: number): Promise<ReadonlySet<string>> {
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
