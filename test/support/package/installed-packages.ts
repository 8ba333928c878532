/** Packages that some tests use, but that are not dependencies of the project. */
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { CACHE, exclusively } from "../cache.js";
import { run } from "./packed-package.js";

/**
 * Installs packages if that was not done yet. Their own scripts do not run.
 * @param name The folder below the cache.
 * @param manifest The `package.json` that lists them.
 * @returns the folder of modules.
 */
export async function installedPackages(name: string, manifest: string): Promise<string> {
  const folder = join(CACHE, name);
  await exclusively(name, async () => {
    const installed = await readFile(join(folder, "package.json"), "utf8").catch(() => undefined);
    if (installed !== manifest) await install(folder, manifest);
  });
  return resolve(folder, "node_modules");
}

/**
 * Installs tools if that was not done yet. What needs the same tools shares their folder.
 * @param tools Their exact versions, by name.
 * @returns the folder of modules.
 */
export const installedTools = (tools: Readonly<Record<string, string>>): Promise<string> =>
  installedPackages(
    `toolchain-${Object.entries(tools)
      .flat()
      .join("-")
      .replace(/[^\w.]+/g, "-")}`,
    JSON.stringify({ name: "toolchain", private: true, dependencies: tools }),
  );

/** A half-finished installation is never where it would be taken for complete. */
async function install(folder: string, manifest: string): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const scratch = await mkdtemp(`${folder}-`);
  try {
    await writeFile(join(scratch, "package.json"), manifest);
    const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"];
    await run("npm", ["install", ...quiet], { cwd: scratch });
    await rm(folder, { recursive: true, force: true });
    await rename(scratch, folder);
  } catch (error) {
    await rm(scratch, { recursive: true, force: true });
    throw error;
  }
}
