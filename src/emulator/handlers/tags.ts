import type { Call } from "../calls/call.js";
import type { Handler, Handlers } from "../calls/handler.js";
import { readRows, rowsResponse } from "../conventions/rows.js";
import { settingCalls } from "../conventions/setting-lists.js";
import { duplicateData, invalidData, invalidValue, recordLocked, unknownId } from "../http/errors.js";
import {
  type ActionRow,
  actionResponse,
  type ErrorBody,
  errorBody,
  json,
  noContent,
  success,
} from "../http/responses.js";
import { limits } from "../limits.js";
import type { UserCrm } from "../records/crm.js";
import type { CrmRecord } from "../records/record.js";
import type { Table } from "../records/store.js";
import { recordTags, type Tag, tagFacts, tagsNamed, tagsOf } from "../records/tags.js";
import type { Setting } from "../settings/settings.js";
import { inOrder } from "../values/key-order.js";
import { isObject, textOf } from "../values/values.js";

/** Computes the new tags of a record from its present tags. */
type Change = (tags: readonly Tag[]) => readonly Tag[];

const onRecord =
  (readChange: (call: Call, crm: UserCrm) => Change): Handler =>
  (call, { crm }) => {
    const table = crm.records.table(call.path("module"));
    const row = changeTags(crm, table, call.path("id"), readChange(call, crm));
    return actionResponse([row], { refused: 200 });
  };

const onRecords =
  (readChange: (call: Call, crm: UserCrm) => Change): Handler =>
  (call, { crm }) => {
    const table = crm.records.table(call.path("module"));
    const change = readChange(call, crm);
    const rows = call.list("ids").map((id) => changeTags(crm, table, id, change));
    const changed = rows.filter((row) => row.status === "success").length;
    const locked = rows.filter(({ code }) => code === "RECORD_LOCKED").length;
    const counts = { wf_scheduler: "false", success_count: String(changed), locked_count: String(locked) };
    return actionResponse(rows, { refused: 200 }, counts);
  };

/** The maximum number of tags of a record. */
const MAX_TAGS = limits.tags.perRecord;

const addition = (call: Call, crm: UserCrm): Change => {
  const names = call.list("tag_names");
  if (names.some((name) => name.length > MAX_NAME)) {
    throw invalidValue({ maximum_length: MAX_NAME, api_name: "tag_names" });
  }
  const added = tagsNamed(crm, call.path("module"), names);
  const replace = call.query.get("over_write") === "true";
  return (tags) => [...new Map([...(replace ? [] : tags), ...added].map((tag) => [tag.id, tag])).values()];
};

const removal = (call: Call): Change => {
  const removed = new Set(call.list("tag_names"));
  return (tags) => tags.filter(({ name }) => !removed.has(name));
};

function changeTags(crm: UserCrm, { module, records }: Table, id: string, change: Change): ActionRow {
  const record = records.get(id);
  if (record === undefined) return unknownId(id);
  if (record.Locked__s === true) return recordLocked();
  const before = recordTags(record);
  const tags = change(before);
  if (tags.length > MAX_TAGS && tags.length > before.length) {
    return errorBody("FAILURE", "tags not updated successfully", { id, limit: MAX_TAGS });
  }
  const changed: CrmRecord = { ...record, Tag: tags, Modified_Time: crm.time() };
  records.set(id, changed);
  crm.watches.note(module, "update", changed, record);
  return success("tags updated successfully", { id, tags: tags.map(({ name }) => name) });
}

/** Replaces a tag on the records of its module, or removes it. */
function retag({ records }: UserCrm, { id, module }: Setting, tag: Tag | undefined): void {
  const table = records.table(String(module));
  for (const record of [...table.records.values()]) {
    const tags = recordTags(record);
    if (!tags.some((one) => one.id === id)) continue;
    const others = tags.filter((one) => one.id !== id && one.id !== tag?.id);
    table.records.set(record.id, { ...record, Tag: tag === undefined ? others : [...others, tag] });
  }
}

const tagDetails = ({ created_time, modified_time, modified_by, id, created_by }: Setting) => ({
  created_time,
  modified_time,
  modified_by,
  id,
  created_by,
});

