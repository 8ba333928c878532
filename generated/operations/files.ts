// Generated from spec/paths/files.yaml. Do not edit: change the description, then run `npm run codegen`.
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
  unwrapOptionalDownload,
} from "../../src/core/operation.js";
import { remedies } from "../errors.js";
import type { FileOutcomes, FilesUpload } from "../models.js";
import type { paths } from "../schema.js";

/** Files for the file fields of records. */
export type FilesOperations = {
  /**
   * Download a file by its key.
   *
   * Returns the bytes of a file from an upload or from a file field of a record. The id is the encrypted key found
   * there, not a number. Resolves to `undefined` if the file does not exist.
   *
   * `GET /crm/v2/files`
   */
  download(params: GetFileParams, options?: RequestOptions): Promise<Download | undefined>;
  /**
   * Upload up to 10 files for file fields of records.
   *
   * Stores up to 10 files of at most 20 MB each and returns their keys, in the order of the request. To attach the
   * files to a record, write the keys to one of its file fields. Retrying stores the files again under other keys.
   * Costs 1 credit.
   *
   * `POST /crm/v2/files`
   */
  upload(params: UploadFilesParams, options?: RequestOptions): Promise<FileOutcomes>;
};

export interface GetFileParams {
  /** Encrypted key of the file, from an upload or from a file field of a record. */
  id: string;
}

const getFileOperation: Operation = {
  id: "getFile",
  name: "files.download",
  idempotent: true,
  parameters: ["id"],
  required: ["id"],
  binary: true,
  scopes: ["ZohoCRM.Files.READ"],
  remedies,
};

/**
 * Download a file by its key: `GET /crm/v2/files`.
 *
 * Scopes: ZohoCRM.Files.READ.
 *
 * @example
 * await getFile(crm, { id: "ex0000000000000000000000000000000002" });
 */
export async function getFile(
  client: ApiClient,
  params: GetFileParams,
  options?: RequestOptions,
): Promise<Download | undefined> {
  const result = await typed<paths>(client).GET("/files", {
    ...callInit(getFileOperation, options),
    params: { query: checked(getFileOperation, params) },
  });
  return unwrapOptionalDownload(getFileOperation, result);
}

export interface UploadFilesParams {
  /** Set to `inline` for images that appear inside text. */
  type?: "inline";
  body: FilesUpload;
}

const uploadFilesOperation: Operation = {
  id: "uploadFiles",
  name: "files.upload",
  idempotent: false,
  parameters: ["type", "body"],
  required: ["body"],
  scopes: ["ZohoCRM.Files.CREATE"],
  remedies,
};

/**
 * Upload up to 10 files for file fields of records: `POST /crm/v2/files`.
 *
 * Scopes: ZohoCRM.Files.CREATE.
 *
 * @example
 * await uploadFiles(crm, { body: { file: [{ path: "contract.pdf" }] } });
 */
export async function uploadFiles(
  client: ApiClient,
  params: UploadFilesParams,
  options?: RequestOptions,
): Promise<FileOutcomes> {
  const { body, ...query } = checked(uploadFilesOperation, params);
  const result = await typed<paths>(client).POST("/files", {
    ...callInit(uploadFilesOperation, options),
    params: { query },
    body,
    bodySerializer: multipartBody,
  });
  return unwrap(uploadFilesOperation, result);
}
