/** The file with the types of one module. */
import { block, CODE_WIDTH, type Code, code, imports, join, type Use } from "../../../codegen/code/code.js";
import { comment, propertyName, stringLiteral } from "../../../codegen/code/text.js";
import { requirementOf } from "../requirement.js";
import type { FieldSchema, ModuleSchema } from "../schema.js";
import { choiceText, fieldText, labelOf, plainText } from "./field-text.js";
import { HEADER } from "./header.js";
import { free, type ModuleNames, OUR_TYPES } from "./names.js";
import { unionDeclaration } from "./picklist.js";
import { type Picklist, picklistsOf } from "./picklists.js";
import { ANY_MODULE, lookupModule } from "./references.js";
import { OWN_NAMES, ours, SYSTEM_FIELDS } from "./system-fields.js";
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
    text: `${HEADER}\n${importsOf(uses, own.file)}\n${text}`,
    imports: aliases.used,
    unknown: fields.flatMap(({ name, field, type }) =>
      type.isUnknown ? [{ module: apiName, field: name, dataType: field.data_type }] : [],
    ),
  };
}

const importsOf = (uses: readonly Use[], file: string): string => imports(uses, file, "zcrm");

/** The names by which a file imports the types of other modules. */
class Aliases {
  readonly #own: ModuleNames;
  readonly #names: ReadonlyMap<string, ModuleNames>;
  readonly #taken: Set<string>;
  readonly #aliases = new Map<string, string>();

  constructor(own: ModuleNames, names: ReadonlyMap<string, ModuleNames>, taken: readonly string[]) {
    this.#own = own;
    this.#names = names;
    this.#taken = new Set([...OUR_TYPES, own.read, own.create, own.update, own.columns, ...taken]);
  }

  /** The types of a module; `undefined` if there are none. */
  of(apiName: string): Code | undefined {
    const names = this.#names.get(apiName);
    if (names === undefined || names === this.#own) return names && code`Types`;
    const alias = this.#aliases.get(apiName) ?? this.#take(apiName, names.file);
    return { text: alias, uses: [{ name: `Types as ${alias}`, from: names.file, isType: true }] };
  }

  #take(apiName: string, file: string): string {
    const alias = free(/^[A-Za-z_]/.test(file) ? file : `Module${file}`, (name) => !this.#taken.has(name));
    this.#taken.add(alias);
    this.#aliases.set(apiName, alias);
    return alias;
  }

  get used(): string[] {
    return [...this.#aliases.keys()];
  }
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

const orNull = ({ canBeNull }: ValueType, type: Code): Code => (canBeNull ? code`${type} | null` : type);

/** An interface, with what it extends on a line of its own if it has to be. */
function declaration(text: string, name: string, bases: readonly Code[], members: readonly Code[]): Code {
  const extending = bases.length === 0 ? code`` : code` extends ${join(bases, ", ")}`;
  const head = `export interface ${name}${extending.text} {`;
  const broken = code`\n  extends ${join(bases, ",\n    ")}`;
  return code`${comment({ text })}export interface ${name}${head.length <= CODE_WIDTH ? extending : broken} ${block(members)}\n`;
}

/** The type of what all records have, without what the metadata lists in another form. */
function systemFields(base: string, fields: readonly TypedField[]): Code {
  const others = fields.filter((field) => !isSystemField(field)).map(({ name }) => name);
  const replaced = others.filter((name) => Object.hasOwn(SYSTEM_FIELDS, name) || name.startsWith("$"));
  if (replaced.length === 0) return ours(base);
  return code`Omit<${ours(base)}, ${replaced.map(stringLiteral).join(" | ")}>`;
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
  const more = known.filter((name) => !Object.hasOwn(module.fields, name)).map(stringLiteral);
  const standard = code`Pick<${ours("ModuleRegistry")}[${stringLiteral(apiName)}]["read"], ${more.join(" | ")}>`;
  const bases = [systemFields("SystemFields", fields), ...(more.length > 0 ? [standard] : [])];
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
  const all = [...system.map(([name, { column }]) => [name, column] as const), ...listed];
  const members = all.flatMap(([name, column]) =>
    column === undefined || name.startsWith("$") ? [] : [code`${propertyName(name)}: ${column};`],
  );
  return declaration(`What queries of ${apiName} need to know of its fields.`, columns, [], members);
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
