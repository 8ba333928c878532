/** A bulk write: writes the rows of an uploaded CSV to a module, and a file with the result of each row. */

import { csvRows, writeCsv } from "../../data/files/csv.js";
import { duplicateData } from "../http/errors.js";
import { type ActionRow, errorBody } from "../http/responses.js";
import type { UserCrm } from "../records/crm.js";
import type { CrmRecord } from "../records/record.js";
import type { Table } from "../records/store.js";
import { insertRecord, updateRecord, upsertRecord } from "../records/writes.js";
import { ORGANIZATION } from "../settings/company.js";
import { zohoTime } from "../values/clock.js";
import { textOf, type Values } from "../values/values.js";
import { type Mapping, type RowMapping, readRow, viewMapping } from "./bulk-mappings.js";
import type { BulkWriteJob } from "./job.js";
import { rowErrors } from "./row-errors.js";
import type { UploadedCsv } from "./uploaded-csv.js";
import { ZipFile } from "./zip.js";

/** The maximum number of rows written in one slice. */
const ROWS_PER_SLICE = 50;
/** The number of slices whose results are packed together. */
const PACKED_PER_SLICE = 10;

/** The number of columns of the file that the result shows. */
const SHOWN_COLUMNS = 3;

interface BulkWriteRequest extends RowMapping {
  readonly operation: "insert" | "update" | "upsert";
  /** The field that records are found by. */
  readonly findBy: string | undefined;
  /** The names of the columns. */
  readonly header: readonly string[];
}

/** The result of a row, as the result file shows it. */
interface RowOutcome {
  readonly status: "ADDED" | "UPDATED" | "SKIPPED";
  readonly recordId: string;
  readonly errors: string;
}

/** Resumes after the rows that the job has already written. */
export function* writeSteps(crm: UserCrm, job: BulkWriteJob, csv: UploadedCsv | undefined): Generator<BulkWriteJob> {
  if (csv === undefined) throw new Error(`the file ${job.fileId} is gone`);
  let present = job;
  try {
    // Skips the header and the rows already written.
    let toPass = 1 + rowsOf(job);
    for (const rows of csvRows(csv.bytes, job.encoding)) {
      const passed = Math.min(toPass, rows.length);
      toPass -= passed;
      for (let at = passed; at < rows.length; ) {
        if (present !== job) yield present;
        const left = (job.failsAfter ?? Number.POSITIVE_INFINITY) - rowsOf(present);
        if (left <= 0) throw new Error("a test wants it to fail");
        const slice = rows.slice(at, at + Math.min(left, ROWS_PER_SLICE));
        present = writeSlice(crm, present, slice);
        at += slice.length;
      }
      if (toPass > 0) yield present;
    }
  } catch {
    // The rest is not CSV, or is not to be written, but the rows before it are.
    yield { ...present, state: "FAILED" };
    return;
  }
  const zip = new ZipFile(`${job.module}-${job.fileName}`);
  const { lines, ...rest } = present;
  for (const [index, text] of lines.entries()) {
    if (index > 0 && index % PACKED_PER_SLICE === 0) yield present;
    zip.add(text);
  }
  yield { ...rest, lines: [], state: "COMPLETED", zip: zip.end() };
}

const rowsOf = ({ added, updated, skipped }: BulkWriteJob): number => added + updated + skipped;

/** The job after these rows were written. */
function writeSlice(crm: UserCrm, job: BulkWriteJob, rows: readonly (readonly string[])[]): BulkWriteJob {
  // Looked up again, because a restore between two slices replaces the tables.
  const request: BulkWriteRequest = {
    operation: job.operation,
    table: crm.records.table(job.module),
    mappings: job.mappings,
    findBy: job.findBy,
    header: job.header,
    ignoreEmpty: job.operation === "insert" || job.ignoreEmpty === true,
  };
  const outcomes = rows.map((cells) => writeRow(crm, request, cells));
  const count = (wanted: RowOutcome["status"]): number => outcomes.filter(({ status }) => status === wanted).length;
  const shown = shownColumns(job.mappings);
  const lines = outcomes.map(({ status, recordId, errors }, index) => [
    ...shown.map((at) => rows[index]?.[at] ?? ""),
    status,
    recordId,
    errors,
  ]);
  return {
    ...job,
    state: "IN PROGRESS",
    added: job.added + count("ADDED"),
    updated: job.updated + count("UPDATED"),
    skipped: job.skipped + count("SKIPPED"),
    lines: [...job.lines, writeCsv(lines)],
  };
}

/** The first three columns of the file that are mapped. */
export const shownColumns = (mappings: readonly Mapping[]): readonly number[] =>
  mappings
    .flatMap(({ index }) => index ?? [])
    .sort((a, b) => a - b)
    .slice(0, SHOWN_COLUMNS);

/** A job as shown in responses and in its callback. */
export function viewWriteJob(job: BulkWriteJob): object {
  const { id, state: status, module, mappings, findBy: find_by, ignoreEmpty: ignore_empty, callback } = job;
  return {
    id,
    created_by: job.createdBy,
    created_time: zohoTime(job.createdTime),
    status,
    character_encoding: job.encoding,
    resource: [
      {
        status,
        type: "data",
        module,
        ...(find_by !== undefined && { find_by }),
        ...(ignore_empty !== undefined && { ignore_empty }),
        field_mappings: mappings.map(viewMapping),
        file: {
          status,
          name: job.fileName,
          added_count: job.added,
          skipped_count: job.skipped,
          updated_count: job.updated,
          total_count: rowsOf(job),
        },
      },
    ],
    // The emulator also serves the results.
    ...(status === "COMPLETED" && {
      result: { download_url: `${job.apiUrl}/v2/crm/${ORGANIZATION.zgid}/bulk-write/${id}/${id}.zip` },
    }),
    ...(callback !== undefined && { callback: { url: callback, method: "post" } }),
    operation: job.operation,
  };
}

function writeRow(crm: UserCrm, request: BulkWriteRequest, cells: readonly string[]): RowOutcome {
  const { row, refusals } = readRow(crm, request, cells);
  const result = refusals.length > 0 ? undefined : writeValues(crm, request, row);
  if (result?.status === "success") {
    const isUpdate = request.operation === "update" || result.action === "update";
    return { status: isUpdate ? "UPDATED" : "ADDED", recordId: String(result.details.id), errors: "" };
  }
  const problems = [...refusals, ...(result === undefined ? [] : [result])];
  return { status: "SKIPPED", recordId: "", errors: rowErrors(crm, request, row, problems) };
}

function writeValues(crm: UserCrm, { operation, table, findBy }: BulkWriteRequest, row: Values): ActionRow {
  const found = findBy === undefined ? undefined : findRecord(table, findBy, row);
  switch (operation) {
    case "insert":
      return found === undefined ? insertRecord(crm, table, row) : duplicateData(findBy ?? "id", found.id);
    case "upsert":
      return upsertRecord(crm, table, row, findBy === undefined ? [] : [findBy]);
    case "update":
      return found === undefined
        ? errorBody("RESOURCE_NOT_FOUND", "no record has the value", { api_name: findBy })
        : updateRecord(crm, table, found.id, row);
  }
}

const findRecord = ({ records }: Table, findBy: string, row: Values): CrmRecord | undefined =>
  findBy === "id" ? records.get(textOf(row.id)) : records.withValue(findBy, row[findBy]);
