/** Turns the values of a request into the fields of a record. */

import { invalidData, unknownRelatedId } from "../http/errors.js";
import type { ErrorBody } from "../http/responses.js";
import { type FieldDefinition, isReadOnly, type ModuleDefinition } from "../modules/modules.js";
import { stageProblem } from "../modules/pipelines.js";
import { fieldValue, isObject, splitList, textOf, type Values } from "../values/values.js";
import type { UserCrm } from "./crm.js";
import { readValue, type ValueResult } from "./field-values.js";
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
    const read = field === undefined ? { stored: value } : readField(crm, field, value, values, record);
    if ("refusal" in read) return read;
    fields.push([name, read.stored]);
  }
  // Object.fromEntries defines members, so a field named __proto__ stays a field.
  const written = Object.fromEntries(fields);
  const refusal = crm.strict ? stageProblem(module, written, record) : undefined;
  return refusal === undefined ? { fields: written } : { refusal };
}

function readField(crm: UserCrm, field: FieldDefinition, value: unknown, row: Values, record: CrmRecord): ValueResult {
  if (Array.isArray(value)) {
    const { apiName, custom } = field;
    if (field.type === "fileupload") return readFiles(crm, apiName, value, record);
    const before = fieldValue(record, apiName);
    if (apiName === "Product_Details" && !custom) return readItems(crm, value, before);
    if (isSubform(field, value)) return { stored: keepRows(crm, value, before) };
  }
  if (!crm.strict && field.lookup === undefined) return { stored: value };
  if (field.lookup === undefined || value === null) return readValue(field, value);
  const { apiName } = field;
  const id = isObject(value) ? value.id : value;
  // A lookup with only a name is kept as sent, unless it must be a user.
  const isNamed = isObject(value) && typeof value.name === "string" && field.lookup !== "users";
  if (id === undefined && (isNamed || !crm.strict)) return { stored: value };
  if ((id === undefined || !isObject(value)) && !/^\d+$/.test(textOf(id))) {
    return { refusal: invalidData({ expected_data_type: "jsonobject", api_name: apiName }) };
  }
  const stored = findTarget(crm, field.lookup, textOf(id), row);
  return stored === undefined ? { refusal: unknownRelatedId(apiName) } : { stored };
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
