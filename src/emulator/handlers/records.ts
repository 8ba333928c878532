import { actionAnswer, json, noContent, notModified } from "../answers.js";
import type { Call } from "../call.js";
import { zohoTime } from "../clock.js";
import { mandatoryNotFound } from "../errors.js";
import type { Handler, Handlers } from "../handler.js";
import { cutPage } from "../paging.js";
import { USER_REFERENCE } from "../people.js";
import { displayName } from "../record-fields.js";
import { isListed, readSorting, sortRecords } from "../record-list.js";
import { viewRecord } from "../record-view.js";
import { deleteRecord, insertRecord, updateRecord, upsertRecord } from "../record-writes.js";
import type { CrmRecord } from "../records.js";
import { fieldValue, isObject, splitList } from "../values.js";

const getRecords: Handler = (call, { organization }) => {
  const { module, records } = organization.records.table(call.path("module"));
  const since = call.modifiedSince();
  const ids = call.query.has("ids") ? new Set(call.list("ids")) : undefined;
  const listed = [...records.values()].filter(
    (record) => (ids?.has(record.id) ?? true) && isListed(record, call.query.get("converted")),
  );
  const changed = listed.filter((record) => isModified(record, since));
  if (changed.length === 0 && listed.length > 0) return notModified();
  const sorting = readSorting(call.query);
  const page = cutPage(sortRecords(changed, sorting), call.query, sorting);
  if (page.items.length === 0) return noContent();
  const fields = splitList(call.query.get("fields"));
  return json(200, { data: page.items.map((record) => viewRecord(module, record, fields)), info: page.info });
};

const getRecord: Handler = (call, { organization }) => {
  const { module, records } = organization.records.table(call.path("module"));
  const record = records.get(call.path("id"));
  if (record === undefined) return noContent();
  if (!isModified(record, call.modifiedSince())) return notModified();
  return json(200, { data: [viewRecord(module, record, splitList(call.query.get("fields")))] });
};

const createRecords: Handler = (call, { organization }) => {
  const table = organization.records.table(call.path("module"));
  const rows = call.rows().map((row) => insertRecord(organization, table, row));
  return actionAnswer(rows, { accepted: 201 });
};

const updateRecords: Handler = (call, { organization }) => {
  const table = organization.records.table(call.path("module"));
  const rows = call.rows().map((row) => {
    const id = isObject(row) ? row.id : undefined;
    return id === undefined ? mandatoryNotFound("id") : updateRecord(organization, table, String(id), row);
  });
  return actionAnswer(rows);
};

const updateRecordById: Handler = (call, { organization }) => {
  const table = organization.records.table(call.path("module"));
  const rows = call.rows().map((row) => updateRecord(organization, table, call.path("id"), row));
  return actionAnswer(rows);
};

const upsertRecords: Handler = (call, { organization }) => {
  const table = organization.records.table(call.path("module"));
  const checks = readChecks(call) ?? table.module.duplicateCheck;
  const rows = call.rows().map((row) => upsertRecord(organization, table, checks, row));
  return actionAnswer(rows);
};

const deleteRecords: Handler = (call, { organization }) => {
  const table = organization.records.table(call.path("module"));
  return actionAnswer(call.list("ids").map((id) => deleteRecord(organization, table, id)));
};

const deleteRecordById: Handler = (call, { organization }) => {
  const table = organization.records.table(call.path("module"));
  return actionAnswer([deleteRecord(organization, table, call.path("id"))]);
};

/** Everything deleted is in the recycle bin: nothing empties it yet, so `type=permanent` finds nothing. */
const getDeletedRecords: Handler = (call, { organization }) => {
  const { module, bin } = organization.records.table(call.path("module"));
  const since = call.modifiedSince();
  const listed = call.query.get("type") === "permanent" ? [] : [...bin.values()].reverse();
  const changed = listed.filter(({ deletedTime }) => since === undefined || deletedTime > since);
  if (changed.length === 0 && listed.length > 0) return notModified();
  const page = cutPage(changed, call.query);
  if (page.items.length === 0) return noContent();
  const data = page.items.map(({ record, deletedTime }) => ({
    deleted_by: USER_REFERENCE,
    id: record.id,
    display_name: displayName(module, record),
    type: "recycle",
    created_by: USER_REFERENCE,
    deleted_time: zohoTime(deletedTime),
  }));
  return json(200, { data, info: page.info });
};

const isModified = (record: CrmRecord, since: number | undefined): boolean =>
  since === undefined || Date.parse(String(fieldValue(record, "Modified_Time"))) > since;

function readChecks(call: Call): string[] | undefined {
  const { duplicate_check_fields: given } = call.json();
  if (typeof given === "string") return splitList(given);
  return Array.isArray(given) ? given.map(String) : undefined;
}

export const recordHandlers: Handlers = {
  getRecords,
  getRecord,
  createRecords,
  updateRecords,
  updateRecord: updateRecordById,
  upsertRecords,
  deleteRecords,
  deleteRecord: deleteRecordById,
  getDeletedRecords,
};
