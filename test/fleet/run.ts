/**
 * `npm run fleet [ENGINE] [SEED]`: processes share their tokens and limits on a real engine, while things go wrong.
 * Prints what the emulator counted; fails if a rule is broken.
 */
import type { EngineName } from "./engine.js";
import { problemsOf } from "./rules.js";
import { SCENARIOS } from "./scenario.js";
import { runFleet } from "./world.js";

const PROCESSES = 8;
const CALLS = 200;

const [wanted, seedArgument] = process.argv.slice(2);
const seed = Number(seedArgument ?? Math.floor(Math.random() * 1_000_000));
console.log(`${PROCESSES} processes of ${CALLS} calls, seed ${seed}`);
let failures = 0;
for (const engine of ["redis", "postgres", "file"] as const satisfies readonly EngineName[]) {
  if (wanted !== undefined && wanted !== engine) continue;
  for (const scenario of SCENARIOS) {
    // Files have no server that could fail.
    if (engine === "file" && (scenario.engineFails || scenario.cut)) continue;
    const outcome = await runFleet(engine, scenario, { processes: PROCESSES, calls: CALLS, seed });
    const problems = problemsOf(outcome, scenario, PROCESSES * CALLS);
    const { ends, tokenRequests, most, tooMany, setBacks, behind, stops, crashes, cut, seconds } = outcome;
    console.log(
      `${engine.padEnd(8)}  ${scenario.name.padEnd(42)}  ${JSON.stringify(ends)}, ${tokenRequests} token requests, ` +
        `at most ${most} at once, ${tooMany} too many, ${setBacks} set back, ${behind} behind; ` +
        `${stops} stopped, ${crashes} killed, ${cut} cut, ${seconds.toFixed(1)} s`,
    );
    for (const problem of problems) console.log(`  WRONG: ${problem}`);
    failures += problems.length;
  }
}
process.exitCode = failures === 0 ? 0 : 1;
