/** The schema of what an emulator, or a made-up organization, returns for its metadata. */

import { type ModuleMetadata, schemaOf } from "../../../src/schema/metadata.js";
import type { Schema } from "../../../src/schema/schema.js";
import type { Organization } from "../../support/organization/organization.js";

/**
 * The schema of a made-up organization, as a pull of all modules would write it.
 *
 * @param refused What else it leaves out, by `Module/part`
 */
export function schemaOfOrganization(
  { modules, fields, layouts, relatedLists, profile }: Organization,
  refused: Readonly<Record<string, string>> = {},
): Schema {
  const leftOut = modules.flatMap(({ api_name, api_supported, viewable }) => {
    if (api_supported === false) return [[api_name, "not available in the API"]];
    return viewable === false ? [[api_name, "the user may not see it (NO_PERMISSION)"]] : [];
  });
  const read = modules.flatMap((module): ModuleMetadata[] => {
    const name = module.api_name;
    if (leftOut.some(([left]) => left === name)) return [];
    return [
      {
        module,
        fields: fields[name] ?? [],
        layouts: layouts[name] ?? [],
        relatedLists: relatedLists[name] ?? [],
      },
    ];
  });
  return schemaOf(read, { profile, leftOut: { ...Object.fromEntries(leftOut), ...refused } });
}
