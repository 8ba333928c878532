// Generated from spec/paths/variable-groups.yaml. Do not edit: change the description, then run `npm run codegen`.
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
import { remedies } from "../errors.js";
import type { VariableGroupAnswer, VariableGroupList } from "../models.js";
import type { paths } from "../schema.js";

/** The groups of variables. */
export type VariableGroupsOperations = {
  /**
   * List the variable groups.
   *
   * Returns all variable groups of the organization, without paging. Costs 1 credit. Resolves to an empty list if
   * there are none.
   *
   * `GET /crm/v2/settings/variable_groups`
   */
  list(params?: GetVariableGroupsParams, options?: RequestOptions): Promise<VariableGroupList>;
  /**
   * Get one variable group by id or API name.
   *
   * Returns one variable group, in an array of one. A value of digits only is read as an id. Costs 1 credit.
   * Resolves to `undefined` if the group is unknown.
   *
   * `GET /crm/v2/settings/variable_groups/{group}`
   */
  get(params: GetVariableGroupByIdParams, options?: RequestOptions): Promise<VariableGroupAnswer | undefined>;
};

export type GetVariableGroupsParams = Record<string, never>;

const getVariableGroupsOperation: Operation = {
  id: "getVariableGroups",
  name: "variableGroups.list",
  idempotent: true,
  scopes: ["ZohoCRM.settings.variable_groups.READ"],
  remedies,
};

/**
 * List the variable groups: `GET /crm/v2/settings/variable_groups`.
 *
 * Scopes: ZohoCRM.settings.variable_groups.READ.
 *
 * @example
 * await getVariableGroups(crm);
 */
export async function getVariableGroups(
  client: ApiClient,
  params: GetVariableGroupsParams = {},
  options?: RequestOptions,
): Promise<VariableGroupList> {
  const result = await typed<paths>(client).GET("/settings/variable_groups", {
    ...callInit(getVariableGroupsOperation, options),
  });
  return unwrapList(getVariableGroupsOperation, result, { variable_groups: [] });
}

export interface GetVariableGroupByIdParams {
  /** Id or API name of the group. A value of digits only is read as an id. */
  group: string;
}

const getVariableGroupByIdOperation: Operation = {
  id: "getVariableGroupById",
  name: "variableGroups.get",
  idempotent: true,
  parameters: ["group"],
  path: ["group"],
  noSlash: true,
  scopes: ["ZohoCRM.settings.variable_groups.READ"],
  remedies,
};

/**
 * Get one variable group by id or API name: `GET /crm/v2/settings/variable_groups/{group}`.
 *
 * Scopes: ZohoCRM.settings.variable_groups.READ.
 *
 * @example
 * await getVariableGroupById(crm, { group: "General" });
 */
export async function getVariableGroupById(
  client: ApiClient,
  params: GetVariableGroupByIdParams,
  options?: RequestOptions,
): Promise<VariableGroupAnswer | undefined> {
  const { group } = checked(getVariableGroupByIdOperation, params);
  const result = await typed<paths>(client).GET("/settings/variable_groups/{group}", {
    ...callInit(getVariableGroupByIdOperation, options),
    params: { path: { group } },
  });
  return unwrapOptional(getVariableGroupByIdOperation, result);
}
