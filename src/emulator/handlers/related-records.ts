/** Related records. Links can be created and removed; a lookup is written on the record that has it. */

import type { Call } from "../calls/call.js";
import type { Handler, Handlers } from "../calls/handler.js";
import { withExternalIds } from "../conventions/external-ids.js";
import { isModified } from "../conventions/modified-since.js";
import { cutPage } from "../conventions/paging.js";
import { rowsResponse } from "../conventions/rows.js";
import { mandatoryNotFound, notSupported, unknownId, unknownParent } from "../http/errors.js";
import { type ActionRow, type ErrorBody, errorBody, json, noContent, notModified, success } from "../http/responses.js";
import { linkKey, type RelatedList, relatedListsOf } from "../metadata/related-lists.js";
import type { Predicate } from "../queries/criteria.js";
import { isUnchanged, passing } from "../queries/listing.js";
import type { UserCrm } from "../records/crm.js";
import type { CrmRecord } from "../records/record.js";
import type { Table } from "../records/store.js";
import { viewRecord } from "../records/view.js";
import { deleteRecord, updateRecord } from "../records/writes.js";
import { fieldValue, isObject, textOf } from "../values/values.js";

/** A record, one of its related lists, and the table of the related records. */
interface Relation {
  readonly id: string;
  readonly list: RelatedList;
  readonly table: Table;
}

/** @throws HttpError 400 if the record or the list does not exist */
function relationOf(call: Call, crm: UserCrm): Relation {
  const { records } = crm;
  const { module, records: own } = records.table(call.path("module"));
  const name = call.path("relatedList");
  const list = relatedListsOf(crm, module).find((one) => one.name === name);
  if (list === undefined) throw notSupported();
  const id = call.path("id");
  if (!own.has(id)) throw unknownParent(id);
  return { id, list, table: records.table(list.module) };
}

function isRelated({ settings }: UserCrm, { id, list }: Relation, record: CrmRecord): boolean {
  if (list.field === undefined) return settings.list("links").has(linkKey(id, record.id));
  const value = fieldValue(record, list.field);
  return isObject(value) && value.id === id;
}

/** A related record with the values of its link, such as the price of a product in a price book. */
function viewNeighbour({ settings }: UserCrm, { id, list, table }: Relation, record: CrmRecord): object {
  const view = viewRecord(table.module, record, []);
  const values = list.field === undefined ? settings.list("links").get(linkKey(id, record.id))?.values : undefined;
  return isObject(values) ? { ...view, ...values } : view;
}

const getRelatedRecords: Handler = (call, { crm }) => {
  const relation = relationOf(call, crm);
  const { records } = relation.table;
  const since = call.modifiedSince();
  const related: Predicate = (record) => isRelated(crm, relation, record);
  const changed: Predicate = (record) => related(record) && isModified(record, since);
  const { items, info } = cutPage(passing(records.byId("desc"), changed), call.query);
  if (items.length === 0) return isUnchanged(records, related, changed) ? notModified() : noContent();
  return json(200, { data: items.map((record) => viewNeighbour(crm, relation, record)), info });
};

const getRelatedRecord: Handler = (call, { crm }) => {
  const relation = relationOf(call, crm);
  const record = relation.table.records.get(call.path("relatedId"));
  if (record === undefined || !isRelated(crm, relation, record)) return noContent();
  if (!isModified(record, call.modifiedSince())) return notModified();
  return json(200, { data: [viewNeighbour(crm, relation, record)] });
};

const cannotBeUpdated = (): ErrorBody => errorBody("CANNOT_BE_UPDATED", "the related list cannot be updated");

/** The members of a row that belong to the link rather than to the record. */
const linkValues = (row: unknown, table?: Table): object =>
  isObject(row) ? Object.fromEntries(Object.entries(row).filter(([name]) => !table?.module.fields.has(name))) : {};

function link(crm: UserCrm, { id, list, table }: Relation, related: string, row: unknown): ActionRow {
  if (!table.records.has(related)) return unknownId(related);
  // Notes belong to one record, so they can be written through it.
  if (list.module === "Notes") return updateRecord(crm, table, related, row);
  if (list.field !== undefined) return cannotBeUpdated();
  const key = linkKey(id, related);
  const links = crm.settings.list("links");
  links.set(key, { id: key, values: { ...linkValues(links.get(key)?.values), ...linkValues(row, table) } });
  return success("relation added", { id: related });
}

function delink(crm: UserCrm, relation: Relation, related: string): ActionRow {
  const { list, table, id } = relation;
  const record = table.records.get(related);
  if (record === undefined || !isRelated(crm, relation, record)) return unknownId(related);
  if (list.module === "Notes") return deleteRecord(crm, table, related);
  if (list.field !== undefined) return cannotBeUpdated();
  crm.settings.list("links").delete(linkKey(id, related));
  return success("relation removed", { id: related });
}

const updateRelatedRecords: Handler = (call, { crm }) => {
  const relation = relationOf(call, crm);
  const rows = call.rows().map((row) => {
    const id = isObject(row) ? row.id : undefined;
    return id === undefined ? mandatoryNotFound("id") : link(crm, relation, textOf(id), row);
  });
  return rowsResponse(call, "data", rows);
};

const updateRelatedRecord: Handler = (call, { crm }) => {
  const relation = relationOf(call, crm);
  const [row] = call.rows();
  return rowsResponse(call, "data", [link(crm, relation, call.path("relatedId"), row)]);
};

const delinkRecords: Handler = (call, { crm }) => {
  const relation = relationOf(call, crm);
  return rowsResponse(
    call,
    "data",
    call.list("ids").map((id) => delink(crm, relation, id)),
  );
};

const delinkRecord: Handler = (call, { crm }) => {
  const relation = relationOf(call, crm);
  return rowsResponse(call, "data", [delink(crm, relation, call.path("relatedId"))]);
};

export const relatedRecordHandlers: Handlers = withExternalIds({
  getRelatedRecords,
  getRelatedRecord,
  updateRelatedRecords,
  updateRelatedRecord,
  delinkRecords,
  delinkRecord,
});
