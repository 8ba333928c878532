import { execFile } from "node:child_process";
import { access } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

const COMMANDS = ["apt-get update", "apt-get install -y --no-install-recommends mariadb-server"];

/** Before all tests: the token store for MySQL is tested on a real server, never on a stand-in, and never skipped. */
export default async function setup(): Promise<void> {
  if (await programPath("mariadbd")) return;
  if (process.getuid?.() === 0 && (await programPath("apt-get"))) {
    console.log(`MariaDB is missing; installing it: ${COMMANDS.join(" && ")}`);
    for (const command of COMMANDS) {
      const [program = "", ...args] = command.split(" ");
      await run(program, args, { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
    }
    if (await programPath("mariadbd")) return;
  }
  throw new Error(
    `the tests need MariaDB's server (mariadbd), which is not installed; on Debian or Ubuntu: sudo sh -c "${COMMANDS.join(" && ")}"`,
  );
}

/** Where a program is; the folders of an administrator count, which are not on everybody's path. */
export async function programPath(name: string): Promise<string | undefined> {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin", "/usr/libexec"];
  for (const folder of folders) {
    const path = join(folder, name);
    if (
      await access(path).then(
        () => true,
        () => false,
      )
    )
      return path;
  }
  return undefined;
}
