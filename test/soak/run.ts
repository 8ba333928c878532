/**
 * `npm run soak`: calls of all kinds, a third of which meet a fault, with the built package and a server in another
 * process. Fails if the heap grows, if anything is left over, or if a call ends in a way it must not.
 * Arguments: a seed, and the number of calls.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import { readHandles, stillOpen } from "../faults/handles.js";
import { Caller, CONCURRENCY } from "./caller.js";

const [seedArgument, callsArgument] = process.argv.slice(2);
const seed = Number(seedArgument ?? Math.floor(Math.random() * 1_000_000));
const calls = Number(callsArgument ?? 200_000);
const ROUND = 20_000;
/** The maximum ratio of the final heap to the heap after the first round. */
const ALLOWED_GROWTH = 1.1;

const surfaced: string[] = [];
for (const event of ["unhandledRejection", "uncaughtException", "warning"] as const)
  process.on(event, (problem: unknown) => surfaced.push(`${event}: ${inspect(problem)}`));

/** The used heap in bytes, after garbage collection. */
async function settledHeap(): Promise<number> {
  for (let round = 0; round < 5; round += 1) {
    await new Promise(setImmediate);
    globalThis.gc?.();
  }
  return process.memoryUsage().heapUsed;
}
const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(2)} MB`;

if (!globalThis.gc) throw new Error("run it as `npm run soak`: the heap is only comparable with --expose-gc");
console.log(`seed ${seed}: ${calls} calls, ${CONCURRENCY} at once`);
const server = fork(fileURLToPath(new URL("server-main.ts", import.meta.url)), [String(seed)]);
const [url] = (await once(server, "message")) as [string];
const folder = await mkdtemp(join(tmpdir(), "zcrm-soak-"));
const before = await readHandles();
const start = performance.now();
const caller = new Caller(seed, url, folder);

const heaps: number[] = [];
for (let made = 0; made < calls; ) {
  made = Math.min(made + ROUND, calls);
  await caller.callUpTo(made);
  heaps.push(await settledHeap());
  const { rss } = process.memoryUsage();
  const time = ((performance.now() - start) / 1_000).toFixed(0);
  console.log(`${made} calls: heap ${megabytes(heaps.at(-1) ?? 0)}, resident ${megabytes(rss)}, ${time} s`);
}
await caller.close();
const left = await stillOpen(before);
const files = await readdir(folder);
await rm(folder, { recursive: true });
server.disconnect();

const [first = 0] = heaps;
const growth = (heaps.at(-1) ?? 0) / first;
const problems = [
  ...(growth > ALLOWED_GROWTH ? [`the heap grew by a factor of ${growth.toFixed(3)}`] : []),
  ...left.map((handle) => `still open: ${handle}`),
  ...files.map((name) => `left behind: ${name}`),
  ...surfaced.slice(0, 20),
  ...caller.problems.slice(0, 20),
];
console.log("\noutcomes:");
for (const [outcome, count] of [...caller.outcomes].sort(([, a], [, b]) => b - a))
  console.log(`${String(count).padStart(8)}  ${outcome}`);
console.log(`
heap: ${megabytes(first)} after the first ${Math.min(ROUND, calls)}, ${megabytes(heaps.at(-1) ?? 0)} at the end: ${growth.toFixed(3)}
left open: ${left.length} (sockets, timers, descriptors), files left: ${files.length}
unhandled rejections, exceptions and warnings: ${surfaced.length}
calls with a wrong outcome: ${caller.problems.length}
time: ${((performance.now() - start) / 1_000).toFixed(1)} s`);
for (const problem of problems) console.log(`- ${problem}`);
if (problems.length > 0) process.exitCode = 1;
