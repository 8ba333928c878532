import { archive, json } from "../answers.js";
import { readPlan, viewReadJob } from "../bulk-read.js";
import type { Call } from "../call.js";
import { isWebAddress } from "../callbacks.js";
import { bulkError, unknownJob } from "../errors.js";
import type { Handler, Handlers, Zoho } from "../handler.js";
import type { BulkReadJob } from "../jobs.js";
import { USER } from "../people.js";
import { isObject } from "../values.js";

const MAX_PAGES = 500;

const createBulkReadJob: Handler = (call, zoho) => {
  const { organization } = zoho;
  const { query, callback, file_type: fileType = "csv" } = readBulkBody(call);
  if (!isObject(query)) throw bulkError("QUERY_NOT_SUPPORTED", "the query is missing", { api_name: "query" });
  const { page = 1 } = query;
  if (typeof page !== "number" || !Number.isInteger(page) || page < 1) {
    throw bulkError("PAGE_NOT_SUPPORTED", "a page is a number from 1", { api_name: "page" });
  }
  if (page > MAX_PAGES) throw bulkError("PAGE_RANGE_EXCEEDED", "the page is out of range", { limit: MAX_PAGES });
  // Whether it can be carried out shows now; the records are read when it is.
  const { table } = readPlan(organization, organization.records, query);
  if (!isFileType(fileType) || (fileType === "ics" && table.module.apiName !== "Events")) {
    throw bulkError("NOT_SUPPORTED_FEATURE", "Feature is not supported", { api_name: "file_type" });
  }
  const job: BulkReadJob = {
    kind: "bulk read",
    ...newJob(zoho),
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
  const job = await organization.jobs.look("bulk read", id);
  if (job === undefined) throw unknownJob(id);
  return json(200, { data: [viewReadJob(job)] });
};

const downloadBulkReadResult: Handler = (call, { organization }) => {
  const id = call.path("id");
  const zip = organization.jobs.archive("bulk read", id);
  if (zip === undefined) throw unknownJob(id);
  return archive(id, zip);
};

const isFileType = (type: unknown): type is BulkReadJob["fileType"] => type === "csv" || type === "ics";

/** What every new job has. */
export const newJob = ({ organization, user }: Zoho) => {
  const { id, name } = organization.activeUser(user) ?? USER;
  const createdBy = { id, name };
  return { id: organization.ids.next(), createdTime: organization.now(), createdBy, state: "ADDED" as const };
};

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
