import { run } from "../support/packed-package.js";

/** One line of the table: what was measured, and what it may be at most. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly budget: number;
  /** What the value counts: seconds, or shares of a peer's. */
  readonly unit: string;
  /** The absolute numbers behind it. */
  readonly detail: string;
}

/** Measures each in turn, round after round, so that a busy moment of the machine meets all; the median of each. */
export async function alternating(
  measures: Readonly<Record<string, () => Promise<number>>>,
  rounds: number,
): Promise<Record<string, number>> {
  const taken = new Map<string, number[]>(Object.keys(measures).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, measure] of Object.entries(measures)) taken.get(name)?.push(await measure());
  }
  return Object.fromEntries([...taken].map(([name, values]) => [name, median(values)]));
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/** How long Node takes for a program, from the start of the process to its end. */
export async function wallSeconds(...program: readonly string[]): Promise<number> {
  const start = performance.now();
  await run(process.execPath, program);
  return (performance.now() - start) / 1_000;
}

/** What it costs the processor, which other programs on the machine do not change much. */
export async function cpuSeconds(...program: readonly string[]): Promise<number> {
  const report = "data:text/javascript,process.on('exit', () => console.error(JSON.stringify(process.cpuUsage())))";
  const { stderr } = await run(process.execPath, ["--import", report, ...program]);
  const { user, system }: NodeJS.CpuUsage = JSON.parse(stderr);
  return (user + system) / 1_000_000;
}

/** `1.50 s` */
export const seconds = (value: number): string => `${value.toFixed(2)} s`;
