/** A bulk write: writes the rows of an uploaded CSV to a module, and a file with the result of each row. */

import { csvRows, writeCsv } from "../../data/files/csv.js";
import { invalidData } from "../http/errors.js";
import type { ActionRow, ErrorBody } from "../http/responses.js";
import type { UserCrm } from "../records/crm.js";
import type { Table } from "../records/store.js";
import { insertRecord, updateRecord, upsertRecord } from "../records/writes.js";
import { ORGANIZATION } from "../settings/company.js";
import { zohoTime } from "../values/clock.js";
import { textOf, type Values } from "../values/values.js";
import { type RowMapping, readRow, viewMapping } from "./bulk-mappings.js";
import type { BulkWriteJob } from "./job.js";
import type { UploadedCsv } from "./uploaded-csv.js";
import { ZipFile } from "./zip.js";

/** The maximum number of rows written in one slice. */
const ROWS_PER_SLICE = 50;
/** The number of slices whose results are packed together. */
const PACKED_PER_SLICE = 10;

interface BulkWriteRequest extends RowMapping {
  readonly operation: "insert" | "update" | "upsert";
  /** The field that an update finds its record by. */
  readonly findBy: string;
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
      for (let at = passed; at < rows.length; at += ROWS_PER_SLICE) {
        if (present !== job) yield present;
        present = writeSlice(crm, present, rows.slice(at, at + ROWS_PER_SLICE));
      }
      if (toPass > 0) yield present;
    }
  } catch {
    // The rest is not CSV, but the rows before it are written.
    yield { ...present, state: "FAILED" };
    return;
  }
  const zip = new ZipFile(job.fileName);
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
    findBy: job.findBy ?? "id",
    ignoreEmpty: job.operation === "insert" || job.ignoreEmpty === true,
  };
  const outcomes = rows.map((cells) => writeRow(crm, request, cells));
  const count = (wanted: RowOutcome["status"]): number => outcomes.filter(({ status }) => status === wanted).length;
  const lines = outcomes.map(({ status, recordId, errors }, index) => [
    ...(rows[index] ?? []),
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
  const values = readRow(crm, request, cells);
  if ("refusal" in values) return skipped(values.refusal);
  const { operation, table, findBy } = request;
  const row = values.row;
  const result =
    operation === "insert"
      ? insertRecord(crm, table, row)
      : operation === "upsert"
        ? upsertRecord(crm, table, row, [findBy])
        : updateFound(crm, table, findBy, row);
  if (result.status === "error") return skipped(result);
  const isUpdate = operation === "update" || result.action === "update";
  return { status: isUpdate ? "UPDATED" : "ADDED", recordId: String(result.details.id), errors: "" };
}

/** Names the code, and the field if there is one. A value of the wrong type has a code of its own here. */
const skipped = ({ code, details }: ErrorBody): RowOutcome => ({
  status: "SKIPPED",
  recordId: "",
  errors: [details.expected_data_type === undefined ? (CODES[code] ?? code) : "INVALID_FORMAT", details.api_name]
    .filter((part) => part !== undefined)
    .join(":"),
});

/** Codes of bulk writes that differ from those of other calls. */
const CODES: Readonly<Record<string, string>> = { RECORD_LOCKED: "BLOCKED_RECORD", CONVERTED_RECORD: "CANNOT_PROCESS" };

function updateFound(crm: UserCrm, table: Table, findBy: string, row: Values): ActionRow {
  const wanted = row[findBy];
  const found = findBy === "id" ? table.records.get(textOf(wanted)) : table.records.withValue(findBy, wanted);
  return found === undefined ? invalidData({ api_name: findBy }) : updateRecord(crm, table, found.id, row);
}
