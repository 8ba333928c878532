import { CrmError } from "../core/errors/errors.js";
import { multipartBody } from "../core/request/multipart.js";
import type { EncodedBody, PreparedRequest } from "../core/request/request.js";
import type { LegacyFile, LegacyInput } from "./call.js";
import { encodePath, encodeQuery } from "./encode.js";
import { callName, type OldCall, type RequestFacts } from "./old-calls.js";

/** What a request is built from: its facts, and the name that errors give it. */
export type Route = Pick<OldCall, "group" | "name" | "request">;

/** Milliseconds for the sending of a file; the old client set no limit, and a large one takes its time. */
const UPLOAD_TIMEOUT = 3_600_000;

/**
 * Builds the request of a call.
 * @param user Whose token is used.
 * @throws CrmError `MISSING_PARAMETER` or `INVALID_PATH_VALUE`, naming the call and the member of the input.
 */
export function prepare(route: Route, input: LegacyInput, user: string): PreparedRequest {
  const { request } = route;
  const operation = operationOf(route, input);
  const query = encodeQuery(queryOf(request, input, operation.id));
  const { body, contentType } = bodyOf(request, input);
  return {
    operation,
    path: `${pathOf(request, input, operation.id)}${query && `?${query}`}`,
    method: request.verb,
    headers: headersOf(input, contentType),
    body,
    user,
    options: input.x_file_content ? { timeout: UPLOAD_TIMEOUT } : {},
  };
}

function operationOf(route: Route, input: LegacyInput): PreparedRequest["operation"] {
  return {
    id: callName(route),
    // The old client sent everything once, so only what changes nothing is repeated. A function may change anything.
    idempotent: route.request.verb === "GET" && route.group !== "FUNCTIONS",
    ...((route.request.download || input.download_file) && { binary: true }),
  };
}

function pathOf(request: RequestFacts, input: LegacyInput, call: string): string {
  return request.path.replace(/\/\{(\w+)(\??)\}/g, (_, name: keyof LegacyInput, optional: string) => {
    const value = input[name];
    if (!isFilled(value)) {
      if (optional) return "";
      throw missing(call, name);
    }
    const path = encodePath(String(value));
    if (/(^|\/)(\.|%2e){1,2}(\/|$)/i.test(path)) {
      throw new CrmError(`${call}: input.${name} steps out of the address with "." or ".."`, {
        code: "INVALID_PATH_VALUE",
        operation: call,
        details: { parameter: name },
      });
    }
    return `/${path}`;
  });
}

function queryOf({ moduleInQuery, query }: RequestFacts, { params, module }: LegacyInput, call: string): object {
  const members: Record<string, unknown> = { ...params, ...query };
  if (moduleInQuery && isFilled(module)) members.module = module;
  if (moduleInQuery === "required" && !isFilled(members.module)) throw missing(call, "module");
  return members;
}

function bodyOf(
  { verb }: RequestFacts,
  { body, x_file_content: file }: LegacyInput,
): { body: string | EncodedBody | undefined; contentType?: string } {
  if (verb === "GET" || verb === "DELETE") return { body: undefined };
  if (file) return form({ file: { name: fileNameOf(file), data: file } });
  if (hasLink(body)) return form(body);
  if (!isFilled(body)) return { body: undefined };
  return { body: JSON.stringify(body), contentType: "application/json" };
}

function form(members: object): { body: EncodedBody; contentType: string } {
  const body = multipartBody(members);
  return { body, contentType: body.contentType };
}

/** The service takes a link to attach as a form only. */
const hasLink = (body: unknown): body is object =>
  typeof body === "object" && body !== null && isFilled(Reflect.get(body, "attachmentUrl"));

function fileNameOf({ name, path }: LegacyFile): string {
  const given = isFilled(name) ? name : path;
  const last = isFilled(given) ? String(given).split(/[/\\]/).at(-1) : undefined;
  return last || "file";
}

/** The input's headers, below those that the old client insisted on; the token is added when the request is sent. */
function headersOf({ headers }: LegacyInput, contentType: string | undefined): Record<string, string> {
  const given = Object.entries(headers ?? {})
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => [name.toLowerCase(), String(value)])
    // The body is measured when it is sent; by another number the server would wait for the rest.
    .filter(([name]) => name !== "content-length" && name !== "transfer-encoding");
  return {
    ...(contentType && { "content-type": contentType }),
    ...Object.fromEntries(given),
    // The boundary of a form is known here only.
    ...(contentType?.startsWith("multipart/") && { "content-type": contentType }),
    "user-agent": "Zoho CRM Node SDK",
  };
}

const isFilled = (value: unknown): boolean => value !== undefined && value !== null && value !== "";

const missing = (call: string, name: string): CrmError =>
  new CrmError(`${call}: input.${name} is missing`, {
    code: "MISSING_PARAMETER",
    operation: call,
    details: { parameter: name },
  });
