/** The client libraries that are published for Zoho CRM v2, none of which is a dependency of the project. */
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { run } from "../../support/package/packed-package.js";

const CACHE = ".cache";
const MANIFEST = "test/emulator/published/programs/package.json";

/** Installs them where that was not done yet, and gives the folder of modules. Their own scripts do not run. */
export async function publishedClients(): Promise<string> {
  const folder = join(CACHE, "published-clients");
  const manifest = await readFile(MANIFEST, "utf8");
  const installed = await readFile(join(folder, "package.json"), "utf8").catch(() => undefined);
  if (installed !== manifest) await install(folder, manifest);
  return resolve(folder, "node_modules");
}

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
