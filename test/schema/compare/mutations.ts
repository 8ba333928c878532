/** What administrators do to an organization, and what a comparison says about it, forwards and backwards. */
import type { Field, Layout, Module, PickListValue, RelatedList } from "../../../generated/models.js";
import type { Difference } from "../../../src/schema/compare/difference.js";
import { type ModuleMetadata, schemaOf } from "../../../src/schema/metadata.js";
import type { Schema } from "../../../src/schema/schema.js";
import type { Organization } from "../../support/organization/organization.js";

/** Whatever of Zoho's may be changed here. */
export type Open<T> = { -readonly [Name in keyof T]: T[Name] } & Record<string, unknown>;

/** One module, to be changed. */
export interface OpenModule {
  module: Open<Module>;
  fields: Open<Field>[];
  layouts: Open<Layout>[];
  relatedLists: Open<RelatedList>[];
}

/** The modules of an organization that the API serves, to be changed. Nothing is shared between copies of a field. */
export const opened = (organization: Organization, names?: readonly string[]): OpenModule[] =>
  JSON.parse(
    JSON.stringify(
      organization.modules
        .filter(({ api_name, api_supported }) => (names ? names.includes(api_name) : api_supported))
        .map((module) => ({
          module,
          fields: (organization.fields[module.api_name] ?? []).filter(isQuick),
          layouts: (organization.layouts[module.api_name] ?? []).map((layout) => ({
            ...layout,
            sections: layout.sections.map((section) => ({ ...section, fields: section.fields.filter(isQuick) })),
          })),
          relatedLists: organization.relatedLists[module.api_name] ?? [],
        })),
    ),
  );

/** Copies of a picklist with hundreds of values take most of the time, and nothing of its own can change in it. */
const isQuick = ({ pick_list_values = [] }: Field): boolean => pick_list_values.length < 100;

export const pulled = (modules: readonly OpenModule[], origin: Partial<Schema> = {}): Schema =>
  schemaOf(modules as unknown as readonly ModuleMetadata[], { profile: "Administrator", leftOut: {}, ...origin });

type Kind = Difference["kind"];

/** What a comparison must say about a change, and about the change back. */
export interface Said {
  readonly kind: Kind;
  readonly breaking: boolean;
}

export interface Mutation {
  readonly name: string;
  /** What it concerns: a field changes once in each respect. Nothing else changes with `all`. */
  readonly respect: string;
  /** The text, in the example of the tests. For a field, without its name. */
  readonly says: string;
  readonly there: Said;
  readonly back: Said;
}

/** A change of one field, in the response of its fields and in all layouts. */
export interface FieldMutation extends Mutation {
  readonly fits: (field: Open<Field>) => boolean;
  readonly change: (copy: Open<Field>) => void;
  /** Whether it needs a field that no layout lacks. */
  readonly needsAllLayouts?: true;
}

const both = (kind: Kind, there: boolean, back: boolean) => ({
  there: { kind, breaking: there },
  back: { kind, breaking: back },
});
const always = () => true;
const typeIs =
  (...types: readonly string[]) =>
  ({ data_type }: Open<Field>) =>
    types.includes(data_type);
const values = (field: Open<Field>): Open<PickListValue>[] => field.pick_list_values as Open<PickListValue>[];
const entry = (value: string, place: number): Open<PickListValue> => ({
  ...{ display_value: value, reference_value: value, actual_value: value, sequence_number: place },
  ...{ id: "5100000000009999999", colour_code: null, type: "used" },
});
const isOptional = (field: Open<Field>) => field.system_mandatory === false && field.required !== true;
const hasChoice = (field: Open<Field>) => values(field).length > 2;

