/** The rows of a job's result: a CSV in an archive, read as it arrives. */
import type { Download } from "../../core/download/download.js";
import { isCrmError } from "../../core/errors/errors.js";
import { CsvReader } from "../files/csv.js";
import { unzipped } from "../files/unzip.js";
import { badResult } from "./job-errors.js";
import type { JobName } from "./poll.js";

/** A row with its cells by position. */
export type Cells = readonly string[];

/**
 * The rows of a result in batches, the header first.
 * @param maxBytes The maximum size of the CSV
 * @throws CrmError `INVALID_ARCHIVE`, or `INVALID_RESULT` if the content is not CSV; TransportError if the connection is lost
 */
export async function* resultRows(
  job: JobName,
  { body }: Pick<Download, "body">,
  maxBytes?: number,
): AsyncGenerator<readonly Cells[], void, undefined> {
  const reader = new CsvReader();
  try {
    for await (const bytes of unzipped(body, maxBytes)) {
      const rows = parsed(job, () => reader.push(bytes));
      if (rows.length > 0) yield rows;
    }
  } catch (error) {
    throw isCrmError(error) && error.code === "INVALID_ARCHIVE"
      ? badResult(job, `cannot be read: ${error.message}`, error)
      : error;
  }
  const rows = parsed(job, () => reader.end());
  if (rows.length > 0) yield rows;
}

/** Errors of the parser show cells, so they are left out. */
function parsed(job: JobName, parse: () => string[][]): string[][] {
  try {
    return parse();
  } catch {
    throw badResult(job, "is not CSV");
  }
}
