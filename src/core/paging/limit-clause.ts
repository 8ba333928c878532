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

/** The rows that a query asks for. */
interface Window {
  /** The query without the clause. */
  readonly rest: string;
  readonly offset: number;
  readonly limit: number;
}

function windowOf(query: string, defaultLimit: number): Window {
  const whole = query.trimEnd().replace(/;$/, "").trimEnd();
  const [clause = "", first, second, trailing] = CLAUSE.exec(TAIL.exec(whole)?.[0] ?? "") ?? [];
  return {
    rest: whole.slice(0, whole.length - clause.length).trimEnd(),
    offset: Number(second === undefined ? (trailing ?? 0) : first),
    limit: Number(second ?? first ?? defaultLimit),
  };
}

/** The number of rows up to the end of a page, counted from the first row of the whole list. */
export const endOfPage = (query: string, rows: number, defaultLimit: number): number =>
  windowOf(query, defaultLimit).offset + rows;

/**
 * The query for the rows that follow.
 * @param rows The number of rows that the query returned.
 * @param ceiling The number of rows of the whole list that can be reached.
 */
export function queryAfter(
  query: string,
  rows: number,
  defaultLimit: number,
  ceiling: number = Number.POSITIVE_INFINITY,
): string {
  const { rest, offset, limit } = windowOf(query, defaultLimit);
  const next = offset + rows;
  return `${rest} limit ${next}, ${Math.min(limit, ceiling - next)}`;
}
