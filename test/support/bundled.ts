import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { basename, join, parse, resolve } from "node:path";
import { build } from "esbuild";
import { CACHE } from "./cache.js";

/**
 * Bundles a TypeScript program into JavaScript files, for tests that run it in processes of their own. Starting it takes a
 * tenth of a second; starting the sources with tsx takes most of a second. What the program loads late, such as the driver
 * of a database, is in files of its own, so that processes that do not need it do not load it.
 * @param tsconfig Whether `zcrm` means the sources (the default) or the build (`test/demo/tsconfig.json`)
 * @returns The path of the file to run or import
 */
export async function bundled(entry: string, tsconfig = "tsconfig.json"): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    tsconfig,
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    packages: "external",
    outdir: CACHE,
    outExtension: { ".js": ".mjs" },
    write: false,
  });
  const hash = createHash("sha1");
  for (const { path, hash: content } of outputFiles) hash.update(basename(path)).update(content);
  const { name } = parse(entry);
  const folder = join(CACHE, "programs", `${name}-${hash.digest("hex")}`);
  await mkdir(join(CACHE, "programs"), { recursive: true });
  const draft = await mkdtemp(`${folder}-`);
  await Promise.all(outputFiles.map(({ path, contents }) => writeFile(join(draft, basename(path)), contents)));
  // Another worker may be running these very files.
  await rename(draft, folder).catch(() => rm(draft, { recursive: true }));
  return resolve(folder, `${name}.mjs`);
}
