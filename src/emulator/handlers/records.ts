import type { Call } from "../calls/call.js";
import type { Handler, Handlers } from "../calls/handler.js";
import { namedRows, withExternalIds } from "../conventions/external-ids.js";
import { cutPage } from "../conventions/paging.js";
import { actionAnswer, json, noContent, notModified } from "../http/answers.js";
import { invalidValue, mandatoryNotFound, patternNotMatched } from "../http/errors.js";
import { viewsOf } from "../metadata/custom-views.js";
import type { ModuleDefinition } from "../modules/modules.js";
import type { Predicate } from "../queries/criteria.js";
import { isUnchanged, listRecords, readSorting, type Sorting } from "../queries/listing.js";
import { readSelection } from "../queries/selection.js";
import { readViewCriteria } from "../queries/view-criteria.js";
import { readable } from "../records/activities.js";
import type { UserCrm } from "../records/crm.js";
import { type CrmRecord, displayName } from "../records/record.js";
import { RecordMap } from "../records/record-map.js";
import { viewRecord } from "../records/view.js";
import { deleteRecord, insertRecord, updateRecord, upsertRecord, withoutEmail } from "../records/writes.js";
import { userReference } from "../settings/people.js";
import { zohoTime } from "../values/clock.js";
import { fieldValue, isObject, splitList, textOf } from "../values/values.js";

const getRecords: Handler = (call, { crm }) => {
  const { module, records: all, own } = readable(crm.records, call.path("module"));
  const records = call.query.has("ids") ? pickRecords(all, readIds(call)) : all;
  const since = call.modifiedSince();
  const selects = readSelection(call, crm, module);
  const view = readView(call, crm, module);
  const shows: Predicate = (record) => selects(record) && view.shows(record);
  const changed: Predicate = (record) => shows(record) && isModified(record, since);
  const sorting = view.sorting ?? readSorting(call.query);
  const page = cutPage(listRecords({ module, records }, sorting, changed), call.query, sorting);
  if (page.items.length === 0) return isUnchanged(records, shows, changed) ? notModified() : noContent();
  const fields = splitList(call.query.get("fields"));
  return json(200, { data: page.items.map((record) => viewRecord(own(record), record, fields)), info: page.info });
};

const getRecord: Handler = (call, { crm }) => {
  const { module, records, own } = readable(crm.records, call.path("module"));
  const record = records.get(call.path("id"));
  if (record === undefined || !readSelection(call, crm, module, "both")(record)) return noContent();
  if (!isModified(record, call.modifiedSince())) return notModified();
  return json(200, { data: [viewRecord(own(record), record, splitList(call.query.get("fields")))] });
};

const createRecords: Handler = (call, { crm }) => {
  const table = crm.records.table(call.path("module"));
  const rows = call.rows().map((row) => insertRecord(crm, table, row));
  return actionAnswer(namedRows(call, crm, table, rows), { accepted: 201 });
};

const updateRecords: Handler = (call, { crm }) => {
  const table = crm.records.table(call.path("module"));
  const rows = call.rows().map((row) => {
    const id = isObject(row) ? row.id : undefined;
    return id === undefined ? mandatoryNotFound("id") : updateRecord(crm, table, textOf(id), row);
  });
  return actionAnswer(namedRows(call, crm, table, rows));
};

const updateRecordById: Handler = (call, { crm }) => {
  const table = crm.records.table(call.path("module"));
  const rows = call.rows().map((row) => updateRecord(crm, table, call.path("id"), row));
  return actionAnswer(namedRows(call, crm, table, rows));
};

const upsertRecords: Handler = (call, { crm }) => {
  const table = crm.records.table(call.path("module"));
  const checks = readChecks(call) ?? duplicateChecks(table.module);
  const rows = call.rows().map((row) => upsertRecord(crm, table, checks, row));
  return actionAnswer(namedRows(call, crm, table, rows));
};

