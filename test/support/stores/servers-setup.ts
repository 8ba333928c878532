/** For a whole run: starts one server of each kind, for all workers, when the first test asks for it. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";
import { mariaDbServer } from "./mariadb-server.js";
import { postgresServer } from "./postgres-server.js";
import { redisServer } from "./redis-server.js";
import { type ServerProcess, startServer } from "./server-process.js";

declare module "vitest" {
  interface ProvidedContext {
    /** The URL below which each server's place is, as JSON. */
    servers: string;
  }
}

const PROGRAMS = { mariadb: mariaDbServer, postgres: postgresServer, redis: redisServer };

/** The servers that all tests of a run share. */
export type SharedServer = keyof typeof PROGRAMS;

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const started = new Map<string, Promise<ServerProcess>>();
  const start = (name: string): Promise<ServerProcess> => {
    const starting = started.get(name) ?? startServer(PROGRAMS[name as SharedServer]);
    started.set(name, starting);
    return starting;
  };
  const broker = createServer((request, response) => {
    start((request.url ?? "").slice(1)).then(
      ({ port, folder }) => response.end(JSON.stringify({ port, folder })),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => broker.listen(0, "127.0.0.1", resolve));
  provide("servers", `http://127.0.0.1:${(broker.address() as AddressInfo).port}`);
  return async () => {
    broker.close();
    broker.closeAllConnections();
    await Promise.all(
      [...started.values()].map((starting) =>
        starting.then(
          ({ stop }) => stop(),
          () => undefined,
        ),
      ),
    );
  };
}
