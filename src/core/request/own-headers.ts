import { CrmError } from "../errors/errors.js";
import { type NamedOperation, titleOf } from "../errors/operation-name.js";
import type { Operation } from "./options.js";

/**
 * Headers that only the client sets: they name the server, prove who calls, or say where a request ends. A caller who could
 * change one could send a request within a request, or a token to another server.
 */
const OWN_HEADERS: ReadonlySet<string> = new Set([
  "authorization",
  "connection",
  "content-length",
  "expect",
  "host",
  "http2-settings",
  "keep-alive",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Whether only the client sets this header. @param name In lower case. */
export const isOwnHeader = (name: string): boolean => OWN_HEADERS.has(name);

/**
 * Rejects the headers of a call that only the client sets. An operation that sends no access token may have an
 * `authorization` of its own.
 * @param names In lower case.
 * @throws CrmError `INVALID_HEADER`, which names the header.
 */
export function checkHeaders(operation: NamedOperation & Pick<Operation, "auth">, names: Iterable<string>): void {
  for (const name of names) {
    if (!isOwnHeader(name) || (name === "authorization" && operation.auth === false)) continue;
    throw invalid(operation, name, 'is set by the client; leave it out of "headers"');
  }
}

/**
 * Rejects headers that cannot be sent. The web's `Headers` would name the value, which may be secret, instead of the header.
 * @param headers As openapi-fetch takes them: a missing value is left out, and an array is sent as several.
 * @throws CrmError `INVALID_HEADER`, which names the header.
 */
export function checkSendable(operation: NamedOperation, ...headers: (object | undefined)[]): void {
  for (const members of headers) {
    for (const [name, given] of members ? Object.entries(members) : []) {
      if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) throw invalid(operation, name, "has a name that cannot be sent");
      if (!(Array.isArray(given) ? given : [given ?? ""]).every(isSendable))
        throw invalid(operation, name, "has a value that cannot be sent: pass a string of one line, in Latin 1");
    }
  }
}

const isSendable = (value: unknown): boolean =>
  ["string", "number", "boolean"].includes(typeof value) && !/[^\t -~\x80-\xff]/.test(String(value).trim());

const invalid = (operation: NamedOperation, header: string, problem: string): CrmError =>
  new CrmError(`${titleOf(operation)}: the header ${JSON.stringify(header)} ${problem}`, {
    code: "INVALID_HEADER",
    operation: operation.id,
    details: { header },
  });
