/** Reads the records of a query in its order, from the first one that its condition allows. */
import type { ValueType } from "../../schema/values/field-type.js";
import type { NumberOrder } from "../records/map/number-order.js";
import type { RecordMap } from "../records/map/record-map.js";
import type { CrmRecord } from "../records/record.js";
import { compareIds } from "../values/ids.js";
import { type Condition, idRange, type Range, rangeIn } from "./bounds.js";
import type { Column } from "./column.js";
import { sortKey } from "./comparison.js";
import { idOf } from "./id-column.js";

/** A column to sort by. */
export interface Ordering {
  readonly column: Column;
  readonly direction: 1 | -1;
}

/** Types whose values are kept in order, once they were sorted by. */
const KEPT: readonly (ValueType | undefined)[] = ["integer", "double", "date", "datetime"];

/** Whether the records are kept in the order of a column. */
const isKept = ({ name, type }: Column): boolean => KEPT.includes(type) && !name.includes(".");

/** The values of a column that pass a comparison. */
export function rangeOf(column: Column, sign: string, wanted: string): Range | undefined {
  const value = column.name === "id" ? idOf(wanted) : isKept(column) ? sortKey(column.type)(wanted) : undefined;
  if (value === undefined) return undefined;
  const low = { low: value, isLowOpen: sign === ">" };
  if (sign === "=") return { ...low, high: value };
  return sign.startsWith(">") ? low : { high: value };
}

/**
 * The records of a condition in the order of some columns, read lazily, equal ones by id; `undefined` if they have to
 * be sorted.
 */
export function inOrder(
  records: RecordMap,
  where: Condition,
  order: readonly Ordering[],
): Iterable<CrmRecord> | undefined {
  const [first, second] = order;
  if (first === undefined || first.column.name === "id") return byId(records, where, first?.direction ?? 1);
  if (second !== undefined && !(second.column.name === "id" && second.direction === 1)) return undefined;
  const kept = orderOf(records, first.column);
  const range = rangeIn(where, first.column.name);
  const walked = kept?.walk(records, first.direction === 1 ? "asc" : "desc", "asc", range);
  return walked && passing(walked, where);
}

/** The records of a condition by their ids, read lazily. */
export const byId = (records: RecordMap, where: Condition, direction: 1 | -1 = 1): Generator<CrmRecord, void> =>
  passing(inRange(records, where, direction), where);

/** The records whose ids a condition allows, which may not meet the rest of it, by their ids. */
export function* inRange(records: RecordMap, where: Condition, direction: 1 | -1 = 1): Generator<CrmRecord, void> {
  const { from, to } = idRange(where);
  const walked = direction === 1 ? records.byId("asc", from) : records.byId("desc", to);
  const end = direction === 1 ? to : from;
  for (const record of walked) {
    if (end !== undefined && direction * compareIds(record.id, end) > 0) return;
    yield record;
  }
}

/** The records in the order of a column, kept from now on; `undefined` for a column that is not kept. */
export function orderOf(records: RecordMap, column: Column): NumberOrder | undefined {
  if (!isKept(column)) return undefined;
  const keyOf = sortKey(column.type);
  return records.orderBy({
    name: `${column.name} ${column.type}`,
    of: (record) => keyOf(column.read(record)),
  });
}

function* passing(records: Iterable<CrmRecord>, { test }: Condition): Generator<CrmRecord, void> {
  for (const record of records) if (test(record)) yield record;
}
