import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { type Connection, createConnection } from "mysql2/promise";
import { CERTIFICATE } from "./mariadb-server.js";
import { sharedServer } from "./shared-server.js";

/** The MariaDB server of this run. All tests share it, so each test file uses its own databases. */
export interface MariaDb {
  readonly port: number;
  /** Connects as the administrator. */
  connect(database?: string): Promise<Connection>;
  /** Replaces the server's certificate. */
  useCertificate(path: string): Promise<void>;
}

export async function mariaDb(): Promise<MariaDb> {
  const { port, folder } = await sharedServer("mariadb");
  const connect = (database?: string): Promise<Connection> =>
    createConnection({ host: "127.0.0.1", port, user: "root", ...(database !== undefined && { database }) });
  return {
    port,
    connect,
    async useCertificate(path) {
      await copyFile(path, join(folder, CERTIFICATE));
      const connection = await connect();
      await connection.query("FLUSH SSL");
      await connection.end();
    },
  };
}
