/** A module as the metadata calls show it. */
import type { ModuleDefinition } from "../modules/modules.js";
import type { Setting } from "../settings/settings.js";
import { settingReference } from "../settings/users.js";

/** The id of a module, derived from its position among the modules. */
export const moduleId = (index: number): string => `4100000000000000${String(index + 101)}`;

/**
 * @param index Its position among the modules, from which the id is derived
 * @param profiles The profiles of the organization
 */
export function moduleDetails(
  {
    apiName,
    singularLabel,
    pluralLabel,
    custom,
  }: Pick<ModuleDefinition, "apiName" | "singularLabel" | "pluralLabel" | "custom">,
  index: number,
  profiles: Iterable<Setting>,
) {
  return {
    global_search_supported: true,
    deletable: true,
    creatable: true,
    modified_time: null,
    plural_label: pluralLabel,
    presence_sub_menu: true,
    id: moduleId(index),
    visibility: 1,
    convertable: apiName === "Leads",
    editable: true,
    profiles: Array.from(profiles, settingReference),
    filter_supported: true,
    web_link: null,
    sequence_number: index + 1,
    singular_label: singularLabel,
    viewable: true,
    api_supported: true,
    api_name: apiName,
    quick_create: true,
    modified_by: null,
    generated_type: custom ? "custom" : "default",
    feeds_required: false,
    scoring_supported: true,
    arguments: [],
    module_name: apiName,
    business_card_field_limit: 5,
    parent_module: {},
  };
}