const deleteRecords: Handler = (call, { crm }) => {
  const table = crm.records.table(call.path("module"));
  return actionAnswer(readIds(call).map((id) => deleteRecord(crm, table, id)));
};

const deleteRecordById: Handler = (call, { crm }) => {
  const table = crm.records.table(call.path("module"));
  return actionAnswer([deleteRecord(crm, table, call.path("id"))]);
};

/** After this time the recycle bin loses what is in it. */
const BIN_MILLISECONDS = 60 * 86_400_000;

const getDeletedRecords: Handler = (call, { crm }) => {
  const { bin, own } = readable(crm.records, call.path("module"));
  const since = call.modifiedSince();
  const wanted = call.query.get("type") ?? "all";
  const gone = crm.now() - BIN_MILLISECONDS;
  const typed = Array.from(bin.values(), (deleted) => ({
    ...deleted,
    type: deleted.deletedTime > gone ? "recycle" : "permanent",
  }));
  const listed = typed.reverse().filter(({ type }) => wanted === "all" || type === wanted);
  const changed = listed.filter(({ deletedTime }) => since === undefined || deletedTime > since);
  if (changed.length === 0 && listed.length > 0) return notModified();
  const page = cutPage(changed, call.query);
  if (page.items.length === 0) return noContent();
  const data = page.items.map(({ record, deletedTime, deletedBy, type }) => ({
    deleted_by: userReference(deletedBy),
    id: record.id,
    // Little more than the id is left of a permanent deletion.
    display_name: type === "permanent" ? null : displayName(own(record), record),
    type,
    created_by: withoutEmail(record.Created_By),
    deleted_time: zohoTime(deletedTime),
  }));
  return json(200, { data, info: page.info });
};

function pickRecords(records: RecordMap, ids: readonly string[]): RecordMap {
  const picked = new RecordMap();
  for (const id of ids) {
    const record = records.get(id);
    if (record !== undefined) picked.set(id, record);
  }
  return picked;
}

/** The custom view that a list is asked for: what it shows, and how it is sorted where that was set. */
function readView({ query }: Call, crm: UserCrm, module: ModuleDefinition): View {
  const id = query.get("cvid");
  if (id === null) return { shows: () => true };
  const view = viewsOf(crm, module).find((one) => one.id === id);
  if (view === undefined) throw invalidValue({ api_name: "cvid" });
  const shows = readViewCriteria(view.criteria, crm.userId);
  if (typeof view.sort_by !== "string") return { shows };
  return { shows, sorting: { sort_by: view.sort_by, sort_order: view.sort_order === "desc" ? "desc" : "asc" } };
}

interface View {
  readonly shows: Predicate;
  readonly sorting?: Sorting;
}

/** Ids of the query. @throws HttpError 400 where one is no number. */
function readIds(call: Call): readonly string[] {
  const ids = call.list("ids");
  if (!ids.every((id) => /^\d+$/.test(id))) throw patternNotMatched("ids");
  return ids;
}

const isModified = (record: CrmRecord, since: number | undefined): boolean =>
  since === undefined || Date.parse(textOf(fieldValue(record, "Modified_Time"))) > since;

/** The fields of Zoho's choice, then those that are unique. */
const duplicateChecks = ({ duplicateCheck, fields }: ModuleDefinition): readonly string[] => [
  ...duplicateCheck,
  ...Array.from(fields.values()).flatMap(({ apiName, unique }) => (unique ? [apiName] : [])),
];

function readChecks(call: Call): string[] | undefined {
  const { duplicate_check_fields: given } = call.json();
  if (typeof given === "string") return splitList(given);
  return Array.isArray(given) ? given.map(textOf) : undefined;
}

export const recordHandlers: Handlers = {
  ...withExternalIds({
    getRecords,
    getRecord,
    createRecords,
    updateRecords,
    updateRecord: updateRecordById,
    upsertRecords,
    deleteRecords,
    deleteRecord: deleteRecordById,
  }),
  getDeletedRecords,
};
