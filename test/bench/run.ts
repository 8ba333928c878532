/**
 * Measures what the project promises about speed: `npm run bench`, or `npm run bench -- cpu files` for a part of it.
 * `npm run bench -- million` exports and imports a million records, which takes minutes and is not part of the whole.
 * Prints a table and writes `.cache/bench.json`. With `--write`, it also updates the table in `docs/performance.md`.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { cpuOfCalls, throughput } from "./calls.js";
import { codegen } from "./codegen.js";
import { commands, million } from "./data.js";
import { writeDocument } from "./document.js";
import { memoryOfFiles } from "./files.js";
import { installed } from "./installed.js";
import { startLoopback } from "./loopback.js";
import { budgetText, isKept, type Row } from "./row.js";
import { tokenRequests } from "./tokens.js";
import { typeCheck } from "./type-check.js";

/** Closes the server before the next measurement begins, so that they do not compete. */
async function withLoopback(measure: (loopback: Awaited<ReturnType<typeof startLoopback>>) => Promise<Row[]>) {
  await using loopback = await startLoopback();
  return await measure(loopback);
}

const MEASUREMENTS: Readonly<Record<string, () => Promise<Row[]>>> = {
  cpu: () => withLoopback(cpuOfCalls),
  throughput: () => withLoopback(throughput),
  files: () => withLoopback(memoryOfFiles),
  tokens: tokenRequests,
  data: commands,
  installed,
  codegen: async () => [await codegen()],
  "type-check": async () => [await typeCheck()],
};

/** Only those that are named. */
const LONG_MEASUREMENTS: typeof MEASUREMENTS = { million };

const wanted = process.argv.slice(2).filter((given) => !given.startsWith("--"));
const rows: Row[] = [];
const measurements = { ...MEASUREMENTS, ...(wanted.length > 0 && LONG_MEASUREMENTS) };
for (const [name, measure] of Object.entries(measurements)) {
  if (wanted.length === 0 || wanted.includes(name)) rows.push(...(await measure()));
}

for (const row of rows) {
  const value = `${row.value.toFixed(2)} ${row.unit}`.trim();
  console.log(`${verdict(row)} ${row.name}: ${value}; ${row.detail}`);
}
function verdict(row: Row): string {
  if (!row.budget) return "      ";
  return `${isKept(row) ? "kept  " : "MISSED"} (${budgetText(row)})`;
}

const machine = { node: process.version, cores: availableParallelism() };
await mkdir(".cache", { recursive: true });
await writeFile(".cache/bench.json", `${JSON.stringify({ machine, rows }, null, 2)}\n`);
if (process.argv.includes("--write")) await writeDocument(rows, machine);
if (!rows.every(isKept)) process.exitCode = 1;
