// Generated from spec/paths/organization.yaml. Do not edit: change the description, then run `npm run codegen`.
import {
  type ApiClient,
  type Operation,
  type RequestOptions,
  callInit,
  checked,
  multipartBody,
  typed,
  unwrap,
} from "../../src/core/operation.js";
import { remedies } from "../errors.js";
import type { LogoSuccess, LogoUpload, OrganizationAnswer } from "../models.js";
import type { paths } from "../schema.js";

/** The organization itself. */
export type OrganizationOperations = {
  /**
   * Get the organization of the user.
   *
   * Returns the organization of the token with its address, currency, time zone and license, in an array of one.
   * Module scopes alone are not enough and fail with `OAUTH_SCOPE_MISMATCH`. Costs 1 credit.
   *
   * `GET /crm/v2/org`
   */
  get(params?: GetOrganizationParams, options?: RequestOptions): Promise<OrganizationAnswer>;
  /**
   * Set the logo of the organization.
   *
   * Stores an image as the logo of the organization, replacing the existing one. As for record photos, it must be
   * a PNG, JPEG, GIF or BMP of at most 10 MB (unverified). Safe to retry. Costs 1 credit.
   *
   * `POST /crm/v2/org/photo`
   */
  uploadPhoto(params: UploadOrganizationPhotoParams, options?: RequestOptions): Promise<LogoSuccess>;
};

export type GetOrganizationParams = Record<string, never>;

const getOrganizationOperation: Operation = {
  id: "getOrganization",
  name: "organization.get",
  idempotent: true,
  scopes: ["ZohoCRM.org.READ"],
  remedies,
};

/**
 * Get the organization of the user: `GET /crm/v2/org`.
 *
 * Scopes: ZohoCRM.org.READ.
 *
 * @example
 * await getOrganization(crm);
 */
export async function getOrganization(
  client: ApiClient,
  params: GetOrganizationParams = {},
  options?: RequestOptions,
): Promise<OrganizationAnswer> {
  const result = await typed<paths>(client).GET("/org", {
    ...callInit(getOrganizationOperation, options),
  });
  return unwrap(getOrganizationOperation, result);
}

export interface UploadOrganizationPhotoParams {
  body: LogoUpload;
}

const uploadOrganizationPhotoOperation: Operation = {
  id: "uploadOrganizationPhoto",
  name: "organization.uploadPhoto",
  idempotent: true,
  parameters: ["body"],
  required: ["body"],
  scopes: ["ZohoCRM.org.CREATE"],
  remedies,
};

/**
 * Set the logo of the organization: `POST /crm/v2/org/photo`.
 *
 * Scopes: ZohoCRM.org.CREATE.
 *
 * @example
 * await uploadOrganizationPhoto(crm, { body: { file: { path: "logo.gif" } } });
 */
export async function uploadOrganizationPhoto(
  client: ApiClient,
  params: UploadOrganizationPhotoParams,
  options?: RequestOptions,
): Promise<LogoSuccess> {
  const { body } = checked(uploadOrganizationPhotoOperation, params);
  const result = await typed<paths>(client).POST("/org/photo", {
    ...callInit(uploadOrganizationPhotoOperation, options),
    body,
    bodySerializer: multipartBody,
  });
  return unwrap(uploadOrganizationPhotoOperation, result);
}