export const FIELD_MUTATIONS: readonly FieldMutation[] = [
  {
    ...{
      name: "another label",
      says: 'is now labeled "Another name" (was "Owner")',
      respect: "label",
      fits: always,
      ...both("label-changed", false, false),
    },
    change: (field) => Object.assign(field, { field_label: "Another name", display_label: "Another name" }),
  },
  {
    ...{
      name: "a shorter maximum length",
      says: "has a maximum length of 20 (was 120)",
      respect: "length",
      ...both("length-changed", true, false),
    },
    fits: ({ length }) => Number(length) > 20,
    change: (field) => Object.assign(field, { length: 20 }),
  },
  {
    ...{
      name: "fewer decimals",
      says: "has 1 decimal place (was 2)",
      respect: "decimals",
      ...both("decimals-changed", true, false),
    },
    fits: ({ decimal_place }) => decimal_place === 2,
    change: (field) => Object.assign(field, { decimal_place: 1, ...(field.data_type === "currency" && ONE_DECIMAL) }),
  },
  {
    ...{
      name: "mandatory",
      says: "is now mandatory",
      respect: "mandatory",
      fits: isOptional,
      ...both("mandatory-changed", true, true),
    },
    change: (field) => Object.assign(field, { system_mandatory: true, ...("required" in field && { required: true }) }),
  },
  {
    ...{
      name: "required in every layout",
      says: "is now mandatory: every layout requires it",
      respect: "mandatory",
      ...both("mandatory-changed", true, false),
    },
    fits: isOptional,
    needsAllLayouts: true,
    change: (field) => Object.assign(field, "required" in field ? { required: true } : {}),
  },
  {
    ...{ name: "read-only", says: "is now read-only", respect: "read-only", ...both("read-only-changed", true, false) },
    fits: ({ read_only, field_read_only, view_type }) =>
      read_only === false && field_read_only === false && view_type?.create === true,
    change: (field) => Object.assign(field, { read_only: true, field_read_only: true }),
  },
  {
    ...{
      name: "unique",
      says: "is now unique: Zoho rejects a value that another record has",
      respect: "unique",
      ...both("unique-changed", true, false),
    },
    fits: ({ unique }) => Object.keys(unique ?? {}).length === 0,
    change: (field) => Object.assign(field, { unique: { casesensitive: "false" } }),
  },
  {
    ...{
      name: "encrypted",
      says: "is now encrypted: queries can only test whether it is empty",
      respect: "encrypted",
      fits: always,
      ...both("encryption-changed", true, false),
    },
    change: (field) => Object.assign(field, { crypt: { mode: "decryption", column: "CFA1", status: 1 } }),
  },
  {
    ...{
      name: "a lookup of another module",
      says: "refers to Vendors (was Accounts)",
      respect: "target",
      ...both("target-changed", true, true),
    },
    fits: ({ lookup }) => typeof lookup?.module === "string",
    change: (field) => Object.assign(field, { lookup: { ...field.lookup, module: "Vendors" } }),
  },
  {
    ...{
      name: "a subform of another module",
      says: "refers to Offers (was Interviews_Held)",
      respect: "target",
      ...both("target-changed", true, true),
    },
    fits: typeIs("subform"),
    change: (field) => Object.assign(field, { subform: { ...field.subform, module: "Offers" } }),
  },
  {
    ...{
      name: "another linking module",
      says: "refers to Jobs and Leads_X_Others (was Jobs and Leads_X_Jobs)",
      respect: "target",
      ...both("target-changed", true, true),
    },
    fits: typeIs("multiselectlookup"),
    change: (field) =>
      Object.assign(field, { multiselectlookup: { ...field.multiselectlookup, linking_module: "Leads_X_Others" } }),
  },
  {
    ...{
      name: "one more module",
      says: "refers to Contacts and Leads and Vendors (was Contacts and Leads)",
      respect: "target",
      ...both("target-changed", false, true),
    },
    fits: typeIs("multi_module_lookup"),
    change: (field) =>
      Object.assign(field, {
        multi_module_lookup: { ...field.multi_module_lookup, modules: ["Leads", "Contacts", "Vendors"] },
      }),
  },
  {
    ...{
      name: "another result of a formula",
      says: "is a formula with the result percent (was double)",
      respect: "result",
      ...both("result-changed", true, true),
    },
    fits: typeIs("formula"),
    change: (field) => Object.assign(field, { formula: { ...field.formula, return_type: "percent" } }),
  },
  {
    ...{
      name: "another expression",
      says: 'has changed in other ways: formula.expression (was "Datediff()", now "Abs(1)")',
      respect: "other",
      ...both("settings-changed", false, false),
    },
    fits: typeIs("formula"),
    change: (field) => Object.assign(field, { formula: { ...field.formula, expression: "Abs(1)" } }),
  },
  {
    ...{
      name: "another type",
      says: "is now of the type picklist (was text)",
      respect: "all",
      fits: typeIs("text", "currency", "date"),
      ...both("type-changed", true, true),
    },
    change: (field) =>
      Object.assign(field, {
        ...{ data_type: "picklist", json_type: "string", ui_type: 2, length: 10, decimal_place: null, currency: {} },
        ...{ pick_list_values: [entry("One", 1)], default_value: "One", lookup: {} },
      }),
  },
  {
    ...{
      name: "another JSON type",
      says: "(text) is now of the JSON type jsonarray (was string)",
      respect: "all",
      ...both("type-changed", true, true),
    },
    fits: ({ data_type, json_type }) => data_type === "text" && json_type === "string",
    change: (field) => Object.assign(field, { json_type: "jsonarray", ui_type: 5001 }),
  },
  {
    name: "a value gone",
    says: 'no longer has the value "-None-"',
    respect: "values",
    fits: hasChoice,
    there: { kind: "value-gone", breaking: true },
    back: { kind: "value-new", breaking: false },
    change: (field) => values(field).shift(),
  },
  {
    name: "a new value, in front",
    says: 'has the new value "New in front"',
    respect: "values",
    fits: hasChoice,
    there: { kind: "value-new", breaking: false },
    back: { kind: "value-gone", breaking: true },
    change: (field) => {
      for (const value of values(field)) value.sequence_number = (value.sequence_number ?? 0) + 1;
      values(field).unshift(entry("New in front", 1));
    },
  },
  {
    ...{
      name: "another value under the same text",
      says: 'now has the value "Renamed" instead of "-None-"',
      respect: "values",
      ...both("value-renamed", true, true),
    },
    fits: hasChoice,
    change: (field) => Object.assign(values(field)[0] ?? {}, { actual_value: "Renamed" }),
  },
  {
    ...{
      name: "another text for a value",
      says: 'shows "-None-" as "Shown" (was "-None-")',
      respect: "values",
      ...both("display-changed", false, false),
    },
    fits: hasChoice,
    change: (field) => Object.assign(values(field)[0] ?? {}, { display_value: "Shown", reference_value: "Shown" }),
  },
  {
    ...{
      name: "another order of values",
      says: "has its values in another order",
      respect: "values",
      ...both("order-changed", false, false),
    },
    fits: hasChoice,
    change: (field) => {
      // A layout may not offer all of them.
      for (const value of values(field)) value.sequence_number = 1_000 - (value.sequence_number ?? 0);
    },
  },
  {
    ...{
      name: "another color of a value",
      says: 'has values that changed in other ways: "-None-" colour_code (was null, now "#112233")',
      respect: "values",
      ...both("settings-changed", false, false),
    },
    fits: hasChoice,
    change: (field) => Object.assign(values(field)[0] ?? {}, { colour_code: "#112233" }),
  },
  {
    ...{
      name: "a tooltip",
      says: "has changed in other ways: tooltip",
      respect: "other",
      fits: always,
      ...both("settings-changed", false, false),
    },
    change: (field) => Object.assign(field, { tooltip: { name: "info_icon", value: "Help" } }),
  },
  {
    ...{
      name: "other settings",
      says: "has changed in other ways: history_tracking (was false, now true), webhook (was true, now false)",
      respect: "other",
      fits: always,
      ...both("settings-changed", false, false),
    },
    change: (field) => Object.assign(field, { webhook: field.webhook !== true, history_tracking: true }),
  },
];

