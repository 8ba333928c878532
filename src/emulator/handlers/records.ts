import type { Call } from "../calls/call.js";
import type { Handler, Handlers } from "../calls/handler.js";
import { namedRows, withExternalIds } from "../conventions/external-ids.js";
import { isModified } from "../conventions/modified-since.js";
import { checkCeiling, cutPage } from "../conventions/paging.js";
import { requestedFields } from "../conventions/requested-fields.js";
import { rowsResponse } from "../conventions/rows.js";
import {
  alreadyScheduled,
  invalidQuery,
  invalidValue,
  limitExceeded,
  mandatoryNotFound,
  missingParameter,
  patternNotMatched,
} from "../http/errors.js";
import { actionResponse, json, noContent, notModified, success } from "../http/responses.js";
import { type MassUpdateJob, newJob } from "../jobs/job.js";
import { selectRecords, viewMassUpdateJob } from "../jobs/mass-update.js";
import { limits } from "../limits.js";
import { findColumn } from "../queries/column.js";
import type { Predicate } from "../queries/criteria.js";
import { anyColumn, type ColumnOf, parseCriteria } from "../queries/criteria.js";
import { isApproved, isListed, isUnchanged, listRecords, readSorting, sortRecords } from "../queries/listing.js";
import { readSelection, readView } from "../queries/selection.js";
import { hasEmail, hasPhone, hasWord } from "../queries/text-search.js";
import { readableTable } from "../records/activities.js";
import type { UserCrm } from "../records/crm.js";
import { RecordMap } from "../records/map/record-map.js";
import { displayName } from "../records/record.js";
import type { DeletedRecord, Table } from "../records/store.js";
import { viewRecord } from "../records/view.js";
import { deleteRecord, insertRecord, updateRecord, upsertRecord, withoutEmail } from "../records/writes.js";
import { userReference } from "../settings/users.js";
import { zohoTime } from "../values/clock.js";
import { isObject, splitList, textOf } from "../values/values.js";

const getRecords: Handler = (call, { crm, organization }) => {
  checkCeiling(call.query, organization.listCeiling);
  const { module, records: all, moduleOf } = readableTable(crm.records, call.path("module"));
  const records = call.query.has("ids") ? pickRecords(all, readIds(call)) : all;
  const since = call.modifiedSince();
  const selects = readSelection(call.query, crm, module);
  const view = readView(call.query, crm, module);
  const shows: Predicate = (record) => selects(record) && view.shows(record);
  const changed: Predicate = (record) => shows(record) && isModified(record, since);
  const sorting = view.sorting ?? readSorting(call.query);
  if (crm.strict && !module.fields.has(sorting.sort_by))
    crm.remarks.add(`${module.apiName} has no field ${sorting.sort_by}: the list is not sorted by it`);
  const page = cutPage(listRecords({ module, records }, sorting, changed), call.query, sorting);
  if (page.items.length === 0) return isUnchanged(records, shows, changed) ? notModified() : noContent();
  const fields = requestedFields(call, crm, module);
  return json(200, { data: page.items.map((record) => viewRecord(moduleOf(record), record, fields)), info: page.info });
};

const getRecord: Handler = (call, { crm }) => {
  const { module, records, moduleOf } = readableTable(crm.records, call.path("module"));
  const record = records.get(call.path("id"));
  if (record === undefined || !readSelection(call.query, crm, module, "both")(record)) return noContent();
  if (!isModified(record, call.modifiedSince())) return notModified();
  return json(200, { data: [viewRecord(moduleOf(record), record, requestedFields(call, crm, module))] });
};

const createRecords: Handler = (call, { crm }) => {
  const table = crm.records.table(call.path("module"));
  const rows = call.rows().map((row) => insertRecord(crm, table, row));
  return actionResponse(namedRows(call, crm, table, rows), { accepted: 201 });
};

