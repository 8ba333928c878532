/**
 * The seam between generated and hand-written code: the only module of `src` that generated code imports. A generated
 * function splits its parameters, makes the call, and passes the result to one of the functions here.
 */

import { type Download, toDownload } from "./download/download.js";
import { markCeiling } from "./paging/ceiling.js";
import type { Operation, RequestOptions } from "./request/options.js";
import type { RawCalls } from "./request/raw-calls.js";
import { apiError, failureIn } from "./response/api-error.js";
import { readRefusal } from "./response/refusal.js";
import { contentOf, type HttpResponse, unreadable } from "./response/response.js";
import { markSent } from "./response/sent-time.js";

export type { Download } from "./download/download.js";
export type { LimitClause } from "./paging/limit-clause.js";
export type { OfModule } from "./paging/of-module.js";
export type { OfRows } from "./paging/of-rows.js";
export type { FileInput, LocalFile, NamedFile } from "./request/file-source.js";
export { formBody, formStyles } from "./request/form.js";
export { multipartAs, multipartBody } from "./request/multipart.js";
export type { Operation, RequestOptions, RetryOptions } from "./request/options.js";
export { checked } from "./request/parameters/checked.js";
export { headerStyles, withCookies } from "./request/parameters/header.js";
export { pathStyles } from "./request/parameters/path.js";
export { queryStyles } from "./request/parameters/query.js";
export { bodyAs } from "./request/raw-body.js";
export type { RawCalls } from "./request/raw-calls.js";

/** Anything that operations can be called on: the result of `createClient`, whatever groups it has. */
export interface ApiClient {
  /** The openapi-fetch client that makes the calls. */
  readonly raw: object;
}

declare const registry: unique symbol;

/** A client with a mark for the compiler: it says whether the client was created for certain modules, and for which. */
export interface MarkedClient<Mark> extends ApiClient {
  readonly [registry]?: Mark;
}

/**
 * A client of an organization with these modules. Functions infer them from the mark; if the client has none, they take
 * their own default modules.
 */
export interface ClientOf<Modules> extends MarkedClient<{ readonly modules?: Modules }> {}

/** The client's raw calls, typed by one description. */
export const typed = <Paths extends object>(client: ApiClient): RawCalls<Paths> => client.raw as RawCalls<Paths>;

/**
 * The options of a call in the form that passes through openapi-fetch. `parseAs` is not part of the type: an optional member
 * would mean something else in projects without `exactOptionalPropertyTypes`.
 */
export const callInit = (
  operation: Operation,
  options: RequestOptions = {},
): RequestOptions & { operation: Operation } => ({
  ...options,
  ...(operation.accept && { headers: { accept: operation.accept, ...options.headers } }),
  operation,
  ...(operation.binary && { parseAs: "stream" as const }),
});

/** Removes members that are undefined, so that they are not sent as headers. */
export function defined<T extends Record<string, unknown>>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept: Partial<T> = {};
  for (const name in members) {
    const value = members[name];
    // Assigning to `__proto__`, which may be a parameter as well, would set the prototype.
    if (name === "__proto__") Object.defineProperty(kept, name, { value, enumerable: true });
    else if (value !== undefined) kept[name] = value;
  }
  return kept as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** What openapi-fetch resolves to. */
interface CallResult<T> {
  data?: T;
  error?: unknown;
  response: HttpResponse;
}

/** Types the rows of a response by their module or their query. The description cannot express these types, so they are not checked. */
export const ofModule = <Answer>(result: CallResult<unknown>): CallResult<Answer | undefined> =>
  result as CallResult<Answer | undefined>;

/**
 * The JSON of a response.
 * @throws ApiError if the CRM responded with an error; ResponseError if the response cannot be read.
 */
export function unwrap<T>(operation: Operation, result: CallResult<T | undefined>): T {
  const data = dataOf(operation, result);
  if (data === undefined) throw unreadable(operation, result.response.status, result.response.headers, "");
  return data;
}

/**
 * Like {@link unwrap}, but `undefined` if the response is empty and its status, such as 204, allows that.
 * @param allows200 Whether a 200 allows that, too.
 */
export function unwrapOptional<T>(
  operation: Operation,
  result: CallResult<T | undefined>,
  allows200 = false,
): T | undefined {
  return result.response.status === 200 && !allows200 ? unwrap(operation, result) : dataOf(operation, result);
}

/** The text of a response that is neither JSON nor a file. */
export function unwrapText(operation: Operation, result: CallResult<string>): string {
  return dataOf(operation, result) ?? "";
}

/**
 * Like {@link unwrap}, but an empty list of the same shape if Zoho responds with 204 (nothing there) or 304 (nothing new).
 * What a list lacks, such as `info`, is taken from the empty one.
 */
export function unwrapList<T extends object>(operation: Operation, result: CallResult<T | undefined>, empty: T): T {
  const { status, headers } = result.response;
  const list = status === 204 || status === 304 ? empty : completeList(unwrap(operation, result), empty);
  if (!list) {
    const { data } = result;
    if (typeof data === "object" && readRefusal(data)) throw apiError(operation, status, headers, data);
    throw unreadable(operation, status, headers, JSON.stringify(data), undefined, "a list");
  }
  markSent(list, headers);
  return operation.ceiling ? markCeiling(list, { ...operation.ceiling, operation }) : list;
}

/** A list with all members of the empty one; `undefined` if it is not a list, but perhaps an error. */
function completeList<T extends object>(list: T, empty: T): T | undefined {
  if (typeof list !== "object" || list === null || Array.isArray(list)) return undefined;
  for (const name in empty) {
    const value: unknown = list[name];
    if (Array.isArray(empty[name])) {
      if (value === undefined || value === null) {
        if (readRefusal(list)) return undefined;
        list[name] = empty[name];
      } else if (!Array.isArray(value)) return undefined;
    } else if (typeof empty[name] === "object" && (typeof value !== "object" || value === null)) {
      list[name] = empty[name];
    }
  }
  return list;
}

/** For a response without a result: it only must not be an error. */
export function unwrapEmpty(operation: Operation, result: CallResult<unknown>): void {
  dataOf(operation, result);
}

/** The file of a binary response. */
export async function unwrapDownload(operation: Operation, result: CallResult<unknown>): Promise<Download> {
  dataOf(operation, result);
  return toDownload(operation, result.response);
}

/** Like {@link unwrapDownload}, but `undefined` if Zoho responds with 204: there is no such file. */
export async function unwrapOptionalDownload(
  operation: Operation,
  result: CallResult<unknown>,
): Promise<Download | undefined> {
  return result.response.status === 204 ? undefined : unwrapDownload(operation, result);
}

function dataOf<T>(operation: Operation, { data, error, response }: CallResult<T>): T | undefined {
  // The parsed error has rounded long integers, such as the id of a duplicate.
  if (!response.ok)
    throw apiError(operation, response.status, response.headers, contentOf(response) ?? error, response.grantedScope);
  const failure = operation.statusOnly ? undefined : failureIn(data);
  if (failure) throw apiError(operation, response.status, response.headers, failure);
  return data;
}
