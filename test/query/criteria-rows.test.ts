/** What search criteria find is what the same conditions find in plain code, whatever the values contain. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CrmClient } from "zcrm";
import type { Emulator } from "zcrm/emulator";
import { and, type Condition, or } from "zcrm/query";
import { hostileText } from "./hostile-values.js";
import { days, idCase, kinds, low, moment, names, number, own, type Thing, thingsCrm, time, wanted } from "./things.js";

let emulator: Emulator;
let crm: CrmClient;
beforeAll(() => {
  ({ emulator, crm } = thingsCrm());
});
afterAll(async () => {
  await crm?.close();
  await emulator?.close();
});

type Fields = Parameters<Parameters<typeof own.criteria<"Things">>[1]>[0];
interface Search {
  readonly build: (thing: Fields) => Condition;
  /** @param isOne Whether the criteria have no other condition. */
  readonly fits: (thing: Thing, isOne: boolean) => boolean;
  readonly count: number;
}
const bare = (text: string): string => low(text.trim());
const value = fc.oneof(fc.constantFrom(...names, ...kinds), hostileText).filter((text) => text.trim() !== "");
const one = (build: Search["build"], fits: Search["fits"]): Search => ({ build, fits, count: 1 });
const condition: fc.Arbitrary<Search> = fc.oneof(
  // With several conditions, Zoho finds text anywhere in the value.
  value.map((v) =>
    one(
      (t) => t.Name.equals(v),
      ({ Name }, isOne) => Name !== null && (isOne ? bare(Name) === bare(v) : bare(Name).includes(bare(v))),
    ),
  ),
  value.map((v) =>
    one(
      (t) => t.Kind.equals(v),
      ({ Kind }) => Kind !== null && bare(Kind) === bare(v),
    ),
  ),
  value.map((v) =>
    one(
      (t) => t.Kind.notEquals(v),
      ({ Kind }) => Kind !== null && bare(Kind) !== bare(v),
    ),
  ),
  value.map((v) =>
    one(
      (t) => t.Name.startsWith(v),
      ({ Name }) => Name !== null && bare(Name).startsWith(bare(v)),
    ),
  ),
  fc.array(value, { minLength: 1, maxLength: 6 }).map((v) =>
    one(
      (t) => t.Name.in(...v),
      ({ Name }) => Name !== null && v.some((text) => bare(text) === bare(Name)),
    ),
  ),
  number.map((v) =>
    one(
      (t) => t.Size.atLeast(v),
      ({ Size }) => Size !== null && Size >= v,
    ),
  ),
  fc.tuple(number, number).map(([v, w]) =>
    one(
      (t) => t.Size.between(v, w),
      ({ Size }) => Size !== null && Size >= v && Size <= w,
    ),
  ),
  fc.constantFrom(...days).map((v) =>
    one(
      (t) => t.Day.lessThan(v),
      ({ Day }) => Day !== null && Day < v,
    ),
  ),
  moment.map((v) =>
    one(
      (t) => t.Changed.equals(v),
      ({ Changed }) => Changed !== null && time(Changed) === time(v),
    ),
  ),
  idCase.map((v) =>
    one(
      (t) => t.Part_Of.equals({ id: v }),
      ({ Part_Of }) => Part_Of?.id === v,
    ),
  ),
  fc.boolean().map((v) =>
    one(
      (t) => t.Done.equals(v),
      ({ Done }) => Done === v,
    ),
  ),
);
const { search } = fc.letrec<{ search: Search }>((tie) => ({
  search: fc.oneof(
    { maxDepth: 3, depthSize: "small", withCrossShrink: true },
    condition,
    fc.tuple(fc.boolean(), fc.array(tie("search"), { minLength: 1, maxLength: 3 })).map(
      ([isAnd, parts]): Search => ({
        count: parts.reduce((sum, { count }) => sum + count, 0),
        build: (t) => (isAnd ? and : or)(...parts.map(({ build }) => build(t))),
        fits: (thing, isOne) =>
          isAnd ? parts.every(({ fits }) => fits(thing, isOne)) : parts.some(({ fits }) => fits(thing, isOne)),
      }),
    ),
  ),
}));

test("trees of conditions find the same records", async () => {
  await fc.assert(
    fc.asyncProperty(search, async ({ build, fits, count }) => {
      fc.pre(count <= 10);
      const { data } = await crm.records.search({ module: "Things", criteria: own.criteria("Things", build) });
      expect(data.map(({ id }) => id).toReversed()).toEqual(wanted((thing) => fits(thing, count === 1)));
    }),
    { numRuns: 250 },
  );
});
