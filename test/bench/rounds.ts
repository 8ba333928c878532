/**
 * Runs the measurements in turn, round after round, so that a busy moment of the machine affects all of them.
 * @param choose Combines the results of all rounds
 */
export async function alternating<Name extends string>(
  measures: Readonly<Record<Name, () => Promise<number>>>,
  rounds: number,
  choose = median,
): Promise<Record<Name, number>> {
  const names = Object.keys(measures) as Name[];
  const taken = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) taken.get(name)?.push(await measures[name]());
  }
  return Object.fromEntries([...taken].map(([name, values]) => [name, choose(values)])) as Record<Name, number>;
}

/** For what other work on the machine can only increase, such as CPU time. */
export const least = (numbers: readonly number[]): number => Math.min(...numbers);

/** For what other work on the machine can only decrease. */
export const most = (numbers: readonly number[]): number => Math.max(...numbers);

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
