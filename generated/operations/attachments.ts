// Generated from spec/paths/attachments.yaml. Do not edit: change the description, then run `npm run codegen`.
import {
  type ApiClient,
  type Download,
  type Operation,
  type RequestOptions,
  callInit,
  checked,
  defined,
  multipartBody,
  typed,
  unwrap,
  unwrapList,
  unwrapOptionalDownload,
} from "../../src/core/operation.js";
import { moduleNames, remedies } from "../errors.js";
import type { AttachmentList, AttachmentUpload, MultiStatus } from "../models.js";
import type { ModuleName } from "../modules.js";
import type { paths } from "../schema.js";

/** Files and links attached to records. */
export type AttachmentsOperations = {
  /**
   * List the attachments of a record.
   *
   * Returns one page of up to 200 files and links attached to a record, without file contents. Costs 1 credit.
   * Resolves to an empty list if the record has no attachments.
   *
   * `GET /crm/v2/{module}/{id}/Attachments`
   */
  list(params: GetAttachmentsParams, options?: RequestOptions): Promise<AttachmentList>;
  /**
   * Attach a file or a link to a record.
   *
   * Attaches one file, sent as multipart, or one link, passed as `attachmentUrl` without a body; never both. The
   * maximum file size is 100 MB in Zoho's current documentation and 20 MB in an older one. `.exe` files are
   * rejected. Retrying attaches a file twice. A link must not be attached to the record already.
   *
   * `POST /crm/v2/{module}/{id}/Attachments`
   */
  upload(params: UploadAttachmentParams, options?: RequestOptions): Promise<MultiStatus>;
  /**
   * Delete several attachments of a record.
   *
   * Deletes the attachments listed in `ids` and reports the outcome of each. The maximum is 100 ids (unverified).
   * Safe to retry: deleted attachments are reported as errors. Rejected entries do not throw: check each `status`.
   *
   * `DELETE /crm/v2/{module}/{id}/Attachments`
   */
  deleteMany(params: DeleteAttachmentsParams, options?: RequestOptions): Promise<MultiStatus>;
  /**
   * Download an attachment of a record.
   *
   * Returns the bytes of an attached file. The file keeps its name. Costs 1 credit. Resolves to `undefined` if the
   * file does not exist.
   *
   * `GET /crm/v2/{module}/{id}/Attachments/{attachmentId}`
   */
  download(params: DownloadAttachmentParams, options?: RequestOptions): Promise<Download | undefined>;
  /**
   * Delete one attachment of a record.
   *
   * Deletes one attached file or link and returns its id. Safe to retry. A deleted attachment is reported as an
   * invalid id (unverified). Costs 1 credit.
   *
   * `DELETE /crm/v2/{module}/{id}/Attachments/{attachmentId}`
   */
  delete(params: DeleteAttachmentParams, options?: RequestOptions): Promise<MultiStatus>;
};

export interface GetAttachmentsParams {
  /** Module, such as `Leads`. Case-sensitive. */
  module: ModuleName;
  /** Id of the record, 18 or 19 digits. */
  id: string;
  /** API names of the fields to return. Without it, all are returned. */
  fields?: readonly string[];
  /**
   * Page number, from 1. A page past the end returns 204.
   * @default 1
   */
  page?: number;
  /**
   * Items per page, at most 200.
   * @default 200
   */
  per_page?: number;
}

const getAttachmentsOperation: Operation = {
  id: "getAttachments",
  name: "attachments.list",
  idempotent: true,
  parameters: ["module", "id", "fields", "page", "per_page"],
  path: ["module", "id"],
  module: "module",
  noSlash: true,
  scopes: ["ZohoCRM.modules.{module}.READ,ZohoCRM.modules.attachments.READ"],
  moduleNames,
  remedies,
};

/**
 * List the attachments of a record: `GET /crm/v2/{module}/{id}/Attachments`.
 *
 * Scopes: ZohoCRM.modules.{module}.READ and ZohoCRM.modules.attachments.READ.
 *
 * @example
 * await getAttachments(crm, { module: "Leads", id: "4100000000000688016" });
 */
export async function getAttachments(
  client: ApiClient,
  params: GetAttachmentsParams,
  options?: RequestOptions,
): Promise<AttachmentList> {
  const { module, id, ...query } = checked(getAttachmentsOperation, params);
  const result = await typed<paths>(client).GET("/{module}/{id}/Attachments", {
    ...callInit(getAttachmentsOperation, options),
    params: { path: { module, id }, query },
  });
  return unwrapList(getAttachmentsOperation, result, {
    data: [],
    info: { per_page: 200, count: 0, page: 1, more_records: false },
  });
}

export interface UploadAttachmentParams {
  /** Module, such as `Leads`. Case-sensitive. */
  module: ModuleName;
  /** Id of the record, 18 or 19 digits. */
  id: string;
  /**
   * Absolute URL to attach as a link instead of a file. Send no body with it. The URL must not be attached to the
   * record already.
   */
  attachmentUrl?: string;
  body?: AttachmentUpload;
}

const uploadAttachmentOperation: Operation = {
  id: "uploadAttachment",
  name: "attachments.upload",
  idempotent: false,
  parameters: ["module", "id", "attachmentUrl", "body"],
  path: ["module", "id"],
  module: "module",
  anyOf: ["attachmentUrl", "body"],
  noSlash: true,
  scopes: ["ZohoCRM.modules.{module}.CREATE,ZohoCRM.modules.attachments.CREATE"],
  moduleNames,
  remedies,
};

