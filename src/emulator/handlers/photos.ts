import type { Call } from "../calls/call.js";
import type { Handler, Handlers } from "../calls/handler.js";
import { readImage } from "../conventions/images.js";
import { notSupported, unknownParent } from "../http/errors.js";
import { file, json, noContent } from "../http/responses.js";
import type { UserCrm } from "../records/crm.js";
import type { CrmRecord } from "../records/record.js";
import type { Table } from "../records/store.js";
import { newFileKey } from "../storage/files.js";

const getPhoto: Handler = (call, { crm }) => {
  const photo = crm.files.photos.get(findParent(call, crm).record.id);
  return photo === undefined ? noContent() : file(photo);
};

const uploadPhoto: Handler = async (call, { crm }) => {
  const { table, record } = findParent(call, crm);
  crm.files.photos.set(record.id, await readImage(call));
  setImage(crm, table, record, newFileKey(crm.ids));
  // The only response whose key order is known to differ.
  return json(200, { message: "photo uploaded successfully", details: {}, status: "success", code: "SUCCESS" });
};

const deletePhoto: Handler = (call, { crm }) => {
  const { table, record } = findParent(call, crm);
  crm.files.photos.delete(record.id);
  setImage(crm, table, record, null);
  return json(200, { code: "SUCCESS", details: {}, message: "Photo deleted", status: "success" });
};

interface Parent {
  readonly table: Table;
  readonly record: CrmRecord;
}

function findParent(call: Call, crm: UserCrm): Parent {
  const table = crm.records.table(call.path("module"));
  if (!table.module.photos) throw notSupported();
  const record = table.records.get(call.path("id"));
  if (record === undefined) throw unknownParent(call.path("id"));
  return { table, record };
}

/** Record_Image shows whether a record has a photo. */
function setImage(crm: UserCrm, { module, records }: Table, { id }: CrmRecord, image: string | null): void {
  const record = records.get(id);
  if (record === undefined) return;
  const change = { Modified_Time: crm.time(), Modified_By: crm.user };
  const changed: CrmRecord = { ...record, Record_Image: image, ...change };
  records.set(id, changed);
  crm.watches.note(module, "update", changed, record);
}

export const photoHandlers: Handlers = { getPhoto, uploadPhoto, deletePhoto };
