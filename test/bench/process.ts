import { run } from "../support/package/packed-package.js";

/** How long Node takes for a program, from the start of the process to its end, in seconds. */
export async function wallSeconds(...program: readonly string[]): Promise<number> {
  const start = performance.now();
  await run(process.execPath, program);
  return (performance.now() - start) / 1_000;
}

/** What it costs the processor, in seconds; other programs on the machine do not change that much. */
export async function cpuSeconds(...program: readonly string[]): Promise<number> {
  const report = "data:text/javascript,process.on('exit', () => console.error(JSON.stringify(process.cpuUsage())))";
  const { stderr } = await run(process.execPath, ["--import", report, ...program]);
  const { user, system }: NodeJS.CpuUsage = JSON.parse(stderr);
  return (user + system) / 1_000_000;
}
