// Generated from spec/paths/variables.yaml. Do not edit: change the description, then run `npm run codegen`.
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
import { remedies } from "../errors.js";
import type {
  VariableAnswer,
  VariableChangesBody,
  VariableList,
  VariableOutcomes,
  VariablePatchBody,
  VariablesBody,
} from "../models.js";
import type { paths } from "../schema.js";

/** Named values of the organization. */
export type VariablesOperations = {
  /**
   * List the variables.
   *
   * Returns all variables of the organization, or those of one group, with their values, without paging. Costs 1
   * credit. Resolves to an empty list if there are none.
   *
   * `GET /crm/v2/settings/variables`
   */
  list(params?: GetVariablesParams, options?: RequestOptions): Promise<VariableList>;
  /**
   * Create up to 100 variables.
   *
   * Creates variables in a group and returns their ids. A retry is rejected, because names must be unique.
   * Rejected entries do not throw: check each `status`.
   *
   * `POST /crm/v2/settings/variables`
   */
  create(params: CreateVariablesParams, options?: RequestOptions): Promise<VariableOutcomes>;
  /**
   * Update up to 100 variables.
   *
   * Updates the values, names or descriptions of variables, by id. Safe to retry. Rejected entries do not throw:
   * check each `status`.
   *
   * `PUT /crm/v2/settings/variables`
   */
  updateMany(params: UpdateVariablesParams, options?: RequestOptions): Promise<VariableOutcomes>;
  /**
   * Delete several variables.
   *
   * Deletes the variables listed in `ids`, at most 100. Safe to retry: deleted variables are reported as errors.
   * Rejected entries do not throw: check each `status`.
   *
   * `DELETE /crm/v2/settings/variables`
   */
  deleteMany(params: DeleteVariablesParams, options?: RequestOptions): Promise<VariableOutcomes>;
  /**
   * Get one variable by id or API name.
   *
   * Returns one variable of a group with its value, in an array of one. A value of digits only is read as an id.
   * Costs 1 credit. Resolves to `undefined` if the variable is unknown.
   *
   * `GET /crm/v2/settings/variables/{variable}`
   */
  get(params: GetVariableByIdParams, options?: RequestOptions): Promise<VariableAnswer | undefined>;
  /**
   * Update one variable by id or API name.
   *
   * Updates the value, name or description of one variable. A value of digits only is read as an id. Safe to
   * retry. Costs 1 credit.
   *
   * `PUT /crm/v2/settings/variables/{variable}`
   */
  update(params: UpdateVariableByIdParams, options?: RequestOptions): Promise<VariableOutcomes>;
  /**
   * Delete one variable.
   *
   * Deletes one variable and returns its id. The variable must be identified by its id. Safe to retry: a deleted
   * variable is reported as an invalid id. Costs 1 credit.
   *
   * `DELETE /crm/v2/settings/variables/{variable}`
   */
  delete(params: DeleteVariableParams, options?: RequestOptions): Promise<VariableOutcomes>;
};

export interface GetVariablesParams {
  /** Id or API name of the group whose variables to return. Without it, all variables are returned. */
  group?: string;
}

const getVariablesOperation: Operation = {
  id: "getVariables",
  name: "variables.list",
  idempotent: true,
  parameters: ["group"],
  scopes: ["ZohoCRM.settings.variables.READ"],
  remedies,
};

/**
 * List the variables: `GET /crm/v2/settings/variables`.
 *
 * Scopes: ZohoCRM.settings.variables.READ.
 *
 * @example
 * await getVariables(crm, { group: "General" });
 */
export async function getVariables(
  client: ApiClient,
  params: GetVariablesParams = {},
  options?: RequestOptions,
): Promise<VariableList> {
  const result = await typed<paths>(client).GET("/settings/variables", {
    ...callInit(getVariablesOperation, options),
    params: { query: checked(getVariablesOperation, params) },
  });
  return unwrapList(getVariablesOperation, result, { variables: [] });
}

export interface CreateVariablesParams {
  body: VariablesBody;
}

const createVariablesOperation: Operation = {
  id: "createVariables",
  name: "variables.create",
  idempotent: false,
  parameters: ["body"],
  required: ["body"],
  scopes: ["ZohoCRM.settings.variables.CREATE"],
  remedies,
};

/**
 * Create up to 100 variables: `POST /crm/v2/settings/variables`.
 *
 * Scopes: ZohoCRM.settings.variables.CREATE.
 *
 * @example
 * await createVariables(crm, {
 *   body: {
 *     variables: [
 *       {
 *         name: "Discount limit",
 *         api_name: "Discount_Limit",
 *         type: "integer",
 *         variable_group: { api_name: "General" },
 *         value: 15,
 *       },
 *     ],
 *   },
 * });
 */
export async function createVariables(
  client: ApiClient,
  params: CreateVariablesParams,
  options?: RequestOptions,
): Promise<VariableOutcomes> {
  const { body } = checked(createVariablesOperation, params);
  const result = await typed<paths>(client).POST("/settings/variables", {
    ...callInit(createVariablesOperation, options),
    body,
  });
  return unwrap(createVariablesOperation, result);
}

export interface UpdateVariablesParams {
  body: VariableChangesBody;
}

const updateVariablesOperation: Operation = {
  id: "updateVariables",
  name: "variables.updateMany",
  idempotent: true,
  parameters: ["body"],
  required: ["body"],
  scopes: ["ZohoCRM.settings.variables.UPDATE"],
  remedies,
};

