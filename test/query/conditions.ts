/** Random conditions, as the builder makes them and as plain code decides them. */
import fc from "fast-check";
import { and, type Condition, or } from "zcrm/query";
import { hostileText } from "./hostile-values.js";
import { days, idCase, kinds, low, moment, names, number, type own, parentOf, type Thing, time } from "./things.js";

type Columns = Parameters<Parameters<ReturnType<typeof own.from<"Things">>["where"]>[0]>[0];

/** A condition as the builder makes it, and as plain code decides it. */
export interface Case {
  readonly build: (thing: Columns) => Condition;
  readonly fits: (thing: Thing) => boolean;
  readonly count: number;
}

/** Conditions on text: the value of the column, or one that is close to it, or any other. */
function textCases(
  column: (thing: Columns) => Columns["Name"],
  read: (thing: Thing) => string | null | undefined,
): fc.Arbitrary<Case>[] {
  const value = fc.oneof(fc.constantFrom(...names, ...kinds), hostileText);
  const plain = value.filter((text) => !text.includes("%"));
  const part = fc.oneof(
    plain,
    fc.tuple(plain, fc.nat(3), fc.nat(3)).map(([text, start, end]) => [...text].slice(start, start + end).join("")),
  );
  const on = (fits: (text: string) => boolean) => (thing: Thing) => {
    const text = read(thing);
    return text !== null && text !== undefined && fits(low(text));
  };
  return [
    value.map((v) => ({ count: 1, build: (t) => column(t).equals(v), fits: on((text) => text === low(v)) })),
    value.map((v) => ({ count: 1, build: (t) => column(t).notEquals(v), fits: on((text) => text !== low(v)) })),
    fc.array(value, { minLength: 1, maxLength: 50 }).map((v) => ({
      count: 1,
      build: (t) => column(t).in(...v),
      fits: on((text) => v.some((one) => low(one) === text)),
    })),
    fc.array(value, { minLength: 1, maxLength: 5 }).map((v) => ({
      count: 1,
      build: (t) => column(t).notIn(...v),
      fits: on((text) => !v.some((one) => low(one) === text)),
    })),
    part.map((v) => ({ count: 1, build: (t) => column(t).contains(v), fits: on((text) => text.includes(low(v))) })),
    part.map((v) => ({ count: 1, build: (t) => column(t).notContains(v), fits: on((text) => !text.includes(low(v))) })),
    part.map((v) => ({ count: 1, build: (t) => column(t).startsWith(v), fits: on((text) => text.startsWith(low(v))) })),
    part.map((v) => ({ count: 1, build: (t) => column(t).endsWith(v), fits: on((text) => text.endsWith(low(v))) })),
    fc.constant({ count: 1, build: (t) => column(t).isNull(), fits: (thing) => (read(thing) ?? null) === null }),
    fc.constant({ count: 1, build: (t) => column(t).isNotNull(), fits: (thing) => (read(thing) ?? null) !== null }),
  ];
}

/** The tests of values with an order. */
interface OrderedTests<V> {
  equals(value: V): Condition;
  notEquals(value: V): Condition;
  lessThan(value: V): Condition;
  atMost(value: V): Condition;
  greaterThan(value: V): Condition;
  atLeast(value: V): Condition;
  between(low: V, high: V): Condition;
  notBetween(low: V, high: V): Condition;
  in(...values: V[]): Condition;
}

