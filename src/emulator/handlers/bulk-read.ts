import { archive, json } from "../answers.js";
import { readCriteria } from "../bulk-criteria.js";
import { type BulkReadJob, isKept } from "../bulk-jobs.js";
import type { Call } from "../call.js";
import { isWebAddress } from "../callbacks.js";
import { zohoTime } from "../clock.js";
import { type Column, findColumn } from "../column.js";
import { writeCsv } from "../csv.js";
import { bulkError, unknownJob } from "../errors.js";
import type { Handler, Handlers } from "../handler.js";
import type { Organization } from "../organization.js";
import { USER } from "../people.js";
import { sortRecords } from "../record-list.js";
import type { RecordStore, Table } from "../records.js";
import { isObject, textOf } from "../values.js";
import { packZip } from "../zip.js";

const ROWS_PER_PAGE = 200_000;
const CREATED_BY = { id: USER.id, name: USER.name };

const createBulkReadJob: Handler = (call, { organization }) => {
  const { query, callback, file_type: fileType = "csv" } = readBulkBody(call);
  if (!isObject(query)) throw bulkError("QUERY_NOT_SUPPORTED", "the query is missing", { api_name: "query" });
  if (fileType !== "csv") {
    throw bulkError("NOT_SUPPORTED_FEATURE", "Feature is not supported", { api_name: "file_type" });
  }
  const address = readCallback(callback);
  const job = runRead(organization, query);
  organization.bulk.reads.set(job.id, job);
  if (address !== undefined) {
    const { id, ...rest } = viewJob(job);
    organization.callbacks.post(address, { job_id: id, ...rest });
  }
  const details = {
    id: job.id,
    operation: "read",
    state: "ADDED",
    created_by: CREATED_BY,
    created_time: zohoTime(job.createdTime),
  };
  const row = { status: "success", code: "ADDED_SUCCESSFULLY", message: "Added successfully.", details };
  return json(201, { data: [row], info: {} });
};

const getBulkReadJob: Handler = (call, { organization }) => json(200, { data: [viewJob(findJob(call, organization))] });

const downloadBulkReadResult: Handler = (call, { organization }) => {
  const job = findJob(call, organization);
  if (!isKept(job, organization.now())) throw unknownJob();
  return archive(job.id, job.zip);
};

function runRead(organization: Organization, query: Readonly<Record<string, unknown>>): BulkReadJob {
  const { records, ids, now } = organization;
  const { module, fields, criteria, cvid, page = 1 } = query;
  const table = typeof module === "string" ? records.tableOf(module) : undefined;
  if (table === undefined) throw bulkError("MODULE_NOT_AVAILABLE", "The module is not available.", { module });
  if (typeof page !== "number" || !Number.isInteger(page) || page < 1) {
    throw bulkError("PAGE_NOT_SUPPORTED", "a page is a number from 1", { api_name: "page" });
  }
  // Custom views have no criteria of their own here.
  if (cvid !== undefined) throw bulkError("NOT_SUPPORTED_FEATURE", "Feature is not supported", { api_name: "cvid" });
  const columns = readColumns(records, table, fields);
  const fits = criteria === undefined || criteria === null ? () => true : readCriteria(records, table, criteria);
  const found = sortRecords([...table.records.values()].filter(fits), { sort_by: "id", sort_order: "asc" });
  const rows = found.slice((page - 1) * ROWS_PER_PAGE, page * ROWS_PER_PAGE);
  const id = ids.next();
  const header = ["Id", ...columns.map(({ name }) => name)];
  const lines = rows.map((record) => [record.id, ...columns.map(({ read }) => cellOf(read(record)))]);
  return {
    id,
    createdTime: now(),
    query: { ...query, page },
    page,
    count: rows.length,
    more: found.length > page * ROWS_PER_PAGE,
    zip: packZip(`${id}.csv`, writeCsv([header, ...lines])),
  };
}

/** The columns besides the id: those asked for, or every field of the module. */
function readColumns(records: RecordStore, table: Table, fields: unknown): readonly Column[] {
  if (fields !== undefined && fields !== null && !Array.isArray(fields)) {
    throw bulkError("QUERY_NOT_SUPPORTED", "fields are a list", { api_name: "fields" });
  }
  const own = Array.from(table.module.fields.keys()).filter((name) => !name.startsWith("$"));
  const names: readonly unknown[] = Array.isArray(fields) && fields.length > 0 ? fields : own;
  return names
    .filter((name) => name !== "id" && name !== "Id")
    .map((name) => {
      const column = typeof name === "string" ? findColumn(records, table, name) : undefined;
      if (column === undefined)
        throw bulkError("FIELD_NOT_AVAILABLE", "the field is not available", { api_name: name });
      return column;
    });
}

/** A lookup is its id, a list its values, whatever they are, and what is unset an empty cell. */
function cellOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value))
    return value.map((one) => (isObject(one) ? textOf(one.name ?? one.id) : cellOf(one))).join(";");
  if (isObject(value)) return typeof value.id === "string" ? value.id : JSON.stringify(value);
  return textOf(value);
}

const viewJob = ({ id, query, createdTime, page, count, more }: BulkReadJob) => ({
  id,
  operation: "read",
  state: "COMPLETED",
  query,
  created_by: CREATED_BY,
  created_time: zohoTime(createdTime),
  result: {
    page,
    count,
    download_url: `/crm/bulk/v2/read/${id}/result`,
    per_page: ROWS_PER_PAGE,
    more_records: more,
  },
  file_type: "csv",
});

function findJob(call: Call, { bulk }: Organization): BulkReadJob {
  const job = bulk.reads.get(call.path("id"));
  if (job === undefined) throw unknownJob();
  return job;
}

/** The body of a call that starts a job. */
export function readBulkBody(call: Call): Readonly<Record<string, unknown>> {
  if (!call.hasBody) throw bulkError("REQUEST_BODY_IS_EMPTY", "Request body is empty.");
  if (!/^application\/json\b/i.test(call.headers["content-type"] ?? "")) {
    throw bulkError("MEDIA_TYPE_NOT_SUPPORTED", "Media type is not supported.");
  }
  if (!isObject(call.parsed())) throw bulkError("REQUEST_BODY_NOT_READABLE", "Unable to parse the request body.");
  return call.json();
}

/** Where a finished job is told of, if anywhere. */
export function readCallback(callback: unknown): string | undefined {
  if (callback === undefined || callback === null) return undefined;
  const { url, method }: { readonly url?: unknown; readonly method?: unknown } = isObject(callback) ? callback : {};
  if (!isWebAddress(url)) throw bulkError("INVALID_CALLBACK_URL", "the callback has no good url", { api_name: "url" });
  if (method !== "post") {
    throw bulkError("INVALID_CALLBACK_METHOD", "the method of a callback is post", { api_name: "method" });
  }
  return url;
}

export const bulkReadHandlers: Handlers = { createBulkReadJob, getBulkReadJob, downloadBulkReadResult };
