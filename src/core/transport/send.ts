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
  (request) => {
    const { operation } = request;
    const address = `${(request.addresses ?? addresses)[operation.server ?? "api"]}${operation.base ?? base}`;
    const url = `${address}${request.path}`;
    return transport
      .send(url, request)
      .then((first) =>
        first.ok
          ? received(first, request)
          : followRedirects(transport.send, url, request, first, isTrusted).then((last) => received(last, request)),
      );
  };

/** The response with its body, unless that is a file. */
function received(response: HttpResponse, request: PreparedRequest): HttpResponse | Promise<HttpResponse> {
  const { operation, signal } = request;
  // A 204 has no content, but its end still has to be read from the socket.
  if (operation.binary && response.ok && response.status !== 204) return response;
  return response.text().then(
    (text) => new BufferedResponse(operation, response.status, response.headers, text),
    (cause: unknown) => {
      if (signal?.aborted) throw signal.reason;
      // The request may have been carried out anyway.
      throw isCrmError(cause) ? cause : networkError(operation, cause, true);
    },
  );
}
