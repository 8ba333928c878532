import { randomBytes } from "node:crypto";
import { readFile, realpath, rename, rm, stat, writeFile } from "node:fs/promises";

const BOM = "\uFEFF";

/** A file's text, and the way back to its bytes. */
export interface SourceText {
  readonly text: string;
  /** Replaces the file in one step; its mode, its encoding and its mark of byte order stay. */
  write(text: string): Promise<void>;
}

/** @returns nothing where the file is no text in UTF-8 or in an encoding of single bytes. */
export async function readSource(path: string): Promise<SourceText | undefined> {
  const bytes = await readFile(path);
  if (bytes.includes(0)) return undefined;
  // What is not UTF-8 is read byte by byte: it comes back the same, and all that is looked for is ASCII.
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
