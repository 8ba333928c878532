// Generated from spec/paths/territories.yaml. Do not edit: change the description, then run `npm run codegen`.
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
import type { TerritoryAnswer, TerritoryList } from "../models.js";
import type { paths } from "../schema.js";

/** The territories of the organization and their rules. */
export type TerritoriesOperations = {
  /**
   * List the territories.
   *
   * Returns all territories of the organization with their managers and rules, without paging. Fails with
   * `FEATURE_NOT_SUPPORTED` in editions without territories (unverified). Costs 1 credit. Resolves to an empty
   * list if there are none.
   *
   * `GET /crm/v2/settings/territories`
   */
  list(params?: GetTerritoriesParams, options?: RequestOptions): Promise<TerritoryList>;
  /**
   * Get one territory by its id.
   *
   * Returns one territory of the organization with its manager and its rule, in an array of one. Costs 1 credit.
   * Resolves to `undefined` if the id is unknown.
   *
   * `GET /crm/v2/settings/territories/{id}`
   */
  get(params: GetTerritoryParams, options?: RequestOptions): Promise<TerritoryAnswer | undefined>;
};

export type GetTerritoriesParams = Record<string, never>;

const getTerritoriesOperation: Operation = {
  id: "getTerritories",
  name: "territories.list",
  idempotent: true,
  scopes: ["ZohoCRM.settings.territories.READ"],
  remedies,
};

/**
 * List the territories: `GET /crm/v2/settings/territories`.
 *
 * Scopes: ZohoCRM.settings.territories.READ.
 *
 * @example
 * await getTerritories(crm);
 */
export async function getTerritories(
  client: ApiClient,
  params: GetTerritoriesParams = {},
  options?: RequestOptions,
): Promise<TerritoryList> {
  const result = await typed<paths>(client).GET("/settings/territories", {
    ...callInit(getTerritoriesOperation, options),
  });
  return unwrapList(getTerritoriesOperation, result, { territories: [] });
}

export interface GetTerritoryParams {
  /** Id of the territory, from the list of territories. */
  id: string;
}

const getTerritoryOperation: Operation = {
  id: "getTerritory",
  name: "territories.get",
  idempotent: true,
  parameters: ["id"],
  path: ["id"],
  noSlash: true,
  scopes: ["ZohoCRM.settings.territories.READ"],
  remedies,
};

/**
 * Get one territory by its id: `GET /crm/v2/settings/territories/{id}`.
 *
 * Scopes: ZohoCRM.settings.territories.READ.
 *
 * @example
 * await getTerritory(crm, { id: "4100000000000051357" });
 */
export async function getTerritory(
  client: ApiClient,
  params: GetTerritoryParams,
  options?: RequestOptions,
): Promise<TerritoryAnswer | undefined> {
  const { id } = checked(getTerritoryOperation, params);
  const result = await typed<paths>(client).GET("/settings/territories/{id}", {
    ...callInit(getTerritoryOperation, options),
    params: { path: { id } },
  });
  return unwrapOptional(getTerritoryOperation, result);
}
