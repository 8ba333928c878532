// Generated from spec/paths/taxes.yaml. Do not edit: change the description, then run `npm run codegen`.
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
import type { TaxAnswer, TaxChangesBody, TaxList, TaxOutcomes, TaxesBody } from "../models.js";
import type { paths } from "../schema.js";

/** The taxes for products and line items. */
export type TaxesOperations = {
  /**
   * List the taxes of the organization.
   *
   * Returns all taxes of the organization and how they are applied, without paging. Costs 1 credit. Scopes as
   * listed (unverified). Resolves to an empty list if there are none.
   *
   * `GET /crm/v2/org/taxes`
   */
  list(params?: GetTaxesParams, options?: RequestOptions): Promise<TaxList>;
  /**
   * Create up to 100 taxes.
   *
   * Creates taxes and returns their ids. Do not retry blindly: the taxes may be created twice. Scopes as listed
   * (unverified). Rejected entries do not throw: check each `status`.
   *
   * `POST /crm/v2/org/taxes`
   */
  create(params: CreateTaxesParams, options?: RequestOptions): Promise<TaxOutcomes>;
  /**
   * Update up to 100 taxes.
   *
   * Updates the names, rates or positions of taxes, by id. Safe to retry. Scopes as listed (unverified). Rejected
   * entries do not throw: check each `status`.
   *
   * `PUT /crm/v2/org/taxes`
   */
  updateMany(params: UpdateTaxesParams, options?: RequestOptions): Promise<TaxOutcomes>;
  /**
   * Delete several taxes.
   *
   * Deletes the taxes listed in `ids`, at most 100. Safe to retry: deleted taxes are reported as errors. Scopes as
   * listed (unverified). Rejected entries do not throw: check each `status`.
   *
   * `DELETE /crm/v2/org/taxes`
   */
  deleteMany(params: DeleteTaxesParams, options?: RequestOptions): Promise<TaxOutcomes>;
  /**
   * Get one tax by its id.
   *
   * Returns one tax of the organization with its rate, in an array of one. Costs 1 credit. Scopes as listed
   * (unverified). Resolves to `undefined` if the id is unknown.
   *
   * `GET /crm/v2/org/taxes/{id}`
   */
  get(params: GetTaxParams, options?: RequestOptions): Promise<TaxAnswer | undefined>;
  /**
   * Delete one tax.
   *
   * Deletes one tax and returns its id. Safe to retry: a deleted tax is reported as an invalid id. Costs 1 credit.
   * Scopes as listed (unverified).
   *
   * `DELETE /crm/v2/org/taxes/{id}`
   */
  delete(params: DeleteTaxParams, options?: RequestOptions): Promise<TaxOutcomes>;
};

export type GetTaxesParams = Record<string, never>;

const getTaxesOperation: Operation = {
  id: "getTaxes",
  name: "taxes.list",
  idempotent: true,
  scopes: ["ZohoCRM.settings.taxes.READ"],
  remedies,
};

/**
 * List the taxes of the organization: `GET /crm/v2/org/taxes`.
 *
 * Scopes: ZohoCRM.settings.taxes.READ.
 *
 * @example
 * await getTaxes(crm);
 */
export async function getTaxes(
  client: ApiClient,
  params: GetTaxesParams = {},
  options?: RequestOptions,
): Promise<TaxList> {
  const result = await typed<paths>(client).GET("/org/taxes", {
    ...callInit(getTaxesOperation, options),
  });
  return unwrapList(getTaxesOperation, result, { taxes: [] });
}

export interface CreateTaxesParams {
  body: TaxesBody;
}

const createTaxesOperation: Operation = {
  id: "createTaxes",
  name: "taxes.create",
  idempotent: false,
  parameters: ["body"],
  required: ["body"],
  scopes: ["ZohoCRM.settings.taxes.CREATE"],
  remedies,
};

/**
 * Create up to 100 taxes: `POST /crm/v2/org/taxes`.
 *
 * Scopes: ZohoCRM.settings.taxes.CREATE.
 *
 * @example
 * await createTaxes(crm, { body: { taxes: [{ name: "Sales tax", value: 8.5 }] } });
 */
export async function createTaxes(
  client: ApiClient,
  params: CreateTaxesParams,
  options?: RequestOptions,
): Promise<TaxOutcomes> {
  const { body } = checked(createTaxesOperation, params);
  const result = await typed<paths>(client).POST("/org/taxes", {
    ...callInit(createTaxesOperation, options),
    body,
  });
  return unwrap(createTaxesOperation, result);
}

