import { archive, json } from "../answers.js";
import { type BulkWriteJob, isKept, type UploadedCsv } from "../bulk-jobs.js";
import { type BulkWriteRequest, type Mapping, readMappings, writeRow } from "../bulk-write.js";
import type { Call } from "../call.js";
import { zohoTime } from "../clock.js";
import { readCsv, writeCsv } from "../csv.js";
import { bulkError, invalidValue, limitExceeded, missingParameter, unknownJob } from "../errors.js";
import type { Handler, Handlers, Zoho } from "../handler.js";
import type { Organization } from "../organization.js";
import { ORGANIZATION, USER } from "../people.js";
import type { Table } from "../records.js";
import { isObject, textOf } from "../values.js";
import { packZip, unpackZip } from "../zip.js";
import { readBulkBody, readCallback } from "./bulk-read.js";

const MAX_ZIP_BYTES = 25 * 1024 * 1024;
const MAX_ROWS = 25_000;
/** With the header, and the one that is too many. */
const READ_ROWS = MAX_ROWS + 2;
const MAX_COLUMNS = 200;
const CREATED_BY = { id: USER.id, name: USER.name };

const uploadBulkWriteFile: Handler = async (call, { organization }) => {
  if (call.headers["x-crm-org"] !== ORGANIZATION.zgid) throw invalidValue({ api_name: "X-CRM-ORG" });
  const given = (await call.form()).get("file");
  if (!(given instanceof File)) throw missingParameter("file");
  if (given.size > MAX_ZIP_BYTES) throw bulkError("FILE_TOO_LARGE", "File size too large to process");
  const time = organization.time();
  const csv = readArchive(new Uint8Array(await given.arrayBuffer()), time);
  const rows = readCsv(new TextDecoder().decode(csv.bytes), READ_ROWS) ?? [];
  const [header = []] = rows;
  if (header.length === 0) throw unsupportedFile();
  if (header.length > MAX_COLUMNS) {
    throw bulkError("HEADER_LIMIT_EXCEEDED", "the file has too many columns", { limit: MAX_COLUMNS });
  }
  if (rows.length - 1 > MAX_ROWS) throw limitExceeded(MAX_ROWS);
  const fileId = organization.ids.next();
  organization.bulk.uploads.set(fileId, csv);
  const details = { file_id: fileId, created_time: time };
  return json(200, { status: "success", code: "FILE_UPLOAD_SUCCESS", message: "file uploaded.", details });
};

const createBulkWriteJob: Handler = (call, { organization, apiUrl }) => {
  const { operation, resource, character_encoding: encoding = "UTF-8", callback } = readBulkBody(call);
  if (operation === undefined) throw missingKey("operation");
  if (!isOperation(operation)) throw bulkError("INVALID_DATA", "invalid data", { api_name: "operation" });
  if (!Array.isArray(resource) || resource.length === 0) throw missingKey("resource");
  // A file has one CSV, and a job one file.
  if (resource.length > 1) throw limitExceeded(1);
  const address = readCallback(callback);
  const job = runWrite(organization, operation, isObject(resource[0]) ? resource[0] : {}, encoding);
  organization.bulk.writes.set(job.id, job);
  if (address !== undefined) organization.callbacks.post(address, viewJob(job, apiUrl));
  const details = { id: job.id, created_by: CREATED_BY };
  return json(201, { status: "success", code: "SUCCESS", message: "success", details });
};

const getBulkWriteJob: Handler = (call, { organization, apiUrl }) =>
  json(200, viewJob(findJob(call, organization), apiUrl));

const downloadBulkWriteResult: Handler = (call, { organization }) => {
  const job = findJob(call, organization);
  const isThere = call.path("organization") === ORGANIZATION.zgid && call.path("file") === `${job.id}.zip`;
  if (!isThere || !isKept(job, organization.now())) throw unknownJob();
  return archive(job.id, job.zip);
};

const unsupportedFile = (): Error => bulkError("FILE_NOT_SUPPORTED", "File not supported for bulk write");

const missingKey = (api_name: string): Error => bulkError("MISSING_REQUIRED_KEY", "a key is missing", { api_name });

/** The one CSV of an archive. */
function readArchive(bytes: Uint8Array, created_time: string): UploadedCsv {
  const files = unpackZip(bytes);
  if (files === "broken") {
    throw bulkError("INVALID_FILE_FORMAT", "invalid file format. only zip format is supported", { created_time });
  }
  if (files === "too large") throw bulkError("FILE_TOO_LARGE", "File size too large to process");
  const [csv, ...others] = files;
  if (csv === undefined || others.length > 0 || !/\.csv$/i.test(csv.name)) throw unsupportedFile();
  return csv;
}

