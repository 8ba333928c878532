import { compareIds } from "../../values/ids.js";
import { SharedMap } from "../../values/shared-map.js";
import { fieldValue, isObject, textsOf } from "../../values/values.js";
import type { CrmRecord } from "../record.js";
import { type NumberKey, NumberOrder } from "./number-order.js";

/** The ids of the records with a value: most values have one. */
type Ids = string | Set<string>;

/**
 * The records of a module by id. It also finds a record by a field value, as the duplicate check does, and iterates
 * over all records in the order of their ids, as lists do, or of a number.
 */
export class RecordMap extends SharedMap<string, CrmRecord> {
  /** The ids of the records that have or had a value, by field and by value, ignoring case. */
  readonly #indexes = new Map<string, Map<string, Ids>>();
  /** Ids in ascending order, once they were requested. They may still include ids of deleted records. */
  #rising: string[] | undefined;
  /** Orders by numbers, once they were requested; none where a value is not a number. */
  readonly #orders = new Map<string, NumberOrder | undefined>();

  /** The record with this value in a field, other than `except`. Null and the empty string match nothing. */
  withValue(field: string, value: unknown, except?: string): CrmRecord | undefined {
    const wanted = foldCase(value);
    if (wanted === "") return undefined;
    const ids = this.#indexOf(field).get(wanted) ?? [];
    for (const id of typeof ids === "string" ? [ids] : ids) {
      const record = id === except ? undefined : this.get(id);
      if (record !== undefined && foldCase(fieldValue(record, field)) === wanted) return record;
    }
    return undefined;
  }

  /**
   * The records in the order of their ids, read lazily.
   * @param from The id of the first record. If there is none, the one behind it comes first
   */
  *byId(order: "asc" | "desc", from?: string): Generator<CrmRecord, void> {
    const ids = this.#risingIds();
    const step = order === "asc" ? 1 : -1;
    const start = order === "asc" ? 0 : ids.length - 1;
    for (let at = from === undefined ? start : placeOf(ids, from, order); at >= 0 && at < ids.length; at += step) {
      const record = this.get(ids[at] ?? "");
      if (record !== undefined) yield record;
    }
  }

  /** The order of the records by a number; `undefined` if one of them has a value that is none. */
  orderBy(key: NumberKey): NumberOrder | undefined {
    const known = this.#orders.get(key.name);
    // Mostly outdated, it would cost more than sorting again.
    const isGood = known === undefined ? this.#orders.has(key.name) : known.size <= 2 * this.size;
    if (isGood) return known;
    const order = NumberOrder.of(key, this.values(), this.size);
    this.#orders.set(key.name, order);
    return order;
  }

  override set(id: string, record: CrmRecord): void {
    this.#noteId(id);
    super.set(id, record);
    for (const [field, index] of this.#indexes) note(index, field, record);
    for (const [name, order] of this.#orders) {
      if (order?.note(record) === false) this.#orders.set(name, undefined);
    }
  }

  #risingIds(): string[] {
    // If most of the records are gone, iterating over the ids would cost more than sorting again.
    if (this.#rising === undefined || this.#rising.length > 2 * this.size) {
      this.#rising = [...this.keys()].sort(compareIds);
    }
    return this.#rising;
  }

  /** New ids come last, unless they were set explicitly. */
  #noteId(id: string): void {
    if (this.#rising === undefined || this.has(id)) return;
    const last = this.#rising.at(-1);
    if (last === undefined || compareIds(last, id) < 0) this.#rising.push(id);
    else this.#rising = undefined;
  }

  /** Built when a field is first requested, and maintained from then on. */
  #indexOf(field: string): Map<string, Ids> {
    const known = this.#indexes.get(field);
    if (known !== undefined) return known;
    const index = new Map<string, Ids>();
    for (const record of this.values()) note(index, field, record);
    this.#indexes.set(field, index);
    return index;
  }
}

/** The place of an id in a rising list, or of the next one in the given direction. */
function placeOf(ids: readonly string[], id: string, order: "asc" | "desc"): number {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareIds(ids[middle] ?? "", id) < 0) low = middle + 1;
    else high = middle;
  }
  return order === "asc" || ids[low] === id ? low : low - 1;
}

function note(index: Map<string, Ids>, field: string, record: CrmRecord): void {
  const value = foldCase(fieldValue(record, field));
  if (value === "") return;
  const ids = index.get(value);
  if (ids === undefined) index.set(value, record.id);
  else if (typeof ids !== "string") ids.add(record.id);
  else if (ids !== record.id) index.set(value, new Set([ids, record.id]));
}

/** Duplicates are found ignoring case; a lookup compares by its id. */
const foldCase = (value: unknown): string =>
  textsOf(isObject(value) ? value.id : value)
    .join(";")
    .toLowerCase();
