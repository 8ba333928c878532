import createFetchClient, { type Client } from "openapi-fetch";
import { isFormData, isSearchParams } from "../kind.js";
import { jsonBody } from "./json-body.js";
import { multipartBody } from "./multipart.js";
import type { CallOptions, Operation } from "./options.js";
import { checkHeaders, checkSendable } from "./own-headers.js";
import { fillPath } from "./parameters/path.js";
import { queryStyles } from "./parameters/query.js";
import type { EncodedBody, PreparedRequest, Send } from "./request.js";

/** What openapi-fetch passes on: the web's request options, and our own from `callInit`. */
interface CallInit extends CallOptions {
  method: string;
  headers: Headers;
  body?: unknown;
  signal?: AbortSignal | null;
  operation?: Operation;
  user?: string;
}

/** HTTP methods that are safe to repeat, for calls that name no operation of the description. */
const SAFE: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Creates an openapi-fetch client whose requests are plain data and whose responses come from `send`.
 * @param user The user whose token is used, unless a call states another.
 */
export function createRawClient<Paths extends object>(send: Send, user: string): Client<Paths> {
  /** The path of the call that is being prepared, before its values are filled in. openapi-fetch prepares calls at once. */
  let template: string | undefined;

  /** Called with `new`, like the web's `Request`. */
  function CallRequest(path: string, init: CallInit): PreparedRequest {
    const { method } = init;
    const { body, contentType } = encodedBody(init.body);
    // openapi-fetch fills in the path only if there are values; without any, this reports the missing ones.
    if (path.includes("{")) fillPath(path.split("?", 1)[0] ?? "");
    const operation = init.operation ?? { id: `${method} ${path.split("?", 1)[0]}`, idempotent: SAFE.has(method) };
    checkHeaders(operation, init.headers.keys());
    const headers: Record<string, string> = {};
    for (const [name, value] of init.headers) headers[name] = value;
    if (contentType !== undefined) headers["content-type"] = contentType;
    // A plain object with every member, because the layers copy it: copying a class instance, or adding a member to the
    // copy, takes longer than all the rest of this function.
    return {
      operation,
      path,
      template,
      method,
      headers,
      body,
      user: init.user ?? user,
      signal: init.signal ?? undefined,
      options: init,
      deadline: undefined,
      progress: undefined,
      tally: undefined,
      addresses: undefined,
    };
  }

  const client = createFetchClient<Paths>({
    // `send` resolves the address, so a request carries only the part after the server's base.
    baseUrl: "",
    // openapi-fetch passes both through untouched. It reads `method` of the request, and `ok`, `status`, `headers`,
    // `json` and `text` of the response.
    Request: CallRequest as unknown as typeof Request,
    fetch: (request) => send(request as unknown as PreparedRequest) as unknown as Promise<Response>,
    pathSerializer: fillPath,
    querySerializer: queryStyles({}),
    bodySerializer: (body) => (isEncoded(body) ? body : jsonBody(body)),
  });
  const calls = client as unknown as Record<string, Call>;
  for (const method of METHODS) {
    const call = calls[method] as Call;
    calls[method] = (path, init) => {
      try {
        checkSendable(init?.operation ?? { id: `${method} ${path}` }, init?.headers, init?.params?.header);
      } catch (error) {
        return Promise.reject(error);
      }
      template = path;
      try {
        return call(path, init);
      } finally {
        template = undefined;
      }
    };
  }
  return client;
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE"];

/** A call of openapi-fetch's client, with the options that hold headers. */
type Call = (
  path: string,
  init?: { headers?: object; params?: { header?: object }; operation?: Operation },
) => Promise<unknown>;

/** Whether a body is sent as it is, not as JSON. */
const isEncoded = (body: unknown): boolean => typeof body === "string" || isFormData(body) || isSearchParams(body);

function encodedBody(body: unknown): { body: string | EncodedBody | undefined; contentType?: string } {
  if (body === undefined || typeof body === "string") return { body };
  if (isSearchParams(body)) return { body: body.toString(), contentType: "application/x-www-form-urlencoded" };
  const encoded = isFormData(body) ? multipartBody(body) : (body as EncodedBody);
  return { body: encoded, contentType: encoded.contentType };
}
