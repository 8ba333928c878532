import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createEmulator, type Emulator } from "../../../src/emulator/index.js";
import { type Caller, callerOf } from "../support/caller.js";

/** What a query compares and sorts by. */
type Row = Readonly<Record<"id" | "Last_Name" | "Modified_Time", string>> & { readonly Annual_Revenue: number | null };

const FIRST = 4100000000000700000n;
const idAt = (place: number): string => String(FIRST + BigInt(place));
const timeAt = (second: number): string => `2026-03-01T10:00:${String(second).padStart(2, "0")}+03:00`;

// Ids do not come in order, and times and numbers repeat.
const seeded: readonly Row[] = Array.from({ length: 40 }, (_, n) => ({
  id: idAt((n * 7) % 40),
  Last_Name: `Name ${n % 5}`,
  Modified_Time: timeAt((n * 3) % 8),
  Annual_Revenue: n % 6 === 0 ? null : n % 4,
}));

let emulator: Emulator;
let call: Caller;

beforeAll(async () => {
  emulator = createEmulator({ seed: { Leads: seeded } });
  call = await callerOf(emulator);
});
afterAll(() => emulator.close());

async function idsOf(query: string): Promise<unknown[]> {
  const { status, body } = await call("POST", "/coql", { select_query: query });
  expect([200, 204], query).toContain(status);
  return Object.values(body.data ?? {}).map(({ id }) => id);
}

/** A condition as a query has it, and as a program would test it. */
interface Tested {
  readonly text: string;
  readonly holds: (row: Row) => boolean;
}

const SIGNS = {
  "=": (order: number) => order === 0,
  ">": (order: number) => order > 0,
  ">=": (order: number) => order >= 0,
  "<": (order: number) => order < 0,
  "<=": (order: number) => order <= 0,
};
const signs = fc.constantFrom(...Object.keys(SIGNS));
const compared = (sign: string, order: number): boolean => SIGNS[sign as keyof typeof SIGNS](order);

const byId = fc.tuple(signs, fc.integer({ min: -1, max: 41 })).map(
  ([sign, place]): Tested => ({
    text: `id ${sign} '${idAt(place)}'`,
    holds: ({ id }) => compared(sign, Number(BigInt(id) - FIRST) - place),
  }),
);
const byTime = fc.tuple(signs, fc.integer({ min: 0, max: 9 })).map(
  ([sign, second]): Tested => ({
    text: `Modified_Time ${sign} '${timeAt(second)}'`,
    holds: ({ Modified_Time: time }) => compared(sign, time < timeAt(second) ? -1 : time > timeAt(second) ? 1 : 0),
  }),
);
const byNumber = fc.tuple(signs, fc.integer({ min: 0, max: 4 })).map(
  ([sign, number]): Tested => ({
    text: `Annual_Revenue ${sign} ${number}`,
    holds: ({ Annual_Revenue: value }) => value !== null && compared(sign, value - number),
  }),
);
const between = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })).map(
  ([low, high]): Tested => ({
    text: `Modified_Time between '${timeAt(low)}' and '${timeAt(high)}'`,
    holds: ({ Modified_Time: time }) => time >= timeAt(low) && time <= timeAt(high),
  }),
);
const others = fc.constantFrom<Tested>(
  { text: "Annual_Revenue is null", holds: ({ Annual_Revenue: value }) => value === null },
  { text: "Last_Name != 'Name 2'", holds: ({ Last_Name: name }) => name !== "Name 2" },
  { text: `id not between '${idAt(5)}' and '${idAt(30)}'`, holds: ({ id }) => id < idAt(5) || id > idAt(30) },
);

const { condition } = fc.letrec<{ condition: Tested }>((tie) => ({
  condition: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    byId,
    byTime,
    byNumber,
    between,
    others,
    fc.tuple(tie("condition"), fc.boolean(), tie("condition")).map(
      ([left, isAnd, right]): Tested => ({
        text: `(${left.text} ${isAnd ? "and" : "or"} ${right.text})`,
        holds: (row) => (isAnd ? left.holds(row) && right.holds(row) : left.holds(row) || right.holds(row)),
      }),
    ),
  ),
}));

const compareIds = (a: Row, b: Row): number => (a.id < b.id ? -1 : 1);
const directed = (order: number, direction: string): number => (direction === "desc" ? -order : order);

