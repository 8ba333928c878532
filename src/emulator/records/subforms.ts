/** Subforms: fields whose value is a list of rows, each with an id. */
import type { FieldDefinition } from "../modules/modules.js";
import { isObject, type Values } from "../values/values.js";
import type { Crm } from "./crm.js";

/** Whether a list is the rows of a subform. Zoho's own lists have forms of their own, other than price ranges. */
export const isSubform = ({ apiName, custom, type }: FieldDefinition, value: readonly unknown[]): boolean =>
  apiName === "Pricing_Details" ? !custom : custom && type === "jsonarray" && value.every(isObject);

/**
 * The rows of a record after a write: a row with the id of an existing one changes it, any other row is new. Existing
 * rows that are not sent are removed, as are those sent with `_delete`.
 */
export function keepRows({ ids }: Crm, given: readonly unknown[], before: unknown): Values[] {
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
