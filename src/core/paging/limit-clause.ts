/** A query in the body of a call that names its own page: a clause at its end holds the offset and the limit. */
export interface LimitClause {
  /** The member of the body that holds the query. */
  readonly member: string;
  /** The number of rows that a query without the clause returns at most. */
  readonly defaultLimit: number;
}

/** `limit 200`, `limit 400, 200` (offset first) or `limit 200 offset 400`, at the end of a query. */
const CLAUSE = /\s+limit\s+(\d+)(?:\s*,\s*(\d+)|\s+offset\s+(\d+))?\s*;?\s*$/i;

/**
 * The query for the rows that follow.
 * @param rows The number of rows that the query returned.
 */
export function queryAfter(query: string, rows: number, defaultLimit: number): string {
  const [, first, second, trailing] = CLAUSE.exec(query) ?? [];
  const limit = Number(second ?? first ?? defaultLimit);
  const offset = Number(second === undefined ? (trailing ?? 0) : first);
  return `${query.replace(CLAUSE, "")} limit ${offset + rows}, ${limit}`;
}
