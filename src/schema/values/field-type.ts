/** The types of values: what a field accepts, by the data type and the JSON type that Zoho's metadata has for it. */
import { memberOf } from "../metadata.js";
import type { FieldSchema } from "../schema.js";

/** The types of values, by Zoho's names of data types. */
export const FIELD_TYPES = [
  "text",
  "textarea",
  "email",
  "phone",
  "website",
  "picklist",
  "multiselectpicklist",
  "lookup",
  "ownerlookup",
  "integer",
  "double",
  "bigint",
  "boolean",
  "date",
  "datetime",
  "jsonarray",
  "jsonobject",
  "autonumber",
  "fileupload",
] as const;

export type FieldType = (typeof FIELD_TYPES)[number];

/** The type of a value; `unknown` accepts anything. */
export type ValueType = FieldType | "unknown";

/** The JSON that holds values of a type. */
export const jsonTypeOf = (type: ValueType): string => JSON_TYPES[type] ?? "string";

const JSON_TYPES: Partial<Record<ValueType, string>> = {
  integer: "integer",
  double: "double",
  boolean: "boolean",
  lookup: "jsonobject",
  ownerlookup: "jsonobject",
  jsonobject: "jsonobject",
  jsonarray: "jsonarray",
  multiselectpicklist: "jsonarray",
  fileupload: "jsonarray",
};

/** The type of the values of a field. Where data type and JSON type disagree, the JSON type tells what a record has. */
export function fieldTypeOf(field: FieldSchema): ValueType {
  const { data_type, json_type } = field;
  const type = data_type === "formula" ? resultType(field) : declaredType(data_type);
  if (type !== undefined && (json_type === undefined || jsonTypeOf(type) === json_type)) return type;
  return BY_JSON.get(json_type) ?? "unknown";
}

const declaredType = (name: string): ValueType | undefined =>
  BY_DATA_TYPE.get(name) ?? FIELD_TYPES.find((type) => type === name);

/** Data types whose values are those of another type. */
const BY_DATA_TYPE: ReadonlyMap<string, ValueType> = new Map([
  ["currency", "double"],
  ["percent", "double"],
  ["userlookup", "ownerlookup"],
  ["subform", "jsonarray"],
  ["multiselectlookup", "jsonarray"],
]);

const BY_JSON: ReadonlyMap<string | undefined, ValueType> = new Map([
  ["string", "text"],
  ["integer", "integer"],
  ["double", "double"],
  ["boolean", "boolean"],
  ["jsonobject", "jsonobject"],
  ["jsonarray", "jsonarray"],
]);

/** The type of what a formula computes. */
function resultType(field: FieldSchema): ValueType | undefined {
  const { return_type } = memberOf(field, "formula") ?? {};
  return return_type === "string" ? "text" : declaredType(return_type ?? "");
}
