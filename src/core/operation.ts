/**
 * The seam between generated and hand-written code, and the only module of `src` that generated code imports.
 * A generated function splits its parameters, calls, and hands the answer to one of the functions here.
 */

import { type Download, toDownload } from "./download/download.js";
import type { Operation, RequestOptions } from "./request/options.js";
import type { RawCalls } from "./request/raw-calls.js";
import { apiError, failureIn } from "./response/api-error.js";
import { type HttpResponse, unreadable } from "./response/response.js";

export type { Download } from "./download/download.js";
export type { LimitClause } from "./paging/limit-clause.js";
export type { FileInput, LocalFile, NamedFile } from "./request/file-source.js";
export { formBody } from "./request/form.js";
export { multipartBody } from "./request/multipart.js";
export type { Operation, RequestOptions, RetryOptions } from "./request/options.js";
export { queryStyles } from "./request/query.js";
export { bodyAs } from "./request/raw-body.js";
export type { RawCalls } from "./request/raw-calls.js";

/** Anything operations can be called on: what `createClient` gives, whatever groups it has. */
export interface ApiClient {
  /** The openapi-fetch client that the calls go through. */
  readonly raw: object;
}

/** The client's transport, typed by one description. */
export const typed = <Paths extends object>(client: ApiClient): RawCalls<Paths> => client.raw as RawCalls<Paths>;

/**
 * Gives a call's facts and options the form in which they travel through openapi-fetch. How the answer is read is none
 * of the type: its absence would mean another thing in projects without `exactOptionalPropertyTypes`.
 */
export const callInit = (
  operation: Operation,
  options: RequestOptions = {},
): RequestOptions & { operation: Operation } => ({
  ...options,
  operation,
  ...(operation.binary && { parseAs: "stream" as const }),
});

/** Drops members that are undefined, so that an absent header is absent. */
export function defined<T extends Record<string, unknown>>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** What openapi-fetch resolves to. */
interface CallResult<T> {
  data?: T;
  error?: unknown;
  response: HttpResponse;
}

/** Types the records of an answer by their module: the registry's word, which the description cannot check. */
export const ofModule = <Answer>(result: CallResult<unknown>): CallResult<Answer | undefined> =>
  result as CallResult<Answer | undefined>;

/**
 * The answer's JSON.
 * @throws ApiError where the CRM answered with an error; ResponseError where the answer cannot be read.
 */
export function unwrap<T>(operation: Operation, result: CallResult<T | undefined>): T {
  const data = answer(operation, result);
  if (data === undefined) throw unreadable(operation.id, result.response.status, result.response.headers, "");
  return data;
}

/** As {@link unwrap}, with `undefined` where the answer is empty and its status, as 204, allows for it. */
export function unwrapOptional<T>(operation: Operation, result: CallResult<T | undefined>): T | undefined {
  return result.response.status === 200 ? unwrap(operation, result) : answer(operation, result);
}

/** As {@link unwrap}, with an empty list of the same shape where Zoho answers 204. */
export function unwrapList<T>(operation: Operation, result: CallResult<T | undefined>, empty: T): T {
  return result.response.status === 204 ? empty : unwrap(operation, result);
}

/** For an answer that holds nothing; only that it is none of an error counts. */
export function unwrapEmpty(operation: Operation, result: CallResult<unknown>): void {
  answer(operation, result);
}

/** The file of a binary answer. */
export async function unwrapDownload(operation: Operation, result: CallResult<unknown>): Promise<Download> {
  answer(operation, result);
  return toDownload(operation, result.response);
}

/** As {@link unwrapDownload}, with `undefined` where Zoho answers 204: there is no such file. */
export async function unwrapOptionalDownload(
  operation: Operation,
  result: CallResult<unknown>,
): Promise<Download | undefined> {
  return result.response.status === 204 ? undefined : unwrapDownload(operation, result);
}

function answer<T>(operation: Operation, { data, error, response }: CallResult<T>): T | undefined {
  if (!response.ok) throw apiError(operation, response.status, response.headers, error);
  const failure = failureIn(data);
  if (failure) throw apiError(operation, response.status, response.headers, failure);
  return data;
}