function orderedCases<V>(
  column: (thing: Columns) => OrderedTests<V>,
  values: fc.Arbitrary<V>,
  key: (value: V) => number | bigint,
  read: (thing: Thing) => V | null | undefined,
): fc.Arbitrary<Case>[] {
  const on = (fits: (found: number | bigint) => boolean) => (thing: Thing) => {
    const value = read(thing);
    return value !== null && value !== undefined && fits(key(value));
  };
  return [
    values.map((v) => ({ count: 1, build: (t) => column(t).equals(v), fits: on((found) => found === key(v)) })),
    values.map((v) => ({ count: 1, build: (t) => column(t).notEquals(v), fits: on((found) => found !== key(v)) })),
    values.map((v) => ({ count: 1, build: (t) => column(t).lessThan(v), fits: on((found) => found < key(v)) })),
    values.map((v) => ({ count: 1, build: (t) => column(t).atMost(v), fits: on((found) => found <= key(v)) })),
    values.map((v) => ({ count: 1, build: (t) => column(t).greaterThan(v), fits: on((found) => found > key(v)) })),
    values.map((v) => ({ count: 1, build: (t) => column(t).atLeast(v), fits: on((found) => found >= key(v)) })),
    fc.tuple(values, values).map(([v, w]) => ({
      count: 1,
      build: (t) => column(t).between(v, w),
      fits: on((found) => found >= key(v) && found <= key(w)),
    })),
    fc.tuple(values, values).map(([v, w]) => ({
      count: 1,
      build: (t) => column(t).notBetween(v, w),
      fits: on((found) => !(found >= key(v) && found <= key(w))),
    })),
    fc.array(values, { minLength: 1, maxLength: 6 }).map((v) => ({
      count: 1,
      build: (t) => column(t).in(...v),
      fits: on((found) => v.some((one) => key(one) === found)),
    })),
  ];
}

const lookupCases: fc.Arbitrary<Case>[] = [
  idCase.map((id) => ({ count: 1, build: (t) => t.Part_Of.equals({ id }), fits: ({ Part_Of }) => Part_Of?.id === id })),
  idCase.map((id) => ({
    count: 1,
    build: (t) => t.Part_Of.notEquals(id),
    fits: ({ Part_Of }) => Part_Of !== null && Part_Of.id !== id,
  })),
  fc.array(idCase, { minLength: 1, maxLength: 9 }).map((ids) => ({
    count: 1,
    build: (t) => t.Part_Of.in(...ids),
    fits: ({ Part_Of }) => ids.some((id) => id === Part_Of?.id),
  })),
  fc.constant({ count: 1, build: (t) => t.Part_Of.isNull(), fits: ({ Part_Of }) => Part_Of === null }),
];

export const single: fc.Arbitrary<Case> = fc.oneof(
  ...textCases(
    (t) => t.Name,
    ({ Name }) => Name,
  ),
  ...textCases(
    (t) => t.Kind,
    ({ Kind }) => Kind,
  ),
  ...textCases(
    (t) => t["Part_Of.Name"],
    (thing) => parentOf(thing)?.Name,
  ),
  ...textCases(
    (t) => t["Part_Of.Part_Of.Kind"],
    (thing) => parentOf(parentOf(thing))?.Kind,
  ),
  ...orderedCases<number | bigint>(
    (t) => t.Size,
    number,
    Number,
    ({ Size }) => Size,
  ),
  ...orderedCases(
    (t) => t.Day,
    fc.constantFrom(...days, "2026-06-01"),
    time,
    ({ Day }) => Day,
  ),
  ...orderedCases(
    (t) => t.Changed,
    moment,
    time,
    ({ Changed }) => Changed,
  ),
  ...orderedCases(
    (t) => t.id,
    idCase,
    (id) => BigInt(id),
    ({ id }) => id,
  ),
  fc.boolean().map((v): Case => ({ count: 1, build: (t) => t.Done.equals(v), fits: ({ Done }) => Done === v })),
  ...lookupCases,
);

export const { tree } = fc.letrec<{ tree: Case }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthSize: "small", withCrossShrink: true },
    single,
    fc.tuple(fc.boolean(), fc.array(tie("tree"), { minLength: 1, maxLength: 4 })).map(
      ([isAnd, parts]): Case => ({
        count: parts.reduce((sum, part) => sum + part.count, 0),
        build: (t) => (isAnd ? and : or)(...parts.map((part) => part.build(t))),
        fits: (thing) => (isAnd ? parts.every((part) => part.fits(thing)) : parts.some((part) => part.fits(thing))),
      }),
    ),
  ),
}));
