/**
 * Divides slots so that the smallest share is as large as possible: a process that needs less than an equal share gets what it
 * needs, and the others divide the rest.
 */

/** How slots are divided. */
export interface Shares {
  /** By the position of the demand. */
  readonly shares: readonly number[];
  /** What each gets that needs as much. Some of those get one more, because what is left cannot be divided. */
  readonly level: number;
}

/** @param demands In the order in which slots that cannot be divided are given */
export function fairShares(demands: readonly number[], slots: number): Shares {
  const level = levelOf(demands, slots);
  let spare = slots - demands.reduce((sum, demand) => sum + Math.min(demand, level), 0);
  const shares = demands.map((demand) => {
    if (demand <= level || spare < 1) return Math.min(demand, level);
    spare -= 1;
    return level + 1;
  });
  return { shares, level };
}

/** The largest number of slots that all can have who need as many. */
function levelOf(demands: readonly number[], slots: number): number {
  let left = slots;
  for (const [index, demand] of demands.toSorted((a, b) => a - b).entries()) {
    const others = demands.length - index;
    if (demand * others > left) return Math.floor(left / others);
    left -= demand;
  }
  return Number.POSITIVE_INFINITY;
}
