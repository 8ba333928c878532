import { run } from "../support/package/packed-package.js";

/** The time that a Node program takes, including the start of the process, in seconds. */
export async function wallSeconds(...program: readonly string[]): Promise<number> {
  const start = performance.now();
  await run(process.execPath, program);
  return (performance.now() - start) / 1_000;
}

/** The CPU time of a Node program, in seconds. Other programs on the machine hardly change it. */
export async function cpuSeconds(...program: readonly string[]): Promise<number> {
  const report = "data:text/javascript,process.on('exit', () => console.error(JSON.stringify(process.cpuUsage())))";
  const { stderr } = await run(process.execPath, ["--import", report, ...program]);
  const { user, system }: NodeJS.CpuUsage = JSON.parse(stderr);
  return (user + system) / 1_000_000;
}
