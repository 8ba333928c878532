import { expect, test } from "vitest";
import { createEmulator } from "../../../src/emulator/index.js";
import { type Caller, callerOf } from "../support/caller.js";

const emulator = createEmulator({ modules: { Plans: { Holdings: { type: "jsonarray" } } }, defaultData: false });

interface Row {
  readonly id: string;
  readonly Fund?: string;
  readonly Units?: number;
}

async function planWith(call: Caller, Holdings: unknown): Promise<string> {
  return String((await call("POST", "/Plans", { data: [{ Name: "P", Holdings }] })).body.data?.[0]?.details?.id);
}

async function holdingsOf(call: Caller, id: string): Promise<Row[]> {
  return (await call("GET", `/Plans/${id}`)).body.data?.[0]?.Holdings as unknown as Row[];
}

test("the rows of a custom subform have ids, by which an update changes some of their cells", async () => {
  const call = await callerOf(emulator);
  const id = await planWith(call, [
    { Fund: "A", Units: 1 },
    { Fund: "B", Units: 2 },
    { Fund: "C", Units: 3 },
  ]);
  const [a, b, c] = await holdingsOf(call, id);
  expect([a, b, c]).toEqual([
    { Fund: "A", Units: 1, id: expect.stringMatching(/^\d{19}$/) },
    { Fund: "B", Units: 2, id: expect.stringMatching(/^\d{19}$/) },
    { Fund: "C", Units: 3, id: expect.stringMatching(/^\d{19}$/) },
  ]);
  const rows = [
    { id: b?.id, Units: 9 },
    { id: c?.id, _delete: null },
    { Fund: "D", Units: 4 },
  ];
  await call("PUT", `/Plans/${id}`, { data: [{ Holdings: rows }] });
  const after = await holdingsOf(call, id);
  expect(after).toEqual([
    { Fund: "B", Units: 9, id: b?.id },
    { Fund: "D", Units: 4, id: expect.stringMatching(/^\d{19}$/) },
  ]);
  expect([a?.id, b?.id, c?.id]).not.toContain(after[1]?.id);
  await call("PUT", `/Plans/${id}`, { data: [{ Name: "Q" }] });
  expect(await holdingsOf(call, id)).toEqual(after);
});

test("a list that is not of rows is stored as it is sent", async () => {
  const call = await callerOf(emulator);
  expect(await holdingsOf(call, await planWith(call, ["A", 1]))).toEqual(["A", 1]);
});
