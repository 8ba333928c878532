// Between sockets and the service: reads requests, writes answers, and ends cleanly.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Answer } from "./answers.js";
import type { HttpRequest } from "./call.js";
import { RESET } from "./service.js";

const MAX_JSON_BYTES = 10 * 1024 * 1024;
const MAX_UPLOAD_BYTES = 100 * 1024 * 1024;

/** Longer than clients keep their sockets, so that none is closed just as it is used again. */
const KEEP_ALIVE_MILLISECONDS = 60_000;

export type Respond = (request: HttpRequest) => Promise<Answer | typeof RESET>;

export interface Server {
  readonly port: number;
  /** Ends every connection, idle or not. Calling it again is harmless. */
  close(): Promise<void>;
}

/** Listens on loopback. @param port - 0 takes a free one @param respond - answers a request, and never rejects */
export async function listen(port: number, respond: Respond): Promise<Server> {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MILLISECONDS }, (request, response) => {
    // A client that goes away while it sends is no failure of the server.
    serve(request, response, respond).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
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

async function serve(request: IncomingMessage, response: ServerResponse, respond: Respond): Promise<void> {
  const body = await readBody(request);
  const answer = await respond({
    method: request.method ?? "",
    target: request.url ?? "",
    headers: request.headers,
    body,
  });
  if (answer === RESET) {
    request.socket.resetAndDestroy();
    return;
  }
  const length = answer.body === undefined ? {} : { "Content-Length": String(Buffer.byteLength(answer.body)) };
  response.writeHead(answer.status, { ...answer.headers, ...length });
  response.end(answer.body);
}

/** A body beyond the limit is read to its end but not kept, so that the client gets to see the refusal. */
async function readBody(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const multipart = /^multipart\//i.test(request.headers["content-type"] ?? "");
  const limit = multipart ? MAX_UPLOAD_BYTES : MAX_JSON_BYTES;
  let chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size <= limit) chunks.push(chunk);
    else chunks = [];
  }
  return size <= limit ? new Uint8Array(Buffer.concat(chunks)) : undefined;
}
