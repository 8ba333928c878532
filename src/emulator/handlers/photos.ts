import type { Call } from "../calls/call.js";
import type { Handler, Handlers } from "../calls/handler.js";
import { file, json, noContent, type StoredFile } from "../http/answers.js";
import { fileTooLarge, invalidValue, missingParameter, notSupported, unknownParent } from "../http/errors.js";
import type { Organization } from "../organization.js";
import type { CrmRecord, Table } from "../records/store.js";
import { newFileKey, readFile } from "../storage/files.js";

const MAX_IMAGE_BYTES = 10 * 1024 * 1024;
const IMAGE_NAME = /\.(png|jpe?g|gif|bmp)$/i;

const getPhoto: Handler = (call, { organization }) => {
  const photo = organization.files.photos.get(findParent(call, organization).record.id);
  return photo === undefined ? noContent() : file(photo);
};

const uploadPhoto: Handler = async (call, { organization, user }) => {
  const { table, record } = findParent(call, organization);
  organization.files.photos.set(record.id, await readImage(call));
  setImage(organization, table, record, newFileKey(organization.ids), user);
  // The one answer whose key order is known to differ.
  return json(200, { message: "photo uploaded successfully", details: {}, status: "success", code: "SUCCESS" });
};

/** The picture in the form of a call. @throws HttpError 400 for what is none, or too large */
export async function readImage(call: Call): Promise<StoredFile> {
  const given = (await call.form()).get("file");
  if (!(given instanceof File)) throw missingParameter("file");
  if (!IMAGE_NAME.test(given.name)) throw invalidValue({ api_name: "file" });
  if (given.size > MAX_IMAGE_BYTES) throw fileTooLarge(given.name, MAX_IMAGE_BYTES);
  return readFile(given);
}

const deletePhoto: Handler = (call, { organization, user }) => {
  const { table, record } = findParent(call, organization);
  organization.files.photos.delete(record.id);
  setImage(organization, table, record, null, user);
  return json(200, { code: "SUCCESS", details: {}, message: "Photo deleted", status: "success" });
};

interface Parent {
  readonly table: Table;
  readonly record: CrmRecord;
}

function findParent(call: Call, organization: Organization): Parent {
  const table = organization.records.table(call.path("module"));
  if (!table.module.photos) throw notSupported();
  const record = table.records.get(call.path("id"));
  if (record === undefined) throw unknownParent(call.path("id"));
  return { table, record };
}

/** A record tells by Record_Image whether it has a photo. */
function setImage(
  organization: Organization,
  { module, records }: Table,
  { id }: CrmRecord,
  image: string | null,
  user: string,
): void {
  const record = records.get(id);
  if (record === undefined) return;
  const change = { Modified_Time: organization.time(), Modified_By: organization.userOf(user) };
  const changed: CrmRecord = { ...record, Record_Image: image, ...change };
  records.set(id, changed);
  organization.watches.note(module, "update", changed, record);
}

export const photoHandlers: Handlers = { getPhoto, uploadPhoto, deletePhoto };
