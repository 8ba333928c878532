/** The source files of a program: which there are, and how one is read and replaced without changing anything else. */
import { randomBytes } from "node:crypto";
import { opendir, readFile, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

const SKIPPED = ["node_modules", "dist", "build", "coverage"];

const SOURCE = /\.(js|cjs|mjs|jsx|ts|cts|mts|tsx)$/;

/** Lists the source files at a path, ordered by name. @throws if the path does not exist */
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

const BOM = "\uFEFF";

/** The text of a source file. */
export interface SourceFileText {
  readonly text: string;
  /** Replaces the file in one step. Its mode, encoding and byte order mark stay. */
  write(text: string): Promise<void>;
}

/** Reads a source file. @returns `undefined` if it is neither UTF-8 nor in a single-byte encoding */
export async function readSource(path: string): Promise<SourceFileText | undefined> {
  const bytes = await readFile(path);
  if (bytes.includes(0)) return undefined;
  // Other encodings are read byte by byte. They survive, since everything that is searched and replaced is ASCII.
  const encoding = isUtf8(bytes) ? "utf8" : "latin1";
  const whole = bytes.toString(encoding);
  const mark = whole.startsWith(BOM) ? BOM : "";
  return {
    text: whole.slice(mark.length),
    async write(text) {
      const target = await realpath(path);
      const { mode } = await stat(target);
      const partial = `${target}.${randomBytes(4).toString("hex")}.tmp`;
      try {
        await writeFile(partial, mark + text, { encoding, mode, flag: "wx" });
        await rename(partial, target);
      } finally {
        await rm(partial, { force: true });
      }
    },
  };
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
