import { compareIds } from "../values/ids.js";
import { SharedMap } from "../values/shared-map.js";
import { fieldValue, isObject, textsOf } from "../values/values.js";
import type { CrmRecord } from "./record.js";

/**
 * The records of a module by id. It also finds the one that has some value, as duplicates are looked for, and goes through
 * all of them by their ids, as they are listed.
 */
export class RecordMap extends SharedMap<string, CrmRecord> {
  /** By field, and by value without regard to case, the ids of the records that have or had it. */
  readonly #indexes = new Map<string, Map<string, Set<string>>>();
  /** Ids as they rise, once they were asked for. Those of deleted records may still be among them. */
  #rising: string[] | undefined;

  /** The record with this value in a field, other than the one of `except`. Null and the empty text match nothing. */
  withValue(field: string, value: unknown, except?: string): CrmRecord | undefined {
    const wanted = foldCase(value);
    if (wanted === "") return undefined;
    for (const id of this.#indexOf(field).get(wanted) ?? []) {
      const record = id === except ? undefined : this.get(id);
      if (record !== undefined && foldCase(fieldValue(record, field)) === wanted) return record;
    }
    return undefined;
  }

  /** All records by their ids. None is looked at before it is asked for. */
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
    // Where most of them are gone, going through them would cost more than what is left is worth.
    if (this.#rising === undefined || this.#rising.length > 2 * this.size) {
      this.#rising = [...this.keys()].sort(compareIds);
    }
    return this.#rising;
  }

  /** New ids come after the others, unless they were given by hand. */
  #noteId(id: string): void {
    if (this.#rising === undefined || this.has(id)) return;
    const last = this.#rising.at(-1);
    if (last === undefined || compareIds(last, id) < 0) this.#rising.push(id);
    else this.#rising = undefined;
  }

  /** Made when a field is first asked for, and kept up from then on. */
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

/** Duplicates are found without regard to case; a lookup counts by its id. */
const foldCase = (value: unknown): string =>
  textsOf(isObject(value) ? value.id : value)
    .join(";")
    .toLowerCase();
