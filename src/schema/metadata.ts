/** Turns Zoho's metadata responses into a schema, and back. */
import type { Field, Layout, Module, RelatedList } from "../../generated/models.js";
import { byText, canonical, sortedList } from "./canonical.js";
import { separateIds, withIds } from "./ids.js";
import { type FieldSchema, FORMAT, type LayoutSchema, type ModuleSchema, type Schema } from "./schema.js";

/** What Zoho's metadata calls return for one module. */
export interface ModuleMetadata {
  readonly module: Module;
  readonly fields: readonly Field[];
  readonly layouts: readonly Layout[];
  readonly relatedLists: readonly RelatedList[];
}

/** Where a schema comes from, and what it lacks. */
export type Origin = Pick<Schema, "profile" | "leftOut">;

type Members = Readonly<Record<string, unknown>>;

/** Members that change without the organization, or that name people. */
const DROPPED = new Set(["created_time", "modified_time", "created_by", "modified_by", "created_for"]);

/** The values that most fields have for what does not apply to them, as recorded. */
const USUAL: Members = {
  address: null,
  association_details: null,
  auto_number: {},
  businesscard_supported: false,
  child_fields: null,
  created_source: "default",
  crypt: null,
  currency: {},
  custom_field: false,
  decimal_place: null,
  display_format: null,
  display_format_properties: null,
  external: null,
  field_read_only: false,
  formula: {},
  history_tracking: false,
  lookup: {},
  mass_update: false,
  multi_module_lookup: {},
  multiselectlookup: {},
  parent_field: null,
  pick_list_values: [],
  private: null,
  public: false,
  range: null,
  read_only: false,
  subform: null,
  system_mandatory: false,
  tooltip: null,
  unique: {},
  visible: true,
  webhook: true,
};

/** The schema of what was read. The order of the responses does not matter. */
export function schemaOf(read: readonly ModuleMetadata[], { profile, leftOut }: Origin): Schema {
  const fieldMembers = commonMembers(read.flatMap(({ fields }) => fields));
  const modules = read.map((metadata) => [metadata.module.api_name, moduleSchema(metadata, fieldMembers)] as const);
  const { value, ids } = separateIds(Object.fromEntries(modules.toSorted(([a], [b]) => byText(a, b))));
  return {
    format: FORMAT,
    profile,
    fieldMembers,
    modules: value as Schema["modules"],
    leftOut: canonical(leftOut) as Schema["leftOut"],
    ids,
  };
}

/** Zoho's responses as a schema has them, without what it drops: people and times are null. */
export function metadataOf({ modules, fieldMembers, ids }: Schema): ModuleMetadata[] {
  const whole = withIds(modules, ids) as Schema["modules"];
  return Object.entries(whole).map(([api_name, { module, fields, layouts, related_lists }]) => {
    const known = new Map(Object.entries(fields).map(([name, field]) => [name, wholeField(name, field, fieldMembers)]));
    return {
      module: { ...module, api_name, modified_time: null, modified_by: null } as Module,
      fields: [...known.values()],
      layouts: layouts.map((layout) => wholeLayout(layout, known)),
      relatedLists: related_lists as readonly RelatedList[],
    };
  });
}

/** The value of a member of a field, whether the schema leaves it out or not. */
export const memberOf = <Name extends keyof FieldSchema>(field: FieldSchema, name: Name): FieldSchema[Name] =>
  (Object.hasOwn(field, name) ? field[name] : USUAL[name]) as FieldSchema[Name];

function moduleSchema(metadata: ModuleMetadata, fieldMembers: readonly string[]): ModuleSchema {
  const { api_name: _, ...module } = metadata.module;
  const fields = metadata.fields.toSorted((a, b) => byText(a.api_name, b.api_name));
  const known = new Map(fields.map((field) => [field.api_name, canonical(kept(field)) as Members]));
  return {
    module: canonical(kept(module)) as ModuleSchema["module"],
    fields: Object.fromEntries(
      Array.from(known, ([name, field]) => [name, withoutUsual(field, fieldMembers)]),
    ) as ModuleSchema["fields"],
    layouts: sortedList(metadata.layouts.map((layout) => layoutSchema(layout, known))) as ModuleSchema["layouts"],
    related_lists: sortedList(metadata.relatedLists.map(kept)) as ModuleSchema["related_lists"],
  };
}

const kept = (given: object): Members =>
  Object.fromEntries(Object.entries(given).filter(([name]) => !DROPPED.has(name)));

function withoutUsual({ api_name: _, ...field }: Members, fieldMembers: readonly string[]): Members {
  const rest = Object.entries(field).filter(
    ([name, value]) => !(fieldMembers.includes(name) && isEqual(value, USUAL[name])),
  );
  return Object.fromEntries(rest);
}

/** The members that all fields have, of those that have a usual value. */
const commonMembers = (fields: readonly Field[]): string[] =>
  Object.keys(USUAL).filter((name) => fields.every((field) => Object.hasOwn(field, name)));

function wholeField(api_name: string, field: FieldSchema, fieldMembers: readonly string[]): Field {
  const usual = fieldMembers.map((name) => [name, USUAL[name]]);
  return { ...Object.fromEntries(usual), ...field, api_name } as Field;
}

function layoutSchema(layout: Layout, known: ReadonlyMap<string, Members>): unknown {
  const sections = layout.sections.map((section) => ({
    ...section,
    fields: section.fields.map((field) => layoutField(canonical(kept(field)) as Members, known)),
  }));
  return kept({ ...layout, sections });
}

/** What a layout says of a field that the field itself does not. */
function layoutField(field: Members, known: ReadonlyMap<string, Members>): Members {
  const { api_name } = field;
  const own: Members = known.get(String(api_name)) ?? {};
  const different = Object.entries(field).filter(
    ([name, value]) => !(Object.hasOwn(own, name) && isEqual(value, own[name])),
  );
  const lacks = Object.keys(own).filter((name) => !Object.hasOwn(field, name));
  return { ...Object.fromEntries(different), api_name, ...(lacks.length > 0 && { lacks }) };
}

function wholeLayout({ sections, ...layout }: LayoutSchema, known: ReadonlyMap<string, Field>): Layout {
  const whole = sections.map((section) => ({
    ...section,
    fields: section.fields.map(({ lacks = [], ...field }) => {
      const own = Object.entries(known.get(field.api_name) ?? {}).filter(([name]) => !lacks.includes(name));
      return { ...Object.fromEntries(own), ...field };
    }),
  }));
  const people = { created_time: null, modified_time: null, created_by: null, modified_by: null, created_for: null };
  return { ...people, ...layout, sections: whole } as Layout;
}

/** Both are canonical. */
const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
