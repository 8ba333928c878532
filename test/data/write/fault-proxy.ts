/** A proxy in front of an emulator that breaks chosen requests, at chosen places. */
import http from "node:http";
import type { AddressInfo } from "node:net";

/** Where a request breaks. Of those in `CARRIED_OUT`, the emulator has seen all. */
export const STRIKES = [
  "before the body",
  "in the body",
  "before the response",
  "in the response",
  "500 unseen",
  "500 carried out",
  "429",
  "HTML",
] as const;
export type Strike = (typeof STRIKES)[number];

export interface FaultProxy {
  readonly url: string;
  /** Requests so far, without those that read metadata. */
  count: number;
  /** What happens to a request, by its number from 1. */
  plan: (number: number) => Strike | undefined;
  /** Resolves when every client is gone, and the emulator has seen all of what they sent. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const busy = new Set<Promise<void>>();
  const sockets = new Set<object>();
  const server = http.createServer((request, response) => {
    const isMetadata = request.url?.includes("/settings/") === true;
    if (!isMetadata) proxy.count += 1;
    const served = serve(request, response, isMetadata ? undefined : proxy.plan(proxy.count)).catch(() => {
      request.socket.destroy();
    });
    busy.add(served);
    void served.then(() => busy.delete(served));
  });
  const serve = async (request: http.IncomingMessage, response: http.ServerResponse, strike: Strike | undefined) => {
    if (strike === "before the body") return void request.socket.destroy();
    if (strike === "in the body") {
      request.once("data", () => request.socket.destroy());
      request.once("end", () => request.socket.destroy());
      return;
    }
    const parts: Uint8Array[] = [];
    for await (const part of request) parts.push(part as Uint8Array);
    if (strike === "429" || strike === "500 unseen") return reply(response, strike === "429" ? 429 : 500);
    const { status, headers, body } = await forward(target, request, Buffer.concat(parts));
    if (strike === "before the response") return void request.socket.destroy();
    if (strike === "500 carried out") return reply(response, 500);
    if (strike === "HTML") {
      response.writeHead(200, { "content-type": "text/html" }).end("<html><title>Gateway</title></html>");
      return;
    }
    response.writeHead(status, { ...headers, "content-length": String(body.length) });
    if (strike !== "in the response") return void response.end(body);
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => request.socket.destroy());
  };
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const proxy: FaultProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    count: 0,
    plan: () => undefined,
    idle: async () => {
      // A connection may be waiting to be accepted.
      for (let quiet = 0; quiet < 20; quiet += 1) {
        await new Promise(setImmediate);
        if (busy.size > 0 || sockets.size > 0) quiet = 0;
      }
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return proxy;
}

function reply(response: http.ServerResponse, status: number): void {
  const code = status === 429 ? "TOO_MANY_REQUESTS" : "INTERNAL_ERROR";
  const body = JSON.stringify({ code, details: {}, message: "struck", status: "error" });
  response.writeHead(status, { "content-type": "application/json" }).end(body);
}

const agent = new http.Agent({ keepAlive: true });

function forward(target: string, { method, url, headers }: http.IncomingMessage, sent: Buffer) {
  return new Promise<{ status: number; headers: http.OutgoingHttpHeaders; body: Buffer }>((resolve, reject) => {
    const request = http.request(`${target}${url}`, { method, headers, agent }, async (response) => {
      const parts: Uint8Array[] = [];
      for await (const part of response) parts.push(part as Uint8Array);
      const { "transfer-encoding": _, ...rest } = response.headers;
      resolve({ status: response.statusCode ?? 500, headers: rest, body: Buffer.concat(parts) });
    });
    request.on("error", reject);
    request.end(sent);
  });
}
