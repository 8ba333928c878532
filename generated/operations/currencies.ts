// Generated from spec/paths/currencies.yaml. Do not edit: change the description, then run `npm run codegen`.
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
  BaseCurrencyBody,
  BaseCurrencyChangeBody,
  BaseCurrencyOutcome,
  CurrenciesBody,
  CurrencyAnswer,
  CurrencyChangesBody,
  CurrencyList,
  CurrencyOutcomes,
  CurrencyPatchBody,
} from "../models.js";
import type { paths } from "../schema.js";

/** The currencies of the organization. */
export type CurrenciesOperations = {
  /**
   * List the currencies.
   *
   * Returns all currencies of the organization with their formats and exchange rates, without paging. Costs 1
   * credit. Resolves to an empty list if there are none, or if multiple currencies are not enabled.
   *
   * `GET /crm/v2/org/currencies`
   */
  list(params?: GetCurrenciesParams, options?: RequestOptions): Promise<CurrencyList>;
  /**
   * Add up to 10 currencies.
   *
   * Adds currencies and returns their ids. Multiple currencies must be enabled first. A retry is rejected as a
   * duplicate. Rejected entries do not throw: check each `status`.
   *
   * `POST /crm/v2/org/currencies`
   */
  create(params: AddCurrenciesParams, options?: RequestOptions): Promise<CurrencyOutcomes>;
  /**
   * Update up to 10 currencies.
   *
   * Updates the exchange rates, symbols, formats or states of currencies, by id. Safe to retry. Rejected entries
   * do not throw: check each `status`.
   *
   * `PUT /crm/v2/org/currencies`
   */
  updateMany(params: UpdateCurrenciesParams, options?: RequestOptions): Promise<CurrencyOutcomes>;
  /**
   * Get one currency by its id.
   *
   * Returns one currency of the organization with its format and exchange rate, in an array of one. Costs 1
   * credit. Resolves to `undefined` if the id is unknown.
   *
   * `GET /crm/v2/org/currencies/{id}`
   */
  get(params: GetCurrencyParams, options?: RequestOptions): Promise<CurrencyAnswer | undefined>;
  /**
   * Update one currency.
   *
   * Updates the exchange rate, symbol, format or state of one currency. Name and code cannot be changed. Safe to
   * retry. Costs 1 credit.
   *
   * `PUT /crm/v2/org/currencies/{id}`
   */
  update(params: UpdateCurrencyParams, options?: RequestOptions): Promise<CurrencyOutcomes>;
  /**
   * Enable multiple currencies.
   *
   * Enables multiple currencies for the organization and sets the home currency. This cannot be undone
   * (unverified). Safe to retry: if they are already enabled, the call fails with `ALREADY_ENABLED` and changes
   * nothing. Costs 1 credit.
   *
   * `POST /crm/v2/org/currencies/actions/enable`
   */
  enable(params: EnableMultipleCurrenciesParams, options?: RequestOptions): Promise<BaseCurrencyOutcome>;
  /**
   * Update the home currency.
   *
   * Updates the symbol or format of the home currency. Its exchange rate is always 1 (unverified). Safe to retry.
   * Costs 1 credit.
   *
   * `PUT /crm/v2/org/currencies/actions/enable`
   */
  updateBase(params: UpdateBaseCurrencyParams, options?: RequestOptions): Promise<BaseCurrencyOutcome>;
};

export type GetCurrenciesParams = Record<string, never>;

const getCurrenciesOperation: Operation = {
  id: "getCurrencies",
  name: "currencies.list",
  idempotent: true,
  scopes: ["ZohoCRM.settings.currencies.READ"],
  remedies,
};

/**
 * List the currencies: `GET /crm/v2/org/currencies`.
 *
 * Scopes: ZohoCRM.settings.currencies.READ.
 *
 * @example
 * await getCurrencies(crm);
 */
