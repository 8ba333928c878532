import { createHash } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join, parse, resolve } from "node:path";
import { build } from "esbuild";
import { CACHE } from "./cache.js";

/**
 * Makes one JavaScript file of a TypeScript program, for tests that start it in processes. Node starts that in a tenth
 * of a second; loading the sources through tsx takes it most of one.
 * @param tsconfig Says whether `zcrm` is the sources (the project's own configuration) or the build.
 * @returns The path of the file.
 */
export async function bundled(entry: string, tsconfig = "tsconfig.json"): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    tsconfig,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    write: false,
  });
  const [{ text } = { text: "" }] = outputFiles;
  const folder = join(CACHE, "programs");
  const path = join(folder, `${parse(entry).name}-${createHash("sha1").update(text).digest("hex")}.mjs`);
  await mkdir(folder, { recursive: true });
  // Another worker may be starting the same file.
  const draft = `${path}.${crypto.randomUUID()}`;
  await writeFile(draft, text);
  await rename(draft, path);
  return resolve(path);
}
