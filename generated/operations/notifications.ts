// Generated from spec/paths/notifications.yaml. Do not edit: change the description, then run `npm run codegen`.
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
import { remedies } from "../errors.js";
import type { WatchBody, WatchList, WatchOutcomes, WatchPatchBody } from "../models.js";
import type { paths } from "../schema.js";

/** Subscribe URLs that Zoho calls when records change. */
export type NotificationsOperations = {
  /**
   * List the caller's subscriptions.
   *
   * Returns one page of up to 200 subscribed channels, each with its events, URL and expiry. Costs 1 credit.
   * Resolves to an empty list if there are none.
   *
   * `GET /crm/v2/actions/watch`
   */
  list(params?: GetNotificationDetailsParams, options?: RequestOptions): Promise<WatchList>;
  /**
   * Subscribe a URL to events of modules.
   *
   * Opens up to 100 channels; you choose their numbers. A channel expires after an hour unless you set
   * `channel_expiry`, at most one day ahead. Notes cannot be watched (unverified). Do not retry blindly: an open
   * channel is rejected as a duplicate (unverified). Rejected entries do not throw: check each `status`.
   *
   * `POST /crm/v2/actions/watch`
   */
  enable(params: EnableNotificationsParams, options?: RequestOptions): Promise<WatchOutcomes>;
  /**
   * Replace subscriptions.
   *
   * Replaces all details of up to 100 channels: whatever you leave out is removed. Safe to retry. Costs 1 credit.
   * Rejected entries do not throw: check each `status`.
   *
   * `PUT /crm/v2/actions/watch`
   */
  replace(params: UpdateNotificationsParams, options?: RequestOptions): Promise<WatchOutcomes>;
  /**
   * Update subscriptions, or end some of their events.
   *
   * Updates only the given keys of up to 100 channels. With `_delete_events: true`, it removes the listed events
   * and keeps the others. Safe to retry. A removed event is reported as an error (unverified). Rejected entries do
   * not throw: check each `status`.
   *
   * `PATCH /crm/v2/actions/watch`
   */
  update(params: UpdateNotificationParams, options?: RequestOptions): Promise<WatchOutcomes>;
  /**
   * End subscriptions.
   *
   * Closes the channels listed in `channel_ids` with all their events. Safe to retry: a closed channel is reported
   * as `NOT_SUBSCRIBED`. Costs 1 credit. Rejected entries do not throw: check each `status`.
   *
   * `DELETE /crm/v2/actions/watch`
   */
  disable(params: DisableNotificationsParams, options?: RequestOptions): Promise<WatchOutcomes>;
};

