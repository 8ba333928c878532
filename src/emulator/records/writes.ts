/** Insert, update, upsert and delete of single records. Every function returns the row of the result. */

import {
  cannotDelete,
  convertedRecord,
  duplicateData,
  invalidData,
  mandatoryNotFound,
  notApproved,
  recordInBlueprint,
  recordLocked,
  unknownId,
} from "../http/errors.js";
import { type ActionRow, type ErrorBody, type SuccessRow, success } from "../http/responses.js";
import type { ModuleDefinition } from "../modules/modules.js";
import { USER } from "../settings/users.js";
import { isObject, type Values } from "../values/values.js";
import { computedFields, initialFields, nextNumbers } from "./computed-fields.js";
import type { UserCrm } from "./crm.js";
import { missingField, readFields } from "./fields.js";
import { type CrmRecord, joined } from "./record.js";
import type { Table } from "./store.js";

export function insertRecord(crm: UserCrm, table: Table, row: unknown): ActionRow {
  const made = newRecord(crm, table, row);
  if ("refusal" in made) return made.refusal;
  const { record } = made;
  table.records.set(record.id, record);
  crm.watches.note(table.module, "insert", record);
  return success("record added", writeDetails(record));
}

/** The record that a row would be, or the reason why it is refused. */
export function newRecord(
  crm: UserCrm,
  table: Table,
  row: unknown,
): { readonly record: CrmRecord } | { readonly refusal: ErrorBody } {
  if (!isObject(row)) return { refusal: notAnObject };
  const { module } = table;
  const missing = missingField(module, row);
  if (missing !== undefined) return { refusal: mandatoryNotFound(missing) };
  const id = crm.ids.next();
  const result = readFields(crm, module, row, { id });
  if ("refusal" in result) return result;
  const duplicate = duplicateProblem(table, result.fields);
  if (duplicate !== undefined) return { refusal: duplicate };
  const { user } = crm;
  const time = crm.time();
  const fields = joined([initialFields(module)], result.fields);
  const made = {
    Created_By: user,
    Modified_By: user,
    Created_Time: time,
    Modified_Time: time,
    id,
  };
  const first = {
    ...(module.fields.has("Owner") && { Owner: user }),
    ...(module.fields.has("Tag") && { Tag: NO_TAGS }),
  };
  const computed = computedFields(crm, module, fields, result.fields);
  return { record: joined([first, fields, computed, nextNumbers(crm, module)], made) };
}

/** The tags of a new record. */
const NO_TAGS: readonly never[] = [];

/** @param inProcess Whether a step of its process moves the record */
export function updateRecord(crm: UserCrm, table: Table, id: string, row: unknown, inProcess = false): ActionRow {
  if (!isObject(row)) return notAnObject;
  const { module, records } = table;
  const before = records.get(id);
  if (before === undefined) return unknownId(id);
  const held = lockProblem(before);
  if (held !== undefined) return held;
  if (!inProcess && crm.blueprints.hold(module.apiName, before, row)) return recordInBlueprint();
  const missing = missingField(module, { ...before, ...row });
  if (missing !== undefined) return mandatoryNotFound(missing);
  const result = readFields(crm, module, row, before);
  if ("refusal" in result) return result.refusal;
  const duplicate = duplicateProblem(table, result.fields, id);
  if (duplicate !== undefined) return duplicate;
  const fields = joined([before], result.fields);
  const computed = computedFields(crm, module, fields, result.fields);
  const record = joined([fields, computed], { Modified_By: crm.user, Modified_Time: crm.time(), id });
  records.set(id, record);
  crm.watches.note(module, "update", record, before);
  return success("record updated", writeDetails(record));
}

/**
 * Updates the record whose id the row has, or that the first matching field of `checks` finds, otherwise inserts.
 *
 * @param checks Names of fields @default those of the module
 */
export function upsertRecord(
  crm: UserCrm,
  table: Table,
  row: unknown,
  checks: readonly string[] = duplicateChecks(table.module),
): ActionRow {
  if (!isObject(row)) return notAnObject;
  const found = findDuplicate(table, checks, row);
  // The id of the row itself counts before its duplicates (unverified).
  const id = typeof row.id === "string" ? row.id : found?.record.id;
  const result = id === undefined ? insertRecord(crm, table, row) : updateRecord(crm, table, id, row);
  if (result.status === "error") return result;
  const { code, ...rest } = result;
  return {
    code,
    duplicate_field: found?.field ?? null,
    action: id === undefined ? "insert" : "update",
    ...rest,
  } satisfies SuccessRow;
}

/** Moves a record to the recycle bin. */
export function deleteRecord(crm: UserCrm, { module, records, bin }: Table, id: string): ActionRow {
  const record = records.get(id);
  if (record === undefined) return unknownId(id);
  if (record.Locked__s === true) return cannotDelete(id);
  records.delete(id);
  bin.set(id, { record, deletedTime: crm.now(), deletedBy: crm.user });
  crm.watches.note(module, "delete", record);
  return success("record deleted", { id });
}

/** Why nobody may change a record in its present state. */
export function lockProblem({ $converted, Locked__s, $approved }: CrmRecord): ErrorBody | undefined {
  if ($converted === true) return convertedRecord();
  if (Locked__s === true) return recordLocked();
  return $approved === false ? notApproved() : undefined;
}

/** The members that describe a write, in Zoho's order. */
export const writeDetails = ({ Modified_Time, Modified_By, Created_Time, id, Created_By }: CrmRecord): Values => ({
  Modified_Time,
  Modified_By: withoutEmail(Modified_By),
  Created_Time,
  id,
  Created_By: withoutEmail(Created_By),
});

/** A user without the address. */
export const withoutEmail = (user: unknown): object => {
  const { name = USER.name, id = USER.id } = isObject(user) ? user : {};
  return { name, id };
};

const notAnObject: ErrorBody = invalidData({ expected_data_type: "jsonobject" });

/** The error for a value that another record already has in a unique field. */
function duplicateProblem({ module, records }: Table, values: Values, id?: string): ErrorBody | undefined {
  for (const { apiName, unique } of module.fields.values()) {
    if (!unique || !Object.hasOwn(values, apiName)) continue;
    const duplicate = records.withValue(apiName, values[apiName], id);
    if (duplicate !== undefined) return duplicateData(apiName, duplicate.id);
  }
  return undefined;
}

function findDuplicate({ records }: Table, checks: readonly string[], row: Values) {
  const byId = typeof row.id === "string" ? records.get(row.id) : undefined;
  if (byId !== undefined) return { field: "id", record: byId };
  for (const field of checks) {
    const record = Object.hasOwn(row, field) ? records.withValue(field, row[field]) : undefined;
    if (record !== undefined) return { field, record };
  }
  return undefined;
}

/** The fields that Zoho checks first, then the unique ones. */
const duplicateChecks = ({ duplicateCheck, fields }: ModuleDefinition): readonly string[] => [
  ...duplicateCheck,
  ...Array.from(fields.values()).flatMap(({ apiName, unique }) => (unique ? [apiName] : [])),
];
