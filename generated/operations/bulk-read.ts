// Generated from spec/paths/bulk-read.yaml. Do not edit: change the description, then run `npm run codegen`.
import {
  type ApiClient,
  type Download,
  type Operation,
  type RequestOptions,
  callInit,
  checked,
  typed,
  unwrap,
  unwrapOptional,
  unwrapOptionalDownload,
} from "../../src/core/operation.js";
import { remedies } from "../errors.js";
import type { BulkReadBody, BulkReadJobAnswer, BulkReadOutcomes } from "../models.js";
import type { paths } from "../schema.js";

/** Export up to 200000 records at once to a file. */
export type BulkReadOperations = {
  /**
   * Create a job that exports records to a file.
   *
   * Exports one page of up to 200000 records, selected by fields, conditions or a custom view. Poll it until its
   * state is `COMPLETED`, then download the result; or pass a callback URL. Not safe to retry: starts another job.
   * Costs 50 credits; only a few run at once (unverified). Rejected entries do not throw: check each `status`.
   *
   * `POST /crm/bulk/v2/read`
   */
  create(params: CreateBulkReadJobParams, options?: RequestOptions): Promise<BulkReadOutcomes>;
  /**
   * Get the status of an export job.
   *
   * Returns the job, in an array of one. When its state is `COMPLETED`, `result` contains the number of records
   * and whether there is another page, which needs another job. An unknown job fails with `RESOURCE_NOT_FOUND`. A
   * job remains available for about a day (unverified). Resolves to `undefined` if there is no such job
   * (unverified).
   *
   * `GET /crm/bulk/v2/read/{id}`
   */
  get(params: GetBulkReadJobParams, options?: RequestOptions): Promise<BulkReadJobAnswer | undefined>;
  /**
   * Download the file of an export job.
   *
   * Returns a ZIP with one file: the CSV `{job id}.csv`, or an ICS file for events. The first row has API names.
   * Lookups are ids, and multiple values are joined by `;` (unverified). The file is kept for a day (unverified).
   * 10 downloads a minute. Resolves to `undefined` if there is no result (unverified).
   *
   * `GET /crm/bulk/v2/read/{id}/result`
   */
  downloadResult(params: DownloadBulkReadResultParams, options?: RequestOptions): Promise<Download | undefined>;
};

export interface CreateBulkReadJobParams {
  body: BulkReadBody;
}

const createBulkReadJobOperation: Operation = {
  id: "createBulkReadJob",
  name: "bulkRead.create",
  idempotent: false,
  parameters: ["body"],
  required: ["body"],
  base: "/crm/bulk/v2",
  scopes: ["ZohoCRM.bulk.CREATE,ZohoCRM.modules.{module}.READ"],
  remedies,
};

/**
 * Create a job that exports records to a file: `POST /crm/bulk/v2/read`.
 *
 * Scopes: ZohoCRM.bulk.CREATE and ZohoCRM.modules.{module}.READ.
 *
 * @example
 * await createBulkReadJob(crm, {
 *   body: {
 *     query: {
 *       module: "Leads",
 *       fields: ["Last_Name", "Email"],
 *       criteria: { api_name: "Lead_Source", comparator: "equal", value: "Trade Show" },
 *       page: 1,
 *     },
 *     callback: { url: "https://example.com/exported", method: "post" },
 *     file_type: "csv",
 *   },
 * });
 */
export async function createBulkReadJob(
  client: ApiClient,
  params: CreateBulkReadJobParams,
  options?: RequestOptions,
): Promise<BulkReadOutcomes> {
  const { body } = checked(createBulkReadJobOperation, params);
  const result = await typed<paths>(client).POST("/read", {
    ...callInit(createBulkReadJobOperation, options),
    body,
  });
  return unwrap(createBulkReadJobOperation, result);
}

export interface GetBulkReadJobParams {
  /** Id of the job, from its creation. */
  id: string;
}

const getBulkReadJobOperation: Operation = {
  id: "getBulkReadJob",
  name: "bulkRead.get",
  idempotent: true,
  parameters: ["id"],
  path: ["id"],
  noSlash: true,
  base: "/crm/bulk/v2",
  scopes: ["ZohoCRM.bulk.READ,ZohoCRM.modules.{module}.READ"],
  remedies,
};

/**
 * Get the status of an export job: `GET /crm/bulk/v2/read/{id}`.
 *
 * Scopes: ZohoCRM.bulk.READ and ZohoCRM.modules.{module}.READ.
 *
 * @example
 * await getBulkReadJob(crm, { id: "4100000000000700101" });
 */
export async function getBulkReadJob(
  client: ApiClient,
  params: GetBulkReadJobParams,
  options?: RequestOptions,
): Promise<BulkReadJobAnswer | undefined> {
  const { id } = checked(getBulkReadJobOperation, params);
  const result = await typed<paths>(client).GET("/read/{id}", {
    ...callInit(getBulkReadJobOperation, options),
    params: { path: { id } },
  });
  return unwrapOptional(getBulkReadJobOperation, result);
}

export interface DownloadBulkReadResultParams {
  /** Id of the job, from its creation. */
  id: string;
}

const downloadBulkReadResultOperation: Operation = {
  id: "downloadBulkReadResult",
  name: "bulkRead.downloadResult",
  idempotent: true,
  parameters: ["id"],
  path: ["id"],
  noSlash: true,
  base: "/crm/bulk/v2",
  binary: true,
  mediaTypes: ["application/zip"],
  scopes: ["ZohoCRM.bulk.READ,ZohoCRM.modules.{module}.READ"],
  remedies,
};

/**
 * Download the file of an export job: `GET /crm/bulk/v2/read/{id}/result`.
 *
 * Scopes: ZohoCRM.bulk.READ and ZohoCRM.modules.{module}.READ.
 *
 * @example
 * await downloadBulkReadResult(crm, { id: "4100000000000700101" });
 */
export async function downloadBulkReadResult(
  client: ApiClient,
  params: DownloadBulkReadResultParams,
  options?: RequestOptions,
): Promise<Download | undefined> {
  const { id } = checked(downloadBulkReadResultOperation, params);
  const result = await typed<paths>(client).GET("/read/{id}/result", {
    ...callInit(downloadBulkReadResultOperation, options),
    params: { path: { id } },
  });
  return unwrapOptionalDownload(downloadBulkReadResultOperation, result);
}
