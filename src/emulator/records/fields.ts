/** Turns the values of a request into the fields of a record. */

import { holdsItems, isModule } from "../../schema/values/field-rule.js";
import { isId, readReference } from "../../schema/values/reference.js";
import { clears } from "../../schema/values/value-problem.js";
import { mandatoryNotFound, unknownRelatedId } from "../http/errors.js";
import type { ErrorBody } from "../http/responses.js";
import { type FieldDefinition, isReadOnly, type ModuleDefinition } from "../modules/modules.js";
import { stageProblem } from "../modules/pipelines.js";
import { fieldValue, isObject, splitList, type Values } from "../values/values.js";
import type { UserCrm } from "./crm.js";
import { readValue, refusalOf, type ValueResult } from "./field-values.js";
import { readFiles } from "./file-fields.js";
import { isSubform, keepRows, readItems } from "./line-items.js";
import { type CrmRecord, displayName } from "./record.js";
import { type Tag, tagsNamed } from "./tags.js";

/** Either the fields, or the reason why the row is refused. */
type FieldsResult = { readonly fields: Values } | { readonly refusal: ErrorBody };

/**
 * Picks the writable values and replaces lookups, tags and rows with what Zoho stores for them. A field that the
 * module lacks is dropped, as Zoho does; a lenient organization stores any value in it.
 *
 * @param record The record before the write; only the id if it is new
 */
export function readFields(crm: UserCrm, module: ModuleDefinition, values: Values, record: CrmRecord): FieldsResult {
  const fields: [string, unknown][] = [];
  for (const [given, value] of Object.entries(values)) {
    // Zoho's own clients omit the dollar sign.
    const name = given === "se_module" && module.fields.has("$se_module") ? "$se_module" : given;
    if (isReadOnly(module, name)) continue;
    const field = module.fields.get(name);
    if (name === "Tag") {
      fields.push([name, readTags(crm, module, value)]);
      continue;
    }
    if (field === undefined && crm.strict) {
      crm.remarks.add(`${module.apiName} has no field ${name}: its value was dropped`);
      continue;
    }
    if (field?.type === "ownerlookup" && value === null) {
      crm.remarks.add(`a record always has an owner: the value null of ${name} was dropped`);
      continue;
    }
    const read = field === undefined ? { stored: value } : readField(crm, module, field, value, values, record);
    if ("refusal" in read) return read;
    fields.push([name, read.stored]);
  }
  // Object.fromEntries defines members, so a field named __proto__ stays a field.
  const written = Object.fromEntries(fields);
  const refusal = crm.strict ? stageProblem(module, written, record) : undefined;
  return refusal === undefined ? { fields: written } : { refusal };
}

function readField(
  crm: UserCrm,
  module: ModuleDefinition,
  field: FieldDefinition,
  value: unknown,
  row: Values,
  record: CrmRecord,
): ValueResult {
  if (Array.isArray(value)) {
    const { apiName, custom } = field;
    if (field.type === "fileupload") return readFiles(crm, apiName, value, record);
    const before = fieldValue(record, apiName);
    if (holdsItems(apiName, custom)) return readItems(crm, value, before);
    if (field.rows !== undefined) return readRows(crm, field, field.rows, value, before, module.apiName);
    if (isSubform(field, value)) return { stored: keepRows(crm, value, before) };
  }
  if (!crm.strict && field.lookup === undefined) return { stored: value };
  if (field.lookup === undefined || value === null) return readValue(field, value);
  const { apiName, lookup } = field;
  const reference = readReference(value, lookup);
  if (reference === "named" || (reference === undefined && isObject(value) && !crm.strict)) return { stored: value };
  if (reference === undefined) return { refusal: refusalOf(apiName, { expected_data_type: "jsonobject" }) };
  const { id } = reference;
  if (module.pulled && !isId(id)) return { refusal: unknownRelatedId(apiName) };
  // Nothing is known of the records of a module that the schema lacks.
  if (module.pulled && isModule(lookup) && crm.records.tableOf(lookup) === undefined)
    return { stored: isObject(value) ? value : { id } };
  const stored = findTarget(crm, lookup, id, row);
  return stored === undefined ? { refusal: unknownRelatedId(apiName) } : { stored };
}

/** Rows that a module of their own describes: those of a subform, or of a multi-select lookup. */
function readRows(
  crm: UserCrm,
  { apiName }: FieldDefinition,
  rowModule: string,
  given: readonly unknown[],
  before: unknown,
  parent: string,
): ValueResult {
  const module = crm.records.tableOf(rowModule)?.module;
  const rows: Values[] = [];
  for (const one of given) {
    if (crm.strict && !isObject(one)) return { refusal: refusalOf(apiName, { expected_data_type: "jsonobject" }) };
    // None, if it is to be deleted.
    for (const row of keepRows(crm, [one], before)) {
      const read = module === undefined ? { fields: row } : readRow(crm, module, row, parent);
      if ("refusal" in read) return read;
      rows.push(read.fields);
    }
  }
  return { stored: rows };
}

/** The fields of a row. What refers to the record itself is not sent. */
function readRow(crm: UserCrm, module: ModuleDefinition, row: Values, parent: string): FieldsResult {
  const missing = missingField(module, row, parent);
  if (missing !== undefined && crm.strict) return { refusal: mandatoryNotFound(missing) };
  const { id, ...values } = row;
  const read = readFields(crm, module, values, { id: String(id) });
  return "refusal" in read ? read : { fields: { ...read.fields, id } };
}

/** The first mandatory field without a value. @param parent The module of the record whose row it is */
export function missingField({ fields }: ModuleDefinition, values: Values, parent?: string): string | undefined {
  for (const { apiName, mandatory, lookup } of fields.values()) {
    if (!mandatory || (parent !== undefined && lookup === parent)) continue;
    if (clears(fieldValue(values, apiName) ?? null)) return apiName;
  }
  return undefined;
}

/** What a lookup points to, as records show it. */
function findTarget(crm: UserCrm, lookup: string, id: string, row: Values): object | undefined {
  if (lookup === "users") return crm.users.active(id);
  if (lookup === "layouts") return { id };
  const named = lookup === "se_module" ? (row.$se_module ?? row.se_module) : lookup;
  const found = typeof named === "string" ? crm.records.lookUp(named, id) : crm.records.find(id);
  return found && { name: displayName(found.module, found.record), id };
}

/** Tags are sent as `[{ "name": "Pharma" }]`, or as names in one string. */
function readTags(crm: UserCrm, { apiName }: ModuleDefinition, value: unknown): Tag[] {
  const given: readonly unknown[] = Array.isArray(value) ? value : splitList(typeof value === "string" ? value : null);
  const names = given.map((tag) => (isObject(tag) ? tag.name : tag)).filter((name) => typeof name === "string");
  return tagsNamed(crm, apiName, names);
}
