import { CrmError } from "../core/errors/errors.js";
import type { LegacyResponse } from "./call.js";
import type { RequestFacts } from "./old-calls.js";

/** Status, code, message and details of an error response. */
type Refusal = readonly [status: number, code: string, message: string, details?: object];

const WRONG_ADDRESS: Refusal = [
  404,
  "INVALID_URL_PATTERN",
  "Please check if the URL trying to access is a correct one",
];

/** By the missing member of the input. */
const MISSING: Readonly<Record<string, Refusal>> = {
  api_name: WRONG_ADDRESS,
  module: [400, "INVALID_MODULE", "the module name given seems to be invalid"],
  relatedId: [400, "INVALID_DATA", "the related id given seems to be invalid"],
};

const MISSING_IN_QUERY: Refusal = [
  400,
  "REQUIRED_PARAM_MISSING",
  "One of the expected parameter is missing",
  { param: "module" },
];

/**
 * The response of Zoho CRM if the address of a request lacks a part, or has `..` in it. The old client sent such requests, and
 * many programs only look at the response: a rejected promise that they do not catch ends them. The request is not sent,
 * because `..` leads elsewhere.
 * @param error The error of building the request.
 * @returns `undefined` if the error is another one
 */
export function refusalOf(error: unknown, { moduleInQuery }: RequestFacts): LegacyResponse | undefined {
  const found = error instanceof CrmError ? refusal(error, moduleInQuery !== undefined) : undefined;
  if (found === undefined) return undefined;
  const [statusCode, code, message, details = {}] = found;
  return {
    statusCode,
    body: JSON.stringify({ code, details, message, status: "error" }),
    headers: { "content-type": "application/json;charset=UTF-8" },
  };
}

function refusal({ code, details: { parameter } }: CrmError, isQuery: boolean): Refusal | undefined {
  if (code === "INVALID_PATH_VALUE") return WRONG_ADDRESS;
  if (code !== "MISSING_PARAMETER") return undefined;
  return isQuery && parameter === "module" ? MISSING_IN_QUERY : MISSING[String(parameter)];
}
