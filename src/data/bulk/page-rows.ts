/** The rows of one page of a bulk read, in the normal form of rows. */
import type { Download } from "../../core/download/download.js";
import { isCrmError } from "../../core/errors/errors.js";
import { type AnyRow, normalRow } from "../columns/normal-form.js";
import { badResult } from "./job-errors.js";
import type { JobName } from "./poll.js";
import { follows, type ReadState } from "./read-state.js";
import { type Cells, resultRows } from "./result-rows.js";

/** How often a download whose connection was lost is made again, without a row in between. */
const MAX_DOWNLOADS = 3;

/**
 * Reads the rows after those that the state says were read. If the connection is lost, it downloads the file again.
 *
 * @param count The number of rows that the job says it has exported
 * @returns the last id, if the ids ascend
 */
export async function* pageRows(
  state: ReadState,
  count: number,
  download: () => Promise<Download>,
  signal: AbortSignal | undefined,
): AsyncGenerator<AnyRow, string | undefined, undefined> {
  const job: JobName = { kind: "bulk read", id: state.id ?? "" };
  if (state.fileType !== "csv") throw badResult(job, `is of the type ${state.fileType}: get it by download()`);
  if (count === 0) return undefined;
  let given = state.row;
  for (let failures = 0; ; ) {
    try {
      let position = 0;
      let last: string | undefined;
      let isAscending = true;
      let read: ((cells: Cells) => AnyRow) | undefined;
      for await (const batch of resultRows(job, await download())) {
        for (const cells of batch) {
          if (read === undefined) {
            read = rowReader(job, state, cells);
            continue;
          }
          const row = read(cells);
          isAscending &&= last === undefined || follows(row.id, last);
          last = row.id;
          position += 1;
          if (position <= given) continue;
          signal?.throwIfAborted();
          given = position;
          failures = 0;
          yield row;
        }
      }
      if (position !== count) throw badResult(job, `has ${position} rows, and the job says ${count}`);
      return isAscending ? last : undefined;
    } catch (error) {
      failures += 1;
      if (!isCrmError(error, "Transport") || !error.retryable || failures === MAX_DOWNLOADS) throw error;
    }
  }
}

/** Finds the columns by the header. */
function rowReader(job: JobName, { query, types }: ReadState, header: Cells): (cells: Cells) => AnyRow {
  const names = header.map((name) => (name === "Id" ? "id" : name));
  const idAt = names.indexOf("id");
  const columns = (query.fields ?? []).filter((name) => name !== "id");
  const missing = columns.filter((name) => !names.includes(name));
  if (idAt === -1) missing.unshift("Id");
  if (missing.length > 0) throw badResult(job, `lacks the columns ${missing.join(", ")}`);
  const places = columns.map((name) => names.indexOf(name));
  const typed = columns.map((name) => ({ name, type: types[name] ?? "unknown" }));
  return (cells) => normalRow(typed, cells[idAt] ?? "", (_, index) => cells[places[index] ?? -1] ?? "");
}
