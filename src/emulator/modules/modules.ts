// The modules of an organization and their fields: Zoho's own by the description, and those that a program declares.

import type { FieldAutoNumber } from "../../../generated/models.js";
import type { ValueType } from "../../schema/values/field-type.js";
import { type Description, resolve, type SchemaObject, type SystemValue } from "../description.js";
import { limits } from "../limits.js";
import type { CustomField, CustomModules } from "../setup/setup.js";

/** One field of a module. */
export interface FieldDefinition {
  readonly apiName: string;
  readonly type: ValueType;
  /** The data type that Zoho's metadata shows, where it is finer than {@link type}. */
  readonly dataType: string | undefined;
  /** What a record shows in it, if Zoho fills it for every record. */
  readonly systemValue: SystemValue | undefined;
  /** Whether Zoho numbers the records by it. */
  readonly isNumbered: boolean;
  /** Set by Zoho. Values sent for it are ignored silently. */
  readonly readOnly: boolean;
  readonly mandatory: boolean;
  /** Whether values must be unique. None of Zoho's own fields is unique in a new organization. */
  readonly unique: boolean;
  readonly custom: boolean;
  readonly maxLength: number | undefined;
  /** The maximum number of digits before the decimal point, if it is not the usual one. */
  readonly maxDigits?: number | undefined;
  /** The values that a pick list offers. Other values are stored as well. */
  readonly pickList: readonly string[];
  /** Whether other values are refused instead. */
  readonly restricted?: boolean;
  /** The module that a lookup points to. `users`, `layouts` and `se_module` (named by `$se_module`) are not modules. */
  readonly lookup: string | undefined;
  /** The module that says what the rows of a subform or of a multi-select lookup contain. */
  readonly rows?: string | undefined;
  /** How records are numbered by it, if they are not just counted. */
  readonly numbering?: FieldAutoNumber | undefined;
  /** What a record shows if the field is not set: nothing if it is `undefined`. */
  readonly unset: unknown;
}

export interface ModuleDefinition {
  readonly apiName: string;
  readonly singularLabel: string;
  readonly pluralLabel: string;
  /** Not one of Zoho's own modules. */
  readonly custom: boolean;
  /** The field that names a record in lookups. */
  readonly nameField: string;
  /** Fields by which an upsert without `duplicate_check_fields` finds the existing record. */
  readonly duplicateCheck: readonly string[];
  readonly photos: boolean;
  /** Its position among Zoho's own modules. */
  readonly place?: number;
  /** Whether it is a module of a schema: it has the fields of the schema and no others. */
  readonly pulled?: true;
  /** The layout of its records, if the emulator does not name it. */
  readonly layout?: Readonly<Record<"id" | "name", string>>;
  /** In the order of the description, starting with the fields that every record has. */
  readonly fields: ReadonlyMap<string, FieldDefinition>;
}

/** People have a Full_Name, composed of First_Name and Last_Name. */
export const isPerson = ({ fields }: ModuleDefinition): boolean => fields.has("Full_Name");

/** Whether values for a field are ignored. An unknown field is custom unless its name starts like one of Zoho's own. */
export const isReadOnly = ({ fields }: ModuleDefinition, field: string): boolean =>
  fields.get(field)?.readOnly ?? field.startsWith("$");

/** The description has Attachments as a module, but they are files rather than records. */
const NO_RECORDS = new Set(["Attachments"]);

/** Zoho's own modules, as the description has them (`x-module`). */
export function standardModules(description: Description): ModuleDefinition[] {
  return Object.values(description.components?.schemas ?? {})
    .flatMap((schema) => {
      const apiName = schema["x-module"];
      return apiName === undefined || NO_RECORDS.has(apiName) ? [] : [standardModule(description, apiName, schema)];
    })
    .map((module, place) => ({ ...module, place }));
}

/** A custom module. It has the fields of every record and a name, and allows photos as Zoho does. */
export function customModule(description: Description, apiName: string): ModuleDefinition {
  const system = description.components?.schemas?.SystemFields ?? {};
  const fields = fieldsOf(description, system, new Set());
  fields.set("Name", customField("Name", { type: "text" }, false));
  return { ...labels(apiName), custom: true, nameField: "Name", duplicateCheck: [], photos: true, fields };
}

/** The module with custom fields added. They replace its own fields of the same name. */
export function withFields(module: ModuleDefinition, added: CustomModules[string]): ModuleDefinition {
  const fields = new Map(module.fields);
  for (const [apiName, field] of Object.entries(added)) fields.set(apiName, customField(apiName, field));
  return { ...module, fields };
}

