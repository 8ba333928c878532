// Generated from spec/paths/fields.yaml. Do not edit: change the description, then run `npm run codegen`.
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
import type { FieldAnswer, FieldList } from "../models.js";
import type { ModuleName } from "../modules.js";
import type { paths } from "../schema.js";

/** The fields of a module, with types, limits and picklist values. */
export type FieldsOperations = {
  /**
   * List the fields of a module.
   *
   * Returns the fields of a module with their types, limits and picklist values, without paging. Costs 1 credit.
   * Resolves to an empty list if the module has no fields.
   *
   * `GET /crm/v2/settings/fields`
   */
  list(params: GetFieldsParams, options?: RequestOptions): Promise<FieldList>;
  /**
   * Get one field by its id.
   *
   * Returns one field of a module with its type, limits and picklist values, in an array of one. Costs 1 credit.
   * Resolves to `undefined` if the id is unknown (unverified).
   *
   * `GET /crm/v2/settings/fields/{id}`
   */
  get(params: GetFieldParams, options?: RequestOptions): Promise<FieldAnswer | undefined>;
};

export interface GetFieldsParams {
  /** API name of the module. */
  module: ModuleName;
  /** Fields to list. By default, only used fields; `all` also returns unused fields, `unused` returns only those. */
  type?: "all" | "unused";
}

const getFieldsOperation: Operation = {
  id: "getFields",
  name: "fields.list",
  idempotent: true,
  parameters: ["module", "type"],
  module: "module",
  required: ["module"],
  scopes: ["ZohoCRM.settings.fields.READ"],
  moduleNames,
  remedies,
};

/**
 * List the fields of a module: `GET /crm/v2/settings/fields`.
 *
 * Scopes: ZohoCRM.settings.fields.READ.
 *
 * @example
 * await getFields(crm, { module: "Leads" });
 */
export async function getFields(
  client: ApiClient,
  params: GetFieldsParams,
  options?: RequestOptions,
): Promise<FieldList> {
  const result = await typed<paths>(client).GET("/settings/fields", {
    ...callInit(getFieldsOperation, options),
    params: { query: checked(getFieldsOperation, params) },
  });
  return unwrapList(getFieldsOperation, result, { fields: [] });
}

export interface GetFieldParams {
  /** Id of the field, from the list of fields. */
  id: string;
  /** API name of the module. */
  module: ModuleName;
}

const getFieldOperation: Operation = {
  id: "getField",
  name: "fields.get",
  idempotent: true,
  parameters: ["id", "module"],
  path: ["id"],
  module: "module",
  required: ["module"],
  noSlash: true,
  scopes: ["ZohoCRM.settings.fields.READ"],
  moduleNames,
  remedies,
};

/**
 * Get one field by its id: `GET /crm/v2/settings/fields/{id}`.
 *
 * Scopes: ZohoCRM.settings.fields.READ.
 *
 * @example
 * await getField(crm, { id: "4100000000000002609", module: "Leads" });
 */
export async function getField(
  client: ApiClient,
  params: GetFieldParams,
  options?: RequestOptions,
): Promise<FieldAnswer | undefined> {
  const { id, ...query } = checked(getFieldOperation, params);
  const result = await typed<paths>(client).GET("/settings/fields/{id}", {
    ...callInit(getFieldOperation, options),
    params: { path: { id }, query },
  });
  return unwrapOptional(getFieldOperation, result);
}
