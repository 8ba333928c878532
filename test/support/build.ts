/** The built package, for tests of what users run. */
import { execFile } from "node:child_process";
import { readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { exclusively } from "./cache.js";

/** What the build is made from. */
const SOURCES = ["src", "generated", "codegen", "build", "tsdown.config.ts", "tsconfig.json", "package.json"];

let ready: Promise<void> | undefined;

/** The path of a file of the build. Builds first if there is no build, or if a source is newer. */
export async function built(file: string): Promise<string> {
  ready ??= exclusively("build", async () => {
    const [sources, output] = await Promise.all([newest(SOURCES), newest(["dist/cli.mjs"])]);
    if (sources > output) await promisify(execFile)("npm", ["run", "build"]);
  });
  await ready;
  return resolve("dist", file);
}

/** When the newest of these files was written, folders included; 0 if there is none. */
async function newest(paths: readonly string[]): Promise<number> {
  const times = await Promise.all(
    paths.map(async (path) => {
      const found = await stat(path).catch(() => undefined);
      if (!found?.isDirectory()) return found?.mtimeMs ?? 0;
      return newest((await readdir(path)).map((name) => join(path, name)));
    }),
  );
  return Math.max(0, ...times);
}
