import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Output } from "./generate.js";
import { write } from "./output.js";

/**
 * The output with its TypeScript formatted as the rest of the project is. Only this project's own code goes through it:
 * users of `zcrm generate` have formatters of their own.
 */
export async function format(output: Output): Promise<Output> {
  const folder = await mkdtemp(join(tmpdir(), "zcrm-format-"));
  try {
    const code = [...output].filter(([file]) => file.endsWith(".ts"));
    await write(folder, new Map([...code, ["biome.json", await formatterOptions()]]));
    await promisify(execFile)(process.execPath, [BIOME, "format", "--write", "--config-path=.", "."], { cwd: folder });
    const formatted = code.map(async ([file]) => [file, await readFile(join(folder, file), "utf8")] as const);
    return new Map([...output, ...(await Promise.all(formatted))]);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const BIOME = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome");

/** The project's options, without its list of files, which leaves the generated ones out. */
async function formatterOptions(): Promise<string> {
  const { formatter, javascript } = JSON.parse(await readFile("biome.json", "utf8"));
  return JSON.stringify({ formatter, javascript });
}
