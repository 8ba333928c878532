/** The built package, for tests that run what users run. */
import { execFile } from "node:child_process";
import { readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { exclusively } from "./cache.js";

/** The inputs of the build. */
const SOURCES = ["src", "generated", "codegen", "tsdown.config.ts", "tsconfig.json", "package.json"];

let ready: Promise<void> | undefined;

/** Returns the path of a built file. Builds first if there is no build, or if a source is newer. */
export async function built(file: string): Promise<string> {
  ready ??= exclusively("build", async () => {
    const [sources, output] = await Promise.all([newest(SOURCES), newest(["dist/cli.cjs"])]);
    if (sources > output) await promisify(execFile)("npm", ["run", "build"]);
  });
  await ready;
  return resolve("dist", file);
}

/** The latest modification time of these files, and of the files in these folders, in milliseconds; 0 without files. */
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
