/** What the tests of reading share. */
import type { Emulator } from "zcrm/emulator";
import { type Reading, readRecords } from "../../../src/data/read/read-records.js";

/** Reads with params that the compiler does not check: they differ from test to test. */
export const reading = (crm: object, params: object): Reading<Record<string, unknown> & { id: string }> =>
  readRecords(crm as never, params as never);

export async function rowsOf<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

type ClientOptions = ReturnType<Emulator["clientOptions"]>;

/** Moves the clock while no call is under way: a bulk read waits between two looks at its job. */
export function hurry(emulator: Emulator): { readonly options: ClientOptions; readonly stop: () => void } {
  const options = emulator.clientOptions();
  let calls = 0;
  const timer = setInterval(() => {
    if (calls === 0) emulator.advance("5s");
  }, 10);
  return {
    options: {
      ...options,
      fetch: async (...request) => {
        calls += 1;
        try {
          return (await options.fetch?.(...request)) ?? Response.error();
        } finally {
          calls -= 1;
        }
      },
    },
    stop: () => clearInterval(timer),
  };
}
