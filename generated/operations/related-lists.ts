// Generated from spec/paths/related-lists.yaml. Do not edit: change the description, then run `npm run codegen`.
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
import type { RelatedListAnswer, RelatedListList } from "../models.js";
import type { ModuleName } from "../modules.js";
import type { paths } from "../schema.js";

/** The related lists of a module. */
export type RelatedListsOperations = {
  /**
   * List the related lists of a module.
   *
   * Returns the related lists of a module, such as notes or products, with the names to use in paths, without
   * paging. Costs 1 credit. Resolves to an empty list if the module has none.
   *
   * `GET /crm/v2/settings/related_lists`
   */
  list(params: GetRelatedListsParams, options?: RequestOptions): Promise<RelatedListList>;
  /**
   * Get one related list by its id.
   *
   * Returns one related list of a module, in an array of one: its label, its module and the name to use in paths.
   * Costs 1 credit. Resolves to `undefined` if the id is unknown (unverified).
   *
   * `GET /crm/v2/settings/related_lists/{id}`
   */
  get(params: GetRelatedListParams, options?: RequestOptions): Promise<RelatedListAnswer | undefined>;
};

export interface GetRelatedListsParams {
  /** API name of the module. */
  module: ModuleName;
}

const getRelatedListsOperation: Operation = {
  id: "getRelatedLists",
  name: "relatedLists.list",
  idempotent: true,
  parameters: ["module"],
  module: "module",
  required: ["module"],
  scopes: ["ZohoCRM.settings.related_lists.READ"],
  moduleNames,
  remedies,
};

/**
 * List the related lists of a module: `GET /crm/v2/settings/related_lists`.
 *
 * Scopes: ZohoCRM.settings.related_lists.READ.
 *
 * @example
 * await getRelatedLists(crm, { module: "Leads" });
 */
export async function getRelatedLists(
  client: ApiClient,
  params: GetRelatedListsParams,
  options?: RequestOptions,
): Promise<RelatedListList> {
  const result = await typed<paths>(client).GET("/settings/related_lists", {
    ...callInit(getRelatedListsOperation, options),
    params: { query: checked(getRelatedListsOperation, params) },
  });
  return unwrapList(getRelatedListsOperation, result, { related_lists: [] });
}

export interface GetRelatedListParams {
  /** Id of the related list, from the list of related lists. */
  id: string;
  /** API name of the module. */
  module: ModuleName;
}

const getRelatedListOperation: Operation = {
  id: "getRelatedList",
  name: "relatedLists.get",
  idempotent: true,
  parameters: ["id", "module"],
  path: ["id"],
  module: "module",
  required: ["module"],
  noSlash: true,
  scopes: ["ZohoCRM.settings.related_lists.READ"],
  moduleNames,
  remedies,
};

/**
 * Get one related list by its id: `GET /crm/v2/settings/related_lists/{id}`.
 *
 * Scopes: ZohoCRM.settings.related_lists.READ.
 *
 * @example
 * await getRelatedList(crm, { id: "4100000000000002700", module: "Leads" });
 */
export async function getRelatedList(
  client: ApiClient,
  params: GetRelatedListParams,
  options?: RequestOptions,
): Promise<RelatedListAnswer | undefined> {
  const { id, ...query } = checked(getRelatedListOperation, params);
  const result = await typed<paths>(client).GET("/settings/related_lists/{id}", {
    ...callInit(getRelatedListOperation, options),
    params: { path: { id }, query },
  });
  return unwrapOptional(getRelatedListOperation, result);
}