export interface UpdateTaxesParams {
  body: TaxChangesBody;
}

const updateTaxesOperation: Operation = {
  id: "updateTaxes",
  name: "taxes.updateMany",
  idempotent: true,
  parameters: ["body"],
  required: ["body"],
  scopes: ["ZohoCRM.settings.taxes.UPDATE"],
  remedies,
};

/**
 * Update up to 100 taxes: `PUT /crm/v2/org/taxes`.
 *
 * Scopes: ZohoCRM.settings.taxes.UPDATE.
 *
 * @example
 * await updateTaxes(crm, { body: { taxes: [{ id: "4100000000000086101", value: 9 }] } });
 */
export async function updateTaxes(
  client: ApiClient,
  params: UpdateTaxesParams,
  options?: RequestOptions,
): Promise<TaxOutcomes> {
  const { body } = checked(updateTaxesOperation, params);
  const result = await typed<paths>(client).PUT("/org/taxes", {
    ...callInit(updateTaxesOperation, options),
    body,
  });
  return unwrap(updateTaxesOperation, result);
}

export interface DeleteTaxesParams {
  /** Ids of the taxes to delete. At most 100. */
  ids: readonly string[];
}

const deleteTaxesOperation: Operation = {
  id: "deleteTaxes",
  name: "taxes.deleteMany",
  idempotent: true,
  parameters: ["ids"],
  required: ["ids"],
  scopes: ["ZohoCRM.settings.taxes.DELETE"],
  remedies,
};

/**
 * Delete several taxes: `DELETE /crm/v2/org/taxes`.
 *
 * Scopes: ZohoCRM.settings.taxes.DELETE.
 *
 * @example
 * await deleteTaxes(crm, { ids: ["4100000000000086101"] });
 */
export async function deleteTaxes(
  client: ApiClient,
  params: DeleteTaxesParams,
  options?: RequestOptions,
): Promise<TaxOutcomes> {
  const result = await typed<paths>(client).DELETE("/org/taxes", {
    ...callInit(deleteTaxesOperation, options),
    params: { query: checked(deleteTaxesOperation, params) },
  });
  return unwrap(deleteTaxesOperation, result);
}

export interface GetTaxParams {
  /** Id of the tax, from the list of taxes. */
  id: string;
}

const getTaxOperation: Operation = {
  id: "getTax",
  name: "taxes.get",
  idempotent: true,
  parameters: ["id"],
  path: ["id"],
  noSlash: true,
  scopes: ["ZohoCRM.settings.taxes.READ"],
  remedies,
};

/**
 * Get one tax by its id: `GET /crm/v2/org/taxes/{id}`.
 *
 * Scopes: ZohoCRM.settings.taxes.READ.
 *
 * @example
 * await getTax(crm, { id: "4100000000000086101" });
 */
export async function getTax(
  client: ApiClient,
  params: GetTaxParams,
  options?: RequestOptions,
): Promise<TaxAnswer | undefined> {
  const { id } = checked(getTaxOperation, params);
  const result = await typed<paths>(client).GET("/org/taxes/{id}", {
    ...callInit(getTaxOperation, options),
    params: { path: { id } },
  });
  return unwrapOptional(getTaxOperation, result);
}

export interface DeleteTaxParams {
  /** Id of the tax, from the list of taxes. */
  id: string;
}

const deleteTaxOperation: Operation = {
  id: "deleteTax",
  name: "taxes.delete",
  idempotent: true,
  parameters: ["id"],
  path: ["id"],
  noSlash: true,
  scopes: ["ZohoCRM.settings.taxes.DELETE"],
  remedies,
};

/**
 * Delete one tax: `DELETE /crm/v2/org/taxes/{id}`.
 *
 * Scopes: ZohoCRM.settings.taxes.DELETE.
 *
 * @example
 * await deleteTax(crm, { id: "4100000000000086101" });
 */
export async function deleteTax(
  client: ApiClient,
  params: DeleteTaxParams,
  options?: RequestOptions,
): Promise<TaxOutcomes> {
  const { id } = checked(deleteTaxOperation, params);
  const result = await typed<paths>(client).DELETE("/org/taxes/{id}", {
    ...callInit(deleteTaxOperation, options),
    params: { path: { id } },
  });
  return unwrap(deleteTaxOperation, result);
}
