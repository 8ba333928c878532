/** The modules of an organization whose schema is known. */
import { segment } from "../../schema/ids.js";
import { memberOf } from "../../schema/metadata.js";
import type { FieldSchema, ModuleSchema, Schema } from "../../schema/schema.js";
import { COMPUTED, fieldRule, refersToAny } from "../../schema/values/field-rule.js";
import type { ValueType } from "../../schema/values/field-type.js";
import type { Description } from "../description.js";
import { customModule, type FieldDefinition, type ModuleDefinition, standardModules } from "./modules.js";

/** Files, and three modules in one: they have metadata, but no records of their own. */
const NO_RECORDS = new Set(["Attachments", "Activities"]);

/** What every record has, whether a schema lists it or not. Zoho lists no `Modified_By` in some modules. */
const ALWAYS = new Set(["id", "Created_By", "Modified_By", "Created_Time", "Modified_Time", "Full_Name"]);

/** The modules with records, in the order of the tabs. */
export function pulledModules(description: Description, schema: Schema): ModuleDefinition[] {
  // All custom modules start with the same fields.
  const custom = customModule(description, "");
  const known = new Map(standardModules(description).map((module) => [module.apiName, module]));
  return Object.entries(schema.modules)
    .filter(([apiName, { module }]) => module.api_supported !== false && !NO_RECORDS.has(apiName))
    .toSorted(([, a], [, b]) => (a.module.sequence_number ?? 0) - (b.module.sequence_number ?? 0))
    .map(([apiName, module]) => {
      const base = known.get(apiName) ?? { ...custom, apiName, singularLabel: apiName, pluralLabel: apiName };
      return { ...pulledModule(base, module), layout: firstLayout(apiName, module, schema) };
    });
}

function pulledModule(base: ModuleDefinition, given: ModuleSchema): ModuleDefinition {
  const own = Object.entries(given.fields).map(([name, field]) => [name, pulledField(name, field, base)] as const);
  const any = refersToAny(given) ? [["$se_module", pulledField("$se_module", ANY_FIELD, base)] as const] : [];
  const kept = [...base.fields].filter(([name]) => name.startsWith("$") || ALWAYS.has(name));
  const fields = new Map([...any, ...kept, ...own]);
  const { singular_label = base.singularLabel, plural_label = base.pluralLabel } = given.module;
  return {
    ...base,
    singularLabel: singular_label,
    pluralLabel: plural_label,
    nameField: nameFieldOf(base, given, fields),
    duplicateCheck: base.duplicateCheck.filter((name) => fields.has(name)),
    pulled: true,
    fields,
  };
}

/** Zoho does not list the member that names the module of a reference. */
const ANY_FIELD: FieldSchema = { data_type: "module", json_type: "string" };

function pulledField(apiName: string, field: FieldSchema, { fields }: ModuleDefinition): FieldDefinition {
  const base = fields.get(apiName);
  const rule = fieldRule(apiName, field);
  // Written out, because thousands of spreads would take longer than everything else.
  return {
    apiName,
    type: rule.type,
    dataType: field.data_type,
    systemValue: base?.systemValue,
    isNumbered: rule.type !== "autonumber" && base?.isNumbered === true,
    readOnly: rule.readOnly,
    mandatory: rule.mandatory,
    unique: Object.keys(memberOf(field, "unique") ?? {}).length > 0,
    custom: memberOf(field, "custom_field") === true,
    maxLength: rule.maxLength,
    maxDigits: rule.maxDigits,
    pickList: (memberOf(field, "pick_list_values") ?? []).map(({ actual_value }) => actual_value),
    lookup: rule.lookup,
    rows: rule.rows,
    numbering: rule.type === "autonumber" ? memberOf(field, "auto_number") : undefined,
    unset: unsetValue(field, rule.type, base),
  };
}

/** Nobody computes formulas here. */
function unsetValue({ data_type }: FieldSchema, type: ValueType, base: FieldDefinition | undefined): unknown {
  if (COMPUTED.has(data_type)) return null;
  return (base?.type === type ? base.unset : undefined) ?? (type === "boolean" ? false : null);
}

/** The field that names a record. Only some responses say so. */
function nameFieldOf(base: ModuleDefinition, given: ModuleSchema, fields: ModuleDefinition["fields"]): string {
  const texts = [...fields.values()].filter(({ type, mandatory }) => type === "text" && mandatory);
  const names = [given.module.display_field, base.nameField, "Name", texts[0]?.apiName];
  return names.find((name) => typeof name === "string" && fields.has(name)) ?? base.nameField;
}

/** The layout of new records. */
function firstLayout(apiName: string, { layouts: [layout] }: ModuleSchema, { ids }: Schema) {
  const { name = "Standard" } = layout ?? {};
  const place = `${segment(apiName)}/layouts/`;
  return { name, id: ids[`${place}${segment(name)}/id`] ?? ids[`${place}~0/id`] ?? "" };
}
