/** What the tests of reading share. */
import { type Reading, readRecords } from "../../../src/data/read/read-records.js";

/** Reads with params that the compiler does not check: they differ from test to test. */
export const reading = (crm: object, params: object): Reading<Record<string, unknown> & { id: string }> =>
  readRecords(crm as never, params as never);

export async function rowsOf<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return all;
}
