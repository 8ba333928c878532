import { nearest } from "../../core/errors/nearest.js";
import { messageOf } from "../../core/kind.js";
import type { FieldType } from "../../schema/values/field-type.js";
import { fitting } from "../../schema/values/value-problem.js";
import { isReadOnly, MAX_LENGTHS, type ModuleDefinition } from "../modules/modules.js";
import { problemOf } from "../setup/checks.js";
import type { CustomField, CustomModules, SeedData, SeededIds } from "../setup/setup.js";
import { isObject, textOf, type Values } from "../values/values.js";
import { computedFields } from "./computed-fields.js";
import type { UserCrm } from "./crm.js";
import { readFields } from "./fields.js";
import type { CrmRecord } from "./record.js";
import type { Table } from "./store.js";
import { newRecord } from "./writes.js";

/**
 * Stores records as if calls had created them, all or none. An unknown module becomes a custom one. A row with the id of
 * a record that exists changes it.
 */
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

/** Stores what an organization has room for of records made for others. */
export function seedFitting(crm: UserCrm, data: SeedData): void {
  for (const [name, rows] of Object.entries(data)) {
    const table = crm.records.tableOf(name);
    for (const row of table === undefined ? [] : rows) {
      const known = Object.entries(row).filter(([field]) => table?.module.fields.has(field));
      try {
        seedRecords(crm, { [name]: [Object.fromEntries(known)] });
      } catch (error) {
        // A field of this organization may demand more, or something else.
        if (!messageOf(error).startsWith("seed: ")) throw error;
      }
    }
  }
}

/** How many rows are read at a time, if they do not come as an array. */
const ROWS_PER_CHUNK = 1000;

function storeModules(crm: UserCrm, data: SeedData): SeededIds {
  const ids = Object.entries(data).map(([module, rows]) => {
    if (!/^[A-Za-z]\w*$/.test(module)) throw new TypeError(`seed: "${module}" cannot be the API name of a module`);
    return [module, storeRows(crm, module, rows)];
  });
  return Object.fromEntries(ids);
}

function storeRows(crm: UserCrm, module: string, all: SeedData[string]): string[] {
  const ids: string[] = [];
  const named = new Set<string>();
  for (const rows of Array.isArray(all) ? [all] : chunksOf(all)) {
    const from = ids.length;
    const place = (index: number) => `${module}[${from + index}]`;
    const wrong = rows.findIndex((row) => !isObject(row));
    if (wrong >= 0) throw new TypeError(`seed: ${place(wrong)} is not a record`);
    const table = (crm.metadata === undefined ? declaredTable : pulledTable)(crm, module, rows, place);
    for (const [index, row] of rows.entries()) {
      const id = seedRecord(crm, table, row, place(index), named);
      if (row.id !== undefined) named.add(id);
      ids.push(id);
    }
  }
  return ids;
}

