import type { Handlers } from "../calls/handler.js";
import { metadataCalls } from "../conventions/module-metadata.js";
import { fieldDetails } from "../metadata/field-view.js";
import { metadataId } from "../modules/metadata-ids.js";
import { settingReference } from "../settings/users.js";

/** Every module has one layout. */
const layouts = metadataCalls("layouts", ({ module, index }, { crm }) => {
  const title = `${module.singularLabel} Information`;
  const section = {
    display_label: title,
    sequence_number: 1,
    column_count: 2,
    name: title,
    fields: fieldDetails(module, index).map((field, position) => ({
      ...field,
      required: field.system_mandatory,
      default_value: null,
      sequence_number: position + 1,
    })),
  };
  return [
    {
      created_time: null,
      modified_time: null,
      visible: true,
      name: "Standard",
      modified_by: null,
      profiles: Array.from(crm.settings.list("profiles").values(), (profile) => ({
        default: true,
        ...settingReference(profile),
      })),
      id: metadataId(index, "layout", 0),
      created_by: null,
      sections: [section],
    },
  ];
});

export const layoutHandlers: Handlers = { getLayouts: layouts.list, getLayout: layouts.get };
