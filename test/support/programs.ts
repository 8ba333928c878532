/** Programs that tests need and that no npm package provides. Nothing replaces them, and no test is skipped without them. */
import { execFile } from "node:child_process";
import { access, readdir } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { exclusively } from "./cache.js";

const run = promisify(execFile);

/** The Debian package of each program. */
const PACKAGES = {
  mariadbd: "mariadb-server",
  "mariadb-install-db": "mariadb-server",
  "redis-server": "redis-server",
  initdb: "postgresql",
  postgres: "postgresql",
  pgbouncer: "pgbouncer",
  chromium: "chromium",
  curl: "curl",
} as const;

/**
 * Returns the path of a program. Installs the program first if it is missing.
 * @throws Error with the command to run, if this process is not allowed to install programs
 */
export async function programPath(name: keyof typeof PACKAGES): Promise<string> {
  const path =
    (await find(name)) ?? (await exclusively("apt", async () => (await find(name)) ?? (await install(name))));
  if (path === undefined) throw new Error(`${PACKAGES[name]} was installed, but it has no ${name}`);
  return path;
}

async function install(name: keyof typeof PACKAGES): Promise<string | undefined> {
  const packageName = PACKAGES[name];
  const command = `apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 ${packageName}`;
  if (process.getuid?.() !== 0 || !(await find("apt-get"))) {
    const remedy = `on Debian or Ubuntu: sudo sh -c "apt-get update && ${command}"`;
    throw new Error(`this test needs ${packageName}, which is not installed here; ${remedy}`);
  }
  console.log(`Installing ${packageName}, which a test needs`);
  for (const line of ["apt-get update", command]) {
    const [program = "", ...args] = line.split(" ");
    await run(program, args, { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
  }
  return find(name);
}

/** Debian keeps the programs of each version of PostgreSQL in a folder of their own. */
const postgresFolders = async (): Promise<string[]> => {
  const versions = await readdir("/usr/lib/postgresql").catch(() => []);
  return versions.sort((a, b) => Number(b) - Number(a)).map((version) => `/usr/lib/postgresql/${version}/bin`);
};

/** Looks also in the folders of administrators, which may be missing in `PATH`. */
async function find(name: string): Promise<string | undefined> {
  const folders = [
    ...(process.env.PATH ?? "").split(delimiter),
    "/usr/sbin",
    "/usr/local/sbin",
    "/usr/libexec",
    ...(await postgresFolders()),
  ];
  for (const folder of folders) {
    const path = join(folder, name);
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  return undefined;
}
