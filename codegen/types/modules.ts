/**
 * The types of modules' records. A description has one schema per module (`x-module`), in which `readOnly` and
 * `required` say what may and what must be written. Here it becomes three types, for reading, creating and updating.
 * Fields that several modules share have schemas of their own (`x-module-part`).
 */
import type { OpenAPI3, ReferenceObject, SchemaObject } from "openapi-typescript";
import { type Code, code } from "../code/code.js";
import { moduleTypes } from "../code/vocabulary.js";
import { refName } from "./type-code.js";

/** The use of a record of a module: to be read, created, updated, updated among others by its id, or created or updated. */
export type ModuleUse = "read" | "create" | "update" | "change" | "upsert";

/** The use of a record: that of a module, or a row of a query, which has the columns that the query selects. */
export type RecordUse = ModuleUse | "query";

/** The types of one module. */
export interface ModuleModel {
  /** `Sales_Orders` */
  readonly name: string;
  /** `SalesOrder` */
  readonly read: string;
  /** `NewSalesOrder` */
  readonly create: string;
  /** `SalesOrderUpdate` */
  readonly update: string;
}

/** A schema that contains records of any module, such as a page of them. Its type takes theirs as a parameter. */
export interface RecordHolder {
  readonly use: RecordUse;
  /** The name of the schema of a record of any module. */
  readonly record: string;
}

export interface RecordTypes {
  /** The description, with the derived types instead of the modules' schemas. */
  readonly document: OpenAPI3;
  readonly modules: readonly ModuleModel[];
  readonly holders: ReadonlyMap<string, RecordHolder>;
  /** The schemas of records of any module, by their use. */
  readonly anyRecord: ReadonlyMap<RecordUse, string>;
}

type Schema = (SchemaObject | ReferenceObject) & {
  $ref?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  allOf?: Schema[];
  readOnly?: boolean;
  "x-module"?: string;
  "x-module-part"?: boolean;
  "x-record"?: RecordUse;
  "x-record-of"?: string;
  "x-write"?: string;
  "x-unrecorded"?: boolean;
  "x-data-type"?: string;
};
type Schemas = Record<string, Schema>;

/** Derives the types of records. A description without modules comes back as it is. */
export function deriveRecordTypes(document: OpenAPI3): RecordTypes {
  const schemas = (document.components?.schemas ?? {}) as Schemas;
  const derived: Schemas = {};
  const writing = new WriteForms(schemas);
  const modules: ModuleModel[] = [];
  for (const [name, schema] of Object.entries(schemas)) {
    const module = schema["x-module"];
    derived[name] = module !== undefined || schema["x-module-part"] ? wholeRecord(schema) : schema;
    if (module === undefined) continue;
    // A module may already have a schema of its own for writing.
    const types = { name: module, read: name, create: schema["x-write"] ?? `New${name}`, update: `${name}Update` };
    modules.push(types);
    const update = writing.formOf(withClearableNumbers(schema));
    derived[types.update] = { ...update, description: `Values to change in ${article(name)}.` };
    if (schema["x-write"] === undefined) derived[types.create] = newRecord(schema, types, writing);
  }
  const types = ofNamedModules({ ...derived, ...writing.forms }, modules);
  return {
    document: { ...document, components: { ...document.components, schemas: types as never } },
    modules,
    holders: holdersIn(types),
    anyRecord: new Map(Object.entries(schemas).flatMap(([name, { "x-record": use }]) => (use ? [[use, name]] : []))),
  };
}

/** Uses the type of a module where the description asks for a record of that module (`x-record-of`). */
function ofNamedModules(schemas: Schemas, modules: readonly ModuleModel[]): Schemas {
  const named = (given: unknown): unknown => {
    if (Array.isArray(given)) return given.map(named);
    if (typeof given !== "object" || given === null) return given;
    const { "x-record-of": of, $ref } = given as Schema;
    const module = modules.find(({ name }) => name === of);
    const use = typeof $ref === "string" ? schemas[refName($ref).name]?.["x-record"] : undefined;
    if (module && (use === "read" || use === "create" || use === "update")) {
      return { ...given, $ref: `#/components/schemas/${module[use]}` };
    }
    return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, named(value)]));
  };
  return named(schemas) as Schemas;
}

/** A record as it is read has all its fields, empty or not, except those that no recorded response has. */
function wholeRecord({ description, allOf = [], properties = {} }: Schema): Schema {
  const recorded = Object.entries(properties).filter(([, property]) => property["x-unrecorded"] !== true);
  return objectOf(
    description,
    allOf,
    properties,
    recorded.map(([name]) => name),
  );
}

/** A module that accepts null for its numbers. Zoho shows 0 for a number without a value; null takes the value away. */
function withClearableNumbers(schema: Schema): Schema {
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const { type, "x-data-type": dataType } = property as { type?: string } & Schema;
    const isNumber = type === "number" || type === "integer" || (type === "string" && dataType === "bigint");
    return [name, isNumber ? { ...property, type: [type, "null"] } : property];
  });
  return { ...schema, properties: Object.fromEntries(properties) } as Schema;
}