const ONE_DECIMAL = { currency: { rounding_option: "normal", precision: 1 } };

/** A change of one module. */
export interface ModuleMutation extends Mutation {
  readonly change: (module: OpenModule) => void;
  /** Whether what it means depends on the layouts that are in use. */
  readonly countsLayouts?: true;
}

const firstLayout = ({ layouts }: OpenModule): Open<Layout> => layouts[0] as Open<Layout>;
const firstList = ({ relatedLists }: OpenModule): Open<RelatedList> => relatedLists[0] as Open<RelatedList>;
const capability = ([name = "", can = ""]: readonly string[]): ModuleMutation => ({
  ...{
    name: `not ${name}`,
    says: `Jobs: records can no longer be ${can}`,
    respect: name,
    ...both("capability-changed", true, false),
  },
  change: ({ module }) => Object.assign(module, { [name]: false }),
});

/** They need a module with one layout, three related lists and an optional field that comes last. */
export const MODULE_MUTATIONS: readonly ModuleMutation[] = [
  ...[
    ["viewable", "viewed"],
    ["creatable", "created"],
    ["editable", "edited"],
    ["deletable", "deleted"],
  ].map(capability),
  {
    ...{
      name: "another label",
      says: 'Jobs is now labeled "Ventures" (was "Jobs")',
      respect: "label",
      ...both("label-changed", false, false),
    },
    change: ({ module }) => Object.assign(module, { plural_label: "Ventures", actual_plural_label: "Ventures" }),
  },
  {
    ...{
      name: "other settings",
      says: 'Jobs has changed in other ways: description (was null, now "Something else"), quick_create (was true, now false)',
      respect: "other",
      ...both("settings-changed", false, false),
    },
    change: ({ module }) => Object.assign(module, { description: "Something else", quick_create: false }),
  },
  {
    name: "a new field",
    says: 'Jobs.Added (text, "Added") is new',
    respect: "fields",
    there: { kind: "field-new", breaking: false },
    back: { kind: "field-gone", breaking: true },
    change: (module) => addField(module, { system_mandatory: false }),
  },
  {
    name: "a new mandatory field",
    says: 'Jobs.Added (text, "Added") is new and mandatory',
    respect: "fields",
    there: { kind: "field-new", breaking: true },
    back: { kind: "field-gone", breaking: true },
    change: (module) => addField(module, { system_mandatory: true }),
  },
  {
    name: "a new field that every layout requires",
    says: 'Jobs.Added (text, "Added") is new and mandatory: every layout requires it',
    respect: "fields",
    countsLayouts: true,
    there: { kind: "field-new", breaking: true },
    back: { kind: "field-gone", breaking: true },
    change: (module) => {
      addField(module, { system_mandatory: false });
      for (const field of copiesOf(module, "Added")) if ("required" in field) Object.assign(field, { required: true });
    },
  },
  {
    name: "a new layout",
    says: 'Jobs: the layout "Night shift" is new',
    respect: "layouts",
    there: { kind: "layout-new", breaking: false },
    back: { kind: "layout-gone", breaking: false },
    change: ({ layouts }) =>
      layouts.push({
        ...structuredClone(layouts[0] as Open<Layout>),
        ...{ name: "Night shift", id: "5100000000009999998", status: 7 },
      }),
  },
  {
    ...{
      name: "another name of a layout",
      says: 'Jobs: the layout "Standard" is now called "Day shift"',
      respect: "layouts",
      ...both("layout-renamed", false, false),
    },
    change: (module) => Object.assign(firstLayout(module), { name: "Day shift" }),
  },
  {
    ...{
      name: "other settings of a layout",
      says: 'Jobs: the layout "Standard" has changed in other ways: profiles, visible (was true, now false), its sections, the arrangement of its fields',
      respect: "layouts",
      ...both("settings-changed", false, false),
    },
    change: (module) => {
      const layout = firstLayout(module);
      Object.assign(layout, { visible: false, profiles: [] });
      Object.assign(layout.sections[0] ?? {}, { column_count: 1, name: "Facts" });
    },
  },
  {
    ...{
      name: "another order in a layout",
      says: 'Jobs: the layout "Standard" has changed in other ways: the arrangement of its fields',
      respect: "layouts",
      ...both("settings-changed", false, false),
    },
    change: (module) => {
      for (const field of firstLayout(module).sections[0]?.fields ?? [])
        Object.assign(field, { sequence_number: 100 - (field.sequence_number ?? 0) });
    },
  },
  {
    name: "a related list gone",
    says: "Jobs: the related list Notes is gone",
    respect: "related",
    there: { kind: "related-list-gone", breaking: true },
    back: { kind: "related-list-new", breaking: false },
    change: ({ relatedLists }) => relatedLists.shift(),
  },
  {
    ...{
      name: "another path of a related list",
      says: "Jobs: the related list Notes has the path elsewhere/{ENTITYID} (was Jobs/{ENTITYID}/Notes)",
      respect: "related",
      ...both("path-changed", true, true),
    },
    change: (module) => Object.assign(firstList(module), { href: "elsewhere/{ENTITYID}" }),
  },
  {
    ...{
      name: "another module of a related list",
      says: "Jobs: the related list Notes refers to Comments (was Notes)",
      respect: "related",
      ...both("target-changed", true, true),
    },
    change: (module) => Object.assign(firstList(module), { module: "Comments" }),
  },
  {
    ...{
      name: "another label of a related list",
      says: 'Jobs: the related list Notes is now labeled "Remarks" (was "Notes")',
      respect: "related",
      ...both("label-changed", false, false),
    },
    change: (module) => Object.assign(firstList(module), { name: "Remarks", display_label: "Remarks" }),
  },
  {
    ...{
      name: "other settings of a related list",
      says: 'Jobs: the related list Notes has changed in other ways: action (was null, now "create")',
      respect: "related",
      ...both("settings-changed", false, false),
    },
    change: (module) => Object.assign(firstList(module), { action: "create" }),
  },
  {
    name: "gone",
    says: 'The module Jobs ("Jobs", 8 fields) is gone',
    respect: "all",
    there: { kind: "module-gone", breaking: true },
    back: { kind: "module-new", breaking: false },
    change: ({ module }) => Object.assign(module, { api_name: "" }),
  },
  {
    name: "no longer in the API",
    says: 'The module Jobs ("Jobs", 8 fields) is no longer available in the API',
    respect: "all",
    there: { kind: "module-unavailable", breaking: true },
    back: { kind: "module-new", breaking: false },
    change: ({ module }) => Object.assign(module, { api_supported: false, creatable: false, deletable: false }),
  },
];

/** A field in the response of the fields, and in every layout. */
export const copiesOf = ({ fields, layouts }: OpenModule, name: string): Open<Field>[] =>
  [
    ...fields,
    ...layouts.flatMap(({ sections }) => sections.flatMap((section) => section.fields as Open<Field>[])),
  ].filter(({ api_name }) => api_name === name);

function addField({ fields, layouts }: OpenModule, members: { system_mandatory: boolean }): void {
  const pattern = fields.at(-1) as Open<Field>;
  const own = { ...pattern, ...{ api_name: "Added", field_label: "Added", id: "5100000000009999997" }, ...members };
  fields.push(own);
  for (const { sections } of layouts) {
    for (const field of sections[0]?.fields ?? []) field.sequence_number = (field.sequence_number ?? 0) + 1;
    const required = own.system_mandatory === true;
    sections[0]?.fields.unshift({ ...own, required, sequence_number: 1, default_value: null });
  }
}

/** Removes the modules that a mutation took away. */
export const remaining = (modules: readonly OpenModule[]): OpenModule[] =>
  modules.filter(({ module }) => module.api_name !== "");
