// The rows of a field that has some, such as the products of an order.
import type { Organization } from "../organization.js";
import { isObject, type Values } from "../values/values.js";

/**
 * The rows that a record has after a write: a row that names one of before by its id changes it, another one is new. Those
 * of before that are not sent are gone, as are those sent with `_delete`.
 */
export function keepRows({ ids }: Organization, given: readonly unknown[], before: unknown): Values[] {
  const rows: readonly unknown[] = Array.isArray(before) ? before : [];
  const known = new Map(rows.filter(isObject).map((row) => [row.id, row]));
  return given
    .map((row) => (isObject(row) ? row : {}))
    .filter((row) => !Object.hasOwn(row, "_delete"))
    .map((row) => {
      const old = known.get(row.id);
      return { ...old, ...row, id: old?.id ?? ids.next() };
    });
}
