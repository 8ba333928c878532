/** A field as the metadata calls show it. */

import type { Field } from "../../../generated/models.js";
import { jsonTypeOf } from "../../schema/values/field-type.js";
import { metadataId } from "../modules/metadata-ids.js";
import type { FieldDefinition, ModuleDefinition } from "../modules/modules.js";
import type { Crm } from "../records/crm.js";

/** The fields of a module, by the schema if it is known. */
export const fieldsOf = (crm: Crm, module: ModuleDefinition): readonly Field[] =>
  crm.metadata?.partOf(module.apiName, "fields") ?? fieldDetails(module, crm.records.indexOf(module.apiName));

/**
 * The fields of a module. Names that start with a dollar sign belong to its records.
 *
 * @param index Its position among the modules, from which the ids are derived
 */
export function fieldDetails(module: ModuleDefinition, index: number) {
  return [...module.fields.values()]
    .map((field, position) => fieldDetail(module, field, metadataId(index, "field", position), position + 1))
    .filter(({ api_name }) => !api_name.startsWith("$"));
}

/** @param place Its position among the fields of the module, from 1 */
function fieldDetail({ apiName, pluralLabel }: ModuleDefinition, field: FieldDefinition, id: string, place: number) {
  const label = field.apiName.replaceAll("_", " ");
  const type = shownType(field);
  return {
    system_mandatory: field.mandatory,
    private: null,
    webhook: true,
    json_type: jsonTypeOf(field.type),
    crypt: null,
    field_label: label,
    tooltip: null,
    created_source: "default",
    field_read_only: field.readOnly,
    display_label: label,
    read_only: field.readOnly,
    association_details: null,
    quick_sequence_number: String(place),
    businesscard_supported: false,
    multi_module_lookup: {},
    currency: type === "currency" ? { rounding_option: "normal", precision: 2 } : {},
    id,
    custom_field: field.custom,
    // The related list that the records of this module form in the other one.
    lookup:
      field.lookup === undefined ? {} : { display_label: pluralLabel, api_name: apiName, module: field.lookup, id },
    visible: true,
    length: field.maxLength ?? LENGTHS[type] ?? null,
    view_type: { view: true, edit: !field.readOnly, quick_create: field.mandatory, create: !field.readOnly },
    subform: null,
    api_name: field.apiName,
    unique: field.unique ? { casesensitive: "false" } : {},
    data_type: type,
    // Zoho's own clients parse the value by the type of the result.
    formula: type === "formula" ? { return_type: "double" } : {},
    decimal_place: type === "currency" || type === "double" ? 2 : null,
    mass_update: !field.readOnly,
    multiselectlookup: {},
    pick_list_values: field.pickList.map((value, position) => ({
      display_value: value,
      sequence_number: position + 1,
      maps: [],
      actual_value: value,
    })),
    auto_number: type === "autonumber" ? { start_number: 1, prefix: "", suffix: "" } : {},
  };
}

/** The data type that the metadata of a field shows. JSON of no finer type is `text` to Zoho. */
const shownType = ({ dataType, type }: FieldDefinition): string =>
  dataType ?? (type === "jsonarray" || type === "jsonobject" ? "text" : type);

/** The maximum length of values, and of the digits of numbers, if the field does not define one; as recorded. */
const LENGTHS: Readonly<Record<string, number>> = {
  ...{ text: 255, email: 100, phone: 30, website: 450, picklist: 120, lookup: 120, ownerlookup: 120 },
  ...{ integer: 9, bigint: 18, double: 16, currency: 16, date: 20, datetime: 120, boolean: 5, userlookup: 50 },
};
