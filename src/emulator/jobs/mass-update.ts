import type { UserCrm } from "../records/crm.js";
import { updateRecord } from "../records/writes.js";
import { fieldValue, isObject } from "../values/values.js";
import type { MassUpdateJob } from "./job.js";

/** So many records are changed in one slice. */
const RECORDS_PER_SLICE = 50;

/** Goes on after the records that the job has changed already. */
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

/** A record that is gone cannot be changed. */
function updateOne(crm: UserCrm, { module, values, overwrite }: MassUpdateJob, id: string) {
  const table = crm.records.table(module);
  const record = table.records.get(id);
  const isSet = (name: string): boolean => record !== undefined && (fieldValue(record, name) ?? "") !== "";
  if (!overwrite && isObject(values) && Object.keys(values).some(isSet)) return "left";
  return updateRecord(crm, table, id, values).status === "error" ? "failed" : "updated";
}
