import { type ModuleMetadata, schemaOf } from "../../../src/schema/metadata.js";
import type { Schema } from "../../../src/schema/schema.js";
import type { Organization } from "../../support/organization/organization.js";

/** The schema of a made-up organization, with all its modules. */
export const schemaOfOrganization = ({ modules, fields, layouts, relatedLists, profile }: Organization): Schema =>
  schemaOf(
    modules.map(
      (module): ModuleMetadata => ({
        module,
        fields: fields[module.api_name] ?? [],
        layouts: layouts[module.api_name] ?? [],
        relatedLists: relatedLists[module.api_name] ?? [],
      }),
    ),
    { profile, leftOut: {} },
  );
