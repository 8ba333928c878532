/** Which page of a list to request, so that it overlaps the rows before: only then nothing can be hidden in between. */
import { limits } from "../../../generated/limits.js";

/** A page of a list, and where it begins. */
export interface Window {
  readonly page: number;
  readonly perPage: number;
  /** The place of its first row, from 0. */
  readonly start: number;
}

/** The smallest page that is considered, as a part of the largest: a smaller one never reaches further. */
const SMALLEST = 1 / 4;

/**
 * The page that contains the row at a place, and reaches furthest beyond it. A page begins at a multiple of its size, so its
 * size is chosen such that it begins shortly before the row.
 *
 * @param place The place of a row, from 0
 * @param last The number of rows that Zoho lists
 * @param largest The most rows of a page
 * @returns `undefined` if no page reaches beyond the row
 */
export function windowOver(
  place: number,
  last: number,
  largest: number = limits.records.rowsPerPage,
): Window | undefined {
  let best: Window | undefined;
  for (let perPage = largest; perPage >= largest * SMALLEST; perPage -= 1) {
    const before = Math.floor(place / perPage);
    const start = before * perPage;
    const end = start + perPage;
    if (end > last || end <= place + 1 || (best !== undefined && end <= best.start + best.perPage)) continue;
    best = { page: before + 1, perPage, start };
  }
  return best;
}

/** The number of calls that list this number of rows; `undefined` if Zoho does not list them all. */
export function callsToList(rows: number, last: number): number | undefined {
  let calls = 1;
  for (let read = Math.min(limits.records.rowsPerPage, last); read < rows; calls += 1) {
    const window = windowOver(read - 1, last);
    if (window === undefined) return undefined;
    read = window.start + window.perPage;
  }
  return calls;
}
