/** Ids in queries. Zoho treats them as numbers, which are too long for those of JavaScript. */
import { compareIds } from "../values/ids.js";
import { textOf } from "../values/values.js";
import type { Column } from "./column.js";
import { anyOf, between, isOrdered, type OrderTest, ordered, type ValueTest } from "./comparison.js";

/** Whether a column holds ids. */
export const isId = ({ name }: Pick<Column, "name">): boolean => name === "id" || name.endsWith(".id");

/** Whether the values of a column have an order. */
export const hasOrder = (column: Column): boolean => isId(column) || isOrdered(column.type);

/** Whether a string can be an id. */
export const isIdText = (text: string): boolean => /^\d{1,19}$/.test(text);

/** An id as records have it. */
export const idOf = (text: string): string => text.replace(/^0+(?=\d)/, "");

/** The test whether a value lies on one side of another. */
export function orderedIn(column: Column, wanted: string, test: OrderTest): ValueTest {
  if (!isId(column)) return ordered(column.type, wanted, test);
  const id = idOf(wanted);
  return anyOf((value) => test(compareIds(textOf(value), id)));
}

export function betweenIn(column: Column, low: string, high: string): ValueTest {
  if (!isId(column)) return between(column.type, low, high);
  const [start, end] = [idOf(low), idOf(high)];
  return anyOf((value) => {
    const id = textOf(value);
    return compareIds(id, start) >= 0 && compareIds(id, end) <= 0;
  });
}
