/**
 * The calls of openapi-fetch's client, typed by a description. In declarations of our own, since a program's compiler
 * would take longer to check the library's than all of this package's.
 */
import type { RequestOptions } from "./operation.js";
import type { HttpResponse } from "./response.js";

/** Calls by path, one for each method of HTTP that a description has. */
export interface RawCalls<Paths> {
  GET: RawCall<Paths, "get">;
  POST: RawCall<Paths, "post">;
  PUT: RawCall<Paths, "put">;
  PATCH: RawCall<Paths, "patch">;
  DELETE: RawCall<Paths, "delete">;
}

/** A call of any path that the description has for this method. */
export type RawCall<Paths, Method extends string> = <
  Path extends { [P in keyof Paths]: Paths[P] extends Record<Method, object> ? P : never }[keyof Paths],
  Form extends keyof RawForms = "json",
>(
  path: Path,
  ...init: RawInit<RawOperation<Paths[Path], Method>, Form>
) => Promise<RawResult<RawOperation<Paths[Path], Method>, Form>>;

/** What the description says of a path under this method. */
export type RawOperation<Item, Method extends string> = Item extends Record<Method, infer Found> ? Found : never;

/** Forms in which an answer is read, and what comes of it; `json` is what the description says. */
export interface RawForms {
  json: unknown;
  text: string;
  blob: Blob;
  arrayBuffer: ArrayBuffer;
  stream: ReadableStream<Uint8Array> | null;
}

/** Options of a raw call: those of every call, and openapi-fetch's own. */
export interface RawOptions<Form> extends RequestOptions {
  /** Form in which the answer is read. @default "json" */
  parseAs?: Form;
  /** Writes the query in the place of the client's way, which joins lists by commas. */
  querySerializer?(query: object): string;
  /** Writes the body in the place of JSON. */
  bodySerializer?(body: unknown): unknown;
}

/** What is sent: left out where nothing in it is required. */
export type RawInit<Op, Form> =
  object extends RawContent<Op>
    ? [init?: RawContent<Op> & RawOptions<Form>]
    : [init: RawContent<Op> & RawOptions<Form>];

/** Parameters by their places, and the body. */
export type RawContent<Op> = (Op extends { parameters: infer Params }
  ? object extends Params
    ? { params?: Params }
    : { params: Params }
  : unknown) &
  (Op extends { requestBody: infer Body }
    ? { body: RawMedia<Body> }
    : Op extends { requestBody?: infer Body }
      ? { body?: RawMedia<Body> }
      : unknown);

/** What is received: `data` where the status is a 2xx, else `error`. */
export type RawResult<Op, Form> =
  | {
      data: Form extends "json" ? RawAnswer<Op, 2> : RawForms[Form & keyof RawForms];
      error?: never;
      response: HttpResponse;
    }
  | { data?: never; error: RawAnswer<Op, 4 | 5 | "default">; response: HttpResponse };

/** The answers whose status begins so. */
export type RawAnswer<Op, Begin extends number | string> = Op extends { responses: infer Answers }
  ? {
      [S in keyof Answers]: S extends number | string
        ? `${S}` extends `${Begin}${string}`
          ? RawMedia<Answers[S]>
          : never
        : never;
    }[keyof Answers]
  : unknown;

/** The content of a body or an answer, in whatever media type; `undefined` where there is none. */
export type RawMedia<T> = T extends { content: infer Media } ? Media[keyof Media] : undefined;
