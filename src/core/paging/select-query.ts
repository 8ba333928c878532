/** The end of a COQL query: `limit 200`, `limit 400, 200` (offset first) or `limit 200 offset 400`. */
const LIMIT = /\s+limit\s+(\d+)(?:\s*,\s*(\d+)|\s+offset\s+(\d+))?\s*;?\s*$/i;

/** How many rows an answer holds where a query does not say (COQL overview). */
const DEFAULT_LIMIT = 200;

/**
 * The query for the rows that follow.
 * @param rows How many rows the query gave.
 */
export function queryAfter(query: string, rows: number): string {
  const [, first, second, trailing] = LIMIT.exec(query) ?? [];
  const limit = Number(second ?? first ?? DEFAULT_LIMIT);
  const offset = Number(second === undefined ? (trailing ?? 0) : first);
  return `${query.replace(LIMIT, "")} limit ${offset + rows}, ${limit}`;
}
