/** The views of a module: all records, the user's own records, and those that a program declares. */

import { metadataId } from "../modules/metadata-ids.js";
import type { ModuleDefinition } from "../modules/modules.js";
import type { Crm } from "../records/crm.js";
import type { Setting } from "../settings/settings.js";
import type { CustomViewSetup } from "../setup/setup.js";

/** Fields that every record has, and that no list shows first. */
const COMMON = ["id", "Owner", "Tag", "Layout"];

/** The columns of a list of records: the name, and the first fields that people fill in. */
export function columnsOf({ nameField, fields }: ModuleDefinition): string[] {
  const others = [...fields.values()].filter(({ apiName, readOnly }) => !readOnly && !COMMON.includes(apiName));
  return [...new Set([nameField, ...others.map(({ apiName }) => apiName)])].slice(0, 5);
}

/** The views of a module, the default one first. */
export function viewsOf(crm: Crm, module: ModuleDefinition): Setting[] {
  const { apiName, pluralLabel, fields } = module;
  const index = crm.records.indexOf(apiName);
  const own = { field: "Owner", comparator: "equal", value: "current_user" };
  const zohos: readonly CustomViewSetup[] = [
    { name: `All ${pluralLabel}` },
    ...(fields.has("Owner") ? [{ name: `My ${pluralLabel}`, criteria: own }] : []),
  ];
  return [...zohos, ...(crm.views[apiName] ?? [])].map(({ name, criteria = null }, position) => {
    const id = metadataId(index, "view", position);
    return {
      display_value: name,
      default: position === 0,
      system_name: position === 0 ? "ALLVIEWS" : null,
      system_defined: position < zohos.length,
      name,
      id,
      category: "public_views",
      favorite: null,
      offline: true,
      shared_type: null,
      criteria,
      sort_by: null,
      sort_order: null,
      fields: columnsOf(module),
      // The sort order of a view can be changed.
      ...crm.settings.list("custom_view_sorts").get(id),
    };
  });
}
