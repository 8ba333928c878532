import { createHash } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join, parse, resolve } from "node:path";
import { build } from "esbuild";
import { CACHE } from "./cache.js";

/**
 * Bundles a TypeScript program into one JavaScript file, for tests that run it in processes of their own. Starting the
 * file takes a tenth of a second. Starting the sources with tsx takes most of a second.
 * @param tsconfig Whether `zcrm` means the sources (the default) or the build (`test/demo/tsconfig.json`)
 * @returns The path of the file
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
  // Another worker may be running this very file.
  const draft = `${path}.${crypto.randomUUID()}`;
  await writeFile(draft, text);
  await rename(draft, path);
  return resolve(path);
}
