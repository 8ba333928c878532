import type { Handler, Handlers } from "../calls/handler.js";
import { recordHandlers } from "./records.js";

/** Notes are records of the module Notes: their own operations lead to the handlers of records. */
const onNotes =
  (name: string): Handler =>
  (call, context) => {
    const handler = recordHandlers[name];
    if (handler === undefined) throw new Error(`records have no handler ${name}`);
    return handler(call.within("Notes"), context);
  };

export const noteHandlers: Handlers = {
  getNotes: onNotes("getRecords"),
  createNotes: onNotes("createRecords"),
  updateNotes: onNotes("updateRecords"),
  deleteNotes: onNotes("deleteRecords"),
  getNote: onNotes("getRecord"),
  updateNote: onNotes("updateRecord"),
  deleteNote: onNotes("deleteRecord"),
};
