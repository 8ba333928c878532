/**
 * The calls of openapi-fetch's client, typed by a description. The declarations are our own, because a compiler takes
 * longer to check those of the library than all of this package.
 */
import type { HttpResponse } from "../response/response.js";
import type { RequestOptions } from "./options.js";

/** The calls of each HTTP method, by path. */
export interface RawCalls<Paths> {
  GET: RawCall<Paths, "get">;
  POST: RawCall<Paths, "post">;
  PUT: RawCall<Paths, "put">;
  PATCH: RawCall<Paths, "patch">;
  DELETE: RawCall<Paths, "delete">;
  OPTIONS: RawCall<Paths, "options">;
  HEAD: RawCall<Paths, "head">;
  TRACE: RawCall<Paths, "trace">;
}

/** A call of any path that has the method. */
export type RawCall<Paths, Method extends string> = <
  Path extends PathWith<Paths, Method>,
  Form extends keyof RawForms = "json",
>(
  path: Path,
  ...init: Init<Paths[Path][Method & keyof Paths[Path]], Form>
) => Promise<RawResult<Paths[Path][Method & keyof Paths[Path]], Form>>;

/** Options of a raw call: those of every call, and those of openapi-fetch. */
export interface RawOptions<Form> extends RequestOptions {
  /** The form in which the response is read. @default "json" */
  parseAs?: Form;
  /** Writes the query. By default, arrays are joined by commas. */
  querySerializer?(query: object): string;
  /** Fills in the path. By default, its values are written plainly. */
  pathSerializer?(path: string, values?: Record<string, unknown>): string;
  /** Writes the body. By default, it becomes JSON. */
  bodySerializer?(body: unknown): unknown;
}

/** The result: `data` if the status is a 2xx, otherwise `error`. */
export type RawResult<Op, Form> =
  | {
      data: Form extends keyof RawForms ? RawForms<ResponseBody<Op, 2>>[Form] : never;
      error?: never;
      response: HttpResponse;
    }
  | { data?: never; error: ResponseBody<Op, 4 | 5 | "default">; response: HttpResponse };

/** The type of a response, by the form in which it is read. */
export interface RawForms<Json = unknown> {
  json: Json;
  text: string;
  blob: Blob;
  arrayBuffer: ArrayBuffer;
  stream: ReadableStream<Uint8Array> | null;
}

type PathWith<Paths, Method extends string> = {
  [Path in keyof Paths]: Paths[Path] extends Record<Method, object> ? Path : never;
}[keyof Paths];

// May be left out if nothing in it is required.
type Init<Op, Form> =
  object extends Content<Op> ? [init?: Content<Op> & RawOptions<Form>] : [init: Content<Op> & RawOptions<Form>];

type Content<Op> = (Op extends { parameters: infer Params }
  ? object extends Params
    ? { params?: Params }
    : { params: Params }
  : unknown) &
  (Op extends { requestBody: infer Body }
    ? { body: Media<Body> }
    : Op extends { requestBody?: infer Body }
      ? { body?: Media<Body> }
      : unknown);

// The responses whose status begins with the given characters.
type ResponseBody<Op, Begin extends number | string> = Op extends { responses: infer Responses }
  ? {
      [S in keyof Responses]: `${S & (string | number)}` extends `${Begin}${string}` ? Media<Responses[S]> : never;
    }[keyof Responses]
  : unknown;

// The content of any media type; `undefined` if there is none.
type Media<T> = T extends { content: infer Types } ? Types[keyof Types] : undefined;
