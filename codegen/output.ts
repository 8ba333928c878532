import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import type { Output } from "./generate.js";

/** Whether a file belongs to the output, so that it goes when no description makes it any more. */
export type IsOurs = (path: string) => Promise<boolean>;

const everything: IsOurs = async () => true;

/** How a folder differs from what it should hold: one line for each file. */
export async function compare(folder: string, output: Output, isOurs = everything): Promise<string[]> {
  const differences: string[] = [];
  for (const [file, want] of output) differences.push(...(await compareFile(join(folder, file), want)));
  for (const file of await filesIn(folder)) {
    if (output.has(file) || !(await isOurs(join(folder, file)))) continue;
    differences.push(`${join(folder, file)}: unknown; no description makes it`);
  }
  return differences;
}

/** How a file differs from the text that it should hold: one line, or none. */
export async function compareFile(path: string, want: string): Promise<string[]> {
  const have = await readFile(path, "utf8").catch(() => undefined);
  if (have === undefined) return [`${path}: missing`];
  return have === want ? [] : [firstDifference(path, have, want)];
}

/** Makes the folder hold the output, and nothing else of ours; files that stay the same are not touched. */
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

/** The files of a folder and those below it, by their path from there. */
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
