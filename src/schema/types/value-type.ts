/** What a field of an organization is in records. */
import { type Code, code } from "../../../codegen/code/code.js";
import { stringLiteral } from "../../../codegen/code/text.js";
import { memberOf } from "../metadata.js";
import type { FieldSchema } from "../schema.js";
import { isReadOnlyField } from "../values/field-rule.js";
import { DATA_TYPES, type DataType, FORMULA_TYPES, NOT_A_COLUMN, ROW_LISTS } from "./data-types.js";
import { jsonKind, PLAIN } from "./json.js";
import { ours } from "./ours.js";
import { ANY_MODULE, lookupModule, lookupModules, rowModule } from "./references.js";
import { SYSTEM_FIELDS } from "./system-fields.js";

export interface ValueType {
  readonly read: Code;
  /** Missing if it cannot be written. */
  readonly write?: Code;
  /** Whether it can be empty: null when it is read, and null to empty it. */
  readonly canBeNull: boolean;
  /** What it is, for people: words without a full stop at the end. */
  readonly about: string;
  /** What queries must know about it, as a type. */
  readonly column?: string;
  /** Whether its data type is not known. */
  readonly isUnknown?: true;
}

/** What the types of a module's fields refer to. */
export interface Surroundings {
  /** The values of a picklist. */
  picklist(name: string, field: FieldSchema): Pick<ValueType, "read" | "about">;
  /** The types of another module; `undefined` if the schema does not have it. */
  typesOf(module: string): Code | undefined;
}

/** What a field is before it is known whether it can be empty or written. */
interface Value extends Pick<DataType, "read" | "write" | "about" | "column" | "isAlwaysSet"> {
  readonly isUnknown?: true;
}

export function valueTypeOf(name: string, field: FieldSchema, around: Surroundings): ValueType {
  const system = systemField(name, field);
  if (system !== undefined) return system;
  const { isUnknown, isAlwaysSet, ...value } = detailsOf(name, field, around);
  const about = [value.about, ...limitsOf(field)].filter((text) => text !== undefined && text !== "").join(". ");
  const column = memberOf(field, "crypt") ? '"encrypted"' : value.column;
  const isRequired = memberOf(field, "system_mandatory") === true;
  const write = INHERITED.has(name) ? code`unknown` : value.write;
  return {
    read: value.read,
    ...(value.write && !isReadOnlyField(name, field) && { write }),
    canBeNull: !isUnknown && !isAlwaysSet && !isRequired,
    about,
    ...(column !== undefined && { column }),
    ...(isUnknown && { isUnknown }),
  };
}

/** Members that every object has: with a type of their own, no object literal would be a record. */
const INHERITED: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

function systemField(name: string, field: FieldSchema): ValueType | undefined {
  if (!Object.hasOwn(SYSTEM_FIELDS, name)) return undefined;
  const { dataTypes, ...type } = SYSTEM_FIELDS[name as keyof typeof SYSTEM_FIELDS];
  if (!dataTypes.includes(field.data_type)) return undefined;
  return { about: "", canBeNull: false, ...type };
}

function detailsOf(name: string, field: FieldSchema, around: Surroundings): Value {
  switch (field.data_type) {
    case "picklist":
    case "multiselectpicklist":
      return picklist(name, field, around);
    case "formula":
      return formula(field);
    case "subform":
    case "multiselectlookup":
      return rows(field, around);
    default:
      return plain(name, field);
  }
}

function plain(name: string, field: FieldSchema): Value {
  const { data_type } = field;
  if (!Object.hasOwn(DATA_TYPES, data_type)) return unknown(data_type);
  const type = DATA_TYPES[data_type] as DataType;
  const json = jsonKind(field) ?? type.json;
  if (json === type.json)
    return { ...type, ...referenceOf(field, type), ...(isLongText(field) && { column: '"textarea"' }) };
  // In v2, some lists and objects have the data type of a string or a number.
  if (json === "array" && Object.hasOwn(ROW_LISTS, name)) {
    return { ...ROW_LISTS[name as keyof typeof ROW_LISTS], column: NOT_A_COLUMN, isAlwaysSet: true };
  }
  const isWritten = type.write !== undefined;
  const { read, write } = PLAIN[json];
  return {
    read,
    ...(isWritten && { write }),
    ...(type.about !== undefined && { about: type.about }),
    ...((json === "object" || json === "array") && { column: NOT_A_COLUMN }),
  };
}