/**
 * Update up to 100 variables: `PUT /crm/v2/settings/variables`.
 *
 * Scopes: ZohoCRM.settings.variables.UPDATE.
 *
 * @example
 * await updateVariables(crm, { body: { variables: [{ id: "4100000000000095201", value: 20 }] } });
 */
export async function updateVariables(
  client: ApiClient,
  params: UpdateVariablesParams,
  options?: RequestOptions,
): Promise<VariableOutcomes> {
  const { body } = checked(updateVariablesOperation, params);
  const result = await typed<paths>(client).PUT("/settings/variables", {
    ...callInit(updateVariablesOperation, options),
    body,
  });
  return unwrap(updateVariablesOperation, result);
}

export interface DeleteVariablesParams {
  /** Ids of the variables to delete. At most 100. */
  ids: readonly string[];
}

const deleteVariablesOperation: Operation = {
  id: "deleteVariables",
  name: "variables.deleteMany",
  idempotent: true,
  parameters: ["ids"],
  required: ["ids"],
  scopes: ["ZohoCRM.settings.variables.DELETE"],
  remedies,
};

/**
 * Delete several variables: `DELETE /crm/v2/settings/variables`.
 *
 * Scopes: ZohoCRM.settings.variables.DELETE.
 *
 * @example
 * await deleteVariables(crm, { ids: ["4100000000000095201"] });
 */
export async function deleteVariables(
  client: ApiClient,
  params: DeleteVariablesParams,
  options?: RequestOptions,
): Promise<VariableOutcomes> {
  const result = await typed<paths>(client).DELETE("/settings/variables", {
    ...callInit(deleteVariablesOperation, options),
    params: { query: checked(deleteVariablesOperation, params) },
  });
  return unwrap(deleteVariablesOperation, result);
}

export interface GetVariableByIdParams {
  /** Id or API name of the variable. A value of digits only is read as an id. */
  variable: string;
  /** Id or API name of the group that contains the variable. */
  group: string;
}

const getVariableByIdOperation: Operation = {
  id: "getVariableById",
  name: "variables.get",
  idempotent: true,
  parameters: ["variable", "group"],
  path: ["variable"],
  required: ["group"],
  noSlash: true,
  scopes: ["ZohoCRM.settings.variables.READ"],
  remedies,
};

/**
 * Get one variable by id or API name: `GET /crm/v2/settings/variables/{variable}`.
 *
 * Scopes: ZohoCRM.settings.variables.READ.
 *
 * @example
 * await getVariableById(crm, { variable: "Discount_Limit", group: "General" });
 */
export async function getVariableById(
  client: ApiClient,
  params: GetVariableByIdParams,
  options?: RequestOptions,
): Promise<VariableAnswer | undefined> {
  const { variable, ...query } = checked(getVariableByIdOperation, params);
  const result = await typed<paths>(client).GET("/settings/variables/{variable}", {
    ...callInit(getVariableByIdOperation, options),
    params: { path: { variable }, query },
  });
  return unwrapOptional(getVariableByIdOperation, result);
}

export interface UpdateVariableByIdParams {
  /** Id or API name of the variable. A value of digits only is read as an id. */
  variable: string;
  body: VariablePatchBody;
}

const updateVariableByIdOperation: Operation = {
  id: "updateVariableById",
  name: "variables.update",
  idempotent: true,
  parameters: ["variable", "body"],
  path: ["variable"],
  required: ["body"],
  noSlash: true,
  scopes: ["ZohoCRM.settings.variables.UPDATE"],
  remedies,
};

/**
 * Update one variable by id or API name: `PUT /crm/v2/settings/variables/{variable}`.
 *
 * Scopes: ZohoCRM.settings.variables.UPDATE.
 *
 * @example
 * await updateVariableById(crm, { variable: "Discount_Limit", body: { variables: [{ value: 20 }] } });
 */
export async function updateVariableById(
  client: ApiClient,
  params: UpdateVariableByIdParams,
  options?: RequestOptions,
): Promise<VariableOutcomes> {
  const { variable, body } = checked(updateVariableByIdOperation, params);
  const result = await typed<paths>(client).PUT("/settings/variables/{variable}", {
    ...callInit(updateVariableByIdOperation, options),
    params: { path: { variable } },
    body,
  });
  return unwrap(updateVariableByIdOperation, result);
}

export interface DeleteVariableParams {
  /** Id of the variable. API names are not accepted here. */
  variable: string;
}

const deleteVariableOperation: Operation = {
  id: "deleteVariable",
  name: "variables.delete",
  idempotent: true,
  parameters: ["variable"],
  path: ["variable"],
  noSlash: true,
  scopes: ["ZohoCRM.settings.variables.DELETE"],
  remedies,
};

/**
 * Delete one variable: `DELETE /crm/v2/settings/variables/{variable}`.
 *
 * Scopes: ZohoCRM.settings.variables.DELETE.
 *
 * @example
 * await deleteVariable(crm, { variable: "4100000000000095201" });
 */
export async function deleteVariable(
  client: ApiClient,
  params: DeleteVariableParams,
  options?: RequestOptions,
): Promise<VariableOutcomes> {
  const { variable } = checked(deleteVariableOperation, params);
  const result = await typed<paths>(client).DELETE("/settings/variables/{variable}", {
    ...callInit(deleteVariableOperation, options),
    params: { path: { variable } },
  });
  return unwrap(deleteVariableOperation, result);
}
