/** The server that notifications are posted to. */
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { codeOf, messageOf } from "../../core/kind.js";
import { CommandError } from "../command.js";

/** A message as it was posted. */
export interface Post {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
}

export interface Receiver extends AsyncDisposable {
  /** Its address on this machine. */
  readonly url: URL;
}

/** The largest message. One of 100 records with all their fields is far smaller. */
const MAX_BYTES = 1_000_000;

/** The time that a request may take to arrive, in milliseconds. */
const REQUEST_TIMEOUT = 30_000;

/**
 * Listens for messages.
 * @param take Handles a message, and returns the status to respond with. It does not reject
 * @throws CommandError if it cannot use the port
 */
export async function startReceiver(
  host: string,
  port: number,
  take: (post: Post) => Promise<number>,
): Promise<Receiver> {
  const listener: RequestListener = (request, response) => {
    // Who leaves before the end gets no response.
    respond(request, response, take).catch(() => response.destroy());
  };
  const server = createServer({ headersTimeout: REQUEST_TIMEOUT, requestTimeout: REQUEST_TIMEOUT }, listener);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(unavailable(host, port, error)));
    server.listen(port, host, resolve);
  });
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: new URL(`http://${reachable(host)}:${actual}/`),
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  take: (post: Post) => Promise<number>,
): Promise<void> {
  const body = await bodyOf(request);
  const contentType = request.headers["content-type"] ?? "application/json";
  const status = request.method !== "POST" ? 405 : body === undefined ? 413 : await take({ body, contentType });
  response.writeHead(status, status === 405 ? { Allow: "POST" } : {}).end();
}

/** `undefined` if it is too large. It is then read to its end but not kept, so that the sender gets the response. */
async function bodyOf(request: AsyncIterable<Buffer>): Promise<Post["body"] | undefined> {
  let chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.byteLength;
    if (size <= MAX_BYTES) chunks.push(chunk);
    else chunks = [];
  }
  return size <= MAX_BYTES ? new Uint8Array(Buffer.concat(chunks)) : undefined;
}

/** A server that listens on all addresses is reached on loopback as well. */
const reachable = (host: string): string =>
  /^(0\.0\.0\.0|::)$/.test(host) ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;

function unavailable(host: string, port: number, error: unknown): CommandError {
  const code = codeOf(error);
  if (code === "EADDRINUSE")
    return new CommandError(`port ${port} is in use by another program; choose another with --port`);
  if (code === "EACCES")
    return new CommandError(`you may not listen on port ${port}; choose 1024 or higher with --port`);
  return new CommandError(`cannot listen on ${host}, port ${port}: ${messageOf(error)}`);
}
