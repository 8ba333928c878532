/** `npm run kills`: processes that write are killed at random moments. Arguments: how often, and a seed. */
import { randomOf } from "../../soak/random.js";
import { killAndResume } from "./kill.js";

const [killsArgument = "200", seedArgument] = process.argv.slice(2);
const seed = Number(seedArgument ?? Math.floor(Math.random() * 1_000_000));
const random = randomOf(seed);
console.log(`seed ${seed}`);
const start = performance.now();
const { wrong, ...report } = await killAndResume(Number(killsArgument), random, console.log);
console.log(JSON.stringify(report));
console.log(`${wrong.length} wrong outcomes in ${((performance.now() - start) / 1_000).toFixed(1)} s`);
for (const line of wrong) console.log(line);
if (wrong.length > 0) process.exitCode = 1;