const customField = (
  apiName: string,
  { maxLength, lookup, ...field }: CustomField,
  custom = true,
): FieldDefinition => ({
  apiName,
  dataType: undefined,
  systemValue: undefined,
  isNumbered: false,
  readOnly: field.type === "autonumber",
  mandatory: false,
  unique: false,
  custom,
  pickList: [],
  unset: field.type === "boolean" ? false : null,
  ...field,
  maxLength: maxLength ?? MAX_LENGTHS[field.type],
  lookup,
});

/** The maximum length of the values of custom fields. */
export const MAX_LENGTHS: Partial<Record<ValueType, number>> & { readonly text: number } = {
  text: 255,
  textarea: 32_000,
  email: 100,
  phone: 30,
  website: 450,
  picklist: 120,
};

function standardModule(description: Description, apiName: string, schema: SchemaObject): ModuleDefinition {
  const mandatory = new Set(mandatoryFields(description, schema));
  const fields = fieldsOf(description, schema, mandatory);
  const [named = "Name"] = mandatory;
  return {
    ...labels(apiName),
    custom: false,
    nameField: fields.has("Full_Name") ? "Full_Name" : named,
    duplicateCheck: schema["x-duplicate-check-fields"] ?? [],
    photos: schema["x-photo"] ?? false,
    fields,
  };
}

function labels(apiName: string) {
  const pluralLabel = apiName.replaceAll("_", " ");
  return { apiName, pluralLabel, singularLabel: pluralLabel.replace(/s$/, "") };
}

/** The mandatory fields. If a module is written with its own schema, that schema decides. */
function mandatoryFields(description: Description, schema: SchemaObject): readonly string[] {
  const written = description.components?.schemas?.[schema["x-write"] ?? ""];
  if (written !== undefined) return written.required ?? [];
  const parts = (schema.allOf ?? []).flatMap((part) => mandatoryFields(description, resolve(description, part)));
  return [...(schema.required ?? []), ...parts].filter((name) => name !== "id");
}

function fieldsOf(
  description: Description,
  schema: SchemaObject,
  mandatory: ReadonlySet<string>,
): Map<string, FieldDefinition> {
  const parts = (schema.allOf ?? []).map((part) => fieldsOf(description, resolve(description, part), mandatory));
  const own = Object.entries(schema.properties ?? {}).map(
    ([apiName, property]) => [apiName, readField(description, apiName, property, mandatory.has(apiName))] as const,
  );
  return new Map([...parts.flatMap((part) => [...part]), ...own]);
}

function readField(
  description: Description,
  apiName: string,
  property: SchemaObject,
  mandatory: boolean,
): FieldDefinition {
  const variants = (property.anyOf ?? [property]).map((variant) => resolve(description, variant));
  const schema = variants.find(({ type }) => type !== "null") ?? {};
  const types = [schema.type ?? []].flat();
  const nullable = types.includes("null") || variants.length > 1;
  const type = fieldType(property, schema, types);
  return {
    apiName,
    type,
    dataType: property["x-data-type"],
    systemValue: property["x-system-value"],
    isNumbered: property["x-auto-number"] ?? false,
    readOnly: property.readOnly ?? false,
    mandatory,
    unique: false,
    custom: false,
    maxLength: schema.maxLength,
    pickList: schema["x-extensible-enum"] ?? [],
    lookup: property["x-lookup"],
    unset: property["x-unrecorded"] ? undefined : unsetValue(property, type, nullable),
  };
}

/** An address composed of other fields is never null. */
const unsetValue = ({ readOnly }: SchemaObject, type: ValueType, nullable: boolean): unknown =>
  nullable ? null : (UNSET[type] ?? (readOnly && type === "text" ? "" : undefined));

/** What a field that is never null shows instead. */
const UNSET: Partial<Record<ValueType, unknown>> = { boolean: false, integer: 0, double: 0, jsonarray: [] };

function fieldType(
  { "x-lookup": lookup, "x-data-type": dataType }: SchemaObject,
  schema: SchemaObject,
  types: readonly string[],
): ValueType {
  if (lookup !== undefined) return lookup === "users" ? "ownerlookup" : "lookup";
  if (schema["x-extensible-enum"] !== undefined) return "picklist";
  if (types.includes("integer")) return "integer";
  if (types.includes("number")) return "double";
  if (types.includes("boolean")) return "boolean";
  if (types.includes("array")) return "jsonarray";
  if (types.includes("object")) return "jsonobject";
  if (schema.format === "date") return "date";
  if (schema.format === "date-time") return "datetime";
  if (schema.format === "email") return "email";
  if (dataType === "phone" || dataType === "website") return dataType;
  return (schema.maxLength ?? 0) > limits.records.lineLength ? "textarea" : "text";
}
