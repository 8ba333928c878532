import { isFile } from "../../core/kind.js";
import { writeCsv } from "../../data/files/csv.js";
import type { Handler, HandlerContext, Handlers } from "../calls/handler.js";
import { readBulkBody, readCallback } from "../conventions/bulk-body.js";
import { badRequest, invalidValue, limitExceeded, missingParameter, unknownJob } from "../http/errors.js";
import { archive, json } from "../http/responses.js";
import { type Mapping, readMappings } from "../jobs/bulk-mappings.js";
import { shownColumns, viewWriteJob } from "../jobs/bulk-write.js";
import { type BulkWriteJob, newJob } from "../jobs/job.js";
import { readHeader, readUpload } from "../jobs/uploaded-csv.js";
import type { Table } from "../records/store.js";
import { ORGANIZATION } from "../settings/company.js";
import { isObject, textOf } from "../values/values.js";

const uploadBulkWriteFile: Handler = async (call, { organization, crm }) => {
  if (call.headers["x-crm-org"] !== ORGANIZATION.zgid) throw invalidValue({ api_name: "X-CRM-ORG" });
  const given = (await call.form()).get("file");
  if (!isFile(given)) throw missingParameter("file");
  const time = crm.time();
  const csv = await readUpload(given, time);
  const fileId = crm.ids.next();
  organization.jobs.uploads.set(fileId, csv);
  const details = { file_id: fileId, created_time: time };
  return json(200, { status: "success", code: "FILE_UPLOAD_SUCCESS", message: "file uploaded.", details });
};

const createBulkWriteJob: Handler = (call, context) => {
  const { operation, resource, character_encoding: encoding = "UTF-8", callback } = readBulkBody(call);
  if (operation === undefined) throw missingKey("operation");
  if (!isOperation(operation)) throw badRequest("INVALID_DATA", "invalid data", { api_name: "operation" });
  if (!Array.isArray(resource) || resource.length === 0) throw missingKey("resource");
  // A file contains one CSV, and a job reads one file.
  if (resource.length > 1) throw limitExceeded(1);
  const address = readCallback(callback);
  const job = readJob(context, operation, isObject(resource[0]) ? resource[0] : {}, textOf(encoding), address);
  context.organization.jobs.start(job);
  const details = { id: job.id, created_by: job.createdBy };
  return json(201, { status: "success", code: "SUCCESS", message: "success", details });
};

const getBulkWriteJob: Handler = async (call, { organization }) => {
  const id = call.path("id");
  const job = await organization.jobs.inspect("bulk write", id);
  if (job === undefined) throw unknownJob(id);
  return json(200, viewWriteJob(job));
};

const downloadBulkWriteResult: Handler = (call, { organization }) => {
  const id = call.path("id");
  const isThere = call.path("organization") === ORGANIZATION.zgid && call.path("file") === `${id}.zip`;
  const zip = isThere ? organization.jobs.archive("bulk write", id) : undefined;
  if (zip === undefined) throw unknownJob(id);
  return archive(id, zip);
};

const missingKey = (api_name: string): Error => badRequest("MISSING_REQUIRED_KEY", "a key is missing", { api_name });

const isOperation = (operation: unknown): operation is BulkWriteJob["operation"] =>
  operation === "insert" || operation === "update" || operation === "upsert";

/** @throws HttpError 400 if the job cannot run */
function readJob(
  context: HandlerContext,
  operation: BulkWriteJob["operation"],
  resource: Readonly<Record<string, unknown>>,
  encoding: string,
  callback: string | undefined,
): BulkWriteJob {
  const { crm, organization, apiUrl, fault } = context;
  for (const name of ["type", "module", "file_id"]) if (resource[name] === undefined) throw missingKey(name);
  const { module, file_id, find_by: findBy, ignore_empty: ignoreEmpty, field_mappings: given } = resource;
  const table = typeof module === "string" ? crm.records.tableOf(module) : undefined;
  if (table === undefined) throw badRequest("MODULE_NOT_AVAILABLE", "The module is not available.", { module });
  const fileId = textOf(file_id);
  const csv = organization.jobs.uploads.get(fileId);
  if (csv === undefined) throw badRequest("INVALID_FILE_ID", "improper file id", { file_id });
  const header = readHeader(csv, encoding);
  const mappings = readMappings(crm, table, given, header);
  const found = readFindBy(operation, findBy, mappings);
  if (operation !== "update") requireMandatory(table, mappings);
  return {
    kind: "bulk write",
    ...newJob(crm, fault),
    operation,
    encoding,
    module: table.module.apiName,
    fileId,
    fileName: csv.name,
    header,
    mappings,
    findBy: found,
    ignoreEmpty: typeof ignoreEmpty === "boolean" ? ignoreEmpty : undefined,
    callback,
    apiUrl,
    added: 0,
    updated: 0,
    skipped: 0,
    lines: [writeCsv([[...shownColumns(mappings).map((at) => header[at] ?? ""), "STATUS", "RECORD_ID", "ERRORS"]])],
  };
}

/** An insert looks for records only if the request says how. An update matches by the id if the file has one. */
function readFindBy(operation: string, given: unknown, mappings: readonly Mapping[]): string | undefined {
  const isMapped = (name: string): boolean => mappings.some(({ api_name }) => api_name === name);
  const findBy = given ?? (operation !== "insert" && isMapped("id") ? "id" : undefined);
  if (findBy === undefined && operation === "insert") return undefined;
  if (findBy === undefined) throw missingKey("find_by");
  if (typeof findBy !== "string" || !isMapped(findBy)) {
    throw badRequest("INVALID_FIELD_NAME", "the field to find by is not mapped", { api_name: findBy });
  }
  return findBy;
}

function requireMandatory({ module }: Table, mappings: readonly Mapping[]): void {
  const missing = [...module.fields.values()]
    .filter(({ apiName, mandatory }) => mandatory && !mappings.some(({ api_name }) => api_name === apiName))
    .map(({ apiName }) => apiName);
  if (missing.length > 0) {
    const message = "All mandatory fields are not mapped for the layout";
    throw badRequest("MANDATORY_FIELDS_NOT_MAPPED", message, { fields: missing });
  }
}

export const bulkWriteHandlers: Handlers = {
  uploadBulkWriteFile,
  createBulkWriteJob,
  getBulkWriteJob,
  downloadBulkWriteResult,
};