/** The module is the one in the query. Tag names are unique within a module. */
const tagCalls = (call: Call, user: string) => {
  const module = call.query.get("module");
  const mine = call.query.get("my_tags") === "true";
  return settingCalls({
    key: "tags",
    added: "tags created successfully",
    updated: "tags updated successfully",
    deleted: "tags deleted successfully",
    unique: [],
    complete: ({ name }, _list, { crm }) =>
      nameProblem(crm, textOf(module), name) ?? { ...tagFacts(crm), name, module },
    change: ({ name }, { id, module: its }, { crm }) => {
      const { modified_time, modified_by } = tagFacts(crm);
      return nameProblem(crm, textOf(its), name, id) ?? { name, modified_time, modified_by };
    },
    changed: (tag, { crm }, gone) => retag(crm, tag, gone ? undefined : { name: textOf(tag.name), id: tag.id }),
    details: tagDetails,
    more: (tags) => ({ info: { count: tags.length, allowed_count: ALLOWED_TAGS } }),
    shows: (_call, { module: its, created_by: by }) => its === module && (!mine || (isObject(by) && by.id === user)),
    view: ({ module: _, name, ...tag }) => inOrder({ name, ...tag }),
  });
};

/** The maximum number of tags of a module. */
const ALLOWED_TAGS = limits.tags.perModule;

const MAX_NAME = limits.tags.nameLength;

function nameProblem(crm: UserCrm, module: string, name: unknown, except?: string): ErrorBody | undefined {
  if (textOf(name).length > MAX_NAME) return invalidData({ maximum_length: MAX_NAME, api_name: "name" });
  const tags = tagsOf(crm, module);
  const duplicate = tags.find((tag) => tag.name === name && tag.id !== except);
  if (duplicate !== undefined) return duplicateData("name", duplicate.id);
  if (except !== undefined || tags.length < ALLOWED_TAGS) return undefined;
  return errorBody("LICENSE_LIMIT_EXCEEDED", "Request exceeds your license limit. Need to upgrade in order to add");
}

const onModule =
  (name: "list" | "create" | "update" | "updateOne"): Handler =>
  (call, context) => {
    // An unknown module is refused.
    context.crm.records.table(call.query.get("module") ?? "");
    return tagCalls(call, context.crm.userId)[name](call, context);
  };

/** The other tag is deleted, and its records get this one. */
const mergeTags: Handler = (call, context) => {
  const { crm } = context;
  const list = crm.settings.list("tags");
  const kept = list.get(call.path("id"));
  const rows = readRows(call, context, "tags").map((read) => {
    if ("refusal" in read) return read.refusal;
    const other = list.get(textOf(read.row.conflict_id));
    if (kept === undefined || other === undefined || other.module !== kept.module) {
      return errorBody("TAG_ID_NOT_FOUND", "tags not found", {
        id: kept === undefined ? call.path("id") : read.row.conflict_id,
      });
    }
    if (other.id === kept.id) return invalidData({ api_name: "conflict_id" });
    retag(crm, other, { name: textOf(kept.name), id: kept.id });
    list.delete(other.id);
    return success("tags merged successfully", tagDetails(kept));
  });
  return rowsResponse(call, "tags", rows);
};

const getRecordCountForTag: Handler = (call, { crm }) => {
  const { records } = crm.records.table(call.query.get("module") ?? "");
  const id = call.path("id");
  if (!crm.settings.list("tags").has(id)) return noContent();
  const count = [...records.values()].filter((record) => recordTags(record).some((tag) => tag.id === id)).length;
  return json(200, { count: String(count) });
};

export const tagHandlers: Handlers = {
  addTagsToRecord: onRecord(addition),
  removeTagsFromRecord: onRecord(removal),
  addTagsToMultipleRecords: onRecords(addition),
  removeTagsFromMultipleRecords: onRecords(removal),
  getTags: onModule("list"),
  createTags: onModule("create"),
  updateTags: onModule("update"),
  updateTag: onModule("updateOne"),
  deleteTag: (call, context) => tagCalls(call, context.crm.userId).removeOne(call, context),
  mergeTags,
  getRecordCountForTag,
};
