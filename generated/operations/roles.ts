// Generated from spec/paths/roles.yaml. Do not edit: change the description, then run `npm run codegen`.
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
import type { RoleAnswer, RoleList } from "../models.js";
import type { paths } from "../schema.js";

/** The hierarchy of the organization. It determines whose records a user can see. */
export type RolesOperations = {
  /**
   * List the roles.
   *
   * Returns all roles of the organization, each with its parent role, without paging. Costs 1 credit. Resolves to
   * an empty list if there are none.
   *
   * `GET /crm/v2/settings/roles`
   */
  list(params?: GetRolesParams, options?: RequestOptions): Promise<RoleList>;
  /**
   * Get one role by its id.
   *
   * Returns one role of the organization with its parent role, in an array of one. Costs 1 credit. Resolves to
   * `undefined` if the id is unknown (unverified).
   *
   * `GET /crm/v2/settings/roles/{id}`
   */
  get(params: GetRoleParams, options?: RequestOptions): Promise<RoleAnswer | undefined>;
};

export type GetRolesParams = Record<string, never>;

const getRolesOperation: Operation = {
  id: "getRoles",
  name: "roles.list",
  idempotent: true,
  scopes: ["ZohoCRM.settings.roles.READ"],
  remedies,
};

/**
 * List the roles: `GET /crm/v2/settings/roles`.
 *
 * Scopes: ZohoCRM.settings.roles.READ.
 *
 * @example
 * await getRoles(crm);
 */
export async function getRoles(
  client: ApiClient,
  params: GetRolesParams = {},
  options?: RequestOptions,
): Promise<RoleList> {
  const result = await typed<paths>(client).GET("/settings/roles", {
    ...callInit(getRolesOperation, options),
  });
  return unwrapList(getRolesOperation, result, { roles: [] });
}

export interface GetRoleParams {
  /** Id of the role, from the list of roles. */
  id: string;
}

const getRoleOperation: Operation = {
  id: "getRole",
  name: "roles.get",
  idempotent: true,
  parameters: ["id"],
  path: ["id"],
  noSlash: true,
  scopes: ["ZohoCRM.settings.roles.READ"],
  remedies,
};

/**
 * Get one role by its id: `GET /crm/v2/settings/roles/{id}`.
 *
 * Scopes: ZohoCRM.settings.roles.READ.
 *
 * @example
 * await getRole(crm, { id: "4100000000000026005" });
 */
export async function getRole(
  client: ApiClient,
  params: GetRoleParams,
  options?: RequestOptions,
): Promise<RoleAnswer | undefined> {
  const { id } = checked(getRoleOperation, params);
  const result = await typed<paths>(client).GET("/settings/roles/{id}", {
    ...callInit(getRoleOperation, options),
    params: { path: { id } },
  });
  return unwrapOptional(getRoleOperation, result);
}
