/** An organization as Zoho's metadata calls describe it, and what makes one up. */
import type { Field, Layout, Module, PickListValue, RelatedList } from "../../../generated/models.js";
import { KINDS, type Kind, type KindFacts } from "./kinds.js";

/** What Zoho returns for one organization. */
export interface Organization {
  /** The profile of the user who asks. */
  readonly profile: string;
  readonly modules: readonly Module[];
  /** By module. The response for a module without fields is a 204. */
  readonly fields: Readonly<Record<string, readonly Field[]>>;
  readonly layouts: Readonly<Record<string, readonly Layout[]>>;
  readonly relatedLists: Readonly<Record<string, readonly RelatedList[]>>;
}

/** A module to make up. */
export interface ModulePlan {
  readonly api_name: string;
  /** Members that differ from those of a module of the organization's own. */
  readonly module?: Readonly<Record<string, unknown>>;
  readonly fields?: readonly Field[];
  /** How each layout differs from the fields. @default one layout, which requires what Zoho requires */
  readonly layouts?: readonly LayoutPlan[];
}

export interface LayoutPlan {
  readonly name: string;
  /** The fields that it requires besides those that Zoho requires. */
  readonly required?: readonly string[];
  /** The values of picklists that it offers, by field. */
  readonly offers?: Readonly<Record<string, readonly string[]>>;
  /** The fields that it does not contain. */
  readonly without?: readonly string[];
}

/** An id that depends on the place only. */
export function idOf(...place: readonly string[]): string {
  let number = 0n;
  for (const character of place.join("/"))
    number = (number * 131n + BigInt(character.codePointAt(0) ?? 0)) % 10n ** 12n;
  return `5100000${String(number).padStart(12, "0")}`;
}

/** Makes up an organization. Every id is its own. */
export function organizationOf(plans: readonly ModulePlan[], profile = "Administrator"): Organization {
  const modules = plans.map(({ api_name, module }, index) => moduleOf(api_name, index + 1, module));
  const entries = <T>(of: (plan: ModulePlan) => T) =>
    Object.fromEntries(plans.map((plan) => [plan.api_name, of(plan)]));
  const fields = entries(({ api_name, fields = [] }) =>
    fields.map((field) => ({ ...field, id: idOf(api_name, field.api_name) })),
  );
  return {
    profile,
    modules,
    fields,
    layouts: entries(({ api_name, layouts = [{ name: "Standard" }] }) =>
      fields[api_name]?.length ? layouts.map((plan) => layoutOf(api_name, fields[api_name] ?? [], plan)) : [],
    ),
    relatedLists: entries(({ api_name, fields = [] }) => (fields.length > 0 ? relatedListsOf(api_name) : [])),
  };
}

function moduleOf(api_name: string, sequence_number: number, members: Readonly<Record<string, unknown>> = {}): Module {
  const label = String(members.plural_label ?? api_name.replaceAll("_", " "));
  return {
    has_more_profiles: false,
    access_type: "org_based",
    global_search_supported: true,
    deletable: true,
    description: null,
    creatable: true,
    inventory_template_supported: false,
    modified_time: "2026-03-01T10:00:00+00:00",
    plural_label: label,
    presence_sub_menu: true,
    actual_plural_label: label,
    triggers_supported: true,
    id: idOf(api_name),
    isBlueprintSupported: true,
    visibility: 1,
    convertable: false,
    editable: true,
    emailTemplate_support: true,
    actual_singular_label: label,
    profiles: ["Administrator", "Standard"].map((name) => ({ name, id: idOf("profile", name) })),
    filter_supported: true,
    show_as_tab: true,
    web_link: null,
    sequence_number,
    singular_label: label,
    viewable: true,
    api_supported: true,
    api_name,
    quick_create: true,
    modified_by: { name: "Ada Example", id: idOf("user", "Ada Example") },
    generated_type: "custom",
    feeds_required: false,
    scoring_supported: true,
    webform_supported: true,
    public_fields_configured: false,
    arguments: [],
    module_name: `CustomModule${sequence_number}`,
    profile_count: 2,
    business_card_field_limit: 5,
    parent_module: {},
    ...members,
  } as Module;
}

