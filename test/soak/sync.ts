/**
 * `npm run soak:sync`: a copy of a million records, while somebody creates, changes, deletes and restores records between
 * any two requests, and the synchronization is interrupted again and again. Fails if the copy is not equal in the end.
 * Arguments: a seed, the number of records, and the number of interrupts.
 */
import { isDeepStrictEqual } from "node:util";
import { isCrmError } from "../../src/core/errors/errors.js";
import { syncRecords } from "../../src/data/index.js";
import { Mirror, World } from "../data/sync/world.js";

const [seedArgument, recordsArgument, interruptsArgument] = process.argv.slice(2);
const seed = Number(seedArgument ?? Math.floor(Math.random() * 1_000_000));
const records = Number(recordsArgument ?? 1_000_000);
const interrupts = Number(interruptsArgument ?? 200);
const FIELDS = ["Last_Name", "Email", "Owner"] as const;

const start = performance.now();
const seconds = () => `${((performance.now() - start) / 1_000).toFixed(0)} s`;
console.log(`seed ${seed}: ${records} records, ${interrupts} interrupts`);
const world = new World({
  seed,
  rows: 200,
  deletions: 200,
  changes: 20,
  restoring: 0.002,
  localAhead: 300_000,
  faulty: 0.02,
});
world.create(records);
// Otherwise all of them are changes of the last minute.
await world.wait("10m");
console.log(`created, ${seconds()}`);

/** How a synchronization may fail, after the client's own retries. */
const FAULTS = [
  "TOO_MANY_REQUESTS",
  "INTERNAL_ERROR",
  "NETWORK_ERROR",
  "CONNECTION_LOST",
  "OUTCOME_UNKNOWN",
  "TIMEOUT",
];

const counts = { written: 0, deleted: 0, none: 0, failed: 0 };
const mirror = new Mirror();

/** @returns whether it came to its end */
async function sync(most: number): Promise<boolean> {
  let left = most;
  try {
    for await (const change of syncRecords(world.crm, { module: "Leads", fields: FIELDS, since: mirror.since })) {
      counts[change.change] += 1;
      mirror.apply(change);
      // Killed before the checkpoint is stored.
      if (left === 0) return false;
      mirror.keep(change);
      left -= 1;
    }
    return true;
  } catch (error) {
    // Any other error is not one of the faults.
    if (!isCrmError(error) || !FAULTS.includes(error.code)) throw error;
    counts.failed += 1;
    return false;
  }
}

let interrupted = 0;
while (interrupted < interrupts) {
  // In the first reading, and in what follows it.
  const isEnd = await sync(Math.floor(world.random() * (world.random() < 0.5 ? records / 50 : 60)));
  if (isEnd) await world.wait(world.random() < 0.5 ? "1m" : "10m");
  else interrupted += 1;
  if (interrupted % 20 === 0 && !isEnd)
    console.log(`${interrupted} interrupts, ${mirror.rows.size} rows, ${seconds()}`);
}
world.isBusy = false;
while (!(await sync(Number.POSITIVE_INFINITY)));

const truth = await world.truth();
const different = [...truth].filter(([id, row]) => !isDeepStrictEqual(mirror.rows.get(id), row)).length;
const extra = [...mirror.rows.keys()].filter((id) => !truth.has(id)).length;
console.log(JSON.stringify({ ...counts, interrupted, requests: world.requests, ...world.made }));
console.log(`${truth.size} records, ${different} different or missing in the copy, ${extra} too many, ${seconds()}`);
await world.close();
if (different > 0 || extra > 0) process.exitCode = 1;
