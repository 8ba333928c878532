import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { giveFolder, postgresServer, unprivileged } from "./postgres-server.js";
import type { ServerProgram } from "./server-process.js";

/** PgBouncer in transaction mode: two statements of a client may go over two of its few connections. */
export const pgBouncerServer = (postgresPort: number): ServerProgram => ({
  ...postgresServer,
  name: "PgBouncer",
  prepare: async () => undefined,
  async command(folder, port) {
    const settings = {
      listen_addr: "127.0.0.1",
      listen_port: port,
      auth_type: "any",
      pool_mode: "transaction",
      default_pool_size: 3,
      max_client_conn: 500,
      unix_socket_dir: "",
    };
    const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
    const target = `* = host=127.0.0.1 port=${postgresPort} user=postgres`;
    await writeFile(join(folder, "pgbouncer.ini"), ["[databases]", target, "[pgbouncer]", ...lines, ""].join("\n"));
    await giveFolder(folder);
    return [...(await unprivileged("pgbouncer")), join(folder, "pgbouncer.ini")];
  },
});