export async function getCurrencies(
  client: ApiClient,
  params: GetCurrenciesParams = {},
  options?: RequestOptions,
): Promise<CurrencyList> {
  const result = await typed<paths>(client).GET("/org/currencies", {
    ...callInit(getCurrenciesOperation, options),
  });
  return unwrapList(getCurrenciesOperation, result, { currencies: [] });
}

export interface AddCurrenciesParams {
  body: CurrenciesBody;
}

const addCurrenciesOperation: Operation = {
  id: "addCurrencies",
  name: "currencies.create",
  idempotent: false,
  parameters: ["body"],
  required: ["body"],
  scopes: ["ZohoCRM.settings.currencies.CREATE"],
  remedies,
};

/**
 * Add up to 10 currencies: `POST /crm/v2/org/currencies`.
 *
 * Scopes: ZohoCRM.settings.currencies.CREATE.
 *
 * @example
 * await addCurrencies(crm, {
 *   body: {
 *     currencies: [
 *       {
 *         name: "Euro - EUR",
 *         iso_code: "EUR",
 *         symbol: "€",
 *         exchange_rate: "0.920000000",
 *         format: { decimal_separator: "Comma", thousand_separator: "Period", decimal_places: "2" },
 *         prefix_symbol: true,
 *       },
 *     ],
 *   },
 * });
 */
export async function addCurrencies(
  client: ApiClient,
  params: AddCurrenciesParams,
  options?: RequestOptions,
): Promise<CurrencyOutcomes> {
  const { body } = checked(addCurrenciesOperation, params);
  const result = await typed<paths>(client).POST("/org/currencies", {
    ...callInit(addCurrenciesOperation, options),
    body,
  });
  return unwrap(addCurrenciesOperation, result);
}

export interface UpdateCurrenciesParams {
  body: CurrencyChangesBody;
}

const updateCurrenciesOperation: Operation = {
  id: "updateCurrencies",
  name: "currencies.updateMany",
  idempotent: true,
  parameters: ["body"],
  required: ["body"],
  scopes: ["ZohoCRM.settings.currencies.UPDATE"],
  remedies,
};

/**
 * Update up to 10 currencies: `PUT /crm/v2/org/currencies`.
 *
 * Scopes: ZohoCRM.settings.currencies.UPDATE.
 *
 * @example
 * await updateCurrencies(crm, { body: { currencies: [{ id: "4100000000000089102", exchange_rate: "0.930000000" }] } });
 */
export async function updateCurrencies(
  client: ApiClient,
  params: UpdateCurrenciesParams,
  options?: RequestOptions,
): Promise<CurrencyOutcomes> {
  const { body } = checked(updateCurrenciesOperation, params);
  const result = await typed<paths>(client).PUT("/org/currencies", {
    ...callInit(updateCurrenciesOperation, options),
    body,
  });
  return unwrap(updateCurrenciesOperation, result);
}

export interface GetCurrencyParams {
  /** Id of the currency, from the list of currencies. */
  id: string;
}

const getCurrencyOperation: Operation = {
  id: "getCurrency",
  name: "currencies.get",
  idempotent: true,
  parameters: ["id"],
  path: ["id"],
  noSlash: true,
  scopes: ["ZohoCRM.settings.currencies.READ"],
  remedies,
};

/**
 * Get one currency by its id: `GET /crm/v2/org/currencies/{id}`.
 *
 * Scopes: ZohoCRM.settings.currencies.READ.
 *
 * @example
 * await getCurrency(crm, { id: "4100000000000089102" });
 */
export async function getCurrency(
  client: ApiClient,
  params: GetCurrencyParams,
  options?: RequestOptions,
): Promise<CurrencyAnswer | undefined> {
  const { id } = checked(getCurrencyOperation, params);
  const result = await typed<paths>(client).GET("/org/currencies/{id}", {
    ...callInit(getCurrencyOperation, options),
    params: { path: { id } },
  });
  return unwrapOptional(getCurrencyOperation, result);
}

export interface UpdateCurrencyParams {
  /** Id of the currency, from the list of currencies. */
  id: string;
  body: CurrencyPatchBody;
}

