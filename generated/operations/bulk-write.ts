// Generated from spec/paths/bulk-write.yaml. Do not edit: change the description, then run `npm run codegen`.
import {
  type ApiClient,
  type Download,
  type Operation,
  type RequestOptions,
  callInit,
  checked,
  multipartBody,
  typed,
  unwrap,
  unwrapOptional,
  unwrapOptionalDownload,
} from "../../src/core/operation.js";
import { remedies } from "../errors.js";
import type {
  BulkWriteBody,
  BulkWriteJob,
  BulkWriteSuccess,
  BulkWriteUpload,
  BulkWriteUploadSuccess,
} from "../models.js";
import type { paths } from "../schema.js";

/** Import up to 25000 rows at once from a file. */
export type BulkWriteOperations = {
  /**
   * Upload the file for a bulk write.
   *
   * Uploads a ZIP with one CSV whose first row contains API names: at most 25 MB, 25000 rows and 200 columns.
   * Returns the file id for the job. Retrying stores the file twice. Errors may have other keys than usual, such
   * as `ERROR_MESSAGE` or `x-error`. The scope for files is required as well (unverified).
   *
   * `POST /crm/v2/upload`
   */
  uploadFile(params: UploadBulkWriteFileParams, options?: RequestOptions): Promise<BulkWriteUploadSuccess>;
  /**
   * Create a job that writes the rows of a file.
   *
   * Starts a job that inserts, updates or upserts the rows of an uploaded file, at most 25000. Poll the job until
   * its status is `COMPLETED`. Rejected rows are listed in its result, not in this response. Costs 500 credits.
   * Not safe to retry: starts another job, which writes the rows again.
   *
   * `POST /crm/bulk/v2/write`
   */
  create(params: CreateBulkWriteJobParams, options?: RequestOptions): Promise<BulkWriteSuccess>;
  /**
   * Get the status of a bulk write job.
   *
   * Returns the job itself, not in an array, with the numbers of added, updated and skipped rows. When its status
   * is `COMPLETED`, `result` names a file with the outcome of each row. An unknown job fails with
   * `RESOURCE_NOT_FOUND` (unverified). Resolves to `undefined` if there is no such job (unverified).
   *
   * `GET /crm/bulk/v2/write/{id}`
   */
  get(params: GetBulkWriteJobParams, options?: RequestOptions): Promise<BulkWriteJob | undefined>;
  /**
   * Download the outcome of each row of a bulk write.
   *
   * Returns a zipped CSV: the first three mapped columns, then `STATUS`, `RECORD_ID` and `ERRORS`, such as
   * `INVALID_DATA-Email,Phone`. The rows are in the order of the file, and the parameters are the parts of
   * `download_url` (unverified). Resolves to `undefined` if there is no result (unverified).
   *
   * `GET /v2/crm/{organization}/bulk-write/{id}/{file}`
   */
  downloadResult(params: DownloadBulkWriteResultParams, options?: RequestOptions): Promise<Download | undefined>;
};

export interface UploadBulkWriteFileParams {
  /** Purpose of the file: `bulk-write`. */
  feature: "bulk-write";
  /** Organization's `zgid`, from the organization's details. */
  xCrmOrg: string;
  body: BulkWriteUpload;
}

const uploadBulkWriteFileOperation: Operation = {
  id: "uploadBulkWriteFile",
  name: "bulkWrite.uploadFile",
  idempotent: false,
  parameters: ["feature", "xCrmOrg", "body"],
  required: ["feature", "xCrmOrg", "body"],
  server: "content",
  scopes: ["ZohoFiles.files.ALL,ZohoCRM.bulk.ALL"],
  remedies,
};

/**
 * Upload the file for a bulk write: `POST /crm/v2/upload`.
 *
 * Scopes: ZohoFiles.files.ALL and ZohoCRM.bulk.ALL.
 *
 * @example
 * await uploadBulkWriteFile(crm, {
 *   feature: "bulk-write",
 *   xCrmOrg: "900000144",
 *   body: { file: { path: "leads.zip" } },
 * });
 */
export async function uploadBulkWriteFile(
  client: ApiClient,
  params: UploadBulkWriteFileParams,
  options?: RequestOptions,
): Promise<BulkWriteUploadSuccess> {
  const { feature, xCrmOrg, body } = checked(uploadBulkWriteFileOperation, params);
  const result = await typed<paths>(client).POST("/upload", {
    ...callInit(uploadBulkWriteFileOperation, options),
    params: { header: { feature, "X-CRM-ORG": xCrmOrg } },
    body,
    bodySerializer: multipartBody,
  });
  return unwrap(uploadBulkWriteFileOperation, result);
}

export interface CreateBulkWriteJobParams {
  body: BulkWriteBody;
}

