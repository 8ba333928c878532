/** For a whole run: starts one MariaDB server, for all workers, when the first test asks for it. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";
import { type MariaDbServer, startMariaDb } from "./mariadb-server.js";

declare module "vitest" {
  interface ProvidedContext {
    /** The URL that responds with the server's place as JSON. */
    mariaDb: string;
  }
}

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  let starting: Promise<MariaDbServer> | undefined;
  const broker = createServer((_, response) => {
    starting ??= startMariaDb();
    starting.then(
      ({ place }) => response.end(JSON.stringify(place)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => broker.listen(0, "127.0.0.1", resolve));
  provide("mariaDb", `http://127.0.0.1:${(broker.address() as AddressInfo).port}`);
  return async () => {
    broker.close();
    broker.closeAllConnections();
    await starting?.then(
      ({ stop }) => stop(),
      () => undefined,
    );
  };
}
