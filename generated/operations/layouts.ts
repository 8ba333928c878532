// Generated from spec/paths/layouts.yaml. Do not edit: change the description, then run `npm run codegen`.
import {
  type ApiClient,
  type Operation,
  type RequestOptions,
  callInit,
  checked,
  typed,
  unwrapList,
  unwrapOptional,
} from "../../src/core/operation.js";
import { moduleNames, remedies } from "../errors.js";
import type { LayoutAnswer, LayoutList } from "../models.js";
import type { ModuleName } from "../modules.js";
import type { paths } from "../schema.js";

/** The arrangement of a module's fields, including which of them are required. */
export type LayoutsOperations = {
  /**
   * List the layouts of a module.
   *
   * Returns the layouts of a module with their sections and fields, without paging. Costs 1 credit. Resolves to an
   * empty list if the module has none.
   *
   * `GET /crm/v2/settings/layouts`
   */
  list(params: GetLayoutsParams, options?: RequestOptions): Promise<LayoutList>;
  /**
   * Get one layout by its id.
   *
   * Returns one layout of a module with its sections and fields, in an array of one. Costs 1 credit. Resolves to
   * `undefined` if the id is unknown (unverified).
   *
   * `GET /crm/v2/settings/layouts/{id}`
   */
  get(params: GetLayoutParams, options?: RequestOptions): Promise<LayoutAnswer | undefined>;
};

export interface GetLayoutsParams {
  /** API name of the module. */
  module: ModuleName;
}

const getLayoutsOperation: Operation = {
  id: "getLayouts",
  name: "layouts.list",
  idempotent: true,
  parameters: ["module"],
  module: "module",
  required: ["module"],
  scopes: ["ZohoCRM.settings.layouts.READ"],
  moduleNames,
  remedies,
};

/**
 * List the layouts of a module: `GET /crm/v2/settings/layouts`.
 *
 * Scopes: ZohoCRM.settings.layouts.READ.
 *
 * @example
 * await getLayouts(crm, { module: "Leads" });
 */
export async function getLayouts(
  client: ApiClient,
  params: GetLayoutsParams,
  options?: RequestOptions,
): Promise<LayoutList> {
  const result = await typed<paths>(client).GET("/settings/layouts", {
    ...callInit(getLayoutsOperation, options),
    params: { query: checked(getLayoutsOperation, params) },
  });
  return unwrapList(getLayoutsOperation, result, { layouts: [] });
}

export interface GetLayoutParams {
  /** Id of the layout, from the list of layouts. */
  id: string;
  /** API name of the module. */
  module: ModuleName;
}

const getLayoutOperation: Operation = {
  id: "getLayout",
  name: "layouts.get",
  idempotent: true,
  parameters: ["id", "module"],
  path: ["id"],
  module: "module",
  required: ["module"],
  noSlash: true,
  scopes: ["ZohoCRM.settings.layouts.READ"],
  moduleNames,
  remedies,
};

/**
 * Get one layout by its id: `GET /crm/v2/settings/layouts/{id}`.
 *
 * Scopes: ZohoCRM.settings.layouts.READ.
 *
 * @example
 * await getLayout(crm, { id: "4100000000000091055", module: "Leads" });
 */
export async function getLayout(
  client: ApiClient,
  params: GetLayoutParams,
  options?: RequestOptions,
): Promise<LayoutAnswer | undefined> {
  const { id, ...query } = checked(getLayoutOperation, params);
  const result = await typed<paths>(client).GET("/settings/layouts/{id}", {
    ...callInit(getLayoutOperation, options),
    params: { path: { id }, query },
  });
  return unwrapOptional(getLayoutOperation, result);
}
