/** Pages of a list, so that it can begin after any number of rows. */

/** The page that has the row after those that are skipped, and what to skip of it. */
export interface Page {
  readonly page: number;
  readonly per_page: number;
  readonly skip: number;
}

export const pageAt = (after: number, limit: number): Page => ({
  page: Math.floor(after / limit) + 1,
  per_page: limit,
  skip: after % limit,
});

/** Whether more rows follow a page. */
export function hasMore(response: unknown): boolean {
  const info: unknown = Reflect.get(Object(response), "info");
  return Reflect.get(Object(info), "more_records") === true;
}
