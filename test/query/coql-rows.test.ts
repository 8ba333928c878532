/**
 * What a query finds is what the same condition finds in plain code: whatever the values contain, and however conditions
 * are nested. The queries run against the emulator, which has a parser of its own.
 */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CrmClient, paginate } from "zcrm";
import type { Emulator } from "zcrm/emulator";
import { coql } from "zcrm/query";
import { single, tree } from "./conditions.js";
import { hostileText } from "./hostile-values.js";
import { low, moment, names, number, own, type Thing, things, thingsCrm, time, wanted } from "./things.js";

let emulator: Emulator;
let crm: CrmClient;
beforeAll(() => {
  ({ emulator, crm } = thingsCrm());
});
afterAll(async () => {
  await crm?.close();
  await emulator?.close();
});

const found = async (query: { body: { select_query: string } }): Promise<unknown[]> =>
  (await crm.coql.query(query)).data.map(({ id }) => id);

test("one condition finds the same records", async () => {
  await fc.assert(
    fc.asyncProperty(single, async ({ build, fits }) => {
      expect(await found(own.from("Things").where(build))).toEqual(wanted(fits));
    }),
    { numRuns: 250 },
  );
});

test("trees of conditions find the same records", async () => {
  await fc.assert(
    fc.asyncProperty(tree, async ({ build, fits, count }) => {
      fc.pre(count <= 25);
      expect(await found(own.from("Things").where(build))).toEqual(wanted(fits));
    }),
    { numRuns: 120 },
  );
});

test("a query in your own words finds the same records", async () => {
  const value = fc.oneof(fc.constantFrom(...names), hostileText);
  await fc.assert(
    fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 5 }), number, moment, async (texts, size, day) => {
      const [first = ""] = texts;
      const part = coql`(Name in ${texts} or ${coql`Kind = ${first}`})`;
      const query = coql`select id from Things where (${part} or (Size = ${size} and Changed >= ${day})) limit ${200}`;
      const isOf = (text: string | null) => text !== null && texts.some((one) => low(one) === low(text));
      const fits = ({ Name, Kind, Size, Changed }: Thing) =>
        isOf(Name) ||
        (Kind !== null && low(Kind) === low(first)) ||
        (Size === size && Changed !== null && time(Changed) >= time(day));
      expect(await found(query)).toEqual(wanted(fits));
    }),
    { numRuns: 60 },
  );
});

test("a walk reads every record once, in the order of the query", async () => {
  const query = own
    .from("Things")
    .select("Size")
    .where((thing) => thing.Size.isNotNull())
    .orderBy("Size", "desc")
    .limit(7);
  const walked: (number | null)[] = [];
  for await (const row of paginate(crm.coql.query, query)) walked.push(row.Size);
  const expected = things.flatMap(({ Size }) => Size ?? []).toSorted((a, b) => b - a);
  expect(walked).toEqual(expected);
  expect(walked.length).toBeGreaterThan(20);
});
