import { join } from "node:path";
import pg from "pg";
import { programPath } from "../programs.js";
import { runProgram, type ServerProgram } from "./server-process.js";

/** PostgreSQL, whose administrator `postgres` needs no password. It refuses to run as root. */
export const postgresServer: ServerProgram = {
  name: "PostgreSQL",
  async prepare(folder) {
    const initialize = await unprivileged("initdb");
    await giveFolder(folder);
    await runProgram(
      ...initialize,
      ...["--pgdata", join(folder, "data"), "--username=postgres", "--auth=trust", "--no-sync", "--encoding=UTF8"],
    );
  },
  command: async (folder, port) => [
    ...(await unprivileged("postgres")),
    ...["-D", join(folder, "data"), "-p", String(port), "-c", "listen_addresses=127.0.0.1", "-k", folder],
    // The data need not survive a crash.
    ...["-c", "fsync=off", "-c", "max_connections=200"],
  ],
  async connect(port) {
    const client = new pg.Client({ host: "127.0.0.1", port, user: "postgres", database: "postgres" });
    await client.connect();
    await client.end();
  },
};

/** The user that Debian's package creates for the server. */
const USER = "postgres";

/** Gives a folder to the user that the server runs as. */
export const giveFolder = async (folder: string): Promise<void> => {
  if (isRoot) await runProgram("chown", "-R", USER, folder);
};

/** The command that runs a program as a user without rights. */
export const unprivileged = async (name: "initdb" | "postgres" | "pgbouncer"): Promise<readonly string[]> => {
  const program = await programPath(name);
  return isRoot ? ["setpriv", `--reuid=${USER}`, "--clear-groups", program] : [program];
};

const isRoot = process.getuid?.() === 0;
