// Generated from spec/paths/photos.yaml. Do not edit: change the description, then run `npm run codegen`.
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
import { moduleNames, remedies } from "../errors.js";
import type { PhotoSuccess, PhotoUpload } from "../models.js";
import type { ModuleName } from "../modules.js";
import type { paths } from "../schema.js";

/** The photos of records. */
export type PhotosOperations = {
  /**
   * Download the photo of a record.
   *
   * Returns the bytes of the photo. The file keeps its name. Costs 1 credit. Resolves to `undefined` if the record
   * has no photo.
   *
   * `GET /crm/v2/{module}/{id}/photo`
   */
  download(params: GetPhotoParams, options?: RequestOptions): Promise<Download | undefined>;
  /**
   * Set the photo of a record.
   *
   * Stores a PNG, JPEG, GIF or BMP image as the photo of a record, replacing the existing one. The maximum size is
   * 10 MB (unverified). Only leads, contacts, accounts, products, vendors and records of custom modules can have
   * photos. Safe to retry. Costs 1 credit.
   *
   * `POST /crm/v2/{module}/{id}/photo`
   */
  upload(params: UploadPhotoParams, options?: RequestOptions): Promise<PhotoSuccess>;
  /**
   * Delete the photo of a record.
   *
   * Deletes the photo of a record. The record itself does not change. Safe to retry. Costs 1 credit.
   *
   * `DELETE /crm/v2/{module}/{id}/photo`
   */
  delete(params: DeletePhotoParams, options?: RequestOptions): Promise<PhotoSuccess>;
};

export interface GetPhotoParams {
  /** Module, such as `Leads`. Case-sensitive. */
  module: ModuleName;
  /** Id of the record, 18 or 19 digits. */
  id: string;
}

const getPhotoOperation: Operation = {
  id: "getPhoto",
  name: "photos.download",
  idempotent: true,
  parameters: ["module", "id"],
  path: ["module", "id"],
  module: "module",
  noSlash: true,
  binary: true,
  mediaTypes: ["image/*"],
  scopes: ["ZohoCRM.modules.{module}.READ"],
  moduleNames,
  remedies,
};

/**
 * Download the photo of a record: `GET /crm/v2/{module}/{id}/photo`.
 *
 * Scopes: ZohoCRM.modules.{module}.READ.
 *
 * @example
 * await getPhoto(crm, { module: "Leads", id: "4100000000000688016" });
 */
export async function getPhoto(
  client: ApiClient,
  params: GetPhotoParams,
  options?: RequestOptions,
): Promise<Download | undefined> {
  const { module, id } = checked(getPhotoOperation, params);
  const result = await typed<paths>(client).GET("/{module}/{id}/photo", {
    ...callInit(getPhotoOperation, options),
    params: { path: { module, id } },
  });
  return unwrapOptionalDownload(getPhotoOperation, result);
}

export interface UploadPhotoParams {
  /** Module, such as `Leads`. Case-sensitive. */
  module: ModuleName;
  /** Id of the record, 18 or 19 digits. */
  id: string;
  /** Set to `workflow` to keep the new photo from triggering workflows. */
  restrict_triggers?: "workflow";
  body: PhotoUpload;
}

const uploadPhotoOperation: Operation = {
  id: "uploadPhoto",
  name: "photos.upload",
  idempotent: true,
  parameters: ["module", "id", "restrict_triggers", "body"],
  path: ["module", "id"],
  module: "module",
  required: ["body"],
  noSlash: true,
  scopes: ["ZohoCRM.modules.{module}.CREATE", "ZohoCRM.modules.{module}.WRITE"],
  moduleNames,
  remedies,
};

/**
 * Set the photo of a record: `POST /crm/v2/{module}/{id}/photo`.
 *
 * Scopes: ZohoCRM.modules.{module}.CREATE, or ZohoCRM.modules.{module}.WRITE.
 *
 * @example
 * await uploadPhoto(crm, { module: "Leads", id: "4100000000000688016", body: { file: { path: "photo.gif" } } });
 */
export async function uploadPhoto(
  client: ApiClient,
  params: UploadPhotoParams,
  options?: RequestOptions,
): Promise<PhotoSuccess> {
  const { module, id, body, ...query } = checked(uploadPhotoOperation, params);
  const result = await typed<paths>(client).POST("/{module}/{id}/photo", {
    ...callInit(uploadPhotoOperation, options),
    params: { path: { module, id }, query },
    body,
    bodySerializer: multipartBody,
  });
  return unwrap(uploadPhotoOperation, result);
}

export interface DeletePhotoParams {
  /** Module, such as `Leads`. Case-sensitive. */
  module: ModuleName;
  /** Id of the record, 18 or 19 digits. */
  id: string;
}

const deletePhotoOperation: Operation = {
  id: "deletePhoto",
  name: "photos.delete",
  idempotent: true,
  parameters: ["module", "id"],
  path: ["module", "id"],
  module: "module",
  noSlash: true,
  scopes: ["ZohoCRM.modules.{module}.DELETE"],
  moduleNames,
  remedies,
};

/**
 * Delete the photo of a record: `DELETE /crm/v2/{module}/{id}/photo`.
 *
 * Scopes: ZohoCRM.modules.{module}.DELETE.
 *
 * @example
 * await deletePhoto(crm, { module: "Leads", id: "4100000000000688016" });
 */
export async function deletePhoto(
  client: ApiClient,
  params: DeletePhotoParams,
  options?: RequestOptions,
): Promise<PhotoSuccess> {
  const { module, id } = checked(deletePhotoOperation, params);
  const result = await typed<paths>(client).DELETE("/{module}/{id}/photo", {
    ...callInit(deletePhotoOperation, options),
    params: { path: { module, id } },
  });
  return unwrap(deletePhotoOperation, result);
}
