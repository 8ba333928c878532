// Which records a list shows, and in which order.
import { compareIds } from "./ids.js";
import type { CrmRecord } from "./records.js";
import { compareTexts, fieldValue, textsOf } from "./values.js";

export interface Sorting {
  readonly sort_by: string;
  readonly sort_order: "asc" | "desc";
}

/** Newest first unless asked otherwise; a field alone sorts upwards. */
export function readSorting(query: URLSearchParams): Sorting {
  const field = query.get("sort_by");
  const order = query.get("sort_order");
  const descending = order === null ? field === null : order === "desc";
  return { sort_by: field ?? "id", sort_order: descending ? "desc" : "asc" };
}

/** Sorts into a new list. Records without a value come last, equal ones newest first. */
export function sortRecords(records: Iterable<CrmRecord>, { sort_by, sort_order }: Sorting): CrmRecord[] {
  const direction = sort_order === "desc" ? -1 : 1;
  if (sort_by === "id") return [...records].sort((a, b) => direction * compareIds(a.id, b.id));
  return Array.from(records, (record) => ({ record, text: textsOf(fieldValue(record, sort_by))[0] }))
    .sort((a, b) => direction * compareOptional(a.text, b.text, direction) || compareIds(b.record.id, a.record.id))
    .map(({ record }) => record);
}

function compareOptional(a: string | undefined, b: string | undefined, direction: number): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? direction : -direction;
  return compareTexts(a, b);
}

/** `converted` is `true`, `false` or `both`; without it, converted leads are left out. */
export function isListed(record: CrmRecord, converted: string | null): boolean {
  return converted === "both" || (record.$converted === true) === (converted === "true");
}
