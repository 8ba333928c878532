// One change for many records: at once by their ids, or as a job by a custom view or by criteria.

import type { Call } from "../calls/call.js";
import type { Handler, Handlers } from "../calls/handler.js";
import { newJob } from "../conventions/bulk-body.js";
import { outcome } from "../conventions/setting-lists.js";
import { json, noContent, success } from "../http/answers.js";
import {
  alreadyScheduled,
  invalidValue,
  limitExceeded,
  missingMember,
  missingParameter,
  noRecordsFound,
} from "../http/errors.js";
import type { MassUpdateJob } from "../jobs/job.js";
import { viewsOf } from "../metadata/custom-views.js";
import { inTerritory } from "../queries/selection.js";
import { countConditions, readViewCriteria } from "../queries/view-criteria.js";
import type { UserCrm } from "../records/crm.js";
import type { CrmRecord } from "../records/record.js";
import type { Table } from "../records/store.js";
import { updateRecord } from "../records/writes.js";
import { isObject, textOf } from "../values/values.js";

const massUpdateRecords: Handler = (call, context) => {
  const { crm, organization } = context;
  const table = crm.records.table(call.path("module"));
  const { ids } = call.json();
  const [row] = call.rows();
  if (Array.isArray(ids)) {
    if (ids.length > MAX_IDS) throw limitExceeded(MAX_IDS);
    return outcome(
      call,
      "data",
      ids.map((id) => updateRecord(crm, table, textOf(id), row)),
    );
  }
  const { cvid, over_write: overwrite } = call.json();
  const isRunning = organization.jobs
    .underWay()
    .some((job) => job.kind === "mass update" && cvid !== undefined && job.cvid === cvid);
  if (isRunning) throw alreadyScheduled();
  const records = chosen(call, crm, table);
  if (records.length === 0) throw noRecordsFound();
  if (records.length > MAX_RECORDS) throw limitExceeded(MAX_RECORDS);
  const job: MassUpdateJob = {
    kind: "mass update",
    ...newJob(context),
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

const MAX_IDS = 500;
/** Of a job. */
const MAX_RECORDS = 50_000;
/** Of its criteria; a condition counts by its values. */
const MAX_CONDITIONS = 200;

/** The records that a view or criteria select, within a territory where one is given. */
function chosen(call: Call, crm: UserCrm, { module, records }: Table): CrmRecord[] {
  const { cvid, criteria, territory } = call.json();
  if (cvid === undefined && criteria === undefined) throw missingMember("ids");
  const view = viewsOf(crm, module).find(({ id }) => id === cvid);
  if (cvid !== undefined && view === undefined) throw invalidValue({ api_name: "cvid" });
  const parts = [view?.criteria, ...(Array.isArray(criteria) ? criteria : [])];
  if (countConditions(parts) > MAX_CONDITIONS) throw limitExceeded(MAX_CONDITIONS);
  const tests = parts.map((part) => readViewCriteria(part, crm.userId));
  if (isObject(territory)) tests.push(inTerritory(crm, textOf(territory.id), territory.include_child === true));
  return [...records.values()].filter((record) => tests.every((test) => test(record)));
}

const STATES = { ADDED: "SCHEDULED", "IN PROGRESS": "RUNNING", COMPLETED: "COMPLETED", FAILED: "FAILED" } as const;

const getMassUpdateStatus: Handler = async (call, { organization }) => {
  const id = call.query.get("job_id");
  if (id === null) throw missingParameter("job_id");
  const job = await organization.jobs.look("mass update", id);
  if (job === undefined || job.module !== call.path("module")) return noContent();
  const { state, updated, failed, ids } = job;
  const counts = {
    Status: STATES[state],
    Failed_Count: failed,
    Updated_Count: updated,
    // Those that are still to come, and at the end those that were left as they are.
    Not_Updated_Count: ids.length - updated - failed,
    Total_Count: ids.length,
  };
  return json(200, { data: [counts] });
};

export const massUpdateHandlers: Handlers = { massUpdateRecords, getMassUpdateStatus };
