/** A server that never responds to a list, whose files are long, and that tells a program what can only be seen from outside. */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

export interface ProbeServer extends AsyncDisposable {
  readonly url: string;
}

/** Bytes of each file. */
export const FILE_SIZE = 50 * 2 ** 20;
/** Milliseconds without progress after which a sender counts as held back. */
const STALL = 300;
/** Milliseconds to wait for an expected change. */
const PATIENCE = 5_000;

const CHUNK = Buffer.alloc(2 ** 16, 7);

/** @param countTokenRequests The number of requests for an access token so far */
export async function startProbeServer(countTokenRequests: () => number): Promise<ProbeServer> {
  /** The sockets of requests that get no response. */
  const held = new Set<Socket>();
  let lists = 0;
  const sockets = new Set<Socket>();
  const waiting = new Set<() => void>();
  let sent = 0;
  let lastSent = 0;

  const changed = () => {
    for (const look of [...waiting]) look();
  };

  /** Resolves as soon as the condition holds, or when it is clear that it will not. */
  const until = (condition: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        waiting.delete(look);
        resolve();
      };
      const look = () => condition() && end();
      const timer = setTimeout(end, PATIENCE);
      waiting.add(look);
      look();
    });

  /** Resolves when the file has been sent, or its receiver has taken nothing for a while. */
  async function untilStalled(): Promise<void> {
    while (sent < FILE_SIZE && performance.now() - lastSent < STALL) await new Promise((done) => setTimeout(done, 20));
  }

  function* chunks(): Generator<Buffer> {
    for (sent = 0; sent < FILE_SIZE; sent += CHUNK.length) {
      lastSent = performance.now();
      yield CHUNK;
    }
  }

  async function sendFile(response: ServerResponse): Promise<void> {
    response.writeHead(200, {
      "content-type": "application/octet-stream",
      "content-disposition": 'attachment; filename="long.bin"',
      "content-length": FILE_SIZE,
    });
    await pipeline(Readable.from(chunks()), response).catch(() => undefined);
  }

  const questions: Readonly<Record<string, () => Promise<number> | number>> = {
    "/token-requests": countTokenRequests,
    "/sent": () => untilStalled().then(() => sent),
    "/held": () => until(() => held.size > 0).then(() => held.size),
    "/lists": () => lists,
    "/open": () => until(() => held.size === 0).then(() => held.size),
  };

  const server = createServer((request, response) => {
    // Zoho sends no such headers. A program in a browser is on another origin than this server.
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-allow-headers", "*, authorization");
    const question = questions[request.url ?? ""];
    if (request.method === "OPTIONS") response.end();
    else if (question) void Promise.resolve(question()).then((answer) => response.end(JSON.stringify(answer)));
    else if (request.url?.includes("/Attachments/")) void sendFile(response);
    else {
      lists += 1;
      const { socket } = request;
      held.add(socket);
      socket.once("close", () => {
        held.delete(socket);
        changed();
      });
      changed();
    }
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}
