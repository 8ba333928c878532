import { CrmError } from "../errors/errors.js";
import { titleOf } from "../errors/operation-name.js";
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
export function checkHeaders(operation: Pick<Operation, "id" | "name" | "auth">, names: Iterable<string>): void {
  const { id, auth } = operation;
  for (const name of names) {
    if (!isOwnHeader(name) || (name === "authorization" && auth === false)) continue;
    throw new CrmError(`${titleOf(operation)}: the header "${name}" is set by the client; leave it out of "headers"`, {
      code: "INVALID_HEADER",
      operation: id,
      details: { header: name },
    });
  }
}
