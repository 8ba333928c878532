/**
 * Many calls with random faults: `npm run soak`, or `npm run soak -- SEED CALLS`. Fails where the heap has grown by more
 * than a tenth since the first 20,000, where a rejection went unhandled, or where something is left open.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { run } from "../support/packed-package.js";
import type { SoakReport } from "./report.js";

const [seed = String(Math.floor(Math.random() * 1_000_000)), calls = "200000"] = process.argv.slice(2);
console.log(`seed ${seed}, ${calls} calls, 50 at once`);

const server: ChildProcess = spawn(process.execPath, ["--import", "tsx", "test/soak/server-main.ts"], {
  stdio: ["pipe", "pipe", "inherit"],
});
const [port] = server.stdout ? await once(server.stdout, "data") : [];
const program = ["--expose-gc", "--import", "tsx", "test/soak/client-main.ts", String(Number(port)), seed, calls];
const { stdout } = await run(process.execPath, program, {
  // Against the build, as users run it.
  env: { ...process.env, TSX_TSCONFIG_PATH: resolve("test/demo/tsconfig.json") },
});
server.stdin?.end();

const report: SoakReport = JSON.parse(stdout);
const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;
const growth = report.late / report.early - 1;
console.table(Object.fromEntries(Object.entries(report.outcomes).sort(([a], [b]) => a.localeCompare(b))));
console.log(`${report.calls} calls in ${report.seconds.toFixed(0)} s`);
console.log(
  `heap after 20,000: ${megabytes(report.early)}, at the end: ${megabytes(report.late)} (${(growth * 100).toFixed(1)} %)`,
);
console.log(`memory of the process: ${megabytes(report.rss)}; descriptors open: ${report.descriptors}`);
console.log(`unhandled rejections: ${report.unhandled}; left open: ${report.left.join(", ") || "nothing"}`);
if (growth > 0.1 || report.unhandled > 0 || report.left.length > 0) process.exitCode = 1;