/** The orders of queries, each as a program would sort. */
const orders = fc
  .tuple(
    fc.constantFrom("id", "Modified_Time", "Annual_Revenue", "Last_Name"),
    fc.constantFrom("asc", "desc"),
    fc.boolean(),
  )
  .map(([column, direction, isById]) => ({
    text: `order by ${column} ${direction}${isById && column !== "id" ? ", id" : ""}`,
    compare: (a: Row, b: Row): number => {
      if (column === "id") return directed(compareIds(a, b), direction);
      const [left, right] = [a[column as keyof Row], b[column as keyof Row]];
      if (left === right) return compareIds(a, b);
      if (left === null || right === null) return left === null ? 1 : -1;
      return directed(left < right ? -1 : 1, direction);
    },
  }));

test("a query finds the rows that a filter finds, in the order that a sort gives", async () => {
  const everything = fc.asyncProperty(condition, orders, fc.nat(20), async ({ text, holds }, order, offset) => {
    const want = seeded.filter(holds).sort(order.compare);
    const query = `select id from Leads where ${text} ${order.text} limit 15 offset ${offset}`;
    expect(await idsOf(query)).toEqual(want.slice(offset, offset + 15).map(({ id }) => id));
  });
  await fc.assert(everything, { numRuns: 300, examples: [] });
});

const pages = [
  { where: `id > '${idAt(30)}' or id > '${idAt(37)}'`, order: "id", want: [31, 32, 33] },
  { where: `id < '${idAt(3)}' or id < '${idAt(9)}'`, order: "id desc", want: [8, 7, 6] },
  { where: `id < '${idAt(99)}'`, order: "id desc", want: [39, 38, 37] },
  { where: `id > '${idAt(38)}' or Annual_Revenue is null`, order: "id", want: [0, 2, 4] },
  { where: "Annual_Revenue = 3", order: "Annual_Revenue, Last_Name, id", want: [5, 25, 17] },
  { where: "Annual_Revenue = 3", order: "Annual_Revenue desc, id desc", want: [37, 33, 29] },
];
for (const { where, order, want } of pages) {
  test(`where ${where} order by ${order}`, async () =>
    expect(await idsOf(`select id from Leads where ${where} order by ${order} limit 3`)).toEqual(want.map(idAt)));
}

describe("an order that was read once", () => {
  const order = "select id from Leads where Annual_Revenue >= 0 order by Annual_Revenue, id limit 200";
  const tail = async () => (await idsOf(order)).slice(-3);

  test("follows changes, additions and deletions", async () => {
    const before = emulator.snapshot();
    await idsOf(order);
    const [first, second, third] = [idAt(2), idAt(1), idAt(39)];
    const change = (id: string, Annual_Revenue: number | null) =>
      call("PUT", "/Leads", { data: [{ id, Annual_Revenue }] });
    await change(first, 90);
    await change(second, 95);
    await change(third, 80);
    expect(await tail()).toEqual([third, first, second]);
    await change(second, 85);
    await change(first, 80);
    expect(await tail()).toEqual([first, third, second]);
    await change(second, null);
    await call("DELETE", `/Leads/${third}`);
    const { body } = await call("POST", "/Leads", { data: [{ Last_Name: "New", Company: "A", Annual_Revenue: 70 }] });
    const added = body.data?.[0]?.details?.id;
    expect((await tail()).slice(-2)).toEqual([added, first]);
    emulator.restore(before);
    expect(await tail()).not.toContain(first);
  });

  test("goes back to an earlier place with its value", async () => {
    const [id = ""] = emulator.seed({ Leads: [{ Last_Name: "Back", Annual_Revenue: 50 }] }).Leads ?? [];
    for (const value of [60, 50, 60, 50]) {
      emulator.seed({ Leads: [{ id, Annual_Revenue: value }] });
      expect((await idsOf(order)).filter((one) => one === id)).toEqual([id]);
    }
  });
});

test("ids are compared as numbers, however long they are", async () => {
  await using other = createEmulator({
    seed: { Leads: ["9", "10", "100", "4100000000000700001"].map((id) => ({ id, Last_Name: "A" })) },
  });
  const ask = await callerOf(other);
  const found = async (where: string): Promise<unknown[]> => {
    const { body } = await ask("POST", "/coql", { select_query: `select id from Leads where ${where} order by id` });
    return Object.values(body.data ?? {}).map(({ id }) => id);
  };
  expect(await found("id > '9'")).toEqual(["10", "100", "4100000000000700001"]);
  expect(await found("id between 0010 and '100'")).toEqual(["10", "100"]);
  expect(await found("id > '4100000000000700000'")).toEqual(["4100000000000700001"]);
  expect(await found("id < '4100000000000700001'")).toEqual(["9", "10", "100"]);
});
