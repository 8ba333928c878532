/** The calls of a synchronization. Each notes the times that arrive. */
import { limits } from "../../../generated/limits.js";
import { executeCoqlQuery } from "../../../generated/operations/coql.js";
import { getDeletedRecords } from "../../../generated/operations/records.js";
import type { ApiClient } from "../../core/operation.js";
import { columns as anyColumns } from "../../query/column.js";
import { and, type Condition, conditionOf, or } from "../../query/condition.js";
import type { OpenColumns } from "../../query/module.js";
import { from } from "../../query/query.js";
import { type ReadColumn, splitColumns } from "../columns/columns.js";
import { loadColumns } from "../columns/load-columns.js";
import type { ModuleFields } from "../columns/module-fields.js";
import type { AnyRow } from "../columns/normal-form.js";
import type { ReadCheckpoint } from "../read/checkpoint.js";
import { compareIds } from "../read/ids.js";
import { normalRows } from "../read/keyset.js";
import type { Window } from "../read/list-window.js";
import type { Params } from "../read/params.js";
import { type Reading, readingOf } from "../read/read-records.js";
import type { Place } from "./checkpoint.js";
import type { DeletedPage } from "./deletions.js";
import type { ZohoTime } from "./zoho-time.js";

/** A record that was changed. */
export interface Changed extends Required<Place> {
  readonly id: string;
  /** Whether it satisfies the condition. */
  readonly isIn: boolean;
  /** `undefined` also if the record is gone meanwhile. */
  readonly row: AnyRow | undefined;
}

export interface ChangedPage {
  readonly changed: readonly Changed[];
  readonly isLast: boolean;
  /** The time before which everything shows, when the page was read. */
  readonly settled: number | undefined;
}

/** Reads one module. */
export interface Source {
  /** Every record. */
  all(from: ReadCheckpoint | undefined): Reading<AnyRow>;
  /** The time of the last change. */
  newest(): Promise<void>;
  /** Changed records in the order of (Modified_Time, id), after a place. */
  changed(after: Place | undefined): Promise<ChangedPage>;
  /** Which of these records exist and satisfy the condition. */
  existing(ids: readonly string[]): Promise<ReadonlyMap<string, AnyRow>>;
  /** One page of the deletions since a time. */
  deleted(since: number | undefined, window: Window): Promise<DeletedPage>;
}

const TIME = "Modified_Time";
/** Not every module is known to the compiler here, so its columns are those of any module. */
const column = anyColumns as OpenColumns;
const [ID, MODIFIED] = [column("id"), column(TIME)];

type Order = readonly (readonly [string, "asc" | "desc"])[];
const BY_ID: Order = [["id", "asc"]];
const BY_TIME: Order = [[TIME, "asc"], ...BY_ID];

export function sourceOf(crm: ApiClient, params: Params, time: ZohoTime): Source {
  const { module, options } = params;
  const condition = params.where && conditionOf(params.where);
  const known = new Map<string, ModuleFields>();
  let loading: Promise<readonly ReadColumn[]> | undefined;

  const noted = <List extends object>(list: List): List => {
    time.noteResponse(list);
    return list;
  };
  const timeOf = (row: AnyRow): number => {
    const at = Date.parse(String(row[TIME]));
    time.noteChange(at);
    return at;
  };
  const filtered = (where: Condition): Condition => (condition === undefined ? where : and(where, condition));

  /** Rows as they come. */
  async function query(select: readonly string[], where: Condition, order: Order, count = limits.coql.rows) {
    const unsorted = from<string>(module)
      .select(...select)
      .where(() => where)
      .limit(count);
    const { body } = order.reduce((so, [name, direction]) => so.orderBy(name, direction), unsorted);
    const { data, info } = noted(await executeCoqlQuery<AnyRow>(crm, { body }, options));
    return { data, isLast: data.length === 0 || (!info.more_records && data.length < count) };
  }

  /** Rows with their times, and in normal form. */
  async function wholeRows(where: Condition, order: Order) {
    loading ??= loadColumns(crm, params, known, false, options);
    const columns = await loading;
    const split = splitColumns(columns.some(({ name }) => name === TIME) ? columns : [...columns, TIME_COLUMN]);
    const names = new Set([...split.selected.map(({ name }) => name), TIME]);
    const { data, isLast } = await query([...names], where, order);
    const times = data.map(timeOf);
    const { settled } = time;
    const byId = split.byId.filter((one) => one !== TIME_COLUMN);
    const rows = await normalRows(crm, { module, columns }, data, options, { ...split, byId });
    const found = data.map(({ id }, index) => ({ id, time: times[index] ?? 0, isIn: true, row: rows[index] }));
    return { changed: found, isLast, settled };
  }

  return {
    all: (from) => readingOf(crm, { ...params, from }),

    async newest() {
      const { data } = await query([TIME], MODIFIED.isNotNull(), [[TIME, "desc"]], 1);
      data.forEach(timeOf);
    },

    async changed(after) {
      const isAfter = after === undefined ? MODIFIED.isNotNull() : afterPlace(after);
      if (condition === undefined) return wholeRows(isAfter, BY_TIME);
      // Those that do not satisfy the condition must be found, too: they may have done so before.
      const { data, isLast } = await query([TIME], isAfter, BY_TIME);
      const changed = data.map((row) => ({ id: row.id, time: timeOf(row) }));
      const { settled } = time;
      const last = changed.at(-1);
      const found = last === undefined ? new Map<string, Changed>() : await satisfying(isAfter, last);
      const gone = { isIn: false, row: undefined };
      return { changed: changed.map((one) => ({ ...(found.get(one.id) ?? gone), ...one })), isLast, settled };
    },

    async existing(ids) {
      const rows = new Map<string, AnyRow>();
      const isOne = ID.in(...ids);
      for (let where = isOne; ; ) {
        const { changed, isLast } = await wholeRows(filtered(where), BY_ID);
        for (const { id, row } of changed) if (row !== undefined) rows.set(id, row);
        const last = changed.at(-1);
        if (isLast || last === undefined) return rows;
        where = and(isOne, ID.greaterThan(last.id));
      }
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
  async function satisfying(after: Condition, until: Required<Place>): Promise<ReadonlyMap<string, Changed>> {
    const found = new Map<string, Changed>();
    const isBefore = MODIFIED.atMost(new Date(until.time));
    for (let isAfter = after; ; ) {
      const { changed, isLast } = await wholeRows(filtered(and(isAfter, isBefore)), BY_TIME);
      for (const one of changed) found.set(one.id, one);
      const last = changed.at(-1);
      if (last === undefined || isLast) return found;
      if (last.time === until.time && compareIds(last.id, String(until.id)) >= 0) return found;
      isAfter = afterPlace(last);
    }
  }
}

const TIME_COLUMN: ReadColumn = { name: TIME, type: "datetime", from: "anywhere", hasOrder: true };

/** Whether `If-Modified-Since` includes its own second is not documented, so one more is asked for. */
const OVERLAP = 1_000;

/** COQL needs the three in pairs. */
function afterPlace({ time, id }: Place): Condition {
  const at = new Date(time);
  if (id === undefined) return MODIFIED.atLeast(at);
  return or(and(MODIFIED.equals(at), ID.greaterThan(id)), MODIFIED.greaterThan(at));
}