/** The rows in chunks, at least an empty one. */
function* chunksOf(all: SeedData[string]): Generator<Values[], void> {
  let chunk: Values[] = [];
  for (const row of all) {
    chunk.push(row);
    if (chunk.length < ROWS_PER_CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  yield chunk;
}

/** The name of a row in messages, by its place in a chunk. */
type Place = (index: number) => string;

/** The table of a module, with the fields of the rows. */
function declaredTable(crm: UserCrm, module: string, rows: readonly Values[], place: Place): Table {
  const table = crm.records.declare(module);
  const added = seededFields(crm, table.module, rows, place);
  return Object.keys(added).length === 0 ? table : crm.records.extend(module, added);
}

/** The table of a module whose fields are known. @throws TypeError if the schema lacks the module or a field */
function pulledTable({ records, strict }: UserCrm, name: string, rows: readonly Values[], place: Place): Table {
  const table = records.tableOf(name);
  if (table === undefined) {
    const names = Array.from(records.tables(), ({ module }) => module.apiName);
    throw new TypeError(`seed: the schema has no module ${name} with records${didYouMean(name, names)}`);
  }
  const { module } = table;
  for (const [index, row] of rows.entries()) {
    for (const field of Object.keys(row)) {
      const isKnown = module.fields.has(field) || isReadOnly(module, field) || field === "se_module" || !strict;
      if (isKnown) continue;
      const near = didYouMean(field, [...module.fields.keys()]);
      throw new TypeError(`seed: ${place(index)}: the schema has no field ${field} in ${name}${near}`);
    }
  }
  return table;
}

function didYouMean(word: string, words: readonly string[]): string {
  const near = nearest(word, words);
  return near === undefined ? "" : `; did you mean ${near}?`;
}

/** Fields that the rows have and the module lacks are custom fields of the organization. */
function seededFields(
  crm: UserCrm,
  module: ModuleDefinition,
  rows: readonly Values[],
  place: Place,
): CustomModules[string] {
  const values = new Map<string, unknown[]>();
  for (const [index, row] of rows.entries()) {
    for (const [name, value] of Object.entries(row)) {
      if (["bigint", "function", "symbol"].includes(typeof value))
        throw new TypeError(`seed: ${place(index)}: ${name}: JSON has no ${typeof value}`);
      if (module.fields.has(name) || name === "se_module" || isReadOnly(module, name)) continue;
      const known = values.get(name);
      if (known === undefined) values.set(name, [value]);
      else known.push(value);
    }
  }
  return Object.fromEntries(
    Array.from(values, ([name, all]) => [name, fieldFor(all)] as const).flatMap(([name, field]) => {
      if (field !== undefined) return [[name, field]];
      // A lenient organization stores any value in a field without a definition.
      if (!crm.strict) return [];
      throw new TypeError(`seed: ${module.apiName}: the values of ${name} are of several types`);
    }),
  );
}

/** Types of a field that only a seed names, the narrowest first. */
const SEEDED_TYPES: readonly FieldType[] = [
  "date",
  "datetime",
  "text",
  "double",
  "boolean",
  "multiselectpicklist",
  "jsonarray",
  "jsonobject",
];

/** The field that holds all of these values, if there is one. */
function fieldFor(values: readonly unknown[]): CustomField | undefined {
  const set = values.filter((value) => value !== undefined && value !== null && value !== "");
  if (set.length === 0) return { type: "text" };
  const type = SEEDED_TYPES.find((one) => set.every(fitting(one)));
  const isLong = type === "text" && set.some((text) => textOf(text).length > MAX_LENGTHS.text);
  return type && { type: isLong ? "textarea" : type };
}

/** @param taken The ids that other rows name */
function seedRecord(crm: UserCrm, table: Table, row: Values, place: string, taken: ReadonlySet<string>): string {
  const id = readId(row, place);
  const before = id === undefined || taken.has(id) ? undefined : table.records.get(id);
  const made = before === undefined ? newRecord(crm, table, row) : changedRecord(crm, table, row, before);
  if ("refusal" in made) {
    const { code, message, details } = made.refusal;
    throw new TypeError(`seed: ${place}: ${code}: ${message} ${JSON.stringify(details)}`);
  }
  const given = Object.entries(row).filter(([field]) => isReadOnly(table.module, field));
  const record =
    given.length === 0 ? made.record : { ...made.record, ...Object.fromEntries(given), id: id ?? made.record.id };
  if (before === undefined && table.records.has(record.id))
    throw new TypeError(`seed: ${place}: id ${record.id} is taken`);
  table.records.set(record.id, record);
  crm.ids.reserve(record.id);
  return record.id;
}

/** A record with other values, as when Zoho computes them anew: its `Modified_Time` stays. */
function changedRecord(crm: UserCrm, { module }: Table, row: Values, before: CrmRecord): ReturnType<typeof newRecord> {
  const read = readFields(crm, module, row, before);
  if ("refusal" in read) return read;
  const fields = { ...before, ...read.fields };
  return { record: { ...fields, ...computedFields(crm, module, fields, read.fields) } };
}

function readId(row: Values, place: string): string | undefined {
  if (row.id === undefined) return undefined;
  if (typeof row.id !== "string" || !/^\d{1,19}$/.test(row.id)) {
    throw new TypeError(`seed: ${place}: an id is a string of up to 19 digits`);
  }
  return row.id;
}
