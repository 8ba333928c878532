/** Measures what the project promises of its speed: `npm run bench`. Prints a table, and writes `.cache/bench.json`. */
import { mkdir, writeFile } from "node:fs/promises";
import { codegen } from "./codegen.js";
import { typeCheck } from "./type-check.js";

const rows = [await typeCheck(), await codegen()];

console.table(
  rows.map(({ name, value, budget, unit, detail }) => ({
    name,
    measured: `${value.toFixed(2)} ${unit}`,
    budget: `${budget} ${unit}`,
    kept: value <= budget ? "yes" : "NO",
    detail,
  })),
);
await mkdir(".cache", { recursive: true });
await writeFile(".cache/bench.json", `${JSON.stringify(rows, null, 2)}\n`);
if (rows.some(({ value, budget }) => value > budget)) process.exitCode = 1;
