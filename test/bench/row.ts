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

/** Runs each piece of work in turn, round after round, and gives the median seconds of each: so that a busy moment of the machine meets all. */
export async function alternating(
  work: Readonly<Record<string, () => Promise<unknown>>>,
  rounds: number,
): Promise<Record<string, number>> {
  const taken = new Map<string, number[]>(Object.keys(work).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, once] of Object.entries(work)) {
      const start = performance.now();
      await once();
      taken.get(name)?.push((performance.now() - start) / 1_000);
    }
  }
  return Object.fromEntries([...taken].map(([name, times]) => [name, median(times)]));
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

export const seconds = (value: number): string => `${value.toFixed(2)} s`;
