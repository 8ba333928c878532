/** All deletions since a time, from pages that shift while they are read. */
import { limits } from "../../../generated/limits.js";
import { type Window, windowOver } from "../read/list-window.js";

export interface DeletedPage {
  readonly deleted: readonly (readonly [id: string, time: number])[];
  readonly isLast: boolean;
  /** The size of the page, which may be less than requested. */
  readonly perPage: number;
  /** The time before which every deletion is in the list, when the page was read. */
  readonly settled: number | undefined;
}

export interface Deletions {
  /** The time of the deletion by id. */
  readonly deleted: ReadonlyMap<string, number>;
  /** The time before which no deletion is missing; `undefined` if some may be. */
  readonly settled: number | undefined;
}

/** The list must hold still while two pages are read. Few records are restored in that time. */
const MOST_PASSES = 5;

/**
 * A deletion that comes in moves others to later pages, where they are seen once more. A record that is restored moves
 * others to earlier pages, where they would be missed. So each page begins before the end of the last one: as long as it
 * has that one's last entry, nothing is missing between them.
 */
export async function allDeletions(read: (window: Window) => Promise<DeletedPage>): Promise<Deletions> {
  const deleted = new Map<string, number>();
  let size: number = limits.records.rowsPerPage;
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const first = await read({ page: 1, perPage: size, start: 0 });
    size = Math.min(size, first.perPage);
    let [page, end] = [first, first.deleted.length];
    for (;;) {
      for (const [id, time] of page.deleted) deleted.set(id, time);
      if (page.isLast) return { deleted, settled: first.settled };
      const last = page.deleted.at(-1)?.[0];
      const window = windowOver(end - 1, Number.POSITIVE_INFINITY, size);
      if (window === undefined) return { deleted, settled: undefined };
      page = await read(window);
      if (!page.deleted.some(([id]) => id === last)) break;
      end = window.start + page.deleted.length;
    }
  }
  return { deleted, settled: undefined };
}
