import type { IncomingHttpHeaders } from "node:http";
import type { HttpRequest } from "../http/request.js";
import { isObject } from "../values/values.js";
import type { Call } from "./call.js";

/** One request that the emulator handled. Secrets are masked: no token, code or client secret is kept. */
export interface LoggedRequest {
  readonly method: string;
  /** Path and query as sent, e.g. `/crm/v2/Leads?per_page=5`. */
  readonly path: string;
  /** The `operationId`, or `undefined` if nothing in the description matches. */
  readonly operation: string | undefined;
  /** Status of the response, or `undefined` if a fault broke the connection. */
  readonly status: number | undefined;
  /** Headers by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body, if it was JSON or a form without files. */
  readonly body?: unknown;
}

const MASK = "[masked]";
const SECRET_PARAMETERS = new Set(["access_token", "client_secret", "code", "code_verifier", "refresh_token", "token"]);
const SECRET_HEADERS = new Set(["authorization", "cookie", "proxy-authorization"]);

/** Enough for any test, and not a leak in an emulator that runs for days. */
const MAX_ENTRIES = 10_000;
/** Total size of the requests in a log, in bytes as sent; parsed, they take several times as much. */
const MAX_BYTES = 32 * 1024 * 1024;
/** No form of the accounts server is longer. Its parsed content would take a hundred times as much. */
export const MAX_FORM_BYTES = 64 * 1024;

/** The size in bytes of the request of an entry. */
const sizes = new WeakMap<LoggedRequest, number>();
/** An upper bound of the bytes of a log's entries, by log: the owner of the log may have removed some. */
const totals = new WeakMap<LoggedRequest[], number>();

/** Appends to `log`, dropping the oldest entries if it is full. */
export function remember(log: LoggedRequest[], entry: LoggedRequest): void {
  if (log.length >= MAX_ENTRIES) log.shift();
  log.push(entry);
  const total = (totals.get(log) ?? 0) + (sizes.get(entry) ?? 0);
  totals.set(log, total > MAX_BYTES ? shorten(log) : total);
}

/** Keeps the latest entries up to half of the limit, so that trimming is rare. @returns their size in bytes */
function shorten(log: LoggedRequest[]): number {
  let [kept, total] = [0, 0];
  for (const entry of log.toReversed()) {
    const size = sizes.get(entry) ?? 0;
    if (total + size > MAX_BYTES / 2) break;
    total += size;
    kept += 1;
  }
  log.splice(0, log.length - kept);
  return total;
}

export const logEntry = (
  request: HttpRequest,
  call: Call | undefined,
  operation: string | undefined,
  status: number | undefined,
): LoggedRequest => {
  const body = readBody(request, call);
  const headers = maskHeaders(request.headers);
  const entry = {
    method: request.method,
    path: maskPath(request.target),
    operation,
    status,
    headers,
    ...(body === undefined ? {} : { body }),
  };
  const bytes = body === undefined ? 0 : (request.body?.byteLength ?? 0);
  sizes.set(entry, bytes + entry.path.length + Object.values(headers).join().length);
  return entry;
};

function readBody({ headers, body }: HttpRequest, call: Call | undefined): unknown {
  const type = headers["content-type"] ?? "";
  if (/^application\/json/i.test(type)) return maskMembers(call?.parsed(), call?.route.secured);
  if (body === undefined || body.byteLength > MAX_FORM_BYTES) return undefined;
  if (!/^application\/x-www-form-urlencoded/i.test(type)) return undefined;
  const form = new URLSearchParams(new TextDecoder().decode(body));
  return mask([...form]);
}

/** A record may have a field `Code`. Where no token is required, it is a grant code that was sent as JSON. */
const maskMembers = (body: unknown, secured = true): unknown =>
  secured || !isObject(body) ? body : mask(Object.entries(body));

const mask = (members: readonly (readonly [string, unknown])[]): object =>
  Object.fromEntries(members.map(([name, value]) => [name, isSecret(name) ? MASK : value]));

const isSecret = (parameter: string): boolean => SECRET_PARAMETERS.has(parameter.toLowerCase());

/** Masks the values of secret query parameters in an address. Everything else stays as it was sent. */
function maskPath(target: string): string {
  const start = target.indexOf("?");
  if (start < 0) return target;
  const masked = target
    .slice(start + 1)
    .split("&")
    .map((pair) => {
      const name = pair.split("=", 1)[0] ?? "";
      return isSecret(decode(name)) ? `${name}=${MASK}` : pair;
    });
  return `${target.slice(0, start)}?${masked.join("&")}`;
}

function maskHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [
    name,
    SECRET_HEADERS.has(name) ? MASK : maskPath(Array.isArray(value) ? value.join(", ") : (value ?? "")),
  ]);
  return Object.fromEntries(entries);
}

const decode = (text: string): string => new URLSearchParams(`name=${text}`).get("name") ?? "";