export interface GetNotificationDetailsParams {
  /** Number of a channel. Returns only this channel. */
  channel_id?: string;
  /** API name of a module. Returns only channels that watch this module. */
  module?: string;
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

const getNotificationDetailsOperation: Operation = {
  id: "getNotificationDetails",
  name: "notifications.list",
  idempotent: true,
  parameters: ["channel_id", "module", "page", "per_page"],
  scopes: ["ZohoCRM.notifications.READ"],
  remedies,
};

/**
 * List the caller's subscriptions: `GET /crm/v2/actions/watch`.
 *
 * Scopes: ZohoCRM.notifications.READ.
 *
 * @example
 * await getNotificationDetails(crm, { channel_id: "10000" });
 */
export async function getNotificationDetails(
  client: ApiClient,
  params: GetNotificationDetailsParams = {},
  options?: RequestOptions,
): Promise<WatchList> {
  const result = await typed<paths>(client).GET("/actions/watch", {
    ...callInit(getNotificationDetailsOperation, options),
    params: { query: checked(getNotificationDetailsOperation, params) },
  });
  return unwrapList(getNotificationDetailsOperation, result, {
    watch: [],
    info: { per_page: 200, count: 0, page: 1, more_records: false },
  });
}

export interface EnableNotificationsParams {
  body: WatchBody;
}

const enableNotificationsOperation: Operation = {
  id: "enableNotifications",
  name: "notifications.enable",
  idempotent: false,
  parameters: ["body"],
  required: ["body"],
  scopes: ["ZohoCRM.notifications.CREATE"],
  remedies,
};

/**
 * Subscribe a URL to events of modules: `POST /crm/v2/actions/watch`.
 *
 * Scopes: ZohoCRM.notifications.CREATE.
 *
 * @example
 * await enableNotifications(crm, {
 *   body: {
 *     watch: [
 *       {
 *         channel_id: "10000",
 *         events: ["Deals.create", "Deals.edit"],
 *         channel_expiry: "2026-05-15T10:16:03+03:00",
 *         token: "my-token",
 *         notify_url: "https://example.com/notified",
 *       },
 *     ],
 *   },
 * });
 */
export async function enableNotifications(
  client: ApiClient,
  params: EnableNotificationsParams,
  options?: RequestOptions,
): Promise<WatchOutcomes> {
  const { body } = checked(enableNotificationsOperation, params);
  const result = await typed<paths>(client).POST("/actions/watch", {
    ...callInit(enableNotificationsOperation, options),
    body,
  });
  return unwrap(enableNotificationsOperation, result);
}

export interface UpdateNotificationsParams {
  body: WatchBody;
}

const updateNotificationsOperation: Operation = {
  id: "updateNotifications",
  name: "notifications.replace",
  idempotent: true,
  parameters: ["body"],
  required: ["body"],
  scopes: ["ZohoCRM.notifications.UPDATE", "ZohoCRM.notifications.WRITE"],
  remedies,
};

/**
 * Replace subscriptions: `PUT /crm/v2/actions/watch`.
 *
 * Scopes: ZohoCRM.notifications.UPDATE, or ZohoCRM.notifications.WRITE.
 *
 * @example
 * await updateNotifications(crm, {
 *   body: {
 *     watch: [
 *       {
 *         channel_id: "10000",
 *         events: ["Deals.all"],
 *         channel_expiry: "2026-05-16T10:16:03+03:00",
 *         token: "my-token",
 *         notify_url: "https://example.com/notified",
 *       },
 *     ],
 *   },
 * });
 */
export async function updateNotifications(
  client: ApiClient,
  params: UpdateNotificationsParams,
  options?: RequestOptions,
): Promise<WatchOutcomes> {
  const { body } = checked(updateNotificationsOperation, params);
  const result = await typed<paths>(client).PUT("/actions/watch", {
    ...callInit(updateNotificationsOperation, options),
    body,
  });
  return unwrap(updateNotificationsOperation, result);
}

export interface UpdateNotificationParams {
  body: WatchPatchBody;
}

const updateNotificationOperation: Operation = {
  id: "updateNotification",
  name: "notifications.update",
  idempotent: true,
  parameters: ["body"],
  required: ["body"],
  scopes: ["ZohoCRM.notifications.UPDATE", "ZohoCRM.notifications.WRITE"],
  remedies,
};

/**
 * Update subscriptions, or end some of their events: `PATCH /crm/v2/actions/watch`.
 *
 * Scopes: ZohoCRM.notifications.UPDATE, or ZohoCRM.notifications.WRITE.
 *
 * @example
 * await updateNotification(crm, {
 *   body: { watch: [{ channel_id: "10000", events: ["Deals.edit"], _delete_events: true }] },
 * });
 */
export async function updateNotification(
  client: ApiClient,
  params: UpdateNotificationParams,
  options?: RequestOptions,
): Promise<WatchOutcomes> {
  const { body } = checked(updateNotificationOperation, params);
  const result = await typed<paths>(client).PATCH("/actions/watch", {
    ...callInit(updateNotificationOperation, options),
    body,
  });
  return unwrap(updateNotificationOperation, result);
}

export interface DisableNotificationsParams {
  /** Numbers of the channels to close. Required, although Zoho does not mark it as such (unverified). */
  channel_ids: readonly string[];
}

const disableNotificationsOperation: Operation = {
  id: "disableNotifications",
  name: "notifications.disable",
  idempotent: true,
  parameters: ["channel_ids"],
  required: ["channel_ids"],
  scopes: ["ZohoCRM.notifications.DELETE"],
  remedies,
};

/**
 * End subscriptions: `DELETE /crm/v2/actions/watch`.
 *
 * Scopes: ZohoCRM.notifications.DELETE.
 *
 * @example
 * await disableNotifications(crm, { channel_ids: ["10000"] });
 */
export async function disableNotifications(
  client: ApiClient,
  params: DisableNotificationsParams,
  options?: RequestOptions,
): Promise<WatchOutcomes> {
  const result = await typed<paths>(client).DELETE("/actions/watch", {
    ...callInit(disableNotificationsOperation, options),
    params: { query: checked(disableNotificationsOperation, params) },
  });
  return unwrap(disableNotificationsOperation, result);
}
