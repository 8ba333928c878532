import type { IncomingHttpHeaders } from "node:http";
import type { HttpRequest } from "../http/request.js";
import { type HttpResponse, RESET } from "../http/responses.js";
import { isObject } from "../values/values.js";
import type { Call } from "./call.js";
import type { Route } from "./router.js";

/** One request that the emulator handled. Secrets are masked: no token, code or client secret is kept. */
export interface LoggedRequest {
  readonly method: string;
  /** Path and query as sent, e.g. `/crm/v2/Leads?per_page=5`. */
  readonly path: string;
  /** The `operationId`, or `undefined` if nothing in the description matches. */
  readonly operation: string | undefined;
  /** The operation as programs call it, e.g. `records.list`. */
  readonly name: string | undefined;
  /** Status of the response, or `undefined` if a fault broke the connection. */
  readonly status: number | undefined;
  /** Headers by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body, if it was JSON or a form without files. */
  readonly body?: unknown;
  /** `undefined` if a fault broke the connection. */
  readonly response: LoggedResponse | undefined;
  /** When the request arrived, in milliseconds since 1970 by the clock of the emulator. */
  readonly time: number;
  /** Milliseconds until the response was ready. */
  readonly duration: number;
  /** Number of the call that it is a part of: a retry and a request for the call's token have the same number. */
  readonly call: number;
  /** What Zoho does without telling the client, e.g. drop the value of an unknown field. */
  readonly remarks?: readonly string[];
}

/** A response as the log keeps it. */
export interface LoggedResponse {
  readonly headers: Readonly<Record<string, string>>;
  /** Size of the body in bytes. */
  readonly size: number;
  /** The body, if it was JSON; of one with more than 65,536 characters, the beginning as a string. */
  readonly body?: unknown;
}

const MASK = "[masked]";
const SECRET_PARAMETERS = new Set(["access_token", "client_secret", "code", "code_verifier", "refresh_token", "token"]);
const SECRET_HEADERS = new Set(["authorization", "cookie", "proxy-authorization"]);

/** Enough for any test, and not a leak in an emulator that runs for days. */
const MAX_ENTRIES = 10_000;
/** Total size of the bodies in a log, in bytes as sent; parsed, they take several times as much. */
const MAX_BYTES = 32 * 1024 * 1024;
/** The maximum length of the body of a response. */
const MAX_RESPONSE_LENGTH = 65_536;
/** No form of the accounts server is longer. Its parsed content would take a hundred times as much. */
export const MAX_FORM_BYTES = 64 * 1024;

/** The size in bytes of an entry. */
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

/** Replaces the entries of a log, from an earlier state of it. They become new entries, so that readers notice. */
export function restoreLog(log: LoggedRequest[], entries: readonly LoggedRequest[]): void {
  log.length = 0;
  totals.delete(log);
  for (const entry of entries) {
    const copy = { ...entry };
    sizes.set(copy, sizes.get(entry) ?? 0);
    remember(log, copy);
  }
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

/** What happened to a request. */
interface HandledRequest extends Pick<LoggedRequest, "time" | "duration" | "call"> {
  readonly request: HttpRequest;
  /** The operation, if the description has it. */
  readonly route: Route | undefined;
  /** The request with its operation, if it could be read. */
  readonly read: Call | undefined;
  readonly response: HttpResponse | typeof RESET;
  readonly remarks: ReadonlySet<string>;
}

export function logEntry({ request, route, read, response, remarks, ...facts }: HandledRequest): LoggedRequest {
  const body = readBody(request, read);
  const headers = maskHeaders(request.headers);
  const logged = response === RESET ? undefined : logResponse(response, route?.secured ?? true);
  const entry: LoggedRequest = {
    method: request.method,
    path: maskPath(request.target),
    operation: route?.id,
    name: route?.name,
    status: response === RESET ? undefined : response.status,
    headers,
    ...(body === undefined ? {} : { body }),
    response: logged,
    ...facts,
    ...(remarks.size > 0 && { remarks: [...remarks] }),
  };
  const bytes = body === undefined ? 0 : (request.body?.byteLength ?? 0);
  const received = Math.min(logged?.size ?? 0, MAX_RESPONSE_LENGTH);
  sizes.set(entry, bytes + received + entry.path.length + Object.values(headers).join().length);
  return entry;
}

/** @param secured Whether a token is required; if not, the response may contain one. */
function logResponse({ headers, body }: HttpResponse, secured: boolean): LoggedResponse {
  const shown = secured ? headers : maskHeaders(headers);
  if (typeof body !== "string" || !isJson(headers))
    return { headers: shown, size: body === undefined ? 0 : Buffer.byteLength(body) };
  const isWhole = body.length <= MAX_RESPONSE_LENGTH;
  // A slice would keep the whole string in memory.
  const kept = isWhole ? body : Buffer.from(body.slice(0, MAX_RESPONSE_LENGTH));
  const size = Buffer.byteLength(body);
  if (!secured) return { headers: shown, size, body: maskMembers(parse(body), secured) };
  return {
    headers: shown,
    size,
    // Parsed when it is read, because most responses never are.
    get body() {
      return typeof kept === "string" ? parse(kept) : kept.toString();
    },
  };
}
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

/** Masks the values of secret parameters in an address, or in its fragment. Everything else stays as it was sent. */
function maskPath(target: string): string {
  if (!/[?#]/.test(target)) return target;
  const [path = "", ...parts] = target.split(/(?=[?#])/);
  return path + parts.map((part) => part.charAt(0) + part.slice(1).split("&").map(maskPair).join("&")).join("");
}

function maskPair(pair: string): string {
  const name = pair.split("=", 1)[0] ?? "";
  return isSecret(decode(name)) ? `${name}=${MASK}` : pair;
}

const isJson = (headers: Readonly<Record<string, string>>): boolean =>
  /json/i.test(headers["Content-Type"] ?? headers["content-type"] ?? "");

/** A fault may send text that is not JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function maskHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [
    name,
    SECRET_HEADERS.has(name.toLowerCase()) ? MASK : maskPath(Array.isArray(value) ? value.join(", ") : (value ?? "")),
  ]);
  return Object.fromEntries(entries);
}

const decode = (text: string): string => new URLSearchParams(`name=${text}`).get("name") ?? "";
