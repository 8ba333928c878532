import { execFile, spawn } from "node:child_process";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createConnection } from "mysql2/promise";
import { programPath } from "../programs.js";
import { TLS_CERTIFICATE, TLS_KEY } from "../servers/tls.js";

const run = promisify(execFile);

/** Where a MariaDB server is. */
export interface MariaDbPlace {
  readonly port: number;
  /** The file of its certificate. The server reads it again with `FLUSH SSL`. */
  readonly certificate: string;
}

/** A MariaDB server with its own port and folder. */
export interface MariaDbServer {
  readonly place: MariaDbPlace;
  stop(): Promise<void>;
}

export async function startMariaDb(): Promise<MariaDbServer> {
  const folder = await mkdtemp(join(tmpdir(), "zcrm-mariadb-"));
  const data = `--datadir=${join(folder, "data")}`;
  const certificate = join(folder, "certificate.pem");
  const asRoot = process.getuid?.() === 0 ? ["--user=root"] : [];
  const port = await freePort();
  await copyFile(TLS_CERTIFICATE, certificate);
  await run(await programPath("mariadb-install-db"), [
    "--no-defaults",
    data,
    "--auth-root-authentication-method=normal",
    "--skip-test-db",
    ...asRoot,
  ]);
  // The shell stops the server when its input ends, which happens even if the tests are killed.
  const child = spawn(
    "sh",
    [
      "-c",
      '"$@" & server=$!; read -r _; kill "$server"; wait "$server"',
      "sh",
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
    ],
    { stdio: ["pipe", "ignore", "pipe"] },
  );
  let log = "";
  child.stderr.on("data", (chunk) => {
    log = `${log}${chunk}`.slice(-4_000);
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const stop = async (): Promise<void> => {
    child.stdin.end();
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await firstConnection(port, () => log);
  } catch (error) {
    await stop();
    throw error;
  }
  return { place: { port, certificate }, stop };
}

/** The server is ready when it accepts a client. */
async function firstConnection(port: number, log: () => string): Promise<void> {
  const last = Date.now() + 30_000;
  for (;;) {
    try {
      const connection = await createConnection({ host: "127.0.0.1", port, user: "root" });
      return await connection.end();
    } catch (cause) {
      if (Date.now() > last) throw new Error(`MariaDB did not start: ${log()}`, { cause });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
