import { compareIds } from "../../values/ids.js";
import type { CrmRecord } from "../record.js";

/** A number that records are sorted by: that of a field, or of a time. */
export interface NumberKey {
  /** Equal for keys that give the same numbers. */
  readonly name: string;
  /** `undefined` for a record without a value; a string if its value is not a number. */
  of(record: CrmRecord): number | string | undefined;
}

/** Where a walk starts and ends. */
export interface NumberRange {
  /** The first number, and the first id among the records that have it. */
  readonly from: { readonly key: number; readonly id: string };
  /** The last number. Infinity includes records without a value. */
  readonly to: number;
}

/** Comes after every id. */
export const LAST_ID: string = "9".repeat(20);

/** Stands for an unset value, which comes last. */
const UNSET = Number.POSITIVE_INFINITY;

/**
 * The ids of a module's records in the order of a number, and by id where it is equal. An entry stays when its record
 * changes or goes, and is passed over from then on.
 */
export class NumberOrder {
  readonly #key: NumberKey;
  // Two arrays, because an object for each record would take several times the memory.
  readonly #keys: number[] = [];
  readonly #ids: string[] = [];

  private constructor(key: NumberKey) {
    this.#key = key;
  }

  /** @returns `undefined` if a value is not a number */
  static of(key: NumberKey, records: Iterable<CrmRecord>, count: number): NumberOrder | undefined {
    const order = new NumberOrder(key);
    const numbers = new Float64Array(count);
    const ids: string[] = [];
    for (const record of records) {
      const number = order.#numberOf(record);
      if (number === undefined) return undefined;
      numbers[ids.length] = number;
      ids.push(record.id);
    }
    const places = Uint32Array.from(ids.keys());
    places.sort((a, b) => compareEntries(numbers[a] ?? UNSET, ids[a] ?? "", numbers[b] ?? UNSET, ids[b] ?? ""));
    for (const place of places) {
      order.#keys.push(numbers[place] ?? UNSET);
      order.#ids.push(ids[place] ?? "");
    }
    return order;
  }

  /** The number of entries, outdated ones included. */
  get size(): number {
    return this.#ids.length;
  }

  /** Adds a record, or its new number. @returns whether that is a number */
  note(record: CrmRecord): boolean {
    const key = this.#numberOf(record);
    if (key === undefined) return false;
    const at = this.#firstFrom(key, record.id);
    if (this.#keys[at] === key && this.#ids[at] === record.id) return true;
    // Most records are new, or were changed just now, and come last.
    if (at === this.size) {
      this.#keys.push(key);
      this.#ids.push(record.id);
    } else {
      this.#keys.splice(at, 0, key);
      this.#ids.splice(at, 0, record.id);
    }
    return true;
  }

  /**
   * The records in order, read lazily. Those without a value come last in either direction.
   * @param direction Of the numbers
   * @param ids The direction of the ids where the numbers are equal
   */
  *walk(
    records: { get(id: string): CrmRecord | undefined },
    direction: "asc" | "desc",
    ids: "asc" | "desc",
    { from, to }: NumberRange,
  ): Generator<CrmRecord, void> {
    const start = this.#firstFrom(from.key, from.id);
    const firstUnset = this.#firstFrom(UNSET, "");
    const end = Number.isFinite(to) ? this.#firstFrom(to, LAST_ID) : firstUnset;
    const groups =
      direction === "asc" ? this.#groups(start, end) : this.#groupsBack(this.#firstFrom(from.key, ""), end);
    for (const [first, behind] of groups) yield* this.#between(records, first, behind, ids);
    if (to === UNSET) yield* this.#between(records, Math.max(start, firstUnset), this.size, ids);
  }

  /** The ranges of entries with equal numbers. */
  *#groups(start: number, end: number): Generator<readonly [number, number], void> {
    for (let at = start; at < end; ) {
      const behind = Math.min(end, this.#firstFrom(this.#keys[at] ?? UNSET, LAST_ID));
      yield [at, behind];
      at = behind;
    }
  }

  *#groupsBack(start: number, end: number): Generator<readonly [number, number], void> {
    for (let behind = end; behind > start; ) {
      const first = Math.max(start, this.#firstFrom(this.#keys[behind - 1] ?? UNSET, ""));
      yield [first, behind];
      behind = first;
    }
  }

  *#between(
    records: { get(id: string): CrmRecord | undefined },
    first: number,
    behind: number,
    ids: "asc" | "desc",
  ): Generator<CrmRecord, void> {
    const step = ids === "asc" ? 1 : -1;
    for (let at = ids === "asc" ? first : behind - 1; at >= first && at < behind; at += step) {
      const record = records.get(this.#ids[at] ?? "");
      if (record !== undefined && this.#numberOf(record) === this.#keys[at]) yield record;
    }
  }

  #numberOf(record: CrmRecord): number | undefined {
    const key = this.#key.of(record);
    if (key === undefined) return UNSET;
    return typeof key === "number" && Number.isFinite(key) ? key : undefined;
  }

  /** The position of the first entry that is not before this one. */
  #firstFrom(key: number, id: string): number {
    let [low, high] = [0, this.size];
    // New entries mostly belong at the end.
    if (high > 0 && compareEntries(this.#keys[high - 1] ?? UNSET, this.#ids[high - 1] ?? "", key, id) < 0) return high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareEntries(this.#keys[middle] ?? UNSET, this.#ids[middle] ?? "", key, id) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function compareEntries(key: number, id: string, otherKey: number, otherId: string): number {
  return key < otherKey ? -1 : key > otherKey ? 1 : compareIds(id, otherId);
}
