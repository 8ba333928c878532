import { isCrmError } from "../errors/errors.js";
import { networkError } from "../errors/network-error.js";
import type { Addresses, PreparedRequest, Send } from "../request/request.js";
import { BufferedResponse, type HttpResponse } from "../response/response.js";
import { followRedirects } from "./redirects.js";
import type { ClosableTransport } from "./transport.js";

/**
 * The innermost layer: resolves the address and reads the response to its end, so that a truncated body counts as a
 * failed attempt. A file is left for the caller to read.
 * @param addresses The servers, unless the request has its own.
 * @param base The path below the server, unless the operation has its own.
 * @param isTrusted Whether a server that a download is redirected to may receive the token.
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
    // A 204 has no content, but its end still has to be read from the socket.
    if (operation.binary && response.ok && response.status !== 204) return response;
    return new BufferedResponse(operation.id, response.status, response.headers, await textOf(response, request));
  };

/** The body. If reading it fails, the request may have been carried out anyway. */
async function textOf(response: HttpResponse, { operation, signal }: PreparedRequest): Promise<string> {
  try {
    return await response.text();
  } catch (cause) {
    if (signal?.aborted) throw signal.reason;
    throw isCrmError(cause) ? cause : networkError(operation.id, cause, true);
  }
}
