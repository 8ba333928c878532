// Generated from spec/paths/sharing.yaml. Do not edit: change the description, then run `npm run codegen`.
import {
  type ApiClient,
  type Operation,
  type RequestOptions,
  callInit,
  checked,
  typed,
  unwrap,
  unwrapList,
} from "../../src/core/operation.js";
import { moduleNames, remedies } from "../errors.js";
import type { RecordShareList, ShareOutcomes, ShareRevocation, SharesBody } from "../models.js";
import type { ModuleName } from "../modules.js";
import type { paths } from "../schema.js";

/** Share records with users who could not see them otherwise. */
export type SharingOperations = {
  /**
   * List the shares of a record.
   *
   * Returns the users with whom a record is shared and the permissions of each. With `view=manage`, also returns
   * the users with whom it could be shared. Costs 1 credit. Resolves to an empty list if the record is not shared.
   *
   * `GET /crm/v2/{module}/{id}/actions/share`
   */
  get(params: GetSharedRecordDetailsParams, options?: RequestOptions): Promise<RecordShareList>;
  /**
   * Share a record with up to 10 users.
   *
   * Lets users view or edit a record that they could not see otherwise. A record can be shared with at most 10
   * users. Fails with `BAD_REQUEST` while an earlier change is still being applied; retry later. Do not retry
   * blindly after a timeout. Rejected entries do not throw: check each `status`.
   *
   * `POST /crm/v2/{module}/{id}/actions/share`
   */
  share(params: ShareRecordParams, options?: RequestOptions): Promise<ShareOutcomes>;
  /**
   * Update the shares of a record.
   *
   * Updates the permissions of up to 10 users with whom a record is shared. Fails with `BAD_REQUEST` while an
   * earlier change is still being applied; retry later. Safe to retry. Rejected entries do not throw: check each
   * `status`.
   *
   * `PUT /crm/v2/{module}/{id}/actions/share`
   */
  update(params: UpdateSharePermissionsParams, options?: RequestOptions): Promise<ShareOutcomes>;
  /**
   * Revoke all shares of a record.
   *
   * Revokes all shares of a record. Users who have access for other reasons keep it. Fails with `BAD_REQUEST`
   * while an earlier change is still being applied; retry later. Safe to retry. Costs 1 credit.
   *
   * `DELETE /crm/v2/{module}/{id}/actions/share`
   */
  revoke(params: RevokeSharedRecordParams, options?: RequestOptions): Promise<ShareRevocation>;
};

export interface GetSharedRecordDetailsParams {
  /** Module, such as `Leads`. Case-sensitive. */
  module: ModuleName;
  /** Id of the record, 18 or 19 digits. */
  id: string;
  /** Id of a user. Returns only what is shared with this user. */
  sharedTo?: string;
  /**
   * What to return: the shares only (`summary`, the default), or also the users with whom the record can be shared
   * (`manage`).
   * @default "summary"
   */
  view?: "summary" | "manage";
}

const getSharedRecordDetailsOperation: Operation = {
  id: "getSharedRecordDetails",
  name: "sharing.get",
  idempotent: true,
  parameters: ["module", "id", "sharedTo", "view"],
  path: ["module", "id"],
  module: "module",
  noSlash: true,
  scopes: ["ZohoCRM.share.{module}.READ"],
  moduleNames,
  remedies,
};

/**
 * List the shares of a record: `GET /crm/v2/{module}/{id}/actions/share`.
 *
 * Scopes: ZohoCRM.share.{module}.READ.
 *
 * @example
 * await getSharedRecordDetails(crm, { module: "Leads", id: "4100000000000688016" });
 */
export async function getSharedRecordDetails(
  client: ApiClient,
  params: GetSharedRecordDetailsParams,
  options?: RequestOptions,
): Promise<RecordShareList> {
  const { module, id, ...query } = checked(getSharedRecordDetailsOperation, params);
  const result = await typed<paths>(client).GET("/{module}/{id}/actions/share", {
    ...callInit(getSharedRecordDetailsOperation, options),
    params: { path: { module, id }, query },
  });
  return unwrapList(getSharedRecordDetailsOperation, result, { share: [] });
}

export interface ShareRecordParams {
  /** Module, such as `Leads`. Case-sensitive. */
  module: ModuleName;
  /** Id of the record, 18 or 19 digits. */
  id: string;
  body: SharesBody;
}

