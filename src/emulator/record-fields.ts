// From the values of a request to the fields of a record.
import type { ErrorBody } from "./answers.js";
import { invalidData, unknownRelatedId } from "./errors.js";
import type { ModuleDefinition } from "./modules.js";
import type { Organization } from "./organization.js";
import { USER } from "./people.js";
import type { CrmRecord } from "./records.js";
import type { Tag } from "./tags.js";
import { fieldValue, isObject, splitList } from "./values.js";

export type Values = Readonly<Record<string, unknown>>;

/** Either the fields, or the reason why the row is refused. */
export type FieldsResult = { readonly fields: Values } | { readonly refusal: ErrorBody };

/** Set by Zoho; values for them are passed over in silence. */
const READ_ONLY = new Set([
  "id",
  "Created_Time",
  "Modified_Time",
  "Created_By",
  "Modified_By",
  "Full_Name",
  "Last_Activity_Time",
]);

export const isReadOnly = (field: string): boolean => READ_ONLY.has(field) || field.startsWith("$");

/** Takes the writable values and replaces lookups and tags by what Zoho stores for them. */
export function readFields(organization: Organization, module: ModuleDefinition, values: Values): FieldsResult {
  const fields: [string, unknown][] = [];
  for (const [field, value] of Object.entries(values)) {
    if (isReadOnly(field)) continue;
    const target = field === "Owner" ? "users" : module.lookups.get(field);
    if (field === "Tag") {
      fields.push([field, readTags(organization, value)]);
    } else if (target !== undefined && value !== null) {
      const found = readLookup(organization, target, value);
      if (found === "not a lookup") {
        return { refusal: invalidData({ expected_data_type: "jsonobject", api_name: field }) };
      }
      if (found === "unknown") return { refusal: unknownRelatedId(field) };
      fields.push([field, found]);
    } else {
      fields.push([field, value]);
    }
  }
  // Object.fromEntries defines members, so a field named __proto__ stays a field.
  return { fields: Object.fromEntries(fields) };
}

/** A lookup is an object with an id, or the id alone. One with a name only is kept as it came. */
function readLookup(organization: Organization, target: string, value: unknown): unknown {
  const id = isObject(value) ? value.id : value;
  if (id === undefined) return value;
  if (!/^\d+$/.test(String(id))) return "not a lookup";
  if (target === "users") return String(id) === USER.id ? USER : "unknown";
  const { module, records } = organization.records.table(target);
  const record = records.get(String(id));
  return record === undefined ? "unknown" : { name: displayName(module, record), id: record.id };
}

/** Tags come as `[{ "name": "Pharma" }]`, or as names in one text. */
function readTags({ tags }: Organization, value: unknown): Tag[] {
  const given: readonly unknown[] = Array.isArray(value) ? value : splitList(typeof value === "string" ? value : null);
  const names = given.map((tag) => (isObject(tag) ? tag.name : tag)).filter((name) => typeof name === "string");
  return [...new Set(names)].map((name) => tags.named(name));
}

/** The tags that a record has. */
export const recordTags = ({ Tag: tags }: CrmRecord): readonly Tag[] => (Array.isArray(tags) ? tags : []);

/** The name of a record in lookups and lists. */
export function displayName(module: ModuleDefinition, record: CrmRecord): string | null {
  const name = fieldValue(record, module.person ? "Full_Name" : (module.mandatory ?? "Name"));
  return typeof name === "string" ? name : null;
}

/** What Zoho computes from the other fields. */
export function computedFields(module: ModuleDefinition, fields: Values): Values {
  if (!module.person) return {};
  const names = [fields.First_Name, fields.Last_Name].filter((name) => typeof name === "string" && name !== "");
  return { Full_Name: names.join(" ") };
}
