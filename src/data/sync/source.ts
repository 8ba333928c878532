/** The calls of a synchronization. Each notes the times that arrive. */
import { limits } from "../../../generated/limits.js";
import { executeCoqlQuery } from "../../../generated/operations/coql.js";
import { getDeletedRecords } from "../../../generated/operations/records.js";
import type { ApiClient, RequestOptions } from "../../core/operation.js";
import { columns } from "../../query/column.js";
import { and, type Condition, or } from "../../query/condition.js";
import type { OpenColumns } from "../../query/module.js";
import { from } from "../../query/query.js";
import type { Place, Subject } from "./checkpoint.js";
import type { DeletedPage, Window } from "./deletions.js";
import type { ZohoTime } from "./zoho-time.js";

/** A record with its id and the selected columns. */
export interface SyncRow {
  readonly id: string;
  readonly [column: string]: unknown;
}

/** A record that was changed. `row` is `undefined` if it does not satisfy `where`. */
export interface Changed {
  readonly id: string;
  readonly time: number;
  readonly row: SyncRow | undefined;
}

export interface ChangedPage {
  readonly changed: readonly Changed[];
  readonly isLast: boolean;
  /** The time before which everything shows, when the page was read. */
  readonly settled: number | undefined;
}

/** Reads one module. */
export interface Source {
  /** Records by id, after one. */
  all(after: string): Promise<{ readonly rows: readonly SyncRow[]; readonly isLast: boolean }>;
  /** The time of the last change. */
  newest(): Promise<void>;
  /** Changed records in the order of (Modified_Time, id), after a place. */
  changed(after: Place | undefined): Promise<ChangedPage>;
  /** Which of these records exist and satisfy `where`. */
  existing(ids: readonly string[]): Promise<ReadonlyMap<string, SyncRow>>;
  /** One page of the deletions since a time. */
  deleted(since: number | undefined, window: Window): Promise<DeletedPage>;
}

const TIME = "Modified_Time";
/** Not every module is known to the compiler here, so its columns are those of any module. */
const column = columns as OpenColumns;
const [ID, MODIFIED] = [column("id"), column(TIME)];

export interface SourceOptions extends Subject {
  readonly condition: Condition | undefined;
  readonly options: RequestOptions;
}

export function sourceOf(crm: ApiClient, asked: SourceOptions, time: ZohoTime): Source {
  const { module, condition, options } = asked;
  const names = new Set(asked.fields);
  const everyName = [...new Set([...names, TIME])];
  const { rows: size } = limits.coql;

  const noted = <List extends object>(list: List): List => {
    time.noteResponse(list);
    return list;
  };
  /** Rows of the module, whose type nobody knows here. */
  const query = async (
    select: readonly string[],
    where: Condition,
    order: readonly (readonly [string, "asc" | "desc"])[],
    count = size,
  ) => {
    const begun = from<string>(module)
      .select(...select)
      .where(() => where)
      .limit(count);
    const sorted = order.reduce((unsorted, [name, direction]) => unsorted.orderBy(name, direction), begun);
    const { data, info } = noted(await executeCoqlQuery<SyncRow>(crm, { body: sorted.body }, options));
    return { rows: data, isLast: data.length === 0 || (!info.more_records && data.length < count) };
  };
  const filtered = (where: Condition): Condition => (condition === undefined ? where : and(where, condition));
  const shown = (row: SyncRow): SyncRow => {
    if (names.has(TIME)) return row;
    const { [TIME]: _, ...rest } = row;
    return rest;
  };
  const timeOf = (row: SyncRow): number => {
    const at = Date.parse(String(row[TIME]));
    time.noteChange(at);
    return at;
  };
  const byTime = [
    [TIME, "asc"],
    ["id", "asc"],
  ] as const;

  return {
    async all(after) {
      const where = after === "" ? ID.isNotNull() : ID.greaterThan(after);
      const { rows, isLast } = await query(everyName, filtered(where), [["id", "asc"]]);
      for (const row of rows) timeOf(row);
      return { rows: rows.map(shown), isLast };
    },

    async newest() {
      const { rows } = await query([TIME], MODIFIED.isNotNull(), [[TIME, "desc"]], 1);
      for (const row of rows) timeOf(row);
    },

    async changed(after) {
      const isAfter = after === undefined ? MODIFIED.isNotNull() : afterPlace(after);
      const { rows, isLast } = await query(condition === undefined ? everyName : [TIME], isAfter, byTime);
      const changed = rows.map((row) => ({ id: row.id, time: timeOf(row), row: shown(row) }));
      const { settled } = time;
      const last = changed.at(-1);
      if (condition === undefined || last === undefined) return { changed, isLast, settled };
      const found = await satisfying(isAfter, last);
      return { changed: changed.map(({ id, time: at }) => ({ id, time: at, row: found.get(id) })), isLast, settled };
    },

    async existing(ids) {
      const { rows } = await query(everyName, filtered(ID.in(...ids)), [["id", "asc"]]);
      return new Map(rows.map((row) => [row.id, shown(row)]));
    },

    async deleted(since, { page, perPage }) {
      const ifModifiedSince = since === undefined ? {} : { ifModifiedSince: new Date(since - OVERLAP) };
      const asked = { module, type: "all" as const, page, per_page: perPage, ...ifModifiedSince };
      const { data, info } = noted(await getDeletedRecords(crm, asked, options));
      const deleted = data.map(({ id, deleted_time }) => [id, Date.parse(deleted_time)] as const);
      for (const [, at] of deleted) time.noteChange(at);
      const isLast = deleted.length === 0 || !info.more_records;
      return { deleted, isLast, perPage: info.per_page ?? perPage, settled: time.settled };
    },
  };

  /** The records up to a place that satisfy the condition. */
  async function satisfying(
    after: Condition,
    until: { readonly id: string; readonly time: number },
  ): Promise<ReadonlyMap<string, SyncRow>> {
    const found = new Map<string, SyncRow>();
    const isBefore = MODIFIED.atMost(new Date(until.time));
    for (let isAfter = after; ; ) {
      const { rows, isLast } = await query(everyName, filtered(and(isAfter, isBefore)), byTime);
      for (const row of rows) found.set(row.id, shown(row));
      const last = rows.at(-1);
      if (last === undefined || isLast) return found;
      const place = { time: timeOf(last), id: last.id };
      if (place.time === until.time && BigInt(place.id) >= BigInt(until.id)) return found;
      isAfter = afterPlace(place);
    }
  }
}

/** Whether `If-Modified-Since` includes its own second is not documented, so one more is asked for. */
const OVERLAP = 1_000;

/** COQL needs the three in pairs. */
function afterPlace({ time, id }: Place): Condition {
  const at = new Date(time);
  if (id === undefined) return MODIFIED.atLeast(at);
  return or(and(MODIFIED.equals(at), ID.greaterThan(id)), MODIFIED.greaterThan(at));
}
