/** The format of `schema.json`: the modules, fields and layouts of an organization, as `zcrm pull` reads them. */
import type { Field, Layout, LayoutSection, Module, RelatedList } from "../../generated/models.js";

/** The version of the format. */
export const FORMAT = 1;

/**
 * What is known of an organization. Everything is sorted, and nothing changes from one pull to the next unless the
 * organization did. It contains no records, no people and no times.
 */
export interface Schema {
  /** The version of this format: 1. */
  readonly format: number;
  /**
   * The profile of the user who pulled it, or null if the token may not read its user. Fields that a profile cannot see
   * are missing.
   */
  readonly profile: string | null;
  /** The members that every field has. If a field here lacks one of them, its value is the usual empty one. */
  readonly fieldMembers: readonly string[];
  /** The modules by API name. */
  readonly modules: Readonly<Record<string, ModuleSchema>>;
  /** What was not read, and why: by `Module`, `Module/part`, or `*` for all modules that are not listed. */
  readonly leftOut: Readonly<Record<string, string>>;
  /** The ids by their place, such as `Leads/fields/Email/id`. A sandbox and its organization differ in them only. */
  readonly ids: Readonly<Record<string, string>>;
}

/** One module. */
export interface ModuleSchema {
  /** The module, under Zoho's names. */
  readonly module: ModuleFacts;
  /** The fields by API name. */
  readonly fields: Readonly<Record<string, FieldSchema>>;
  /** The layouts, by name. */
  readonly layouts: readonly LayoutSchema[];
  /** The related lists, by API name. */
  readonly related_lists: readonly RelatedListSchema[];
}

export type ModuleFacts = Partial<Omit<Module, "id" | "api_name" | "modified_time" | "modified_by">>;

/** A field, under Zoho's names; members with their usual empty value are left out. */
export type FieldSchema = Partial<Omit<Field, "id" | "api_name" | "data_type">> & Pick<Field, "data_type">;

/** A layout. Its sections list fields by API name, with the members that differ from those of the field itself. */
export type LayoutSchema = Partial<Omit<Layout, "id" | "name" | "sections">> &
  Pick<Layout, "name"> & { readonly sections: readonly SectionSchema[] };

export type SectionSchema = Partial<Omit<LayoutSection, "fields">> & { readonly fields: readonly LayoutField[] };

/** A field in a layout. */
export type LayoutField = Partial<Omit<Field, "id" | "api_name">> &
  Pick<Field, "api_name"> & {
    /** Members of the field that it lacks in this layout. */
    readonly lacks?: readonly string[];
  };

export type RelatedListSchema = Partial<Omit<RelatedList, "id" | "api_name">> & Pick<RelatedList, "api_name">;
