/**
 * `npm run runtimes [NAME] [-- --write]`: runs one program in every runtime, or in those whose name contains NAME, and prints
 * a table. With `--write`, the README gets the table if the program ran everywhere.
 */
import { readFile, writeFile } from "node:fs/promises";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { outcomeOf, type Runtime, resultsIn } from "./runtime.js";
import { RUNTIMES } from "./runtimes.js";
import { withTable } from "./table.js";

const { values, positionals } = parseArgs({ options: { write: { type: "boolean" } }, allowPositionals: true });
const [wanted = ""] = positionals;
const chosen = RUNTIMES.filter(({ name }) => name.toLowerCase().includes(wanted.toLowerCase()));
let failures = 0;
console.log(lineOf("Runtime", "Version", "Package by", "Sends over", "Time", "Memory*", "Result"));
for (const runtime of chosen) {
  const begin = performance.now();
  const [problem, memory] = await problemIn(runtime);
  const seconds = ((performance.now() - begin) / 1_000).toFixed(1);
  if (problem !== undefined) failures += 1;
  const { name, version, loads, transport } = runtime;
  console.log(lineOf(name, version, loads, transport, `${seconds} s`, memory, problem ?? "passed"));
}
console.log("* Growth of the process while it streamed 50 MB, garbage included, where the program can see it.");
console.log(`${chosen.length - failures} of ${chosen.length} runtimes run the program`);
if (failures > 0 || chosen.length === 0) process.exitCode = 1;
else if (values.write && chosen.length === RUNTIMES.length) {
  await writeFile("README.md", withTable(await readFile("README.md", "utf8"), RUNTIMES));
}

function lineOf(...cells: readonly string[]): string {
  const widths = [38, 12, 16, 13, 6, 7];
  return cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ");
}

/** What is wrong, if anything, and by how much the memory of the process grew while the program streamed a file. */
async function problemIn(runtime: Runtime): Promise<[problem: string | undefined, memory: string]> {
  try {
    const { results, transport, megabytes } = await outcomeOf(runtime);
    const memory = megabytes > 0 ? `${megabytes} MB` : "";
    if (!runtime.transport.startsWith(transport)) return [`FAILED: it sends by ${transport}`, memory];
    return [isDeepStrictEqual(results, resultsIn(runtime)) ? undefined : `FAILED: ${JSON.stringify(results)}`, memory];
  } catch (error) {
    return [`FAILED: ${Object(error).stderr || error}`, ""];
  }
}
