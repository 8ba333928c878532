import type { Handlers } from "../calls/handler.js";
import { metadataCalls } from "../conventions/module-metadata.js";
import { type RelatedList, relatedListsOf } from "../metadata/related-lists.js";
import { metadataId } from "../modules/metadata-ids.js";

/** Attachments are files rather than records, but they are a list of the record anyway. */
const ATTACHMENTS: RelatedList = { name: "Attachments", module: "Attachments" };

const relatedLists = metadataCalls("related_lists", ({ module, index }, { crm }) =>
  [...relatedListsOf(crm, module), ATTACHMENTS].map(({ name, module: related }, position) => ({
    sequence_number: String(position + 1),
    display_label: name.replaceAll("_", " "),
    api_name: name,
    module: related,
    name: name.replaceAll("_", " "),
    action: null,
    id: metadataId(index, "relatedList", position),
    href: `${module.apiName}/{ENTITYID}/${name}`,
    type: "default",
  })),
);

export const relatedListHandlers: Handlers = { getRelatedLists: relatedLists.list, getRelatedList: relatedLists.get };
