import { ResponseError } from "../errors/errors.js";
import type { PreparedRequest } from "../request/request.js";
import type { HttpResponse } from "../response/response.js";
import type { Transport } from "./transport.js";

/** How often a download may be sent elsewhere. */
const MOST = 5;

/** Answers that send the caller elsewhere */
const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);

/**
 * Follows where a download leads. Nothing else is followed: no operation of the CRM answers so, and what does is a
 * proxy's page for signing in, or somebody who wants the token. A server that is not trusted gets none of the headers.
 * @throws ResponseError `UNEXPECTED_REDIRECT` or `TOO_MANY_REDIRECTS`; it names the other host and nothing more.
 */
export async function followRedirects(
  transport: Transport,
  url: string,
  request: PreparedRequest,
  first: HttpResponse,
  isTrusted: (url: URL) => boolean,
): Promise<HttpResponse> {
  const { id, binary } = request.operation;
  let at = url;
  let next = request;
  let response = first;
  for (let count = 0; isRedirect(response.status); count += 1) {
    // What stands in the answer is of no interest, but its connection is.
    await response.body?.cancel().catch(() => undefined);
    const refuse = (problem: string, code = "UNEXPECTED_REDIRECT") =>
      new ResponseError(`${id}: the answer (HTTP ${response.status}) ${problem}`, {
        code,
        operation: id,
        status: response.status,
      });
    const location = response.headers.get("location") ?? "";
    if (location === "" || !URL.canParse(location, at)) throw refuse("leads elsewhere, but does not say where");
    const from = new URL(at);
    const target = new URL(location, from);
    if (!binary || request.method !== "GET") {
      throw refuse(`leads to ${target.host}; only downloads are followed, so check the address of the API`);
    }
    if (count === MOST) throw refuse(`leads on to ${target.host} after ${MOST} others`, "TOO_MANY_REDIRECTS");
    const isSameHost = target.hostname === from.hostname;
    const isAllowed =
      target.protocol === "https:" || (target.protocol === "http:" && from.protocol === "http:" && isSameHost);
    if (!isAllowed)
      throw refuse(`leads to ${target.host || target.protocol} by ${target.protocol}, which is not secure`);
    if (target.origin !== from.origin && !isTrusted(target)) next = { ...next, headers: {} };
    target.username = "";
    target.password = "";
    at = target.href;
    response = await transport(at, next);
  }
  return response;
}
