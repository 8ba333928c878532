/** A query in the body of a call that names its own page: a clause at its end holds the offset and the limit. */
export interface LimitClause {
  /** The member of the body that holds the query. */
  readonly member: string;
  /** The number of rows that a query without the clause returns at most. */
  readonly defaultLimit: number;
}

/** What may be a clause at the end of a query. Its words have no `l` or `m`, so a query is read once, however long. */
const TAIL = /\slimit\s[\s\d,ofset]*$/i;

/** `limit 200`, `limit 400, 200` (offset first) or `limit 200 offset 400`. */
const CLAUSE = /^\slimit\s+(\d+)(?:\s*,\s*(\d+)|\s+offset\s+(\d+))?$/i;

/**
 * The query for the rows that follow.
 * @param rows The number of rows that the query returned.
 */
export function queryAfter(query: string, rows: number, defaultLimit: number): string {
  const whole = query.trimEnd().replace(/;$/, "").trimEnd();
  const [clause = "", first, second, trailing] = CLAUSE.exec(TAIL.exec(whole)?.[0] ?? "") ?? [];
  const limit = Number(second ?? first ?? defaultLimit);
  const offset = Number(second === undefined ? (trailing ?? 0) : first);
  const rest = whole.slice(0, whole.length - clause.length).trimEnd();
  return `${rest} limit ${offset + rows}, ${limit}`;
}
