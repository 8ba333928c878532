// Generated from spec/paths/modules.yaml. Do not edit: change the description, then run `npm run codegen`.
import {
  type ApiClient,
  type Operation,
  type RequestOptions,
  callInit,
  checked,
  defined,
  typed,
  unwrap,
  unwrapList,
  unwrapOptional,
} from "../../src/core/operation.js";
import { moduleNames, remedies } from "../errors.js";
import type { ModuleAnswer, ModuleList, ModuleOutcomes, ModulePatchBody } from "../models.js";
import type { ModuleName } from "../modules.js";
import type { paths } from "../schema.js";

/** The modules of the organization and their capabilities. */
export type ModulesOperations = {
  /**
   * List the modules.
   *
   * Returns all modules of the organization, standard and custom, without paging. Costs 1 credit. Resolves to an
   * empty list if there are none.
   *
   * `GET /crm/v2/settings/modules`
   */
  list(params?: GetModulesParams, options?: RequestOptions): Promise<ModuleList>;
  /**
   * Get one module by its API name.
   *
   * Returns one module with all its settings, in an array of one. An unknown name fails with `INVALID_MODULE`.
   * Costs 1 credit. Resolves to `undefined` if the module has no settings (unverified).
   *
   * `GET /crm/v2/settings/modules/{module}`
   */
  get(params: GetModuleParams, options?: RequestOptions): Promise<ModuleAnswer | undefined>;
  /**
   * Update the settings of a module by API name or id.
   *
   * Updates the labels, API name or profiles of one module. A value of digits only is read as an id. Zoho
   * documents little for this version. Other keys are ignored (unverified). Safe to retry. Costs 1 credit.
   *
   * `PUT /crm/v2/settings/modules/{module}`
   */
  update(params: UpdateModuleByApiNameParams, options?: RequestOptions): Promise<ModuleOutcomes>;
};

export interface GetModulesParams {
  /** Return only changes since this time, with an offset. Without any, a list is empty; anything else is a 304. */
  ifModifiedSince?: string | Date;
}

const getModulesOperation: Operation = {
  id: "getModules",
  name: "modules.list",
  idempotent: true,
  parameters: ["ifModifiedSince"],
  scopes: ["ZohoCRM.settings.modules.READ"],
  remedies,
};

/**
 * List the modules: `GET /crm/v2/settings/modules`.
 *
 * Scopes: ZohoCRM.settings.modules.READ.
 *
 * @example
 * await getModules(crm, { ifModifiedSince: "2026-05-14T12:54:51+03:00" });
 */
export async function getModules(
  client: ApiClient,
  params: GetModulesParams = {},
  options?: RequestOptions,
): Promise<ModuleList> {
  const { ifModifiedSince } = checked(getModulesOperation, params);
  const result = await typed<paths>(client).GET("/settings/modules", {
    ...callInit(getModulesOperation, options),
    params: { header: defined({ "If-Modified-Since": ifModifiedSince }) },
  });
  return unwrapList(getModulesOperation, result, { modules: [] });
}

export interface GetModuleParams {
  /** Module, such as `Leads`. Case-sensitive. */
  module: ModuleName;
}

const getModuleOperation: Operation = {
  id: "getModule",
  name: "modules.get",
  idempotent: true,
  parameters: ["module"],
  path: ["module"],
  module: "module",
  noSlash: true,
  scopes: ["ZohoCRM.settings.modules.READ"],
  moduleNames,
  remedies,
};

/**
 * Get one module by its API name: `GET /crm/v2/settings/modules/{module}`.
 *
 * Scopes: ZohoCRM.settings.modules.READ.
 *
 * @example
 * await getModule(crm, { module: "Leads" });
 */
export async function getModule(
  client: ApiClient,
  params: GetModuleParams,
  options?: RequestOptions,
): Promise<ModuleAnswer | undefined> {
  const { module } = checked(getModuleOperation, params);
  const result = await typed<paths>(client).GET("/settings/modules/{module}", {
    ...callInit(getModuleOperation, options),
    params: { path: { module } },
  });
  return unwrapOptional(getModuleOperation, result);
}

export interface UpdateModuleByApiNameParams {
  /**
   * API name of the module, such as `Leads`, or its id. A value of digits only is read as an id. Names are
   * case-sensitive.
   */
  module: string;
  body: ModulePatchBody;
}

const updateModuleByApiNameOperation: Operation = {
  id: "updateModuleByApiName",
  name: "modules.update",
  idempotent: true,
  parameters: ["module", "body"],
  path: ["module"],
  required: ["body"],
  noSlash: true,
  scopes: ["ZohoCRM.settings.modules.UPDATE"],
  remedies,
};

/**
 * Update the settings of a module by API name or id: `PUT /crm/v2/settings/modules/{module}`.
 *
 * Scopes: ZohoCRM.settings.modules.UPDATE.
 *
 * @example
 * await updateModuleByApiName(crm, {
 *   module: "Leads",
 *   body: { modules: [{ singular_label: "Prospect", plural_label: "Prospects" }] },
 * });
 */
export async function updateModuleByApiName(
  client: ApiClient,
  params: UpdateModuleByApiNameParams,
  options?: RequestOptions,
): Promise<ModuleOutcomes> {
  const { module, body } = checked(updateModuleByApiNameOperation, params);
  const result = await typed<paths>(client).PUT("/settings/modules/{module}", {
    ...callInit(updateModuleByApiNameOperation, options),
    params: { path: { module } },
    body,
  });
  return unwrap(updateModuleByApiNameOperation, result);
}
