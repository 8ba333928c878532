/** Which records a list shows, and in which order. */

import type { RecordMap } from "../records/map/record-map.js";
import type { CrmRecord } from "../records/record.js";
import type { Table } from "../records/store.js";
import { compareIds } from "../values/ids.js";
import { fieldValue } from "../values/values.js";
import { findColumn } from "./column.js";
import { type ComparedType, compareKeys, sortKey } from "./comparison.js";
import type { Predicate } from "./criteria.js";
import { orderOf } from "./walk.js";

export interface Sorting {
  readonly sort_by: string;
  readonly sort_order: "asc" | "desc";
}

/** Newest first by default. A field without an order sorts ascending. */
export function readSorting(query: URLSearchParams): Sorting {
  const field = query.get("sort_by");
  const order = query.get("sort_order");
  const descending = order === null ? field === null : order === "desc";
  return { sort_by: field ?? "id", sort_order: descending ? "desc" : "asc" };
}

/** The records that a list shows, in order. */
export function listRecords(
  { module, records }: Pick<Table, "module" | "records">,
  sorting: Sorting,
  shows: Predicate,
): Iterable<CrmRecord> {
  const { sort_by, sort_order } = sorting;
  if (sort_by === "id") return passing(records.byId(sort_order), shows);
  const column = findColumn(NO_LOOKUPS, { module, records }, sort_by);
  const kept = column && orderOf(records, column);
  if (kept !== undefined) return passing(kept.walk(records, sort_order, "desc", WHOLE), shows);
  return sortRecords(passing(records.values(), shows), sorting, module.fields.get(sort_by)?.type);
}

const NO_LOOKUPS = { tableOf: () => undefined };
const WHOLE = { from: { key: Number.NEGATIVE_INFINITY, id: "" }, to: Number.POSITIVE_INFINITY };

/** The records that pass a test. */
export function* passing(records: Iterable<CrmRecord>, passes: Predicate): Generator<CrmRecord, void> {
  for (const record of records) if (passes(record)) yield record;
}

/** Whether a list has entries, and none of them changed. */
export const isUnchanged = (records: RecordMap, shows: Predicate, changed: Predicate): boolean =>
  some(passing(records.values(), shows)) && !some(passing(records.values(), changed));

const some = (records: Iterator<CrmRecord>): boolean => records.next().done !== true;

/**
 * Sorts into a new list. Records without a value come last, equal ones newest first.
 * @param type The type of the field
 */
export function sortRecords(
  records: Iterable<CrmRecord>,
  { sort_by, sort_order }: Sorting,
  type?: ComparedType,
): CrmRecord[] {
  const direction = sort_order === "desc" ? -1 : 1;
  if (sort_by === "id") return sortById([...records], direction);
  const keyOf = sortKey(type);
  return Array.from(records, (record) => ({ record, key: keyOf(fieldValue(record, sort_by)) }))
    .sort((a, b) => compareOptional(a.key, b.key, direction) || compareIds(b.record.id, a.record.id))
    .map(({ record }) => record);
}

/** Records are stored in the order of creation, so their ids ascend already, unless some ids were set explicitly. */
function sortById(records: CrmRecord[], direction: 1 | -1): CrmRecord[] {
  const rising = records.every(({ id }, index) => index === 0 || compareIds(records[index - 1]?.id ?? "", id) <= 0);
  if (!rising) return records.sort((a, b) => direction * compareIds(a.id, b.id));
  return direction === 1 ? records : records.reverse();
}

type Key = ReturnType<ReturnType<typeof sortKey>>;

/** Unset values come last in either direction. */
export function compareOptional(a: Key, b: Key, direction: 1 | -1): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  return direction * compareKeys(a, b);
}

/** `approved` is `true`, `false` or `both`; without it, records that wait for approval are excluded. */
export const isApproved = ({ $approved }: CrmRecord, approved: string | null): boolean =>
  approved === "both" || ($approved === false) === (approved === "false");

/** `converted` is `true`, `false` or `both`; without it, converted leads are excluded. */
export function isListed(record: CrmRecord, converted: string | null): boolean {
  return converted === "both" || (record.$converted === true) === (converted === "true");
}
