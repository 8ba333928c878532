/** A field as a query names it: of the module, or of a record that it points to, such as `Account_Name.Industry`. */

import type { ValueType } from "../../schema/values/field-type.js";
import { limits } from "../limits.js";
import type { CrmRecord } from "../records/record.js";
import type { Table } from "../records/store.js";
import type { Setting } from "../settings/settings.js";
import { fieldValue, isObject } from "../values/values.js";

export interface Column {
  /** The name as written in the query. */
  readonly name: string;
  /** `undefined` for a field that only records have. */
  readonly type: ValueType | undefined;
  /** The data type of the metadata, where it is finer than the type. */
  readonly dataType?: string | undefined;
  readonly read: (record: CrmRecord) => unknown;
}

/** The tables that lookups point to. */
export interface Lookups {
  tableOf(module: string): Table | undefined;
  /** What the organization knows about a user. Without it, a query only sees what records hold about them. */
  user?(id: string): Setting | undefined;
}

/** The maximum number of lookups that a column can follow. */
export const MAX_LOOKUPS = limits.records.lookupLevels;

/** The column of this name, or `undefined` where the module has none. */
export function findColumn(
  lookups: Lookups,
  table: Pick<Table, "module" | "records">,
  name: string,
): Column | undefined {
  const steps = name.split(".");
  return steps.length > MAX_LOOKUPS + 1 ? undefined : follow(lookups, table, name, steps);
}

function follow(
  lookups: Lookups,
  table: Pick<Table, "module" | "records">,
  name: string,
  [field = "", ...rest]: string[],
): Column | undefined {
  const definition = table.module.fields.get(field);
  const { lookup, unset } = definition ?? {};
  const read = (record: CrmRecord): unknown => fieldValue(record, field) ?? unset;
  if (rest.length === 0) {
    // A field of a record that its module lacks is an undeclared custom field.
    const { type, dataType } = definition ?? {};
    return definition || hasField(table, field) ? { name, type, dataType, read } : undefined;
  }
  if (lookup === "users") return userColumn(lookups, name, read, rest);
  const target = lookup === undefined ? undefined : lookups.tableOf(lookup);
  const inner = target && follow(lookups, target, name, rest);
  if (target === undefined || inner === undefined) return undefined;
  return {
    ...inner,
    read: (record) => {
      const value = read(record);
      const found = isObject(value) && typeof value.id === "string" ? target.records.get(value.id) : undefined;
      return found && inner.read(found);
    },
  };
}

/** What records hold about a user, or what the organization knows about them. */
function userColumn(
  lookups: Lookups,
  name: string,
  read: Column["read"],
  [member = "", ...rest]: string[],
): Column | undefined {
  const isHeld = ["id", "name", "email"].includes(member);
  const isKnown = lookups.user !== undefined && ["first_name", "last_name", "full_name", "status"].includes(member);
  if (rest.length > 0 || !(isHeld || isKnown)) return undefined;
  return {
    name,
    type: "text",
    read: (record) => {
      const user = read(record);
      if (!isObject(user)) return undefined;
      return isHeld ? user[member] : lookups.user?.(String(user.id))?.[member];
    },
  };
}

function hasField({ records }: Pick<Table, "records">, field: string): boolean {
  for (const record of records.values()) if (Object.hasOwn(record, field)) return true;
  return false;
}
