import type { Handler } from "../calls/handler.js";
import { attachmentHandlers } from "./attachments.js";
import { blueprintHandlers } from "./blueprint.js";
import { bulkReadHandlers } from "./bulk-read.js";
import { bulkWriteHandlers } from "./bulk-write.js";
import { contactRoleHandlers } from "./contact-roles.js";
import { coqlHandlers } from "./coql.js";
import { currencyHandlers } from "./currencies.js";
import { fileHandlers } from "./files.js";
import { functionHandlers } from "./functions.js";
import { leadHandlers } from "./leads.js";
import { metadataHandlers } from "./metadata.js";
import { noteHandlers } from "./notes.js";
import { notificationHandlers } from "./notifications.js";
import { oauthHandlers } from "./oauth.js";
import { organizationHandlers } from "./organization.js";
import { photoHandlers } from "./photos.js";
import { recordHandlers } from "./records.js";
import { relatedRecordHandlers } from "./related-records.js";
import { settingsHandlers } from "./settings.js";
import { sharingHandlers } from "./sharing.js";
import { tagHandlers } from "./tags.js";
import { taxHandlers } from "./taxes.js";
import { userHandlers } from "./users.js";
import { variableHandlers } from "./variables.js";

/** The handler of every operation. */
export const HANDLERS: ReadonlyMap<string, Handler> = new Map(
  Object.entries({
    ...oauthHandlers,
    ...recordHandlers,
    ...noteHandlers,
    ...coqlHandlers,
    ...bulkReadHandlers,
    ...bulkWriteHandlers,
    ...leadHandlers,
    ...tagHandlers,
    ...notificationHandlers,
    ...fileHandlers,
    ...attachmentHandlers,
    ...photoHandlers,
    ...settingsHandlers,
    ...userHandlers,
    ...organizationHandlers,
    ...contactRoleHandlers,
    ...currencyHandlers,
    ...functionHandlers,
    ...metadataHandlers,
    ...relatedRecordHandlers,
    ...blueprintHandlers,
    ...sharingHandlers,
    ...taxHandlers,
    ...variableHandlers,
  }),
);