/** A field of a kind, in the 43 members that Zoho's fields have. @param members Those that differ */
export function fieldOf(api_name: string, kind: Kind, members: Readonly<Record<string, unknown>> = {}): Field {
  const { custom = true, ...facts }: KindFacts = KINDS[kind];
  const label = String(members.field_label ?? api_name.replaceAll("_", " "));
  const field = {
    system_mandatory: false,
    private: null,
    webhook: true,
    crypt: null,
    field_label: label,
    tooltip: null,
    range: null,
    created_source: "default",
    display_format_properties: null,
    field_read_only: false,
    display_label: label,
    public: false,
    read_only: false,
    association_details: null,
    businesscard_supported: false,
    currency: {},
    id: "",
    custom_field: custom,
    lookup: {},
    visible: true,
    address: null,
    view_type: { view: true, edit: true, quick_create: false, create: true },
    subform: null,
    external: null,
    api_name,
    parent_field: null,
    display_format: null,
    unique: {},
    history_tracking: false,
    child_fields: null,
    formula: {},
    decimal_place: null,
    mass_update: true,
    multi_module_lookup: {},
    multiselectlookup: {},
    pick_list_values: [],
    auto_number: {},
    ...facts,
    ...members,
  };
  return field as Field;
}

/** Members of a picklist. @param values Each is the value, or the value in use and the text that is displayed */
export function valuesOf(values: readonly (string | readonly [actual: string, display: string])[]): {
  pick_list_values: PickListValue[];
} {
  const entries = values.map((value, index) => {
    const [actual, display] = typeof value === "string" ? [value, value] : value;
    return {
      display_value: display,
      sequence_number: index + 1,
      reference_value: display,
      colour_code: null,
      actual_value: actual,
      id: idOf("value", actual, String(index)),
      type: "used",
    };
  });
  return { pick_list_values: entries };
}

function layoutOf(module: string, fields: readonly Field[], plan: LayoutPlan): Layout {
  const { name, required = [], offers = {}, without = [] } = plan;
  const shown = fields.filter(({ api_name }) => !without.includes(api_name));
  // A subform has a section of its own.
  const isSubform = ({ data_type }: Field) => data_type === "subform";
  const sections = [
    { name: "Information", fields: shown.filter((field) => !isSubform(field)) },
    ...shown.filter(isSubform).map((field) => ({ name: field.field_label ?? "", fields: [field] })),
  ];
  return {
    created_time: null,
    convert_mapping: {},
    modified_time: "2026-02-01T10:00:00+00:00",
    visible: true,
    created_for: null,
    name,
    modified_by: { name: "Ada Example", id: idOf("user", "Ada Example") },
    profiles: [{ default: true, name: "Administrator", id: idOf("profile", "Administrator") }],
    id: idOf(module, "layout", name),
    created_by: null,
    status: 0,
    sections: sections.map((section, index) => ({
      display_label: section.name,
      sequence_number: index + 1,
      isSubformSection: section.fields.some(isSubform),
      tab_traversal: 2,
      api_name: section.name.replaceAll(/\W+/g, "_"),
      column_count: 2,
      name: section.name,
      generated_type: "default",
      properties: null,
      fields: section.fields.map((field, position) => inLayout(field, position + 1, required, offers[field.api_name])),
    })),
  };
}

/** A field as a layout has it: `required` is known here only, and `quick_sequence_number` is not. */
function inLayout(field: Field, position: number, required: readonly string[], offered?: readonly string[]): Field {
  const { quick_sequence_number: _, ...members } = field;
  const values = field.pick_list_values ?? [];
  return {
    ...members,
    required: field.system_mandatory === true || required.includes(field.api_name),
    sequence_number: position,
    default_value: null,
    pick_list_values: offered ? values.filter(({ actual_value }) => offered.includes(actual_value)) : values,
  };
}

const relatedListsOf = (module: string): RelatedList[] =>
  ["Notes", "Attachments", "Activity_Logs"].map((api_name, index) => ({
    sequence_number: String(index + 1),
    display_label: api_name.replaceAll("_", " "),
    api_name,
    module: api_name === "Activity_Logs" ? null : api_name,
    name: api_name,
    action: null,
    id: idOf(module, "list", api_name),
    href: api_name === "Activity_Logs" ? null : `${module}/{ENTITYID}/${api_name}`,
    type: "default",
  }));
