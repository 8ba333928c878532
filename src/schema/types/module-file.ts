/** The file with the types of one module. */
import { block, CODE_WIDTH, type Code, code, imports, join, RUNTIME } from "../../../codegen/code/code.js";
import { comment, propertyName, stringLiteral } from "../../../codegen/code/text.js";
import { byText } from "../canonical.js";
import { requirementOf } from "../requirement.js";
import type { FieldSchema, ModuleSchema } from "../schema.js";
import { Aliases } from "./aliases.js";
import { choiceText, fieldText, labelOf, plainText } from "./field-text.js";
import { MODULE_HEADER } from "./header.js";
import type { ModuleNames } from "./names.js";
import { ours } from "./ours.js";
import { unionDeclaration } from "./picklist.js";
import { type Picklist, picklistsOf } from "./picklists.js";
import { ANY_MODULE, lookupModule } from "./references.js";
import { OWN_NAMES, SYSTEM_FIELDS } from "./system-fields.js";
import { type ValueType, valueTypeOf } from "./value-type.js";

/** A module, and what its file refers to. */
export interface ModuleToWrite {
  readonly apiName: string;
  readonly module: ModuleSchema;
  /** The names of all modules of the schema. */
  readonly names: ReadonlyMap<string, ModuleNames>;
}

/** A field whose data type this version does not know. */
export interface UnknownField {
  readonly module: string;
  readonly field: string;
  readonly dataType: string;
}

export interface ModuleFile {
  readonly text: string;
  /** The modules whose files it imports. */
  readonly imports: readonly string[];
  /** The types of this package that it uses. */
  readonly shared: readonly string[];
  readonly unknown: readonly UnknownField[];
}

interface TypedField {
  readonly name: string;
  readonly field: FieldSchema;
  readonly type: ValueType;
}

/** What `$se_module` names, and the lookups that depend on it. */
const SE_MODULE = "$se_module";

export function moduleFile({ apiName, module, names }: ModuleToWrite): ModuleFile {
  const own = names.get(apiName) as ModuleNames;
  const picklists = picklistsOf(module, own);
  const aliases = new Aliases(
    own,
    names,
    [...picklists.values()].map(({ name }) => name),
  );
  const fields = Object.entries(module.fields)
    .filter(([name]) => name !== SE_MODULE)
    .map(([name, field]): TypedField => {
      const picklist = () => picklistType(picklists.get(name), own);
      return { name, field, type: valueTypeOf(name, field, { picklist, typesOf: (of) => aliases.of(of) }) };
    });
  const parts = [
    readInterface(apiName, module, own, fields),
    updateInterface(apiName, module, own, fields),
    createInterface(apiName, module, own, fields),
    columnsInterface(apiName, own, fields),
    typesInterface(own),
    ...[...picklists].flatMap(([name, { form, name: type, field, choices }]) =>
      form === "union" ? [code`${unionDeclaration(type, labelOf(name, field), choices)}`] : [],
    ),
  ];
  const { text, uses } = join(parts, "\n");
  return {
    text: `${MODULE_HEADER}\n${imports(uses, own.file, "zcrm")}\n${text}`,
    imports: aliases.used,
    shared: uses.flatMap(({ name, from }) => (from === RUNTIME ? [name] : [])),
    unknown: fields.flatMap(({ name, field, type }) =>
      type.isUnknown ? [{ module: apiName, field: name, dataType: field.data_type }] : [],
    ),
  };
}

function picklistType(picklist: Picklist | undefined, { file }: ModuleNames): Pick<ValueType, "read" | "about"> {
  if (picklist === undefined) return { read: code`string`, about: "Picklist" };
  const { form, name, choices } = picklist;
  if (form === "union") return { read: code`${name}`, about: choiceText(choices) };
  const about = `Picklist of ${choices.length} values: \`${name}\` in \`picklists/${file}.ts\``;
  return { read: code`string`, about };
}

/** Whether every record has it, and in the form in which the metadata lists it. */
const isSystemField = ({ name, field }: TypedField): boolean =>
  Object.hasOwn(SYSTEM_FIELDS, name) &&
  SYSTEM_FIELDS[name as keyof typeof SYSTEM_FIELDS].dataTypes.includes(field.data_type);

const member = (text: string, name: string, type: Code, optional = false): Code =>
  code`${comment({ text })}${propertyName(name)}${optional ? "?" : ""}: ${type};`;

const orNull = ({ canBeNull }: ValueType, type: Code): Code =>
  canBeNull && type.text !== "unknown" ? code`${type} | null` : type;

/** An interface, with what it extends on a line of its own if it has to be. */
function declaration(text: string, name: string, bases: readonly Code[], members: readonly Code[]): Code {
  const extending = bases.length === 0 ? code`` : code` extends ${join(bases, ", ")}`;
  const head = `export interface ${name}${extending.text} {`;
  const broken = code`\n  extends ${join(bases, ",\n    ")}`;
  return code`${comment({ text })}export interface ${name}${head.length <= CODE_WIDTH ? extending : broken} ${block(members)}\n`;
}

/** The type of what all records have, without what the metadata lists in another form. */
function systemFields(base: "SystemFields" | "SystemFieldsValue", fields: readonly TypedField[]): Code {
  const others = fields.filter((field) => !isSystemField(field)).map(({ name }) => name);
  const replaced = others.filter((name) => Object.hasOwn(SYSTEM_FIELDS, name) || name.startsWith("$"));
  if (replaced.length === 0) return ours(base);
  return code`Omit<${ours(base)}, ${replaced.map(stringLiteral).join(" | ")}>`;
}

