/**
 * The calls of openapi-fetch's client, typed by a description. In declarations of our own, since a program's compiler
 * would take longer to check the library's than all of this package's.
 */
import type { HttpResponse } from "../response/response.js";
import type { RequestOptions } from "./options.js";

/** Calls by path, for each method of HTTP. */
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

/** A call of any path that has this method. */
export type RawCall<Paths, Method extends string> = <
  Path extends PathWith<Paths, Method>,
  Form extends keyof RawForms = "json",
>(
  path: Path,
  ...init: Init<Paths[Path][Method & keyof Paths[Path]], Form>
) => Promise<RawResult<Paths[Path][Method & keyof Paths[Path]], Form>>;

/** Options of a raw call: those of every call, and openapi-fetch's own. */
export interface RawOptions<Form> extends RequestOptions {
  /** Form in which the answer is read. @default "json" */
  parseAs?: Form;
  /** Writes the query in the place of the client's way, which joins lists by commas. */
  querySerializer?(query: object): string;
  /** Writes the body in the place of JSON. */
  bodySerializer?(body: unknown): unknown;
}

/** What is received: `data` where the status is a 2xx, else `error`. */
export type RawResult<Op, Form> =
  | { data: Form extends keyof RawForms ? RawForms<Answer<Op, 2>>[Form] : never; error?: never; response: HttpResponse }
  | { data?: never; error: Answer<Op, 4 | 5 | "default">; response: HttpResponse };

/** What an answer is, by the form in which it is read. */
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

// Nothing has to be given where nothing in it is required.
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

// The answers whose status begins so.
type Answer<Op, Begin extends number | string> = Op extends { responses: infer Answers }
  ? {
      [S in keyof Answers]: `${S & (string | number)}` extends `${Begin}${string}` ? Media<Answers[S]> : never;
    }[keyof Answers]
  : unknown;

// Of whatever media type; `undefined` where there is none.
type Media<T> = T extends { content: infer Types } ? Types[keyof Types] : undefined;