/** Zoho lists the content of notes as text of 65,535 characters. */
const isLongText = ({ data_type, length }: FieldSchema): boolean =>
  data_type === "text" && Number(length) > LINE_LENGTH;

/** The maximum length of text of one line. */
const LINE_LENGTH = 255;

/** A kind that this version does not know. Its form alone would not tell how to write it. */
const unknown = (dataType: string): Value => ({
  read: code`unknown`,
  write: code`unknown`,
  about: `The data type ${stringLiteral(dataType)} is not known to this version of zcrm`,
  column: NOT_A_COLUMN,
  isUnknown: true,
});

/** What is known of the target of a lookup. */
function referenceOf(field: FieldSchema, { about }: DataType): Partial<Value> {
  if (field.data_type === "multi_module_lookup") {
    const modules = lookupModules(field);
    return { about: modules.length === 0 ? "Lookup" : `Lookup to ${modules.join(", ")}` };
  }
  if (field.data_type !== "lookup" || about !== undefined) return {};
  const module = lookupModule(field);
  if (module === undefined) return { about: "Lookup" };
  if (module === ANY_MODULE) return { about: "Lookup to the module that `$se_module` names" };
  return { about: `Lookup to ${module}`, column: `{ to: ${stringLiteral(module)} }` };
}

function picklist(name: string, field: FieldSchema, around: Surroundings): Value {
  const isList = field.data_type === "multiselectpicklist";
  const json = jsonKind(field);
  if (json !== undefined && json !== (isList ? "array" : "string")) return { ...PLAIN[json] };
  const { read: choice, about } = around.picklist(name, field);
  if (!isList) return { read: choice, write: choice, about };
  return { read: code`${choice}[]`, write: code`readonly ${choice}[]`, about };
}

function formula(field: FieldSchema): Value {
  const { return_type = "" } = memberOf(field, "formula") ?? {};
  const known = Object.hasOwn(FORMULA_TYPES, return_type) ? FORMULA_TYPES[return_type] : undefined;
  const json = jsonKind(field);
  const about = "Formula, computed by Zoho";
  if (known !== undefined) {
    return { ...known, about: known.about === undefined ? about : `${about}. ${known.about}` };
  }
  return json === undefined
    ? { ...unknown("formula"), about: `${about}. Its type is not known` }
    : { read: PLAIN[json].read, about };
}

function rows(field: FieldSchema, around: Surroundings): Value {
  const module = rowModule(field);
  const what = field.data_type === "subform" ? "Subform" : "Lookup with several values";
  const shared = { column: NOT_A_COLUMN, isAlwaysSet: true } as const;
  const types = module === undefined ? undefined : around.typesOf(module);
  if (types === undefined) {
    const reason = module === undefined ? "its module is not known" : `the module ${module} was not pulled`;
    return {
      ...shared,
      read: code`${ours("CrmRecord")}[]`,
      write: code`readonly ${ours("NewRecord")}[]`,
      about: `${what}. Its rows are open, because ${reason}`,
    };
  }
  return {
    ...shared,
    read: code`${types}["read"][]`,
    write: code`readonly (${types}["update"] & { id?: string; _delete?: null })[]`,
    about: `${what}: rows of ${module}`,
  };
}

function limitsOf(field: FieldSchema): string[] {
  const { length, data_type } = field;
  const type = Object.hasOwn(DATA_TYPES, data_type) ? DATA_TYPES[data_type] : undefined;
  const isUsual = type?.write !== undefined && (jsonKind(field) ?? type.json) === type.json;
  const places = memberOf(field, "decimal_place");
  const hasPlaces = isUsual && type.json === "number" && typeof places === "number";
  const size = [
    ...(isUsual && type.counts !== undefined && typeof length === "number" && length > 0
      ? [`${length.toLocaleString("en-US")} ${type.counts}`]
      : []),
    ...(hasPlaces ? [`${places} decimal ${places === 1 ? "place" : "places"}`] : []),
  ];
  return [
    ...(size.length > 0 ? [`At most ${size.join(", ")}`] : []),
    ...(Object.keys(memberOf(field, "unique") ?? {}).length > 0 ? ["Unique"] : []),
    ...(memberOf(field, "crypt") ? ["Encrypted"] : []),
  ];
}