const isOperation = (operation: unknown): operation is BulkWriteRequest["operation"] =>
  operation === "insert" || operation === "update" || operation === "upsert";

function runWrite(
  organization: Organization,
  operation: BulkWriteRequest["operation"],
  resource: Readonly<Record<string, unknown>>,
  encoding: unknown,
): BulkWriteJob {
  for (const name of ["type", "module", "file_id"]) if (resource[name] === undefined) throw missingKey(name);
  const { module, file_id: fileId, find_by: findBy, ignore_empty: ignoreEmpty, field_mappings: given } = resource;
  const table = typeof module === "string" ? organization.records.tableOf(module) : undefined;
  if (table === undefined) throw bulkError("MODULE_NOT_AVAILABLE", "The module is not available.", { module });
  const csv = organization.bulk.uploads.get(textOf(fileId));
  if (csv === undefined) throw bulkError("INVALID_FILE_ID", "improper file id", { file_id: fileId });
  const [header = [], ...rows] = readCsv(decode(csv.bytes, encoding), READ_ROWS) ?? [];
  const mappings = readMappings(organization, table, given, header);
  const request = {
    operation,
    table,
    mappings,
    findBy: readFindBy(operation, findBy, mappings),
    ignoreEmpty: operation === "insert" || ignoreEmpty === true,
  };
  if (operation !== "update") demandMandatory(table, mappings);
  const outcomes = rows.map((cells) => writeRow(organization, request, cells));
  const lines = outcomes.map(({ status, recordId, errors }, index) => [
    ...(rows[index] ?? []),
    status,
    recordId,
    errors,
  ]);
  const count = (wanted: string): number => outcomes.filter(({ status }) => status === wanted).length;
  const id = organization.ids.next();
  return {
    id,
    createdTime: organization.now(),
    operation,
    encoding: textOf(encoding),
    module: table.module.apiName,
    mappings,
    fileName: csv.name,
    added: count("ADDED"),
    updated: count("UPDATED"),
    skipped: count("SKIPPED"),
    zip: packZip(csv.name, writeCsv([[...header, "STATUS", "RECORD_ID", "ERRORS"], ...lines])),
  };
}

function decode(bytes: Uint8Array, encoding: unknown): string {
  try {
    return new TextDecoder(textOf(encoding)).decode(bytes);
  } catch {
    throw bulkError("INVALID_DATA", "invalid data", { api_name: "character_encoding" });
  }
}

/** An insert finds nothing. An update goes by the id where the file has one. */
function readFindBy(operation: string, given: unknown, mappings: readonly Mapping[]): string {
  const isMapped = (name: string): boolean => mappings.some(({ api_name }) => api_name === name);
  const findBy = given ?? (operation === "insert" || isMapped("id") ? "id" : undefined);
  if (findBy === undefined) throw missingKey("find_by");
  if (typeof findBy !== "string" || (operation !== "insert" && !isMapped(findBy))) {
    throw bulkError("INVALID_FIELD_NAME", "the field to find by is not mapped", { api_name: findBy });
  }
  return findBy;
}

function demandMandatory({ module }: Table, mappings: readonly Mapping[]): void {
  const missing = [...module.fields.values()]
    .filter(({ apiName, mandatory }) => mandatory && !mappings.some(({ api_name }) => api_name === apiName))
    .map(({ apiName }) => apiName);
  if (missing.length > 0) {
    const message = "All mandatory fields are not mapped for the layout";
    throw bulkError("MANDATORY_FIELDS_NOT_MAPPED", message, { fields: missing });
  }
}

function viewJob(job: BulkWriteJob, apiUrl: Zoho["apiUrl"]): object {
  const { id, createdTime, encoding, module, mappings, fileName, added, updated, skipped, operation } = job;
  const file = {
    status: "COMPLETED",
    name: fileName,
    added_count: added,
    skipped_count: skipped,
    updated_count: updated,
    total_count: added + skipped + updated,
  };
  return {
    id,
    created_by: CREATED_BY,
    created_time: zohoTime(createdTime),
    status: "COMPLETED",
    character_encoding: encoding,
    resource: [{ status: "COMPLETED", type: "data", module, field_mappings: mappings, file }],
    // The emulator is the host of results as well.
    result: { download_url: `${apiUrl}/v2/crm/${ORGANIZATION.zgid}/bulk-write/${id}/${id}.zip` },
    operation,
  };
}

function findJob(call: Call, { bulk }: Organization): BulkWriteJob {
  const job = bulk.writes.get(call.path("id"));
  if (job === undefined) throw unknownJob();
  return job;
}

export const bulkWriteHandlers: Handlers = {
  uploadBulkWriteFile,
  createBulkWriteJob,
  getBulkWriteJob,
  downloadBulkWriteResult,
};
