/** A mass update: one change to all records that a custom view or criteria select. */

import { invalidValue, limitExceeded, missingMember, noRecordsFound } from "../http/errors.js";
import { limits } from "../limits.js";
import { viewsOf } from "../metadata/custom-views.js";
import { inTerritory } from "../queries/selection.js";
import { countConditions, readViewCriteria } from "../queries/view-criteria.js";
import type { UserCrm } from "../records/crm.js";
import type { CrmRecord } from "../records/record.js";
import type { Table } from "../records/store.js";
import { updateRecord } from "../records/writes.js";
import { fieldValue, isObject, textOf } from "../values/values.js";
import type { MassUpdateJob } from "./job.js";

/** The number of records changed in one slice. */
const RECORDS_PER_SLICE = 50;

/** Resumes after the records that the job has already changed. */
export function* massUpdateSteps(crm: UserCrm, job: MassUpdateJob): Generator<MassUpdateJob> {
  let present = job;
  for (;;) {
    const done = present.updated + present.failed + present.left;
    const ids = job.ids.slice(done, done + RECORDS_PER_SLICE);
    const outcomes = ids.map((id) => updateOne(crm, job, id));
    const count = (wanted: string): number => outcomes.filter((outcome) => outcome === wanted).length;
    const isLast = done + ids.length === job.ids.length;
    present = {
      ...present,
      state: isLast ? "COMPLETED" : "IN PROGRESS",
      updated: present.updated + count("updated"),
      failed: present.failed + count("failed"),
      left: present.left + count("left"),
    };
    yield present;
    if (isLast) return;
  }
}

/** A record that no longer exists cannot be changed. */
function updateOne(crm: UserCrm, { module, values, overwrite }: MassUpdateJob, id: string) {
  const table = crm.records.table(module);
  const record = table.records.get(id);
  const isSet = (name: string): boolean => record !== undefined && (fieldValue(record, name) ?? "") !== "";
  if (!overwrite && isObject(values) && Object.keys(values).some(isSet)) return "left";
  return updateRecord(crm, table, id, values).status === "error" ? "failed" : "updated";
}

/** The maximum number of records that one job changes. */
const MAX_RECORDS = limits.massUpdate.records;
/** The maximum number of conditions in its criteria; a condition counts once per value. */
const MAX_CONDITIONS = limits.massUpdate.conditions;

/** What selects the records: a view or criteria, within a territory if one is set. */
interface MassUpdateQuery {
  readonly cvid?: unknown;
  readonly criteria?: unknown;
  readonly territory?: unknown;
}

/** @throws HttpError 400 if there are none, or too many */
export function selectRecords(crm: UserCrm, { module, records }: Table, query: MassUpdateQuery): CrmRecord[] {
  const { cvid, criteria, territory } = query;
  if (cvid === undefined && criteria === undefined) throw missingMember("ids");
  const view = viewsOf(crm, module).find(({ id }) => id === cvid);
  if (cvid !== undefined && view === undefined) throw invalidValue({ api_name: "cvid" });
  const parts = [view?.criteria, ...(Array.isArray(criteria) ? criteria : [])];
  if (countConditions(parts) > MAX_CONDITIONS) throw limitExceeded(MAX_CONDITIONS);
  const tests = parts.map((part) => readViewCriteria(part, crm.userId));
  if (isObject(territory)) tests.push(inTerritory(crm, textOf(territory.id), territory.include_child === true));
  const selected = [...records.values()].filter((record) => tests.every((test) => test(record)));
  if (selected.length === 0) throw noRecordsFound();
  if (selected.length > MAX_RECORDS) throw limitExceeded(MAX_RECORDS);
  return selected;
}

const STATES = { ADDED: "SCHEDULED", "IN PROGRESS": "RUNNING", COMPLETED: "COMPLETED", FAILED: "FAILED" } as const;

/** A job as shown in responses. */
export const viewMassUpdateJob = ({ state, updated, failed, ids }: MassUpdateJob) => ({
  Status: STATES[state],
  Failed_Count: failed,
  Updated_Count: updated,
  // The records still to come, and at the end those that were skipped.
  Not_Updated_Count: ids.length - updated - failed,
  Total_Count: ids.length,
});
