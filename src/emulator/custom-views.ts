// The views of a module: all records, one's own, and those that a program declares.

import { metadataId, moduleIndex } from "./metadata-ids.js";
import type { ModuleDefinition } from "./modules.js";
import type { Organization } from "./organization.js";
import type { Setting } from "./settings.js";
import type { CustomViewSetup } from "./setup.js";

/** The views of a module, the default one first. */
export function viewsOf(organization: Organization, { apiName, pluralLabel, fields }: ModuleDefinition): Setting[] {
  const index = moduleIndex(organization, apiName);
  const own = { field: "Owner", comparator: "equal", value: "current_user" };
  const named: readonly CustomViewSetup[] = [
    { name: `All ${pluralLabel}` },
    ...(fields.has("Owner") ? [{ name: `My ${pluralLabel}`, criteria: own }] : []),
    ...(organization.views[apiName] ?? []),
  ];
  return named.map(({ name, criteria = null }, position) => {
    const id = metadataId(index, "view", position);
    return {
      display_value: name,
      shared_type: null,
      criteria,
      system_name: position === 0 ? "ALLVIEWS" : null,
      sort_by: null,
      sort_order: null,
      default: position === 0,
      system_defined: position < 2,
      name,
      category: "public_views",
      fields: [...fields.values()].slice(0, 5).map((field) => field.apiName),
      favorite: null,
      offline: true,
      // How a view is sorted can be changed.
      ...organization.settings.list("custom_view_sorts").get(id),
      id,
    };
  });
}
