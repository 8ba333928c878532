/** Reads a module by list, sorted by id. Pages overlap, so that no deletion hides a row between them. */
import { limits } from "../../../generated/limits.js";
import { getRecords } from "../../../generated/operations/records.js";
import { isCrmError } from "../../core/errors/errors.js";
import { type AnyRow, normalRow } from "../columns/normal-form.js";
import { compareIds } from "./ids.js";
import { checkOrder, everyState } from "./keyset.js";
import { type Window, windowOver } from "./list-window.js";
import { filled, type Pages, type Place, type Subject } from "./page.js";

const FIRST: Window = { page: 1, perPage: limits.records.rowsPerPage, start: 0 };

/** By how many rows to go back first, where pages do not overlap. */
const STEP_BACK = 8;

/** What Zoho responds to a page beyond the last one that it lists. */
const NO_FURTHER = ["DISCRETE_PAGINATION_LIMIT_EXCEEDED", "LIMIT_EXCEEDED"];

/**
 * The pages of a list after a place. It returns `false` if Zoho lists no more of them.
 * @throws What the calls throw; ResponseError if the rows are not sorted by id
 */
export async function* listPages(subject: Subject, from: Place | undefined): Pages {
  const { columns } = subject;
  const last = limits.records.rowsInList;
  let lastId = from?.id ?? "";
  // The place of the last row that was read. Deletions move it to the front.
  let place = from?.index ?? -1;
  let back = STEP_BACK;
  for (;;) {
    const window = place < 0 ? FIRST : windowOver(place, last);
    if (window === undefined) return false;
    const list = await readWindow(subject, window);
    if (list === undefined) return false;
    const { start } = window;
    const [first] = list.data;
    const overlaps = start === 0 || (first !== undefined && compareIds(first.id, lastId) <= 0);
    if (!overlaps) {
      // Rows before this page are gone, so others that were not read have taken their places. More may go meanwhile.
      place = Math.max(0, start - back);
      back *= 2;
      continue;
    }
    back = STEP_BACK;
    checkOrder(list.data, undefined);
    const skipped = list.data.filter(({ id }) => compareIds(id, lastId) <= 0).length;
    const rows = list.data.slice(skipped).map((record) => normalRow(columns, record.id, (name) => record[name]));
    const placeAt = (index: number): Place => ({ id: rows[index]?.id ?? "", index: start + skipped + index });
    lastId = rows.at(-1)?.id ?? lastId;
    place = start + list.data.length - 1;
    yield* filled(rows, placeAt);
    if (!list.more) return true;
  }
}

async function readWindow({ crm, module, columns, options }: Subject, { page, perPage }: Window) {
  const names = columns.map(({ name }) => name);
  const sorting = { sort_by: "id", sort_order: "asc", ...everyState(module) } as const;
  // Without any field, Zoho returns all of them.
  const fields = names.length === 0 ? ["id"] : names;
  try {
    const list = await getRecords(crm, { module, fields, page, per_page: perPage, ...sorting }, options);
    return { data: list.data as readonly object[] as readonly AnyRow[], more: list.info.more_records };
  } catch (error) {
    if (isCrmError(error, "Api") && NO_FURTHER.includes(error.code)) return undefined;
    throw error;
  }
}
