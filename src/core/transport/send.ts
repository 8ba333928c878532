import { isCrmError } from "../errors/errors.js";
import { networkError } from "../errors/network-error.js";
import type { Addresses, PreparedRequest, Send } from "../request/request.js";
import { BufferedResponse, type HttpResponse } from "../response/response.js";
import { followRedirects } from "./redirects.js";
import type { ClosableTransport } from "./transport.js";

/**
 * The innermost layer: resolves the address and reads the answer to its end, so that a body that breaks off counts as
 * a failed attempt. A file is left to its reader.
 * @param addresses Of a request that brings none of its own.
 * @param base Path below the server, where an operation has none of its own.
 * @param isTrusted Whether a server that a download is redirected to may see the token.
 */
export const createSend =
  (
    transport: Pick<ClosableTransport, "send">,
    addresses: Addresses,
    base: string,
    isTrusted: (url: URL) => boolean,
  ): Send =>
  async (request) => {
    const { operation } = request;
    const address = `${(request.addresses ?? addresses)[operation.server ?? "api"]}${operation.base ?? base}`;
    const url = `${address}${request.path}`;
    const first = await transport.send(url, request);
    const response = first.ok ? first : await followRedirects(transport.send, url, request, first, isTrusted);
    // A 204 has no content, but on a socket its end is still to be read.
    if (operation.binary && response.ok && response.status !== 204) return response;
    return new BufferedResponse(operation.id, response.status, response.headers, await textOf(response, request));
  };

/** The body; where it breaks off, the request may have been carried out all the same. */
async function textOf(response: HttpResponse, { operation, signal }: PreparedRequest): Promise<string> {
  try {
    return await response.text();
  } catch (cause) {
    if (signal?.aborted) throw signal.reason;
    throw isCrmError(cause) ? cause : networkError(operation.id, cause, true);
  }
}
