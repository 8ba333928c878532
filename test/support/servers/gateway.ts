import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** Forwards connections between a client and a server on loopback, and can drop them silently, as a gateway does. */
export interface Gateway extends AsyncDisposable {
  readonly port: number;
  /** Existing connections fail as soon as the client uses them; new ones work. */
  forget(): void;
  /** Nothing passes through existing connections any more, in either direction; new ones work. */
  silence(): void;
  /** Nothing passes through any connection any more. */
  hang(): void;
  /** The server gets what a client sends next, but its response is lost with the connection. */
  loseResponse(): void;
}

export async function startGateway(target: number): Promise<Gateway> {
  const open = new Set<Socket>();
  const forgotten = new Set<Socket>();
  const silent = new Set<Socket>();
  let losesResponse = false;
  let hangs = false;
  const server = createServer((client) => {
    const upstream = connect(target, "127.0.0.1");
    open.add(client);
    if (hangs) silent.add(client);
    client.on("data", (chunk) => {
      if (forgotten.has(client)) client.resetAndDestroy();
      else if (!silent.has(client)) upstream.write(chunk);
    });
    upstream.on("data", (chunk) => {
      if (losesResponse) client.resetAndDestroy();
      else if (!silent.has(client)) client.write(chunk);
      losesResponse = false;
    });
    for (const socket of [client, upstream]) {
      socket.on("error", () => undefined);
      socket.on("close", () => {
        open.delete(client);
        client.destroy();
        upstream.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    forget() {
      for (const client of open) forgotten.add(client);
    },
    silence() {
      for (const client of open) silent.add(client);
    },
    hang() {
      hangs = true;
      for (const client of open) silent.add(client);
    },
    loseResponse() {
      losesResponse = true;
    },
    async [Symbol.asyncDispose]() {
      for (const client of open) client.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
