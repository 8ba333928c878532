import { CrmError } from "../core/errors/errors.js";
import { multipartBody } from "../core/request/multipart.js";
import { isOwnHeader } from "../core/request/own-headers.js";
import type { EncodedBody, PreparedRequest } from "../core/request/request.js";
import type { LegacyInput } from "./call.js";
import { formFile } from "./file.js";
import { callName, type OldCall, type RequestFacts } from "./old-calls.js";

/** The facts that a request is built from, and the call's name for errors. */
export type Route = Pick<OldCall, "group" | "name" | "request">;

/** Milliseconds to upload a file. The old client had no limit, and a large file takes long. */
const UPLOAD_TIMEOUT = 3_600_000;

/**
 * Builds the request of a call.
 * @param user The user whose token the request carries.
 * @throws CrmError `MISSING_PARAMETER`, `INVALID_PATH_VALUE` or `INVALID_FILE`; it names the call and the member of the
 *   input.
 */
export function prepare(route: Route, input: LegacyInput, user: string): PreparedRequest {
  const { request } = route;
  const operation = operationOf(route, input);
  const query = encodeQuery(queryOf(request, input, operation.id));
  const { body, contentType } = bodyOf(request, input, operation.id);
  return {
    operation,
    path: `${pathOf(request, input, operation.id)}${query && `?${query}`}`,
    template: templateOf(request, input),
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
    module: "module",
    // The old client never retried, so only requests that change nothing are retried. A function may change anything.
    idempotent: route.request.verb === "GET" && route.group !== "FUNCTIONS",
    ...((route.request.download || input.download_file) && { binary: true }),
  };
}

/** The path without the members that the input lacks. */
const templateOf = ({ path }: RequestFacts, input: LegacyInput): string =>
  path.replace(/\/\{(\w+)\?\}/g, (_, name: keyof LegacyInput) => (input[name] ? `/{${name}}` : ""));

function pathOf(request: RequestFacts, input: LegacyInput, call: string): string {
  return request.path.replace(/\/\{(\w+)(\??)\}/g, (_, name: keyof LegacyInput, optional: string) => {
    const value = input[name];
    if (!value) {
      if (optional) return "";
      throw missing(call, name);
    }
    const path = encodePath(String(value));
    if (/(^|\/)(\.|%2e){1,2}(\/|$)/i.test(path)) {
      throw new CrmError(`${call}: input.${name} must not have "." or ".." as a path segment`, {
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
  if (moduleInQuery && module) members.module = module;
  if (moduleInQuery === "required" && !members.module) throw missing(call, "module");
  return members;
}

/** Writes a query from an object's own members, without those that are undefined or null. */
const encodeQuery = (members: object): string =>
  Object.entries(members)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${encodeText(name)}=${encodeText(String(value)).replaceAll("%2C", ",")}`)
    .join("&");

/** Slashes keep separating segments. */
const encodePath = (text: string): string => text.split("/").map(encodeText).join("/");

/** Percent-encodes what an address cannot hold. Text that is encoded already keeps its meaning. */
const encodeText = (text: string): string =>
  text
    .split(/(%[0-9a-f]{2})/i)
    // An unpaired surrogate cannot be encoded.
    .map((part, index) => (index % 2 === 1 ? part : encodeURIComponent(part.replace(/\p{Surrogate}/gu, "\ufffd"))))
    .join("");

function bodyOf(
  { verb }: RequestFacts,
  { body, x_file_content: file }: LegacyInput,
  call: string,
): { body: string | EncodedBody | undefined; contentType?: string } {
  if (verb === "GET" || verb === "DELETE") return { body: undefined };
  if (file) return form({ file: formFile(file, call) });
  if (hasLink(body)) return form(textFields(body));
  if (!body) return { body: undefined };
  return { body: JSON.stringify(body), contentType: "application/json" };
}

function form(members: object): { body: EncodedBody; contentType: string } {
  const body = multipartBody(members);
  return { body, contentType: body.contentType };
}

/** Zoho CRM accepts a link as an attachment only in a form. */
const hasLink = (body: unknown): body is object =>
  typeof body === "object" && body !== null && Boolean(Reflect.get(body, "attachmentUrl"));

/** Each member as text. A body may come from a request of somebody else, so nothing in it names a file on disk. */
const textFields = (body: object): object =>
  Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, Object(value) === value ? JSON.stringify(value) : value]),
  );

/** The input's headers, overridden by those that the old client always set. The token is added on sending. */
function headersOf({ headers }: LegacyInput, contentType: string | undefined): Record<string, string> {
  const given = Object.entries(headers ?? {})
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => [name.toLowerCase(), String(value)])
    // Old programs may pass on what they received themselves. Their calls work with the client's own values.
    .filter(([name]) => name !== undefined && !isOwnHeader(name));
  return {
    ...(contentType && { "content-type": contentType }),
    ...Object.fromEntries(given),
    // Only this function knows the boundary of a form.
    ...(contentType?.startsWith("multipart/") && { "content-type": contentType }),
    "user-agent": "Zoho CRM Node SDK",
  };
}

const missing = (call: string, name: string): CrmError =>
  new CrmError(`${call}: input.${name} is missing`, {
    code: "MISSING_PARAMETER",
    operation: call,
    details: { parameter: name },
  });
