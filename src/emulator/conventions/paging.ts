import { invalidValue, pagesEnd } from "../http/errors.js";
import { limits } from "../limits.js";

const MAX_PER_PAGE = limits.records.rowsPerPage;

/** The `info` of a list. Lists of records include the sort order; other lists do not. */
interface PageInfo {
  readonly per_page: number;
  readonly count: number;
  readonly page: number;
  readonly sort_by?: string;
  readonly sort_order?: "asc" | "desc";
  readonly more_records: boolean;
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly info: PageInfo;
}

function readPage(query: URLSearchParams): { readonly page: number; readonly perPage: number } {
  const page = Math.max(1, readInteger(query, "page", 1));
  return { page, perPage: Math.min(MAX_PER_PAGE, Math.max(1, readInteger(query, "per_page", MAX_PER_PAGE))) };
}

/** @throws HttpError 400 for a page that ends behind the last record of a list */
export function checkCeiling(query: URLSearchParams, ceiling: number | undefined): void {
  const { page, perPage } = readPage(query);
  if (ceiling !== undefined && page * perPage > ceiling) throw pagesEnd(ceiling);
}

/** Reads the requested page and stops there. A page below 1 means the first, because old programs ask for page 0. */
export function cutPage<Item>(
  all: Iterable<Item>,
  query: URLSearchParams,
  sorting: Pick<PageInfo, "sort_by" | "sort_order"> = {},
): Page<Item> {
  const { page, perPage } = readPage(query);
  const start = (page - 1) * perPage;
  const items: Item[] = [];
  let passed = 0;
  let more = false;
  for (const item of all) {
    if (items.length === perPage) {
      more = true;
      break;
    }
    passed += 1;
    if (passed > start) items.push(item);
  }
  return { items, info: { per_page: perPage, count: items.length, page, ...sorting, more_records: more } };
}

function readInteger(query: URLSearchParams, name: string, absent: number): number {
  const text = query.get(name);
  if (text === null || text === "") return absent;
  if (!/^-?\d{1,9}$/.test(text)) throw invalidValue({ expected_data_type: "integer", api_name: name });
  return Number(text);
}
