import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { createConnection } from "mysql2/promise";
import { programPath } from "../programs.js";
import { TLS_CERTIFICATE, TLS_KEY } from "../servers/tls.js";
import { runProgram, type ServerProgram } from "./server-process.js";

const asRoot = process.getuid?.() === 0 ? ["--user=root"] : [];

/** The file in the server's folder that it reads again with `FLUSH SSL`. */
export const CERTIFICATE = "certificate.pem";

export const mariaDbServer: ServerProgram = {
  name: "MariaDB",
  async prepare(folder) {
    await copyFile(TLS_CERTIFICATE, join(folder, CERTIFICATE));
    await runProgram(
      await programPath("mariadb-install-db"),
      "--no-defaults",
      `--datadir=${join(folder, "data")}`,
      "--auth-root-authentication-method=normal",
      "--skip-test-db",
      ...asRoot,
    );
  },
  command: async (folder, port) => [
    await programPath("mariadbd"),
    "--no-defaults",
    `--datadir=${join(folder, "data")}`,
    `--socket=${join(folder, "s.sock")}`,
    `--port=${port}`,
    "--bind-address=127.0.0.1",
    `--pid-file=${join(folder, "pid")}`,
    `--ssl-cert=${join(folder, CERTIFICATE)}`,
    `--ssl-key=${TLS_KEY}`,
    "--skip-log-bin",
    "--skip-name-resolve",
    // The data need not survive a crash.
    "--innodb-flush-log-at-trx-commit=0",
    ...asRoot,
  ],
  async connect(port) {
    const connection = await createConnection({ host: "127.0.0.1", port, user: "root" });
    await connection.end();
  },
};
