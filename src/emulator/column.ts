// A field of a module as a query names it: its own, or that of a record it points to, such as `Account_Name.Industry`.
import type { FieldType } from "./modules.js";
import type { CrmRecord, RecordStore, Table } from "./records.js";
import { fieldValue, isObject } from "./values.js";

export interface Column {
  /** As the query writes it. */
  readonly name: string;
  /** `undefined` for a field that only records have. */
  readonly type: FieldType | undefined;
  readonly read: (record: CrmRecord) => unknown;
}

/** A query goes through so many lookups at most. */
const MAX_LOOKUPS = 2;

/** The column of this name, or `undefined` where the module has none. */
export function findColumn(records: RecordStore, table: Table, name: string): Column | undefined {
  const steps = name.split(".");
  return steps.length > MAX_LOOKUPS + 1 ? undefined : follow(records, table, name, steps);
}

function follow(records: RecordStore, table: Table, name: string, [field = "", ...rest]: string[]): Column | undefined {
  const definition = table.module.fields.get(field);
  const { lookup, unset } = definition ?? {};
  const read = (record: CrmRecord): unknown => fieldValue(record, field) ?? unset;
  if (rest.length === 0) {
    // What a record has beyond its module is a custom field that nobody declared.
    return definition || hasField(table, field) ? { name, type: definition?.type, read } : undefined;
  }
  if (lookup === "users") return userColumn(name, read, rest);
  const target = lookup === undefined ? undefined : records.tableOf(lookup);
  const inner = target && follow(records, target, name, rest);
  if (target === undefined || inner === undefined) return undefined;
  return {
    name,
    type: inner.type,
    read: (record) => {
      const value = read(record);
      const found = isObject(value) && typeof value.id === "string" ? target.records.get(value.id) : undefined;
      return found && inner.read(found);
    },
  };
}

/** What records hold of a user. */
function userColumn(name: string, read: Column["read"], [member = "", ...rest]: string[]): Column | undefined {
  if (rest.length > 0 || !["id", "name", "email"].includes(member)) return undefined;
  return {
    name,
    type: "text",
    read: (record) => {
      const user = read(record);
      return isObject(user) ? user[member] : undefined;
    },
  };
}

function hasField({ records }: Table, field: string): boolean {
  for (const record of records.values()) if (Object.hasOwn(record, field)) return true;
  return false;
}
