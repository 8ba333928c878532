// One change for many records: at once by their ids, or as a job by a custom view or by criteria.
import { json, noContent, success } from "../answers.js";
import type { Call } from "../call.js";
import { viewsOf } from "../custom-views.js";
import { invalidValue, missingMember, missingParameter, noRecordsFound } from "../errors.js";
import type { Handler, Handlers } from "../handler.js";
import type { Organization } from "../organization.js";
import { updateRecord } from "../record-writes.js";
import type { CrmRecord, Table } from "../records.js";
import { textOf } from "../values.js";
import { readViewCriteria } from "../view-criteria.js";
import { outcome } from "./setting-calls.js";

const massUpdateRecords: Handler = (call, { organization }) => {
  const table = organization.records.table(call.path("module"));
  const { ids } = call.json();
  const [row] = call.rows();
  if (Array.isArray(ids)) {
    return outcome(
      call,
      "data",
      ids.map((id) => updateRecord(organization, table, textOf(id), row)),
    );
  }
  const records = chosen(call, organization, table);
  if (records.length === 0) throw noRecordsFound();
  const rows = records.map(({ id }) => updateRecord(organization, table, id, row));
  const failed = rows.filter(({ status }) => status === "error").length;
  const job = organization.ids.next();
  organization.settings.list("mass_updates").set(job, {
    id: job,
    module: table.module.apiName,
    doneAt: organization.now() + JOB_MILLISECONDS,
    total: rows.length,
    failed,
  });
  return json(200, { data: [success("mass update scheduled successfully", { job_id: job })] });
};

/** Jobs are said to run for so long, though the records change at once. */
const JOB_MILLISECONDS = 10_000;

/** The records that a view or criteria select. */
function chosen(call: Call, organization: Organization, { module, records }: Table): CrmRecord[] {
  const { cvid, criteria } = call.json();
  if (cvid === undefined && criteria === undefined) throw missingMember("ids");
  const view = viewsOf(organization, module).find(({ id }) => id === cvid);
  if (cvid !== undefined && view === undefined) throw invalidValue({ api_name: "cvid" });
  const parts = [view?.criteria, ...(Array.isArray(criteria) ? criteria : [])];
  const tests = parts.map((part) => readViewCriteria(part, organization.actingUser));
  return [...records.values()].filter((record) => tests.every((test) => test(record)));
}

const getMassUpdateStatus: Handler = (call, { organization }) => {
  const id = call.query.get("job_id");
  if (id === null) throw missingParameter("job_id");
  const job = organization.settings.list("mass_updates").get(id);
  if (job === undefined || job.module !== call.path("module")) return noContent();
  const [total, failed] = [Number(job.total), Number(job.failed)];
  const done = organization.now() >= Number(job.doneAt);
  const counts = done
    ? { Status: "COMPLETED", Failed_Count: failed, Updated_Count: total - failed, Not_Updated_Count: failed }
    : { Status: "RUNNING", Failed_Count: 0, Updated_Count: 0, Not_Updated_Count: total };
  return json(200, { data: [{ ...counts, Total_Count: total }] });
};

export const massUpdateHandlers: Handlers = { massUpdateRecords, getMassUpdateStatus };