/** What the records of a standard module have beside their fields. */
function standardFields(apiName: string, names: readonly string[]): Code {
  const [record, keys] = [`ModuleRegistry[${stringLiteral(apiName)}]["read"]`, names.map(stringLiteral).join(" | ")];
  const line = `Pick<${record}, ${keys}>`;
  const text = line.length <= CODE_WIDTH - 6 ? line : `Pick<\n      ${record},\n      ${keys}\n    >`;
  return { text, uses: ours("ModuleRegistry").uses };
}

/** The lookups to the module that `$se_module` names. */
const lookupsToAny = (fields: readonly TypedField[]): string[] =>
  fields
    .filter(({ field }) => field.data_type === "lookup" && lookupModule(field) === ANY_MODULE)
    .map(({ name }) => name);

function seModule(module: ModuleSchema, fields: readonly TypedField[], optional: boolean): Code[] {
  const lookups = lookupsToAny(fields).map((name) => `\`${plainText(name)}\``);
  if (lookups.length === 0 && !Object.hasOwn(module.fields, SE_MODULE)) return [];
  const text =
    lookups.length === 0 ? "Module of the referenced record" : `Module of the record in ${lookups.join(", ")}`;
  return [member(`${text}.${optional ? " Send the two together." : ""}`, SE_MODULE, code`string | null`, optional)];
}

/** Modules whose fields could not be read have open records. */
const isOpen = ({ fields }: ModuleSchema): boolean => Object.keys(fields).length === 0;

function readInterface(
  apiName: string,
  module: ModuleSchema,
  { read }: ModuleNames,
  fields: readonly TypedField[],
): Code {
  const labels = module.module.singular_label ?? "";
  const shown = plainText(labels);
  const label = shown === "" || shown === apiName || shown === spaced(read) ? "" : `, shown as ${stringLiteral(shown)}`;
  const text = `A record of ${apiName}${label}.`;
  if (isOpen(module)) return declaration(`${text} Its fields were not read.`, read, [ours("CrmRecord")], []);
  const known: readonly string[] = Object.hasOwn(OWN_NAMES, apiName)
    ? (OWN_NAMES[apiName as keyof typeof OWN_NAMES] ?? [])
    : [];
  const more = known.filter((name) => !Object.hasOwn(module.fields, name));
  const bases = [systemFields("SystemFields", fields), ...(more.length > 0 ? [standardFields(apiName, more)] : [])];
  const members = fields.map(({ name, field, type }) =>
    member(fieldText(name, field, type.about), name, orNull(type, type.read)),
  );
  return declaration(text, read, bases, [...members, ...seModule(module, fields, false)]);
}

/** `SalesOrder` → `Sales Order` */
const spaced = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, " ");

function updateInterface(
  apiName: string,
  module: ModuleSchema,
  { update }: ModuleNames,
  fields: readonly TypedField[],
): Code {
  const text = `Values to change in a record of ${apiName}.`;
  if (isOpen(module)) return declaration(text, update, [ours("RecordPatch")], []);
  const members = fields
    .filter((field) => !isSystemField(field))
    .flatMap(({ name, field, type }) => {
      const { write } = type;
      if (write === undefined) return [];
      return [member(fieldText(name, field, type.about, requirementOf(module, name)), name, orNull(type, write), true)];
    });
  const bases = [systemFields("SystemFieldsValue", fields)];
  const se = lookupsToAny(fields).length === 0 ? [] : seModule(module, fields, true);
  return declaration(text, update, bases, [...members, ...se]);
}

function createInterface(
  apiName: string,
  module: ModuleSchema,
  { create, update }: ModuleNames,
  fields: readonly TypedField[],
): Code {
  const members = fields
    .filter((field) => !isSystemField(field))
    .flatMap(({ name, field, type }) => {
      const requirement = requirementOf(module, name);
      if (type.write === undefined || requirement === undefined || typeof requirement !== "string") return [];
      return [member(fieldText(name, field, type.about, requirement), name, type.write)];
    });
  return declaration(`Values of a new record of ${apiName}.`, create, [code`${update}`], members);
}

function columnsInterface(apiName: string, { columns }: ModuleNames, fields: readonly TypedField[]): Code {
  const listed = new Map(fields.map(({ name, type }) => [name, type.column]));
  const system = Object.entries(SYSTEM_FIELDS).filter(([name]) => !listed.has(name));
  const all = [...system.map(([name, { column }]) => [name, column] as const), ...listed].toSorted(([a], [b]) =>
    byText(a, b),
  );
  const members = all.flatMap(([name, column]) =>
    column === undefined || name.startsWith("$") ? [] : [code`${propertyName(name)}: ${column};`],
  );
  return declaration(`What queries of ${apiName} need to know about its fields.`, columns, [], members);
}

function typesInterface({ read, create, update, columns }: ModuleNames): Code {
  const members = [`read: ${read};`, `create: ${create};`, `update: ${update};`, `columns: ${columns};`];
  return declaration(
    "The types of this module.",
    "Types",
    [],
    members.map((text) => code`${text}`),
  );
}
