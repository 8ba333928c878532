import type { Handler } from "../handler.js";
import { attachmentHandlers } from "./attachments.js";
import { bulkReadHandlers } from "./bulk-read.js";
import { bulkWriteHandlers } from "./bulk-write.js";
import { coqlHandlers } from "./coql.js";
import { fileHandlers } from "./files.js";
import { leadHandlers } from "./leads.js";
import { noteHandlers } from "./notes.js";
import { notificationHandlers } from "./notifications.js";
import { oauthHandlers } from "./oauth.js";
import { photoHandlers } from "./photos.js";
import { recordHandlers } from "./records.js";
import { searchHandlers } from "./search.js";
import { settingsHandlers } from "./settings.js";
import { tagHandlers } from "./tags.js";
import { userHandlers } from "./users.js";

/** Every operation that works on state. What the description has beyond these is answered by its example. */
export const HANDLERS: ReadonlyMap<string, Handler> = new Map(
  Object.entries({
    ...oauthHandlers,
    ...recordHandlers,
    ...noteHandlers,
    ...searchHandlers,
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
  }),
);
