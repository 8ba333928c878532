import { opendir, stat } from "node:fs/promises";
import { join } from "node:path";

const SKIPPED = ["node_modules", "dist", "build", "coverage"];

const SOURCE = /\.(js|cjs|mjs|jsx|ts|cts|mts|tsx)$/;

/** The source files at a path, in order of their names. @throws where there is no such path. */
export async function sourceFiles(path: string): Promise<readonly string[]> {
  if ((await stat(path)).isFile()) return [path];
  const files: string[] = [];
  const entries = [];
  for await (const entry of await opendir(path)) entries.push(entry);
  entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  for (const entry of entries) {
    const below = join(path, entry.name);
    if (entry.isDirectory()) {
      if (!SKIPPED.includes(entry.name) && !entry.name.startsWith(".")) files.push(...(await sourceFiles(below)));
    } else if (entry.isFile() && SOURCE.test(entry.name) && !/\.d\.[cm]?ts$/.test(entry.name)) files.push(below);
  }
  return files;
}
