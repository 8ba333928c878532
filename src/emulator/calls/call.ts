import type { IncomingHttpHeaders } from "node:http";
import { invalidValue, limitExceeded, missingParameter, unreadableBody } from "../http/errors.js";
import { parseJson } from "../http/request.js";
import { limits } from "../limits.js";
import { isObject, splitList } from "../values/values.js";
import type { Match, Route } from "./router.js";

/** The maximum number of rows or ids of one call. */
const MAX_ROWS = limits.records.rowsPerCall;
/** No record is nested this deep, and deeper values could not be serialized again. */
const MAX_DEPTH = 20;

interface Changes {
  readonly path?: ReadonlyMap<string, string>;
  readonly query?: URLSearchParams;
  readonly json?: { readonly value: unknown } | undefined;
}

/** A request together with its operation: what a handler works from. */
export class Call {
  readonly route: Route;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly #path: ReadonlyMap<string, string>;
  readonly #body: Uint8Array<ArrayBuffer>;
  /** The parsed body, once it was read. */
  #json: { readonly value: unknown } | undefined;

  constructor(
    { route, path }: Match,
    query: URLSearchParams,
    headers: IncomingHttpHeaders,
    body: Uint8Array<ArrayBuffer>,
  ) {
    this.route = route;
    this.query = query;
    this.headers = headers;
    this.#path = path;
    this.#body = body;
  }

  /** The same call on a module that its path names implicitly. */
  within(module: string): Call {
    return this.changed({ path: new Map([["module", module]]) });
  }

  /** The same call with other path or query values, or another JSON body. */
  changed({ path, query = this.query, json = this.#json }: Changes): Call {
    const match = { route: this.route, path: new Map([...this.#path, ...(path ?? [])]) };
    const call = new Call(match, query, this.headers, this.#body);
    call.#json = json;
    return call;
  }

  /** The values of the path parameters, by name. */
  get pathValues(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#path);
  }

  /** Whether the path has a parameter. */
  hasPath(name: string): boolean {
    return this.#path.has(name);
  }

  /** The value of a path parameter. The description declares them, so a missing one is a defect in the description. */
  path(name: string): string {
    const value = this.named(name);
    if (value === undefined) throw new Error(`${this.route.id} has no path parameter ${name}`);
    return value;
  }

  /** The value of an optional path parameter. */
  named(name: string): string | undefined {
    return this.#path.get(name);
  }

  /** Whether a body was sent. */
  get hasBody(): boolean {
    return this.size > 0;
  }

  /** The number of bytes sent. */
  get size(): number {
    return this.#body.byteLength;
  }

  /** The body as JSON, of whatever type; `undefined` if it is not JSON. */
  parsed(): unknown {
    this.#json ??= { value: parseJson(this.#body) };
    return this.#json.value;
  }

  /** The body as a JSON object. @throws HttpError 400 if it is not an object. */
  json(): Readonly<Record<string, unknown>> {
    const body = this.parsed();
    if (!isObject(body) || isDeeper(body, MAX_DEPTH)) throw unreadableBody();
    return body;
  }

  /** The number of rows in the body, up to the maximum; 0 if it has none, or is not readable. */
  rowCount(): number {
    const body = this.#body.byteLength > 0 && !this.isForm() ? this.parsed() : undefined;
    return isObject(body) && Array.isArray(body.data) ? Math.min(body.data.length, MAX_ROWS) : 0;
  }

  /** A list in the body: 1 to 100 rows, not validated yet. */
  rows(member = "data"): readonly unknown[] {
    const { [member]: data } = this.json();
    if (!Array.isArray(data) || data.length === 0) throw unreadableBody();
    if (data.length > MAX_ROWS) throw limitExceeded(MAX_ROWS);
    return data;
  }

  /** Whether the body is a form, in either encoding. */
  isForm(): boolean {
    return /^(multipart\/form-data|application\/x-www-form-urlencoded)/i.test(this.headers["content-type"] ?? "");
  }

  /** The body as form fields, in either encoding. @throws HttpError 400 if it is not a form. */
  async form(): Promise<FormData> {
    const headers = { "content-type": this.headers["content-type"] ?? "" };
    try {
      return await new Response(this.#body, { headers }).formData();
    } catch {
      throw unreadableBody();
    }
  }

  /** A comma-separated list of at most 100 values. @throws HttpError 400 if it is missing or too long. */
  list(parameter: string): readonly string[] {
    const values = splitList(this.query.get(parameter));
    if (values.length === 0) throw missingParameter(parameter);
    if (values.length > MAX_ROWS) throw limitExceeded(MAX_ROWS);
    return values;
  }

  /** The time of `If-Modified-Since`, which Zoho accepts in ISO form. @throws HttpError 400 if it is not a time. */
  modifiedSince(): number | undefined {
    const text = this.headers["if-modified-since"];
    if (text === undefined) return undefined;
    const time = Date.parse(text);
    if (Number.isNaN(time)) throw invalidValue({ expected_data_type: "datetime", api_name: "If-Modified-Since" });
    return time;
  }
}

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === "object" &&
  value !== null &&
  (levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1)));
