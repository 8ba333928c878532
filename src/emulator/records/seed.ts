import { isReadOnly } from "../modules/modules.js";
import { problemOf } from "../setup/checks.js";
import type { SeedData, SeededIds } from "../setup/setup.js";
import type { Values } from "../values/values.js";
import type { UserCrm } from "./crm.js";
import type { Table } from "./store.js";
import { insertRecord } from "./writes.js";

/** Stores records as if calls had created them, all or none. An unknown module becomes a custom one. */
export function seedRecords(crm: UserCrm, data: SeedData): SeededIds {
  const problem = problemOf("seed", data);
  if (problem !== undefined) throw new TypeError(problem);
  const rollBack = crm.savepoint();
  try {
    const ids = storeModules(crm, data);
    // Initial records are not reported as changes.
    crm.watches.forget();
    return ids;
  } catch (error) {
    rollBack();
    throw error;
  }
}

function storeModules(crm: UserCrm, data: SeedData): SeededIds {
  const ids = Object.entries(data).map(([module, rows]) => {
    if (!/^[A-Za-z]\w*$/.test(module)) throw new TypeError(`seed: "${module}" cannot be the API name of a module`);
    const table = crm.records.declare(module);
    return [module, rows.map((row, index) => seedRecord(crm, table, row, `${module}[${index}]`))];
  });
  return Object.fromEntries(ids);
}

function seedRecord(crm: UserCrm, table: Table, row: Values, place: string): string {
  for (const [field, value] of Object.entries(row)) {
    if (["bigint", "function", "symbol"].includes(typeof value))
      throw new TypeError(`seed: ${place}: ${field}: JSON has no ${typeof value}`);
  }
  const result = insertRecord(crm, table, row);
  if (result.status === "error") {
    throw new TypeError(`seed: ${place}: ${result.code}: ${result.message} ${JSON.stringify(result.details)}`);
  }
  const created = table.records.get(String(result.details.id));
  if (created === undefined) throw new Error(`seed: ${place} was not stored`);
  const given = Object.fromEntries(Object.entries(row).filter(([field]) => isReadOnly(table.module, field)));
  const record = { ...created, ...given, id: readId(row, created.id, place) };
  table.records.delete(created.id);
  if (table.records.has(record.id)) throw new TypeError(`seed: ${place}: id ${record.id} is taken`);
  table.records.set(record.id, record);
  crm.ids.reserve(record.id);
  return record.id;
}

function readId(row: Values, created: string, place: string): string {
  if (row.id === undefined) return created;
  if (typeof row.id !== "string" || !/^\d{1,19}$/.test(row.id)) {
    throw new TypeError(`seed: ${place}: an id is a string of up to 19 digits`);
  }
  return row.id;
}
