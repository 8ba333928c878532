import type { Handler, Handlers } from "../calls/handler.js";
import { readBulkBody, readCallback } from "../conventions/bulk-body.js";
import { badRequest, tooManyRequests, unknownJob } from "../http/errors.js";
import { archive, json } from "../http/responses.js";
import { readPlan, viewReadJob } from "../jobs/bulk-read.js";
import { type BulkReadJob, newJob } from "../jobs/job.js";
import { limits } from "../limits.js";
import { isObject } from "../values/values.js";

const MAX_PAGES = limits.bulkRead.pages;

const createBulkReadJob: Handler = (call, context) => {
  const { crm, organization, fault } = context;
  const { query, callback, file_type: fileType = "csv" } = readBulkBody(call);
  if (!isObject(query)) throw badRequest("QUERY_NOT_SUPPORTED", "the query is missing", { api_name: "query" });
  const { page = 1 } = query;
  if (typeof page !== "number" || !Number.isInteger(page) || page < 1) {
    throw badRequest("PAGE_NOT_SUPPORTED", "a page is a number from 1", { api_name: "page" });
  }
  if (page > MAX_PAGES) throw badRequest("PAGE_RANGE_EXCEEDED", "the page is out of range", { limit: MAX_PAGES });
  // A query that cannot run is refused now; the records are read when the job runs.
  const { table } = readPlan(crm, crm.records, query);
  if (!isFileType(fileType) || (fileType === "ics" && table.module.apiName !== "Events")) {
    throw badRequest("NOT_SUPPORTED_FEATURE", "Feature is not supported", { api_name: "file_type" });
  }
  const job: BulkReadJob = {
    kind: "bulk read",
    ...newJob(crm, fault),
    query: { ...query, page },
    page,
    fileType,
    callback: readCallback(callback),
  };
  organization.jobs.start(job);
  const { id, operation, state, created_by, created_time } = viewReadJob(job);
  const details = { id, operation, state, created_by, created_time };
  const row = { status: "success", code: "ADDED_SUCCESSFULLY", message: "Added successfully.", details };
  return json(201, { data: [row], info: {} });
};

const getBulkReadJob: Handler = async (call, { organization }) => {
  const id = call.path("id");
  const job = await organization.jobs.inspect("bulk read", id);
  if (job === undefined) throw unknownJob(id);
  return json(200, { data: [viewReadJob(job)] });
};

const downloadBulkReadResult: Handler = (call, { organization }) => {
  const id = call.path("id");
  const zip = organization.jobs.archive("bulk read", id);
  if (zip === undefined) throw unknownJob(id);
  if (!organization.jobs.countDownload()) throw tooManyRequests();
  return archive(id, zip);
};

const isFileType = (type: unknown): type is BulkReadJob["fileType"] => type === "csv" || type === "ics";

export const bulkReadHandlers: Handlers = { createBulkReadJob, getBulkReadJob, downloadBulkReadResult };
