import { isFile } from "../../core/kind.js";
import type { Call } from "../calls/call.js";
import type { Handler, Handlers } from "../calls/handler.js";
import { cutPage } from "../conventions/paging.js";
import { invalidValue, missingParameter, unknownId, unknownParent } from "../http/errors.js";
import { type ActionRow, actionResponse, file, json, noContent, success } from "../http/responses.js";
import type { UserCrm } from "../records/crm.js";
import { fileInField } from "../records/file-fields.js";
import { type CrmRecord, displayName } from "../records/record.js";
import { writeDetails } from "../records/writes.js";
import { type Attachment, newFileKey, readFile } from "../storage/files.js";
import { splitList } from "../values/values.js";

const getAttachments: Handler = (call, { crm }) => {
  const record = findParent(call, crm);
  const name = displayName(crm.records.table(call.path("module")).module, record);
  const page = cutPage(crm.files.attachmentsOf(record.id), call.query);
  if (page.items.length === 0) return noContent();
  const fields = splitList(call.query.get("fields"));
  const data = page.items.map((attachment) => choose(viewAttachment(attachment, name), fields));
  return json(200, { data, info: page.info });
};

const uploadAttachment: Handler = async (call, { crm }) => {
  const record = findParent(call, crm);
  const attachment: Attachment = {
    content: await readContent(call, crm.files.attachmentsOf(record.id)),
    id: crm.ids.next(),
    fileKey: newFileKey(crm.ids),
    recordId: record.id,
    module: call.path("module"),
    createdTime: crm.time(),
    createdBy: crm.user,
  };
  crm.files.attachments.set(attachment.id, attachment);
  const { id, createdTime: time, createdBy: by } = attachment;
  const details = writeDetails({ Created_Time: time, Modified_Time: time, Created_By: by, Modified_By: by, id });
  return actionResponse([success("attachment uploaded successfully", details)]);
};

/** Also downloads a file of a field, by the `attachment_Id` that the record shows for it. */
const downloadAttachment: Handler = (call, { crm }) => {
  const [id, attachmentId] = [call.path("id"), call.path("attachmentId")];
  const record = crm.records.table(call.path("module")).records.get(id);
  const content = crm.files.attachment(id, attachmentId)?.content ?? (record && fileInField(crm, record, attachmentId));
  return content === undefined || "url" in content ? noContent() : file(content);
};

const deleteAttachment: Handler = (call, { crm }) =>
  actionResponse([remove(crm, call.path("id"), call.path("attachmentId"))], { refused: 200 });

const deleteAttachments: Handler = (call, { crm }) =>
  actionResponse(
    call.list("ids").map((id) => remove(crm, call.path("id"), id)),
    { refused: 200 },
  );

function remove({ files }: UserCrm, recordId: string, id: string): ActionRow {
  if (files.attachment(recordId, id) === undefined) return unknownId(id);
  files.attachments.delete(id);
  return success("record deleted", { id });
}

function findParent(call: Call, crm: UserCrm): CrmRecord {
  const record = crm.records.table(call.path("module")).records.get(call.path("id"));
  if (record === undefined) throw unknownParent(call.path("id"));
  return record;
}

/** A file in the form, or the address of a link in the query or the form. Never both. */
async function readContent(call: Call, present: readonly Attachment[]): Promise<Attachment["content"]> {
  const form = call.isForm() ? await call.form() : new FormData();
  const given = form.get("file");
  const url = call.query.get("attachmentUrl") ?? form.get("attachmentUrl");
  if (isFile(given) && url === null && !/\.exe$/i.test(given.name)) return readFile(given);
  const isKnown = present.some(({ content }) => "url" in content && content.url === url);
  if (given === null && typeof url === "string" && URL.canParse(url) && !isKnown) return { url };
  if (given === null && url === null) throw missingParameter("file");
  throw invalidValue({ api_name: url === null ? "file" : "attachmentUrl" });
}

function viewAttachment(
  { id, recordId, module, createdTime, createdBy, content, fileKey }: Attachment,
  parentName: string | null,
) {
  const link = "url" in content;
  return {
    Owner: createdBy,
    Modified_Time: createdTime,
    File_Name: link ? content.url : content.name,
    $field_states: null,
    Created_Time: createdTime,
    Size: link ? "0" : String(content.bytes.byteLength),
    Parent_Id: { name: parentName, id: recordId },
    $editable: true,
    $file_id: fileKey,
    $type: link ? "Link URL" : "Attachment",
    $se_module: module,
    Modified_By: createdBy,
    $state: "save",
    id,
    Created_By: createdBy,
    $link_url: link ? content.url : null,
  };
}

const choose = (view: object, fields: readonly string[]): object =>
  fields.length === 0
    ? view
    : Object.fromEntries(Object.entries(view).filter(([name]) => name === "id" || fields.includes(name)));

export const attachmentHandlers: Handlers = {
  getAttachments,
  uploadAttachment,
  downloadAttachment,
  deleteAttachment,
  deleteAttachments,
};