/**
 * Attach a file or a link to a record: `POST /crm/v2/{module}/{id}/Attachments`.
 *
 * Scopes: ZohoCRM.modules.{module}.CREATE and ZohoCRM.modules.attachments.CREATE.
 *
 * @example
 * await uploadAttachment(crm, { module: "Leads", id: "4100000000000688016", body: { file: { path: "offer.pdf" } } });
 */
export async function uploadAttachment(
  client: ApiClient,
  params: UploadAttachmentParams,
  options?: RequestOptions,
): Promise<MultiStatus> {
  const { module, id, body, ...query } = checked(uploadAttachmentOperation, params);
  const result = await typed<paths>(client).POST("/{module}/{id}/Attachments", {
    ...callInit(uploadAttachmentOperation, options),
    params: { path: { module, id }, query },
    ...defined({ body }),
    bodySerializer: multipartBody,
  });
  return unwrap(uploadAttachmentOperation, result);
}

export interface DeleteAttachmentsParams {
  /** Module, such as `Leads`. Case-sensitive. */
  module: ModuleName;
  /** Id of the record, 18 or 19 digits. */
  id: string;
  /** Ids of the attachments to delete. At most 100 (unverified). */
  ids: readonly string[];
}

const deleteAttachmentsOperation: Operation = {
  id: "deleteAttachments",
  name: "attachments.deleteMany",
  idempotent: true,
  parameters: ["module", "id", "ids"],
  path: ["module", "id"],
  module: "module",
  required: ["ids"],
  noSlash: true,
  scopes: ["ZohoCRM.modules.{module}.DELETE,ZohoCRM.modules.attachments.DELETE"],
  moduleNames,
  remedies,
};

/**
 * Delete several attachments of a record: `DELETE /crm/v2/{module}/{id}/Attachments`.
 *
 * Scopes: ZohoCRM.modules.{module}.DELETE and ZohoCRM.modules.attachments.DELETE.
 *
 * @example
 * await deleteAttachments(crm, { module: "Leads", id: "4100000000000688016", ids: ["4100000000000802163"] });
 */
export async function deleteAttachments(
  client: ApiClient,
  params: DeleteAttachmentsParams,
  options?: RequestOptions,
): Promise<MultiStatus> {
  const { module, id, ...query } = checked(deleteAttachmentsOperation, params);
  const result = await typed<paths>(client).DELETE("/{module}/{id}/Attachments", {
    ...callInit(deleteAttachmentsOperation, options),
    params: { path: { module, id }, query },
  });
  return unwrap(deleteAttachmentsOperation, result);
}

export interface DownloadAttachmentParams {
  /** Module, such as `Leads`. Case-sensitive. */
  module: ModuleName;
  /** Id of the record, 18 or 19 digits. */
  id: string;
  /** Id of the attachment, from the list of attachments. */
  attachmentId: string;
}

const downloadAttachmentOperation: Operation = {
  id: "downloadAttachment",
  name: "attachments.download",
  idempotent: true,
  parameters: ["module", "id", "attachmentId"],
  path: ["module", "id", "attachmentId"],
  module: "module",
  noSlash: true,
  binary: true,
  scopes: ["ZohoCRM.modules.{module}.READ,ZohoCRM.modules.attachments.READ"],
  moduleNames,
  remedies,
};

/**
 * Download an attachment of a record: `GET /crm/v2/{module}/{id}/Attachments/{attachmentId}`.
 *
 * Scopes: ZohoCRM.modules.{module}.READ and ZohoCRM.modules.attachments.READ.
 *
 * @example
 * await downloadAttachment(crm, { module: "Leads", id: "4100000000000688016", attachmentId: "4100000000000802163" });
 */
export async function downloadAttachment(
  client: ApiClient,
  params: DownloadAttachmentParams,
  options?: RequestOptions,
): Promise<Download | undefined> {
  const { module, id, attachmentId } = checked(downloadAttachmentOperation, params);
  const result = await typed<paths>(client).GET("/{module}/{id}/Attachments/{attachmentId}", {
    ...callInit(downloadAttachmentOperation, options),
    params: { path: { module, id, attachmentId } },
  });
  return unwrapOptionalDownload(downloadAttachmentOperation, result);
}

export interface DeleteAttachmentParams {
  /** Module, such as `Leads`. Case-sensitive. */
  module: ModuleName;
  /** Id of the record, 18 or 19 digits. */
  id: string;
  /** Id of the attachment, from the list of attachments. */
  attachmentId: string;
}

const deleteAttachmentOperation: Operation = {
  id: "deleteAttachment",
  name: "attachments.delete",
  idempotent: true,
  parameters: ["module", "id", "attachmentId"],
  path: ["module", "id", "attachmentId"],
  module: "module",
  noSlash: true,
  scopes: ["ZohoCRM.modules.{module}.DELETE,ZohoCRM.modules.attachments.DELETE"],
  moduleNames,
  remedies,
};

/**
 * Delete one attachment of a record: `DELETE /crm/v2/{module}/{id}/Attachments/{attachmentId}`.
 *
 * Scopes: ZohoCRM.modules.{module}.DELETE and ZohoCRM.modules.attachments.DELETE.
 *
 * @example
 * await deleteAttachment(crm, { module: "Leads", id: "4100000000000688016", attachmentId: "4100000000000802163" });
 */
export async function deleteAttachment(
  client: ApiClient,
  params: DeleteAttachmentParams,
  options?: RequestOptions,
): Promise<MultiStatus> {
  const { module, id, attachmentId } = checked(deleteAttachmentOperation, params);
  const result = await typed<paths>(client).DELETE("/{module}/{id}/Attachments/{attachmentId}", {
    ...callInit(deleteAttachmentOperation, options),
    params: { path: { module, id, attachmentId } },
  });
  return unwrap(deleteAttachmentOperation, result);
}
