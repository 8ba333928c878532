/** Numbers from a seed, and what they shuffle. */

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The same JSON with the arrays and the members in another order. */
export function shuffled<T>(value: T, random: () => number): T {
  if (Array.isArray(value)) return mixed(value, random).map((item) => shuffled(item, random)) as T;
  if (typeof value !== "object" || value === null) return value;
  const members = mixed(Object.entries(value), random);
  return Object.fromEntries(members.map(([name, member]) => [name, shuffled(member, random)])) as T;
}

const mixed = <Item>(items: readonly Item[], random: () => number): Item[] =>
  items
    .map((item) => ({ item, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