/** The same as an update, with its required fields. */
function newRecord(schema: Schema, { read, update }: ModuleModel, writing: WriteForms): Schema {
  const properties = writing.demandedOf(schema);
  const base = { $ref: `#/components/schemas/${update}` } as Schema;
  return objectOf(`Values of ${article(read)} to make.`, [base], properties, Object.keys(properties));
}

/** An object with members of its own and those of its bases. */
function objectOf(
  description: string | undefined,
  bases: readonly Schema[],
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = [],
): Schema {
  const own = { type: "object", properties, required };
  const type = bases.length > 0 ? { allOf: [...bases, own] } : own;
  return { ...(description !== undefined && { description }), ...type } as Schema;
}

/** `SalesOrder` → `a sales order` */
function article(name: string): string {
  const words = name.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
  return `${/^[aeiou]/.test(words) ? "an" : "a"} ${words}`;
}

/** The forms of schemas for writing: without read-only members, and with references to forms for writing. */
class WriteForms {
  readonly #schemas: Schemas;
  readonly #different = new Map<string, boolean>();
  /** The derived forms, by name. */
  readonly forms: Schemas = {};

  constructor(schemas: Schemas) {
    this.#schemas = schemas;
  }

  /** The values of an object, all optional: an update contains only what changes. */
  formOf({ description, allOf = [], properties = {} }: Schema): Schema {
    return objectOf(
      description,
      allOf.map((part) => this.#written(part)),
      this.#writableOf(properties),
    );
  }

  /** The required members of an object and of its parts. */
  demandedOf({ allOf = [], properties = {}, required = [] }: Schema): Record<string, Schema> {
    const demanded = Object.entries(this.#writableOf(properties)).filter(([name]) => required.includes(name));
    const parts = allOf.flatMap(({ $ref = "" }) => this.#schemas[refName($ref).name] ?? []);
    return Object.assign(Object.fromEntries(demanded), ...parts.map((part) => this.demandedOf(part)));
  }

  #writableOf(properties: Readonly<Record<string, Schema>>): Record<string, Schema> {
    const writable = Object.entries(properties).filter(([, property]) => property.readOnly !== true);
    return Object.fromEntries(writable.map(([name, property]) => [name, this.#written(property)]));
  }

  /** A schema whose references lead to forms for writing. */
  #written<T>(given: T): T {
    if (Array.isArray(given)) return given.map((item) => this.#written(item)) as T;
    if (typeof given !== "object" || given === null) return given;
    const members = Object.entries(given).map(([key, value]) => [
      key,
      key === "$ref" ? this.#writtenRef(String(value)) : this.#written(value),
    ]);
    return Object.fromEntries(members) as T;
  }

  #writtenRef(ref: string): string {
    const { name } = refName(ref);
    const schema = this.#schemas[name];
    if (schema === undefined || !this.#differs(name)) return ref;
    const form = schema["x-write"] ?? `${name}Value`;
    if (!(form in this.#schemas) && !(form in this.forms)) {
      this.forms[form] = schema; // A reference to itself must find the form while it is derived.
      this.forms[form] = this.formOf(schema);
    }
    return `#/components/schemas/${form}`;
  }

  /** Whether a schema, or one that it refers to, is different for writing. */
  #differs(name: string): boolean {
    const known = this.#different.get(name) ?? this.#leadsToDifferent(name, new Set());
    this.#different.set(name, known);
    return known;
  }

  #leadsToDifferent(name: string, seen: Set<string>): boolean {
    const schema = this.#schemas[name];
    if (schema === undefined || seen.has(name)) return false;
    seen.add(name);
    if (schema["x-write"] !== undefined || schema["x-module-part"]) return true;
    if (Object.values(schema.properties ?? {}).some(({ readOnly }) => readOnly === true)) return true;
    return referencesIn(schema).some((other) => this.#leadsToDifferent(other, seen));
  }
}

/** The schemas that refer directly to the record of any module. */
function holdersIn(schemas: Schemas): Map<string, RecordHolder> {
  const holders = new Map<string, RecordHolder>();
  for (const [name, schema] of Object.entries(schemas)) {
    for (const record of referencesIn(schema)) {
      const use = schemas[record]?.["x-record"];
      if (use !== undefined && schema["x-record"] === undefined) holders.set(name, { use, record });
    }
  }
  return holders;
}

/** The names of the schemas that a schema refers to directly. */
function referencesIn(schema: unknown): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) =>
    key === "$ref" && typeof value === "string" ? [refName(value).name] : referencesIn(value),
  );
}

/** Where the records of the module `M` are looked up: in the default registry, or in the registry `R`. */
export type Lookup = "M" | "M, R";

/** The type of a holder's records, if their module is the type parameter `M`. */
export function recordType(use: ModuleUse, lookup: Lookup): Code {
  const { NewRecordOf, RecordChangeOf, RecordOf, RecordPatchOf } = moduleTypes;
  const types: Readonly<Record<ModuleUse, Code>> = {
    read: code`${RecordOf}<${lookup}>`,
    create: code`${NewRecordOf}<${lookup}>`,
    update: code`${RecordPatchOf}<${lookup}>`,
    change: code`${RecordChangeOf}<${lookup}>`,
    upsert: code`${NewRecordOf}<${lookup}> | ${RecordChangeOf}<${lookup}>`,
  };
  return types[use];
}
