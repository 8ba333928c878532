import type { Handler, Handlers } from "../calls/handler.js";
import { rowsResponse } from "../conventions/rows.js";
import { unknownParent } from "../http/errors.js";
import { insertRecord } from "../records/writes.js";
import { isObject } from "../values/values.js";
import { recordHandlers } from "./records.js";

/** Notes are records of the module Notes. Their operations call the handlers of records. */
const onNotes =
  (name: string): Handler =>
  (call, context) => {
    const handler = recordHandlers[name];
    if (handler === undefined) throw new Error(`records have no handler ${name}`);
    return handler(call.within("Notes"), context);
  };

const createRecordNotes: Handler = (call, { crm }) => {
  const module = call.path("module");
  const id = call.path("id");
  if (!crm.records.table(module).records.has(id)) throw unknownParent(id);
  const notes = crm.records.table("Notes");
  const rows = call
    .rows()
    .map((row) => insertRecord(crm, notes, isObject(row) ? { ...row, Parent_Id: { id }, $se_module: module } : row));
  return rowsResponse(call, "data", rows);
};

export const noteHandlers: Handlers = {
  getNotes: onNotes("getRecords"),
  createNotes: onNotes("createRecords"),
  updateNotes: onNotes("updateRecords"),
  deleteNotes: onNotes("deleteRecords"),
  getNote: onNotes("getRecord"),
  updateNote: onNotes("updateRecord"),
  deleteNote: onNotes("deleteRecord"),
  createRecordNotes,
};
