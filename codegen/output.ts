import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import type { Output } from "./generate.js";

/** Whether a file belongs to the output, so that it is deleted once no description produces it. */
export type IsOurs = (path: string) => Promise<boolean>;

const everything: IsOurs = async () => true;

/** How a folder differs from the output: one message per file. */
export async function compare(folder: string, output: Output, isOurs = everything): Promise<string[]> {
  const differences: string[] = [];
  for (const [file, want] of output) differences.push(...(await compareFile(join(folder, file), want)));
  for (const file of await filesIn(folder)) {
    if (output.has(file) || !(await isOurs(join(folder, file)))) continue;
    differences.push(`${join(folder, file)}: unknown; no description produces it`);
  }
  return differences;
}

/** How a file differs from the expected text: one message, or none. */
export async function compareFile(path: string, want: string): Promise<string[]> {
  const have = await readFile(path, "utf8").catch(() => undefined);
  if (have === undefined) return [`${path}: missing`];
  return have === want ? [] : [firstDifference(path, have, want)];
}

/** Writes the output, and deletes other files of ours. Does not touch files that stay the same. */
export async function write(folder: string, output: Output, isOurs = everything): Promise<void> {
  for (const file of await filesIn(folder)) {
    if (!output.has(file) && (await isOurs(join(folder, file)))) await rm(join(folder, file));
  }
  for (const [file, text] of output) {
    const path = join(folder, file);
    if ((await readFile(path, "utf8").catch(() => undefined)) === text) continue;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}

/** The files in a folder and below, by their path in it. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
}

function firstDifference(path: string, have: string, want: string): string {
  const [haveLines, wantLines] = [have.split("\n"), want.split("\n")];
  const at = wantLines.findIndex((line, index) => line !== haveLines[index]);
  const line = at === -1 ? wantLines.length : at;
  return `${path}:${line + 1}: stale\n  have: ${haveLines[line] ?? "(end)"}\n  want: ${wantLines[line] ?? "(end)"}`;
}