const updateCurrencyOperation: Operation = {
  id: "updateCurrency",
  name: "currencies.update",
  idempotent: true,
  parameters: ["id", "body"],
  path: ["id"],
  required: ["body"],
  noSlash: true,
  scopes: ["ZohoCRM.settings.currencies.UPDATE"],
  remedies,
};

/**
 * Update one currency: `PUT /crm/v2/org/currencies/{id}`.
 *
 * Scopes: ZohoCRM.settings.currencies.UPDATE.
 *
 * @example
 * await updateCurrency(crm, { id: "4100000000000089102", body: { currencies: [{ exchange_rate: "0.930000000" }] } });
 */
export async function updateCurrency(
  client: ApiClient,
  params: UpdateCurrencyParams,
  options?: RequestOptions,
): Promise<CurrencyOutcomes> {
  const { id, body } = checked(updateCurrencyOperation, params);
  const result = await typed<paths>(client).PUT("/org/currencies/{id}", {
    ...callInit(updateCurrencyOperation, options),
    params: { path: { id } },
    body,
  });
  return unwrap(updateCurrencyOperation, result);
}

export interface EnableMultipleCurrenciesParams {
  body: BaseCurrencyBody;
}

const enableMultipleCurrenciesOperation: Operation = {
  id: "enableMultipleCurrencies",
  name: "currencies.enable",
  idempotent: true,
  parameters: ["body"],
  required: ["body"],
  scopes: ["ZohoCRM.settings.currencies.CREATE"],
  remedies,
};

/**
 * Enable multiple currencies: `POST /crm/v2/org/currencies/actions/enable`.
 *
 * Scopes: ZohoCRM.settings.currencies.CREATE.
 *
 * @example
 * await enableMultipleCurrencies(crm, {
 *   body: {
 *     base_currency: {
 *       name: "US Dollar - USD",
 *       iso_code: "USD",
 *       symbol: "$",
 *       exchange_rate: "1.000000000",
 *       format: { decimal_separator: "Period", thousand_separator: "Comma", decimal_places: "2" },
 *       prefix_symbol: true,
 *     },
 *   },
 * });
 */
export async function enableMultipleCurrencies(
  client: ApiClient,
  params: EnableMultipleCurrenciesParams,
  options?: RequestOptions,
): Promise<BaseCurrencyOutcome> {
  const { body } = checked(enableMultipleCurrenciesOperation, params);
  const result = await typed<paths>(client).POST("/org/currencies/actions/enable", {
    ...callInit(enableMultipleCurrenciesOperation, options),
    body,
  });
  return unwrap(enableMultipleCurrenciesOperation, result);
}

export interface UpdateBaseCurrencyParams {
  body: BaseCurrencyChangeBody;
}

const updateBaseCurrencyOperation: Operation = {
  id: "updateBaseCurrency",
  name: "currencies.updateBase",
  idempotent: true,
  parameters: ["body"],
  required: ["body"],
  scopes: ["ZohoCRM.settings.currencies.UPDATE"],
  remedies,
};

/**
 * Update the home currency: `PUT /crm/v2/org/currencies/actions/enable`.
 *
 * Scopes: ZohoCRM.settings.currencies.UPDATE.
 *
 * @example
 * await updateBaseCurrency(crm, {
 *   body: {
 *     base_currency: {
 *       id: "4100000000000089101",
 *       symbol: "US$",
 *       format: { decimal_separator: "Period", thousand_separator: "Comma", decimal_places: "2" },
 *     },
 *   },
 * });
 */
export async function updateBaseCurrency(
  client: ApiClient,
  params: UpdateBaseCurrencyParams,
  options?: RequestOptions,
): Promise<BaseCurrencyOutcome> {
  const { body } = checked(updateBaseCurrencyOperation, params);
  const result = await typed<paths>(client).PUT("/org/currencies/actions/enable", {
    ...callInit(updateBaseCurrencyOperation, options),
    body,
  });
  return unwrap(updateBaseCurrencyOperation, result);
}