const createBulkWriteJobOperation: Operation = {
  id: "createBulkWriteJob",
  name: "bulkWrite.create",
  idempotent: false,
  parameters: ["body"],
  required: ["body"],
  base: "/crm/bulk/v2",
  scopes: ["ZohoCRM.bulk.CREATE,ZohoCRM.modules.{module}.WRITE"],
  remedies,
};

/**
 * Create a job that writes the rows of a file: `POST /crm/bulk/v2/write`.
 *
 * Scopes: ZohoCRM.bulk.CREATE and ZohoCRM.modules.{module}.WRITE.
 *
 * @example
 * await createBulkWriteJob(crm, {
 *   body: {
 *     operation: "upsert",
 *     character_encoding: "UTF-8",
 *     callback: { url: "https://example.com/imported", method: "post" },
 *     resource: [
 *       {
 *         type: "data",
 *         module: "Leads",
 *         file_id: "4100000000000700201",
 *         ignore_empty: true,
 *         find_by: "Email",
 *         field_mappings: [
 *           { api_name: "Last_Name", index: 0 },
 *           { api_name: "Email", index: 1 },
 *           { api_name: "Company", default_value: { value: "Example Ltd" } },
 *         ],
 *       },
 *     ],
 *   },
 * });
 */
export async function createBulkWriteJob(
  client: ApiClient,
  params: CreateBulkWriteJobParams,
  options?: RequestOptions,
): Promise<BulkWriteSuccess> {
  const { body } = checked(createBulkWriteJobOperation, params);
  const result = await typed<paths>(client).POST("/write", {
    ...callInit(createBulkWriteJobOperation, options),
    body,
  });
  return unwrap(createBulkWriteJobOperation, result);
}

export interface GetBulkWriteJobParams {
  /** Id of the job, from its creation. */
  id: string;
}

const getBulkWriteJobOperation: Operation = {
  id: "getBulkWriteJob",
  name: "bulkWrite.get",
  idempotent: true,
  parameters: ["id"],
  path: ["id"],
  noSlash: true,
  base: "/crm/bulk/v2",
  scopes: ["ZohoCRM.bulk.READ,ZohoCRM.modules.{module}.WRITE"],
  remedies,
};

/**
 * Get the status of a bulk write job: `GET /crm/bulk/v2/write/{id}`.
 *
 * Scopes: ZohoCRM.bulk.READ and ZohoCRM.modules.{module}.WRITE.
 *
 * @example
 * await getBulkWriteJob(crm, { id: "4100000000000700301" });
 */
export async function getBulkWriteJob(
  client: ApiClient,
  params: GetBulkWriteJobParams,
  options?: RequestOptions,
): Promise<BulkWriteJob | undefined> {
  const { id } = checked(getBulkWriteJobOperation, params);
  const result = await typed<paths>(client).GET("/write/{id}", {
    ...callInit(getBulkWriteJobOperation, options),
    params: { path: { id } },
  });
  return unwrapOptional(getBulkWriteJobOperation, result);
}

export interface DownloadBulkWriteResultParams {
  /** Organization's `zgid`, as in `download_url` and in the organization's details. */
  organization: string;
  /** Id of the job, from its creation. */
  id: string;
  /** Name of the ZIP file: the last part of `download_url`. It is the job id followed by `.zip` (unverified). */
  file: string;
}

const downloadBulkWriteResultOperation: Operation = {
  id: "downloadBulkWriteResult",
  name: "bulkWrite.downloadResult",
  idempotent: true,
  parameters: ["organization", "id", "file"],
  path: ["organization", "id", "file"],
  noSlash: true,
  server: "download",
  base: "",
  binary: true,
  mediaTypes: ["application/zip"],
  scopes: ["ZohoCRM.bulk.READ,ZohoCRM.modules.{module}.WRITE"],
  remedies,
};

/**
 * Download the outcome of each row of a bulk write: `GET /v2/crm/{organization}/bulk-write/{id}/{file}`.
 *
 * Scopes: ZohoCRM.bulk.READ and ZohoCRM.modules.{module}.WRITE.
 *
 * @example
 * await downloadBulkWriteResult(crm, {
 *   organization: "900000144",
 *   id: "4100000000000700301",
 *   file: "4100000000000700301.zip",
 * });
 */
export async function downloadBulkWriteResult(
  client: ApiClient,
  params: DownloadBulkWriteResultParams,
  options?: RequestOptions,
): Promise<Download | undefined> {
  const { organization, id, file } = checked(downloadBulkWriteResultOperation, params);
  const result = await typed<paths>(client).GET("/v2/crm/{organization}/bulk-write/{id}/{file}", {
    ...callInit(downloadBulkWriteResultOperation, options),
    params: { path: { organization, id, file } },
  });
  return unwrapOptionalDownload(downloadBulkWriteResultOperation, result);
}
