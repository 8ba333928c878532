import type { Handler, Handlers } from "../calls/handler.js";
import { metadataCalls } from "../conventions/module-metadata.js";
import { noContent } from "../http/responses.js";
import { fieldDetails } from "../metadata/field-view.js";

const fields = metadataCalls("fields", ({ module, index }) => fieldDetails(module, index));

/** Every field counts as used, because it is in the layout. */
const getFields: Handler = (call, context) => {
  const response = fields.list(call, context);
  return call.query.get("type") === "unused" ? noContent() : response;
};

export const fieldHandlers: Handlers = { getFields, getField: fields.get };
