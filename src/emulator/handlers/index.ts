import type { Handler } from "../calls/handler.js";
import { attachmentHandlers } from "./attachments.js";
import { blueprintHandlers } from "./blueprint.js";
import { bulkReadHandlers } from "./bulk-read.js";
import { bulkWriteHandlers } from "./bulk-write.js";
import { contactRoleHandlers } from "./contact-roles.js";
import { coqlHandlers } from "./coql.js";
import { currencyHandlers } from "./currencies.js";
import { customViewHandlers } from "./custom-views.js";
import { fieldHandlers } from "./fields.js";
import { fileHandlers } from "./files.js";
import { functionHandlers } from "./functions.js";
import { layoutHandlers } from "./layouts.js";
import { leadHandlers } from "./leads.js";
import { moduleHandlers } from "./modules.js";
import { noteHandlers } from "./notes.js";
import { notificationHandlers } from "./notifications.js";
import { oauthHandlers } from "./oauth.js";
import { organizationHandlers } from "./organization.js";
import { photoHandlers } from "./photos.js";
import { pipelineHandlers } from "./pipelines.js";
import { profileHandlers } from "./profiles.js";
import { recordHandlers } from "./records.js";
import { relatedListHandlers } from "./related-lists.js";
import { relatedRecordHandlers } from "./related-records.js";
import { roleHandlers } from "./roles.js";
import { sharingHandlers } from "./sharing.js";
import { tagHandlers } from "./tags.js";
import { taxHandlers } from "./taxes.js";
import { territoryHandlers } from "./territories.js";
import { userHandlers } from "./users.js";
import { variableGroupHandlers } from "./variable-groups.js";
import { variableHandlers } from "./variables.js";

/** The handler of every operation, by `operationId`. */
export const HANDLERS: ReadonlyMap<string, Handler> = new Map(
  Object.entries({
    ...attachmentHandlers,
    ...blueprintHandlers,
    ...bulkReadHandlers,
    ...bulkWriteHandlers,
    ...contactRoleHandlers,
    ...coqlHandlers,
    ...currencyHandlers,
    ...customViewHandlers,
    ...fieldHandlers,
    ...fileHandlers,
    ...functionHandlers,
    ...layoutHandlers,
    ...leadHandlers,
    ...moduleHandlers,
    ...noteHandlers,
    ...notificationHandlers,
    ...oauthHandlers,
    ...organizationHandlers,
    ...photoHandlers,
    ...pipelineHandlers,
    ...profileHandlers,
    ...recordHandlers,
    ...relatedListHandlers,
    ...relatedRecordHandlers,
    ...roleHandlers,
    ...sharingHandlers,
    ...tagHandlers,
    ...taxHandlers,
    ...territoryHandlers,
    ...userHandlers,
    ...variableGroupHandlers,
    ...variableHandlers,
  }),
);
