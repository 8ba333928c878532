import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Output } from "./generate.js";

/** How a folder differs from what it should hold: one line for each file. */
export async function compare(folder: string, output: Output): Promise<string[]> {
  const differences: string[] = [];
  for (const [file, want] of output) {
    const have = await readFile(join(folder, file), "utf8").catch(() => undefined);
    if (have === undefined) differences.push(`${join(folder, file)}: missing`);
    else if (have !== want) differences.push(firstDifference(join(folder, file), have, want));
  }
  for (const file of await filesIn(folder)) {
    if (!output.has(file)) differences.push(`${join(folder, file)}: unknown; no description makes it`);
  }
  return differences;
}

/** Makes the folder hold exactly the output; files that stay the same are not touched. */
export async function write(folder: string, output: Output): Promise<void> {
  for (const file of await filesIn(folder)) if (!output.has(file)) await rm(join(folder, file));
  for (const [file, text] of output) {
    const path = join(folder, file);
    if ((await readFile(path, "utf8").catch(() => undefined)) === text) continue;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    );
}

function firstDifference(path: string, have: string, want: string): string {
  const [haveLines, wantLines] = [have.split("\n"), want.split("\n")];
  const at = wantLines.findIndex((line, index) => line !== haveLines[index]);
  const line = at === -1 ? wantLines.length : at;
  return `${path}:${line + 1}: stale\n  have: ${haveLines[line] ?? "(end)"}\n  want: ${wantLines[line] ?? "(end)"}`;
}