const shareRecordOperation: Operation = {
  id: "shareRecord",
  name: "sharing.share",
  idempotent: false,
  parameters: ["module", "id", "body"],
  path: ["module", "id"],
  module: "module",
  required: ["body"],
  noSlash: true,
  scopes: ["ZohoCRM.share.{module}.CREATE"],
  moduleNames,
  remedies,
};

/**
 * Share a record with up to 10 users: `POST /crm/v2/{module}/{id}/actions/share`.
 *
 * Scopes: ZohoCRM.share.{module}.CREATE.
 *
 * @example
 * await shareRecord(crm, {
 *   module: "Leads",
 *   id: "4100000000000688016",
 *   body: { share: [{ user: { id: "4100000000000201002" }, permission: "read_only", share_related_records: true }] },
 * });
 */
export async function shareRecord(
  client: ApiClient,
  params: ShareRecordParams,
  options?: RequestOptions,
): Promise<ShareOutcomes> {
  const { module, id, body } = checked(shareRecordOperation, params);
  const result = await typed<paths>(client).POST("/{module}/{id}/actions/share", {
    ...callInit(shareRecordOperation, options),
    params: { path: { module, id } },
    body,
  });
  return unwrap(shareRecordOperation, result);
}

export interface UpdateSharePermissionsParams {
  /** Module, such as `Leads`. Case-sensitive. */
  module: ModuleName;
  /** Id of the record, 18 or 19 digits. */
  id: string;
  body: SharesBody;
}

const updateSharePermissionsOperation: Operation = {
  id: "updateSharePermissions",
  name: "sharing.update",
  idempotent: true,
  parameters: ["module", "id", "body"],
  path: ["module", "id"],
  module: "module",
  required: ["body"],
  noSlash: true,
  scopes: ["ZohoCRM.share.{module}.UPDATE"],
  moduleNames,
  remedies,
};

/**
 * Update the shares of a record: `PUT /crm/v2/{module}/{id}/actions/share`.
 *
 * Scopes: ZohoCRM.share.{module}.UPDATE.
 *
 * @example
 * await updateSharePermissions(crm, {
 *   module: "Leads",
 *   id: "4100000000000688016",
 *   body: { share: [{ user: { id: "4100000000000201002" }, permission: "read_write", share_related_records: true }] },
 * });
 */
export async function updateSharePermissions(
  client: ApiClient,
  params: UpdateSharePermissionsParams,
  options?: RequestOptions,
): Promise<ShareOutcomes> {
  const { module, id, body } = checked(updateSharePermissionsOperation, params);
  const result = await typed<paths>(client).PUT("/{module}/{id}/actions/share", {
    ...callInit(updateSharePermissionsOperation, options),
    params: { path: { module, id } },
    body,
  });
  return unwrap(updateSharePermissionsOperation, result);
}

export interface RevokeSharedRecordParams {
  /** Module, such as `Leads`. Case-sensitive. */
  module: ModuleName;
  /** Id of the record, 18 or 19 digits. */
  id: string;
}

const revokeSharedRecordOperation: Operation = {
  id: "revokeSharedRecord",
  name: "sharing.revoke",
  idempotent: true,
  parameters: ["module", "id"],
  path: ["module", "id"],
  module: "module",
  noSlash: true,
  scopes: ["ZohoCRM.share.{module}.DELETE"],
  moduleNames,
  remedies,
};

/**
 * Revoke all shares of a record: `DELETE /crm/v2/{module}/{id}/actions/share`.
 *
 * Scopes: ZohoCRM.share.{module}.DELETE.
 *
 * @example
 * await revokeSharedRecord(crm, { module: "Leads", id: "4100000000000688016" });
 */
export async function revokeSharedRecord(
  client: ApiClient,
  params: RevokeSharedRecordParams,
  options?: RequestOptions,
): Promise<ShareRevocation> {
  const { module, id } = checked(revokeSharedRecordOperation, params);
  const result = await typed<paths>(client).DELETE("/{module}/{id}/actions/share", {
    ...callInit(revokeSharedRecordOperation, options),
    params: { path: { module, id } },
  });
  return unwrap(revokeSharedRecordOperation, result);
}
