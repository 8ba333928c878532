import createFetchClient, { type Client } from "openapi-fetch";
import { CrmError } from "../errors/errors.js";
import { multipartBody } from "./multipart.js";
import type { CallOptions, Operation } from "./options.js";
import { fillPath } from "./path.js";
import { queryStyles } from "./query.js";
import type { EncodedBody, PreparedRequest, Send } from "./request.js";

/** What arrives from a call: the web's request options, and ours of `callInit`. */
interface CallInit extends CallOptions {
  method: string;
  headers: Headers;
  body?: unknown;
  signal?: AbortSignal | null;
  operation?: Operation;
  user?: string;
}

/** Operations of HTTP that do no harm when repeated, for calls that name none of the description. */
const SAFE: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * An openapi-fetch client whose requests are plain data and whose answers come from `send`.
 * @param user Whose token is used where a call does not say.
 */
export function createRawClient<Paths extends object>(send: Send, user: string): Client<Paths> {
  class CallRequest implements PreparedRequest {
    readonly operation: Operation;
    readonly path: string;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | EncodedBody | undefined;
    readonly user: string;
    readonly signal: AbortSignal | undefined;
    readonly options: CallOptions;

    constructor(path: string, init: CallInit) {
      const { method } = init;
      const { body, contentType } = encodedBody(init.body);
      // openapi-fetch fills the path only where there are values; without any, every name in it is missing.
      if (path.includes("{")) fillPath(path.split("?", 1)[0] ?? "");
      this.path = path;
      this.method = method;
      this.headers = { ...Object.fromEntries(init.headers), ...(contentType && { "content-type": contentType }) };
      this.body = body;
      this.user = init.user ?? user;
      this.operation = init.operation ?? { id: `${method} ${path.split("?", 1)[0]}`, idempotent: SAFE.has(method) };
      this.signal = init.signal ?? undefined;
      this.options = init;
    }
  }

  return createFetchClient<Paths>({
    // The address is resolved by `send`, so a request carries only what follows the server's base.
    baseUrl: "",
    // openapi-fetch passes both through untouched; it reads `method` of the one and `ok`, `status`, `headers`, `json`
    // and `text` of the other.
    Request: CallRequest as unknown as typeof Request,
    fetch: (request) => send(request as unknown as PreparedRequest) as unknown as Promise<Response>,
    pathSerializer: fillPath,
    querySerializer: queryStyles({}),
    bodySerializer: (body) => (isWritten(body) ? body : json(body)),
  });
}

/** Bytes have no form in JSON: their content would be lost without a word. */
function json(body: unknown): string {
  if (
    body instanceof Blob ||
    body instanceof ReadableStream ||
    body instanceof ArrayBuffer ||
    ArrayBuffer.isView(body)
  ) {
    throw new CrmError("the body is binary: put it into FormData, as a file", { code: "INVALID_BODY" });
  }
  return JSON.stringify(body);
}

/** Bodies that are not to become JSON. */
const isWritten = (body: unknown): boolean =>
  typeof body === "string" || body instanceof FormData || body instanceof URLSearchParams;

function encodedBody(body: unknown): { body: string | EncodedBody | undefined; contentType?: string } {
  if (body === undefined || typeof body === "string") return { body };
  if (body instanceof URLSearchParams)
    return { body: body.toString(), contentType: "application/x-www-form-urlencoded" };
  const encoded = body instanceof FormData ? multipartBody(body) : (body as EncodedBody);
  return { body: encoded, contentType: encoded.contentType };
}