const updateRecords: Handler = (call, { crm }) => {
  const table = crm.records.table(call.path("module"));
  const rows = call.rows().map((row) => {
    const id = isObject(row) ? row.id : undefined;
    return id === undefined ? mandatoryNotFound("id") : updateRecord(crm, table, textOf(id), row);
  });
  return actionResponse(namedRows(call, crm, table, rows));
};

const updateRecordById: Handler = (call, { crm }) => {
  const table = crm.records.table(call.path("module"));
  const rows = call.rows().map((row) => updateRecord(crm, table, call.path("id"), row));
  return actionResponse(namedRows(call, crm, table, rows));
};

const upsertRecords: Handler = (call, { crm }) => {
  const table = crm.records.table(call.path("module"));
  const checks = readChecks(call, crm, table);
  const rows = call.rows().map((row) => upsertRecord(crm, table, row, checks));
  return actionResponse(namedRows(call, crm, table, rows));
};

const deleteRecords: Handler = (call, { crm }) => {
  const table = crm.records.table(call.path("module"));
  return actionResponse(readIds(call).map((id) => deleteRecord(crm, table, id)));
};

const deleteRecordById: Handler = (call, { crm }) => {
  const table = crm.records.table(call.path("module"));
  return actionResponse([deleteRecord(crm, table, call.path("id"))]);
};

const DAY = 86_400_000;
/** Records leave the recycle bin after this time, and the list after the other one. */
const BIN_MILLISECONDS = limits.records.recycleBinDays * DAY;
const LISTED_MILLISECONDS = limits.records.deletedDays * DAY;

const getDeletedRecords: Handler = (call, { crm }) => {
  const { bin, moduleOf } = readableTable(crm.records, call.path("module"));
  const since = call.modifiedSince();
  const wanted = call.query.get("type") ?? "all";
  const gone = crm.now() - BIN_MILLISECONDS;
  const typeOf = ({ deletedTime }: DeletedRecord) => (deletedTime > gone ? "recycle" : "permanent");
  const forgotten = crm.now() - LISTED_MILLISECONDS;
  const listed = [...bin.values()]
    .reverse()
    .filter((one) => one.deletedTime > forgotten && (wanted === "all" || typeOf(one) === wanted));
  // Times have whole seconds, so a deletion later in the same second is not listed again.
  const changed = listed.filter(({ deletedTime }) => since === undefined || wholeSeconds(deletedTime) > since);
  if (changed.length === 0 && listed.length > 0) return notModified();
  const page = cutPage(changed, call.query);
  if (page.items.length === 0) return noContent();
  const typed = page.items.map((one) => ({ ...one, type: typeOf(one) }));
  const data = typed.map(({ record, deletedTime, deletedBy, type }) => ({
    deleted_by: userReference(deletedBy),
    id: record.id,
    // A permanent deletion leaves little more than the id.
    display_name: type === "permanent" ? null : displayName(moduleOf(record), record),
    type,
    created_by: withoutEmail(record.Created_By),
    deleted_time: zohoTime(deletedTime),
  }));
  return json(200, { data, info: page.info });
};

const wholeSeconds = (time: number): number => Math.floor(time / 1000) * 1000;

function pickRecords(records: RecordMap, ids: readonly string[]): RecordMap {
  const picked = new RecordMap();
  for (const id of ids) {
    const record = records.get(id);
    if (record !== undefined) picked.set(id, record);
  }
  return picked;
}

/** The ids of the query. @throws HttpError 400 if one is not a number. */
function readIds(call: Call): readonly string[] {
  const ids = call.list("ids");
  if (!ids.every((id) => /^\d+$/.test(id))) throw patternNotMatched("ids");
  return ids;
}

/** The fields that find an existing record. @throws HttpError 400 if the module lacks one (unverified) */
function readChecks(call: Call, { strict }: UserCrm, { module }: Table): string[] | undefined {
  const { duplicate_check_fields: given } = call.json();
  const names = typeof given === "string" ? splitList(given) : Array.isArray(given) ? given.map(textOf) : undefined;
  if (strict && names?.every((name) => module.fields.has(name)) === false)
    throw invalidValue({ api_name: "duplicate_check_fields" });
  return names;
}

