/** `npm run faults`: every step of a call with everything that can fail there. Writes `.cache/faults.md` and `.json`. */
import { mkdir, writeFile } from "node:fs/promises";
import { nameOf } from "./cell.js";
import { matrix } from "./matrix/index.js";
import { startStuckPort } from "./stuck-port.js";
import { tableOf } from "./table.js";
import { tryCells } from "./trials.js";

/** Part of the name of the cells to run; all by default. */
const [wanted = ""] = process.argv.slice(2);

const start = performance.now();
await using stuck = await startStuckPort();
const all = matrix(`127.0.0.1:${stuck.port}`);
const chosen = all.cells.filter((cell) => nameOf(cell).includes(wanted));
const verdicts = await tryCells(chosen, 6);
const table = tableOf(all, verdicts);
console.log(table);
console.log(`${((performance.now() - start) / 1_000).toFixed(1)} s`);
await mkdir(".cache", { recursive: true });
await writeFile(".cache/faults.md", table);
const rows = verdicts.map(
  ({ cell: { step, fault, variant, way, call, expected, within }, took, outcome, problems }) => ({
    ...{ step, fault, variant, way, call, expected, within, outcome, problems },
    took: took === undefined ? undefined : Math.round(took),
  }),
);
await writeFile(".cache/faults.json", `${JSON.stringify(rows, null, 2)}\n`);
if (verdicts.some(({ problems }) => problems.length > 0)) process.exitCode = 1;
