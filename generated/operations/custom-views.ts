// Generated from spec/paths/custom-views.yaml. Do not edit: change the description, then run `npm run codegen`.
import {
  type ApiClient,
  type Operation,
  type RequestOptions,
  callInit,
  checked,
  typed,
  unwrap,
  unwrapList,
  unwrapOptional,
} from "../../src/core/operation.js";
import { moduleNames, remedies } from "../errors.js";
import type { CustomViewAnswer, CustomViewList, CustomViewOutcomes, CustomViewsBody } from "../models.js";
import type { ModuleName } from "../modules.js";
import type { paths } from "../schema.js";

/** Named filters for the records of a module. */
export type CustomViewsOperations = {
  /**
   * List the custom views of a module.
   *
   * Returns one page of up to 200 custom views of a module. `info` contains the id of the default view. The views
   * come without criteria and columns (unverified). Costs 1 credit. Resolves to an empty list if there are none.
   *
   * `GET /crm/v2/settings/custom_views`
   */
  list(params: GetCustomViewsParams, options?: RequestOptions): Promise<CustomViewList>;
  /**
   * Get one custom view by its id.
   *
   * Returns one custom view of a module with its criteria and columns, in an array of one. Pass its id as `cvid`
   * to list the records of the view. Costs 1 credit. Resolves to `undefined` if the id is unknown (unverified).
   *
   * `GET /crm/v2/settings/custom_views/{id}`
   */
  get(params: GetCustomViewParams, options?: RequestOptions): Promise<CustomViewAnswer | undefined>;
  /**
   * Change the sort order of a custom view.
   *
   * Sets the field and direction by which a custom view sorts its records. Safe to retry. The route and both
   * bodies are known only from an older client, and the results are assumed to be those of record writes
   * (unverified).
   *
   * `PUT /crm/v2/settings/custom_views/{id}`
   */
  update(params: UpdateCustomViewsParams, options?: RequestOptions): Promise<CustomViewOutcomes>;
};

export interface GetCustomViewsParams {
  /** API name of the module. */
  module: ModuleName;
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

const getCustomViewsOperation: Operation = {
  id: "getCustomViews",
  name: "customViews.list",
  idempotent: true,
  parameters: ["module", "page", "per_page"],
  module: "module",
  required: ["module"],
  scopes: ["ZohoCRM.settings.custom_views.READ"],
  moduleNames,
  remedies,
};

/**
 * List the custom views of a module: `GET /crm/v2/settings/custom_views`.
 *
 * Scopes: ZohoCRM.settings.custom_views.READ.
 *
 * @example
 * await getCustomViews(crm, { module: "Leads" });
 */
export async function getCustomViews(
  client: ApiClient,
  params: GetCustomViewsParams,
  options?: RequestOptions,
): Promise<CustomViewList> {
  const result = await typed<paths>(client).GET("/settings/custom_views", {
    ...callInit(getCustomViewsOperation, options),
    params: { query: checked(getCustomViewsOperation, params) },
  });
  return unwrapList(getCustomViewsOperation, result, {
    custom_views: [],
    info: { per_page: 200, count: 0, page: 1, more_records: false },
  });
}

export interface GetCustomViewParams {
  /** Id of the custom view, from the list of custom views. */
  id: string;
  /** API name of the module. */
  module: ModuleName;
}

const getCustomViewOperation: Operation = {
  id: "getCustomView",
  name: "customViews.get",
  idempotent: true,
  parameters: ["id", "module"],
  path: ["id"],
  module: "module",
  required: ["module"],
  noSlash: true,
  scopes: ["ZohoCRM.settings.custom_views.READ"],
  moduleNames,
  remedies,
};

/**
 * Get one custom view by its id: `GET /crm/v2/settings/custom_views/{id}`.
 *
 * Scopes: ZohoCRM.settings.custom_views.READ.
 *
 * @example
 * await getCustomView(crm, { id: "4100000000000087610", module: "Leads" });
 */
export async function getCustomView(
  client: ApiClient,
  params: GetCustomViewParams,
  options?: RequestOptions,
): Promise<CustomViewAnswer | undefined> {
  const { id, ...query } = checked(getCustomViewOperation, params);
  const result = await typed<paths>(client).GET("/settings/custom_views/{id}", {
    ...callInit(getCustomViewOperation, options),
    params: { path: { id }, query },
  });
  return unwrapOptional(getCustomViewOperation, result);
}

export interface UpdateCustomViewsParams {
  /** Id of the custom view, from the list of custom views. */
  id: string;
  /** API name of the module. */
  module: ModuleName;
  body: CustomViewsBody;
}

const updateCustomViewsOperation: Operation = {
  id: "updateCustomViews",
  name: "customViews.update",
  idempotent: true,
  parameters: ["id", "module", "body"],
  path: ["id"],
  module: "module",
  required: ["module", "body"],
  noSlash: true,
  scopes: ["ZohoCRM.settings.custom_views.UPDATE"],
  moduleNames,
  remedies,
};

/**
 * Change the sort order of a custom view: `PUT /crm/v2/settings/custom_views/{id}`.
 *
 * Scopes: ZohoCRM.settings.custom_views.UPDATE.
 *
 * @example
 * await updateCustomViews(crm, {
 *   id: "4100000000000087610",
 *   module: "Leads",
 *   body: { custom_views: [{ sort_by: "Modified_Time", sort_order: "desc" }] },
 * });
 */
export async function updateCustomViews(
  client: ApiClient,
  params: UpdateCustomViewsParams,
  options?: RequestOptions,
): Promise<CustomViewOutcomes> {
  const { id, body, ...query } = checked(updateCustomViewsOperation, params);
  const result = await typed<paths>(client).PUT("/settings/custom_views/{id}", {
    ...callInit(updateCustomViewsOperation, options),
    params: { path: { id }, query },
    body,
  });
  return unwrap(updateCustomViewsOperation, result);
}
