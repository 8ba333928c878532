import { ResponseError } from "../errors/errors.js";
import { titleOf } from "../errors/operation-name.js";
import type { PreparedRequest } from "../request/request.js";
import type { HttpResponse } from "../response/response.js";
import type { Transport } from "./transport.js";

/** The maximum number of redirects of one download. */
const MAX_REDIRECTS = 5;

const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);

/**
 * Follows the redirects of a download. Other redirects are errors: no operation of the CRM responds with one, so it comes
 * from a proxy's login page or from somebody who wants the token. An untrusted server receives none of the headers.
 * @returns The response that is not a redirect: `first` itself, or the one at the end of the redirects.
 * @throws ResponseError `UNEXPECTED_REDIRECT` or `TOO_MANY_REDIRECTS`, which names the other host and nothing else.
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
    // The body is of no interest, but its connection has to be released.
    await response.body?.cancel().catch(() => undefined);
    const failure = (problem: string, code = "UNEXPECTED_REDIRECT") =>
      new ResponseError(`${titleOf(request.operation)}: the response (HTTP ${response.status}) ${problem}`, {
        code,
        operation: id,
        status: response.status,
      });
    const location = response.headers.get("location") ?? "";
    if (location === "" || !URL.canParse(location, at)) throw failure("is a redirect without a location");
    const from = new URL(at);
    const target = new URL(location, from);
    if (!binary || request.method !== "GET") {
      throw failure(`redirects to ${target.host}; only downloads may be redirected, so check the address of the API`);
    }
    if (count === MAX_REDIRECTS)
      throw failure(`redirects to ${target.host} after ${MAX_REDIRECTS} other redirects`, "TOO_MANY_REDIRECTS");
    const isSameHost = target.hostname === from.hostname;
    const isAllowed =
      target.protocol === "https:" || (target.protocol === "http:" && from.protocol === "http:" && isSameHost);
    if (!isAllowed)
      throw failure(`redirects to ${target.host || target.protocol} over ${target.protocol}, which is not secure`);
    if (target.origin !== from.origin && !isTrusted(target)) next = { ...next, headers: {} };
    target.username = "";
    target.password = "";
    at = target.href;
    response = await transport(at, next);
  }
  return response;
}