/** The maximum number of records that a search returns, over all pages. */
const MAX_RESULTS = limits.search.results;

const searchRecords: Handler = (call, { crm }) => {
  const table = readableTable(crm.records, call.path("module"));
  const { records, moduleOf } = table;
  const matches = readPredicate(call.query, columnsOf(crm, table));
  const converted = call.query.get("converted");
  const approved = call.query.get("approved");
  const found = [...records.values()].filter(
    (record) => isListed(record, converted) && isApproved(record, approved) && matches(record),
  );
  const sorted = sortRecords(found, { sort_by: "id", sort_order: "desc" }).slice(0, MAX_RESULTS);
  const page = cutPage(sorted, call.query);
  if (page.items.length === 0) return noContent();
  const fields = requestedFields(call, crm, table.module);
  return json(200, { data: page.items.map((record) => viewRecord(moduleOf(record), record, fields)), info: page.info });
};

/** The four ways to search are alternatives. If several are sent, the first in this order counts. */
function readPredicate(query: URLSearchParams, columnOf: ColumnOf): Predicate {
  const criteria = query.get("criteria");
  if (criteria !== null) return parseCriteria(criteria, columnOf);
  const email = query.get("email")?.toLowerCase();
  if (email !== undefined) return hasEmail(email);
  const phone = query.get("phone");
  if (phone !== null) return hasPhone(phone);
  const word = query.get("word")?.toLowerCase();
  if (word === undefined) throw missingParameter("criteria");
  if (word.length < 2) throw invalidValue({ minimum_length: 2, api_name: "word" });
  return hasWord(word);
}

/** The fields of a module. A lenient organization accepts every name. */
function columnsOf({ records, strict }: UserCrm, table: Table): ColumnOf {
  return (field) => {
    const column = field.includes(".") ? undefined : findColumn(records, table, field);
    if (column === undefined && strict) throw invalidQuery({ reason: "invalid field found", api_name: field });
    // Observed with the times of a custom module: they can only be equal or not.
    const unordered = strict && table.module.custom && column?.type === "datetime";
    return column === undefined ? anyColumn(field) : { ...column, unordered };
  };
}

/** The maximum number of records that a mass update names by id. */
const MAX_IDS = limits.massUpdate.ids;

/** Runs immediately for ids, or as a job for a custom view or criteria. */
const massUpdateRecords: Handler = (call, { crm, organization }) => {
  const table = crm.records.table(call.path("module"));
  const { ids } = call.json();
  const [row] = call.rows();
  if (Array.isArray(ids)) {
    if (ids.length > MAX_IDS) throw limitExceeded(MAX_IDS);
    return rowsResponse(
      call,
      "data",
      ids.map((id) => updateRecord(crm, table, textOf(id), row)),
    );
  }
  const { cvid, over_write: overwrite } = call.json();
  const isRunning = organization.jobs
    .running()
    .some((job) => job.kind === "mass update" && cvid !== undefined && job.cvid === cvid);
  if (isRunning) throw alreadyScheduled();
  const records = selectRecords(crm, table, call.json());
  const job: MassUpdateJob = {
    kind: "mass update",
    ...newJob(crm),
    module: table.module.apiName,
    cvid,
    ids: records.map(({ id }) => id),
    values: row,
    overwrite: overwrite !== false,
    updated: 0,
    failed: 0,
    left: 0,
  };
  organization.jobs.start(job);
  return json(200, { data: [success("mass update scheduled successfully", { job_id: job.id })] });
};

const getMassUpdateStatus: Handler = async (call, { organization }) => {
  const id = call.query.get("job_id");
  if (id === null) throw missingParameter("job_id");
  const job = await organization.jobs.inspect("mass update", id);
  if (job === undefined || job.module !== call.path("module")) return noContent();
  return json(200, { data: [viewMassUpdateJob(job)] });
};

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
  searchRecords,
  massUpdateRecords,
  getMassUpdateStatus,
};
