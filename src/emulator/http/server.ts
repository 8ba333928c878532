/** Connects sockets to the service: reads requests, writes responses, and shuts down cleanly. */

import { createPrivateKey, X509Certificate } from "node:crypto";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { messageOf } from "../../core/kind.js";
import { type HttpRequest, readBody } from "./request.js";
import type { Delivery, HttpResponse } from "./responses.js";
import { RESET } from "./responses.js";

/** Limits for the arrival of a request, in milliseconds: its head, the whole request, and the interval of the check. */
interface Timeouts {
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  readonly connectionsCheckingInterval: number;
}

const TIMEOUTS: Timeouts = { headersTimeout: 20_000, requestTimeout: 300_000, connectionsCheckingInterval: 5_000 };

/** Longer than clients keep their sockets, so that none is closed just as it is reused. */
const KEEP_ALIVE_MILLISECONDS = 60_000;

type Respond = (request: HttpRequest) => Promise<HttpResponse | typeof RESET>;

interface Server {
  readonly port: number;
  /** Ends every connection, idle or not. Calling it again is harmless. */
  close(): Promise<void>;
}

/** The emulator must not respond in Zoho's name, even if this machine resolves Zoho's hosts to itself. */
const ZOHO_HOST = /(^|\.)zoho(apis|cloud)?(\.[a-z]{2,3}){1,2}\.?$/i;

/** Where to listen. A key and its certificate, both in PEM, enable HTTPS. Port 0 picks a free port. */
interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly tls?: { readonly key: string; readonly cert: string } | undefined;
}

/**
 * Starts listening. @param respond Responds to a request, and never rejects
 * @param patience Limits after which an incomplete request gets 408
 *
 * @throws TypeError if the host is one of Zoho's, or if the key does not match the certificate
 */
export async function listen(
  { host, port, tls }: ListenOptions,
  respond: Respond,
  patience = TIMEOUTS,
): Promise<Server> {
  if (ZOHO_HOST.test(host))
    throw new TypeError(`host: "${host}" is one of Zoho's hosts; the emulator cannot listen there`);
  const server = serverOf(tls, patience, (request, response) => {
    // A client that disconnects while it sends is not an error of the server.
    serve(request, response, respond).catch(() => response.destroy());
  });
  // A test that does not close its emulator must not keep the test runner alive.
  server.on("connection", (socket) => socket.unref());
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  server.unref();
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    port: address.port,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function serverOf(
  tls: ListenOptions["tls"],
  patience: Timeouts,
  listener: RequestListener,
): ReturnType<typeof createServer> {
  const times = { keepAliveTimeout: KEEP_ALIVE_MILLISECONDS, ...patience };
  if (tls === undefined) return createServer(times, listener);
  checkPair(tls);
  return createSecureServer({ ...times, key: tls.key, cert: tls.cert }, listener);
}

/** Node accepts a certificate without a key, and then no client can connect. */
function checkPair({ key, cert }: NonNullable<ListenOptions["tls"]>): void {
  let reason = "the key does not match the certificate";
  try {
    if (new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) return;
  } catch (error) {
    reason = messageOf(error);
  }
  throw new TypeError(`tls: expected a key and its certificate in PEM format (${reason})`);
}

async function serve(request: IncomingMessage, response: ServerResponse, respond: Respond): Promise<void> {
  const body = await readBody(request, request.headers["content-type"]);
  const result = await respond({
    method: request.method ?? "",
    // A client that uses the emulator as a proxy sends the whole address.
    target: (request.url ?? "").replace(/^https?:\/\/[^/?]*/i, ""),
    headers: request.headers,
    body,
  });
  if (result === RESET) {
    request.socket.resetAndDestroy();
    return;
  }
  if (result.stream !== undefined) {
    stream(result, result.stream, response);
    return;
  }
  const length = result.body === undefined ? {} : { "Content-Length": String(Buffer.byteLength(result.body)) };
  response.writeHead(result.status, { ...result.headers, ...length });
  if (result.delivery === undefined) response.end(result.body);
  else await deliver(Buffer.from(result.body ?? ""), result.delivery, response);
}

function stream(
  { status, headers }: HttpResponse,
  begin: NonNullable<HttpResponse["stream"]>,
  response: ServerResponse,
): void {
  // A client may have left before it got its response.
  if (response.closed) return;
  response.writeHead(status, headers);
  const end = begin({ isReady: () => !response.writableNeedDrain, send: (text) => response.write(text) });
  response.once("close", end);
}

/** The number of pieces that a slow body is cut into. */
const CHUNKS = 10;

/** Sends a body as a fault delivers it. */
async function deliver(body: Buffer, { cut, slow = 0 }: Delivery, response: ServerResponse): Promise<void> {
  const length = cut === undefined ? body.byteLength : cut === "in the body" ? Math.ceil(body.byteLength / 2) : 0;
  const size = slow > 0 ? Math.ceil(length / CHUNKS) : length;
  response.flushHeaders();
  for (let start = 0; start < length; start += size) {
    if (slow > 0) await new Promise((wake) => setTimeout(wake, slow / CHUNKS).unref());
    await new Promise<void>((sent) =>
      response.write(body.subarray(start, Math.min(start + size, length)), () => sent()),
    );
  }
  if (cut === undefined) response.end();
  // Data already written is flushed before the connection breaks.
  else response.socket?.write("", () => response.socket?.destroy());
}
