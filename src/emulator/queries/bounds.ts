/** What a condition says of where its records lie in an order, so that a query need not look at all others. */
import { LAST_ID, type NumberRange } from "../records/map/number-order.js";
import { compareIds } from "../values/ids.js";
import type { Predicate } from "./criteria.js";

/** A number or time, or an id. */
type Value = number | string;

/** The values that a column may have: all from `low` to `high`, which may itself be left out. */
export interface Range {
  readonly low?: Value;
  readonly high?: Value;
  readonly isLowOpen?: boolean;
}

/** Ranges by column. A record that meets the condition lies in each of them. */
type Box = ReadonlyMap<string, Range>;

/** A condition of a query. */
export interface Condition {
  readonly test: Predicate;
  /** The records that meet it lie in one of these. */
  readonly boxes: readonly Box[];
}

const ANYWHERE: Condition["boxes"] = [new Map()];
/** More boxes would cost more than they save. */
const MAX_BOXES = 16;

export const ALL: Condition = { test: () => true, boxes: ANYWHERE };

/** @param range The range of the column, if the condition sets one */
export const condition = (test: Predicate, column: string, range: Range | undefined): Condition => ({
  test,
  boxes: range === undefined ? ANYWHERE : [new Map([[column, range]])],
});

export const both = (left: Condition, right: Condition): Condition => ({
  test: (record) => left.test(record) && right.test(record),
  boxes:
    left.boxes.length * right.boxes.length > MAX_BOXES
      ? left.boxes
      : left.boxes.flatMap((one) => right.boxes.map((other) => intersection(one, other))),
});

export const either = (left: Condition, right: Condition): Condition => ({
  test: (record) => left.test(record) || right.test(record),
  boxes: left.boxes.length + right.boxes.length > MAX_BOXES ? ANYWHERE : [...left.boxes, ...right.boxes],
});

function intersection(one: Box, other: Box): Box {
  const all = new Map(one);
  for (const [column, range] of other) {
    const known = all.get(column);
    all.set(column, known === undefined ? range : narrowed(known, range));
  }
  return all;
}

function narrowed(one: Range, other: Range): Range {
  const low = isAfter(one, other) ? one : other;
  const high = one.high !== undefined && (other.high === undefined || compare(one.high, other.high) < 0) ? one : other;
  return {
    ...(low.low !== undefined && { low: low.low, isLowOpen: low.isLowOpen === true }),
    ...(high.high !== undefined && { high: high.high }),
  };
}

/** Whether a range begins after another one. */
function isAfter(one: Range, other: Range): boolean {
  if (one.low === undefined || other.low === undefined) return one.low !== undefined;
  const order = compare(one.low, other.low);
  return order > 0 || (order === 0 && one.isLowOpen === true);
}

const compare = (a: Value, b: Value): number =>
  typeof a === "string" && typeof b === "string" ? compareIds(a, b) : Number(a) - Number(b);

/** The first and the last id that a record of the condition may have. */
export function idRange({ boxes }: Condition): { readonly from?: string; readonly to?: string } {
  const ranges = boxes.map((box) => box.get("id"));
  const from = extreme(
    ranges.map((range) => range?.low),
    -1,
  );
  const to = extreme(
    ranges.map((range) => range?.high),
    1,
  );
  return {
    ...(from !== undefined && { from: String(from) }),
    ...(to !== undefined && { to: String(to) }),
  };
}

/** The lowest or highest of the values; `undefined` if one is missing. */
function extreme(values: readonly (Value | undefined)[], sign: 1 | -1): Value | undefined {
  return values.reduce((best, value) => {
    if (best === undefined || value === undefined) return undefined;
    return sign * compare(value, best) > 0 ? value : best;
  });
}

/** Where the records of the condition start and end in the order of a column and of their ids. */
export function rangeIn({ boxes }: Condition, column: string): NumberRange {
  const starts = boxes.map((box) => {
    const { low, isLowOpen } = box.get(column) ?? {};
    if (typeof low !== "number") return { key: Number.NEGATIVE_INFINITY, id: "" };
    return { key: low, id: isLowOpen ? LAST_ID : String(box.get("id")?.low ?? "") };
  });
  const [first = { key: Number.NEGATIVE_INFINITY, id: "" }, ...others] = starts;
  const from = others.reduce(
    (best, one) => (one.key < best.key || (one.key === best.key && compareIds(one.id, best.id) < 0) ? one : best),
    first,
  );
  return { from, to: Math.max(...boxes.map((box) => lastOf(box.get(column)))) };
}

/** A comparison never finds what has no value. */
function lastOf(range: Range | undefined): number {
  if (range === undefined) return Number.POSITIVE_INFINITY;
  return typeof range.high === "number" ? range.high : Number.MAX_VALUE;
}
