/**
 * `npm run channels [SEED] [DAYS]`: 30 days of a keeper that is killed at random, with a receiver that is down for hours.
 * Prints what happened; fails if a change was not delivered, or a channel expired while its keeper lived.
 */
import { runStory } from "./story.js";

const [seedArgument, daysArgument = "30"] = process.argv.slice(2);
const seed = Number(seedArgument ?? Math.floor(Math.random() * 1_000_000));
const days = Number(daysArgument);
console.log(`${days} days, seed ${seed}`);
const start = performance.now();
const { problems, counts } = await runStory({ seed, days, changesPerHour: 10 });
console.table(counts);
console.log(`${((performance.now() - start) / 1_000).toFixed(0)} s`);
for (const problem of problems.slice(0, 20)) console.log(`WRONG: ${problem}`);
if (counts.expiredWithKeeper !== 0) console.log("WRONG: a channel expired while its keeper lived");
process.exitCode = problems.length === 0 && counts.expiredWithKeeper === 0 ? 0 : 1;
