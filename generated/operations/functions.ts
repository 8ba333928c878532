// Generated from spec/paths/functions.yaml. Do not edit: change the description, then run `npm run codegen`.
import {
  type ApiClient,
  type Operation,
  type RequestOptions,
  callInit,
  checked,
  typed,
  unwrap,
} from "../../src/core/operation.js";
import { remedies } from "../errors.js";
import type { FunctionAnswer, FunctionBody } from "../models.js";
import type { paths } from "../schema.js";

/** Run the organization's own functions. */
export type FunctionsOperations = {
  /**
   * Run a function with arguments in the query.
   *
   * Runs a function and returns its result and log output. Pass arguments in `arguments`, as a JSON string. Zoho
   * also passes any other query parameter and header to the function. Although this is a GET, the function may
   * change data, so do not retry blindly. Scopes as listed (unverified).
   *
   * `GET /crm/v2/functions/{functionName}/actions/execute`
   */
  executeWithParameters(
    params: ExecuteFunctionUsingParametersParams,
    options?: RequestOptions,
  ): Promise<FunctionAnswer>;
  /**
   * Run a function with arguments in the body.
   *
   * Runs a function and returns its result and log output. Pass arguments in the body, or in `arguments`, as a
   * JSON string. Zoho also accepts a file here, as multipart with the field `inputFile`, which this description
   * omits. Do not retry blindly. Scopes as listed (unverified).
   *
   * `POST /crm/v2/functions/{functionName}/actions/execute`
   */
  execute(params: ExecuteFunctionUsingRequestBodyParams, options?: RequestOptions): Promise<FunctionAnswer>;
};

export interface ExecuteFunctionUsingParametersParams {
  /**
   * API name of the function. The function must be enabled for REST calls; otherwise the call fails with
   * `NOT_ACTIVE`.
   */
  functionName: string;
  /** How the call is authorized: by this client's token (`oauth`) or by the function's own key (`apikey`). */
  auth_type: "oauth" | "apikey";
  /** Arguments of the function: a JSON object, serialized as a string. */
  arguments?: string;
}

const executeFunctionUsingParametersOperation: Operation = {
  id: "executeFunctionUsingParameters",
  name: "functions.executeWithParameters",
  idempotent: false,
  parameters: ["functionName", "auth_type", "arguments"],
  path: ["functionName"],
  required: ["auth_type"],
  noSlash: true,
  scopes: ["ZohoCRM.functions.execute.READ", "ZohoCRM.functions.execute.CREATE"],
  remedies,
};

/**
 * Run a function with arguments in the query: `GET /crm/v2/functions/{functionName}/actions/execute`.
 *
 * Scopes: ZohoCRM.functions.execute.READ, or ZohoCRM.functions.execute.CREATE.
 *
 * @example
 * await executeFunctionUsingParameters(crm, { functionName: "calculate_discount", auth_type: "oauth" });
 */
export async function executeFunctionUsingParameters(
  client: ApiClient,
  params: ExecuteFunctionUsingParametersParams,
  options?: RequestOptions,
): Promise<FunctionAnswer> {
  const { functionName, ...query } = checked(executeFunctionUsingParametersOperation, params);
  const result = await typed<paths>(client).GET("/functions/{functionName}/actions/execute", {
    ...callInit(executeFunctionUsingParametersOperation, options),
    params: { path: { functionName }, query },
  });
  return unwrap(executeFunctionUsingParametersOperation, result);
}

export interface ExecuteFunctionUsingRequestBodyParams {
  /**
   * API name of the function. The function must be enabled for REST calls; otherwise the call fails with
   * `NOT_ACTIVE`.
   */
  functionName: string;
  /** How the call is authorized: by this client's token (`oauth`) or by the function's own key (`apikey`). */
  auth_type: "oauth" | "apikey";
  /** Arguments of the function: a JSON object, serialized as a string. */
  arguments?: string;
  body: FunctionBody;
}

const executeFunctionUsingRequestBodyOperation: Operation = {
  id: "executeFunctionUsingRequestBody",
  name: "functions.execute",
  idempotent: false,
  parameters: ["functionName", "auth_type", "arguments", "body"],
  path: ["functionName"],
  required: ["auth_type", "body"],
  noSlash: true,
  scopes: ["ZohoCRM.functions.execute.READ", "ZohoCRM.functions.execute.CREATE"],
  remedies,
};

/**
 * Run a function with arguments in the body: `POST /crm/v2/functions/{functionName}/actions/execute`.
 *
 * Scopes: ZohoCRM.functions.execute.READ, or ZohoCRM.functions.execute.CREATE.
 *
 * @example
 * await executeFunctionUsingRequestBody(crm, {
 *   functionName: "calculate_discount",
 *   auth_type: "oauth",
 *   body: { body: { amount: 5000, currency: "USD" } },
 * });
 */
export async function executeFunctionUsingRequestBody(
  client: ApiClient,
  params: ExecuteFunctionUsingRequestBodyParams,
  options?: RequestOptions,
): Promise<FunctionAnswer> {
  const { functionName, body, ...query } = checked(executeFunctionUsingRequestBodyOperation, params);
  const result = await typed<paths>(client).POST("/functions/{functionName}/actions/execute", {
    ...callInit(executeFunctionUsingRequestBodyOperation, options),
    params: { path: { functionName }, query },
    body,
  });
  return unwrap(executeFunctionUsingRequestBodyOperation, result);
}
