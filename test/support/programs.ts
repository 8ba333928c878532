/** Before all tests: programs that they need and no npm package brings. Never a stand-in, and nothing is skipped. */
import { execFile } from "node:child_process";
import { access } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Programs, and the packages of Debian that have them. */
const NEEDED: Readonly<Record<string, string>> = { mariadbd: "mariadb-server", chromium: "chromium" };

/** Installs what is missing where that may be done, and otherwise says how to. */
export default async function setup(): Promise<void> {
  const packages: string[] = [];
  for (const [program, name] of Object.entries(NEEDED)) if (!(await programPath(program))) packages.push(name);
  if (packages.length === 0) return;
  const install = `apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 ${packages.join(" ")}`;
  if (process.getuid?.() !== 0 || !(await programPath("apt-get"))) {
    const remedy = `on Debian or Ubuntu: sudo sh -c "apt-get update && ${install}"`;
    throw new Error(`the tests need ${packages.join(" and ")}, not installed here; ${remedy}`);
  }
  console.log(`Installing what the tests need: ${packages.join(", ")}`);
  for (const command of ["apt-get update", install]) {
    const [program = "", ...args] = command.split(" ");
    await run(program, args, { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
  }
}

/** Where a program is; the folders of an administrator count, which are not on everybody's path. */
export async function programPath(name: string): Promise<string | undefined> {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin", "/usr/libexec"];
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
