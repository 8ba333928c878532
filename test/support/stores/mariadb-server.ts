import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { createConnection } from "mysql2/promise";
import { programPath } from "../programs.js";
import { TLS_CERTIFICATE, TLS_KEY } from "../servers/tls.js";
import { runProgram, type ServerProgram } from "./server-process.js";

const asRoot = process.getuid?.() === 0 ? ["--user=root"] : [];

/** MariaDB. It reads its certificate, `certificate.pem` in its folder, again with `FLUSH SSL`. */
export const mariaDbServer: ServerProgram = {
  name: "MariaDB",
  async command(folder, port) {
    const data = `--datadir=${join(folder, "data")}`;
    const certificate = join(folder, "certificate.pem");
    await copyFile(TLS_CERTIFICATE, certificate);
    await runProgram(
      await programPath("mariadb-install-db"),
      "--no-defaults",
      data,
      "--auth-root-authentication-method=normal",
      "--skip-test-db",
      ...asRoot,
    );
    return [
      await programPath("mariadbd"),
      "--no-defaults",
      data,
      `--socket=${join(folder, "s.sock")}`,
      `--port=${port}`,
      "--bind-address=127.0.0.1",
      `--pid-file=${join(folder, "pid")}`,
      `--ssl-cert=${certificate}`,
      `--ssl-key=${TLS_KEY}`,
      "--skip-log-bin",
      "--skip-name-resolve",
      // The data need not survive a crash.
      "--innodb-flush-log-at-trx-commit=0",
      ...asRoot,
    ];
  },
  async connect(port) {
    const connection = await createConnection({ host: "127.0.0.1", port, user: "root" });
    await connection.end();
  },
};
