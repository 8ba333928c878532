import { compareIds } from "../values/ids.js";
import { SharedMap } from "../values/shared-map.js";
import { fieldValue, isObject, textsOf } from "../values/values.js";
import type { CrmRecord } from "./record.js";

/**
 * The records of a module by id. It also finds a record by a field value, as the duplicate check does, and iterates
 * over all records in the order of their ids, as lists do.
 */
export class RecordMap extends SharedMap<string, CrmRecord> {
  /** The ids of the records that have or had a value, by field and by value, ignoring case. */
  readonly #indexes = new Map<string, Map<string, Set<string>>>();
  /** Ids in ascending order, once they were requested. They may still include ids of deleted records. */
  #rising: string[] | undefined;

  /** The record with this value in a field, other than `except`. Null and the empty string match nothing. */
  withValue(field: string, value: unknown, except?: string): CrmRecord | undefined {
    const wanted = foldCase(value);
    if (wanted === "") return undefined;
    for (const id of this.#indexOf(field).get(wanted) ?? []) {
      const record = id === except ? undefined : this.get(id);
      if (record !== undefined && foldCase(fieldValue(record, field)) === wanted) return record;
    }
    return undefined;
  }

  /** All records in the order of their ids, read lazily. */
  *byId(order: "asc" | "desc"): Generator<CrmRecord, void> {
    const ids = this.#risingIds();
    const step = order === "asc" ? 1 : -1;
    for (let at = order === "asc" ? 0 : ids.length - 1; at >= 0 && at < ids.length; at += step) {
      const record = this.get(ids[at] ?? "");
      if (record !== undefined) yield record;
    }
  }

  override set(id: string, record: CrmRecord): void {
    this.#noteId(id);
    super.set(id, record);
    for (const [field, index] of this.#indexes) note(index, field, record);
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
  #indexOf(field: string): Map<string, Set<string>> {
    const known = this.#indexes.get(field);
    if (known !== undefined) return known;
    const index = new Map<string, Set<string>>();
    for (const record of this.values()) note(index, field, record);
    this.#indexes.set(field, index);
    return index;
  }
}

function note(index: Map<string, Set<string>>, field: string, record: CrmRecord): void {
  const value = foldCase(fieldValue(record, field));
  if (value === "") return;
  const ids = index.get(value);
  if (ids === undefined) index.set(value, new Set([record.id]));
  else ids.add(record.id);
}

/** Duplicates are found ignoring case; a lookup compares by its id. */
const foldCase = (value: unknown): string =>
  textsOf(isObject(value) ? value.id : value)
    .join(";")
    .toLowerCase();
