import { constants } from "node:fs";
import { open, readdir, readFile, rm } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { makeFolder } from "../src/core/make-folder.js";
import type { Output } from "./generate.js";

/**
 * How a folder differs from the output: one message per file. Line ends do not count: a checkout may change them.
 * @param present The files in it that must be in the output, by their path in the folder.
 */
export async function compare(folder: string, output: Output, present?: readonly string[]): Promise<string[]> {
  const differences: string[] = [];
  for (const [file, want] of output) differences.push(...(await compareFile(join(folder, file), want)));
  for (const file of present ?? (await filesIn(folder))) {
    if (!output.has(file)) differences.push(`${join(folder, file)}: unknown; no description produces it`);
  }
  return differences;
}

/** How a file differs from the expected text: one message, or none. */
export async function compareFile(path: string, want: string): Promise<string[]> {
  const have = await read(path);
  if (have === undefined) return [`${path}: missing`];
  return have === want ? [] : [firstDifference(path, have, want)];
}

/**
 * Writes the output, and deletes other files. Does not touch files that stay the same.
 * @param present The files in the folder that are deleted if they are not in the output, by their path in it.
 */
export async function write(folder: string, output: Output, present?: readonly string[]): Promise<void> {
  for (const file of present ?? (await filesIn(folder))) {
    if (!output.has(file)) await rm(join(folder, file));
  }
  for (const [file, text] of output) {
    const path = join(folder, file);
    if ((await read(path)) === text) continue;
    await makeFolder(dirname(path));
    await writePlain(path, text);
  }
}

/** Writes a file, but not the one that a link in its place leads to. */
async function writePlain(path: string, text: string): Promise<void> {
  // Windows has no such flag.
  const noFollow = constants.O_NOFOLLOW ?? 0;
  const file = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | noFollow);
  try {
    await file.writeFile(text);
  } finally {
    await file.close();
  }
}

const read = (path: string): Promise<string | undefined> =>
  readFile(path, "utf8").then(
    (text) => text.replaceAll("\r\n", "\n"),
    () => undefined,
  );

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
