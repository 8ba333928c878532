import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** Forwards connections to a server on loopback, and cuts some of those that a script or a statement is sent through. */
export interface CuttingProxy extends AsyncDisposable {
  readonly port: number;
  /** The number that came: those that passed, that were cut before they ran, and after it but before the reply. */
  readonly counts: Readonly<Record<Fate, number>>;
}

export type Fate = "passed" | "before" | "after";

/** What a script of Redis begins with, as it is sent. */
const SCRIPT = /\r\neval\r\n/i;

/**
 * @param choose Decides about each script.
 * @param script What is sent with each script or statement that may be cut.
 */
export async function startCuttingProxy(target: number, choose: () => Fate, script = SCRIPT): Promise<CuttingProxy> {
  const counts = { passed: 0, before: 0, after: 0 };
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target, "127.0.0.1");
    let isCut = false;
    client.on("data", (chunk) => {
      // The first part of a script is enough.
      const fate = script.test(chunk.toString("latin1")) ? choose() : undefined;
      if (fate) counts[fate] += 1;
      if (fate === "before") return client.destroy();
      if (fate === "after") isCut = true;
      return upstream.write(chunk);
    });
    // The script has run as soon as its reply comes.
    upstream.on("data", (chunk) => (isCut ? client.destroy() : client.write(chunk)));
    open.add(client);
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
    counts,
    async [Symbol.asyncDispose]() {
      for (const client of open) client.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
