/** A bulk read: which records and columns it selects, and the file it writes. */

import { writeCsv } from "../../data/files/csv.js";
import { badRequest } from "../http/errors.js";
import { limits, notInBulkRead } from "../limits.js";
import { viewsOf } from "../metadata/custom-views.js";
import { ALL, both, type Condition } from "../queries/bounds.js";
import { columnOf, readCriteria } from "../queries/bulk-criteria.js";
import type { Column, Lookups } from "../queries/column.js";
import type { Predicate } from "../queries/criteria.js";
import { readViewCriteria } from "../queries/view-criteria.js";
import { inRange } from "../queries/walk.js";
import type { UserCrm } from "../records/crm.js";
import type { CrmRecord } from "../records/record.js";
import type { RecordStore, Table } from "../records/store.js";
import { zohoTime } from "../values/clock.js";
import { isObject, textOf, type Values } from "../values/values.js";
import { calendarEvent, calendarFrame } from "./ics.js";
import type { BulkReadJob } from "./job.js";
import { ZipFile } from "./zip.js";

const ROWS_PER_PAGE = limits.bulkRead.rowsPerPage;
/** The maximum number of rows written, and of records scanned, in one slice. */
const ROWS_PER_SLICE = 50;
const RECORDS_PER_SLICE = 2000;

/** A parsed query. */
interface ReadPlan {
  readonly table: Table;
  readonly columns: readonly Column[];
  readonly where: Condition;
}

/** @throws HttpError 400 if the query cannot run */
export function readPlan(crm: UserCrm, records: Pick<RecordStore, "tableOf">, query: Values): ReadPlan {
  const users = new Map(crm.settings.list("users"));
  const lookups: Lookups = { tableOf: (name) => records.tableOf(name), user: (id) => users.get(id) };
  const { module, fields, criteria, cvid } = query;
  const table = typeof module === "string" ? lookups.tableOf(module) : undefined;
  if (notInBulkRead.some((name) => name === module) || (table === undefined && crm.records.isClosed(module))) {
    throw badRequest("MODULE_NOT_SUPPORTED", "The module is not supported.", { module });
  }
  if (table === undefined) throw badRequest("MODULE_NOT_AVAILABLE", "The module is not available.", { module });
  const columns = readColumns(lookups, table, fields);
  const view = cvid === undefined || cvid === null ? ALL : { ...ALL, test: readView(crm, table, cvid) };
  const where = criteria === undefined || criteria === null ? ALL : readCriteria(lookups, table, criteria);
  return { table, columns, where: both(where, view) };
}

function readView(crm: UserCrm, { module }: Table, cvid: unknown): Predicate {
  const view = viewsOf(crm, module).find(({ id }) => id === textOf(cvid));
  if (view === undefined) throw badRequest("QUERY_NOT_SUPPORTED", "the custom view is unknown", { api_name: "cvid" });
  return readViewCriteria(view.criteria, crm.userId);
}

/** The columns besides the id: the requested ones, or every field of the module. */
function readColumns(lookups: Lookups, table: Table, fields: unknown): readonly Column[] {
  if (fields !== undefined && fields !== null && !Array.isArray(fields)) {
    throw badRequest("QUERY_NOT_SUPPORTED", "fields are a list", { api_name: "fields" });
  }
  const own = Array.from(table.module.fields.keys()).filter((name) => !name.startsWith("$"));
  const names: readonly unknown[] = Array.isArray(fields) && fields.length > 0 ? fields : own;
  return names
    .filter((name) => name !== "id" && name !== "Id")
    .map((name) => {
      if (typeof name === "string" && name.startsWith("$")) {
        throw badRequest("FIELD_NOT_SUPPORTED", "the field is not supported", { api_name: name });
      }
      const column = typeof name === "string" ? columnOf(lookups, table, name) : undefined;
      if (column === undefined) {
        throw badRequest("FIELD_NOT_AVAILABLE", "the field is not available", { api_name: name });
      }
      return column;
    });
}

/** Reads the records as they are now, unaffected by writes during the job. */
export function readSteps(crm: UserCrm, job: BulkReadJob): Iterator<BulkReadJob> {
  const records = crm.records.frozen();
  return steps(job, readPlan(crm, records, job.query));
}

function* steps(job: BulkReadJob, { table, columns, where }: ReadPlan): Generator<BulkReadJob> {
  const underWay: BulkReadJob = { ...job, state: "IN PROGRESS" };
  if (job.failsAfter !== undefined) {
    yield underWay;
    yield { ...job, state: "FAILED" };
    return;
  }
  const { begin, write, end } = FORMATS[job.fileType];
  const zip = new ZipFile(`${job.id}.${job.fileType}`);
  zip.add(begin(columns));
  let toPass = (job.page - 1) * ROWS_PER_PAGE;
  let rows: CrmRecord[] = [];
  let [looks, count, more] = [0, 0, false];
  for (const record of inRange(table.records, where)) {
    looks += 1;
    if (looks % RECORDS_PER_SLICE === 0) yield underWay;
    if (!where.test(record)) continue;
    if (toPass > 0) {
      toPass -= 1;
      continue;
    }
    more = count === ROWS_PER_PAGE;
    if (more) break;
    if (rows.length === ROWS_PER_SLICE) {
      zip.add(write(columns, rows));
      rows = [];
      yield underWay;
    }
    rows.push(record);
    count += 1;
  }
  zip.add(write(columns, rows));
  zip.add(end);
  yield { ...job, state: "COMPLETED", result: { count, more }, zip: zip.end() };
}

/** How the result file is written. */
interface Format {
  readonly begin: (columns: readonly Column[]) => string;
  readonly write: (columns: readonly Column[], rows: readonly CrmRecord[]) => string;
  readonly end: string;
}

const FORMATS: Readonly<Record<BulkReadJob["fileType"], Format>> = {
  csv: {
    begin: (columns) => writeCsv([["Id", ...columns.map(({ name }) => name)]]),
    write: (columns, rows) =>
      writeCsv(rows.map((record) => [record.id, ...columns.map(({ read }) => cellOf(read(record)))])),
    end: "",
  },
  ics: {
    begin: () => calendarFrame.begin,
    write: (_columns, rows) => rows.map(calendarEvent).join(""),
    end: calendarFrame.end,
  },
};

/** A lookup is written as its id, a list as its values of any kind, and an unset value as an empty cell. */
function cellOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value))
    return value.map((one) => (isObject(one) ? textOf(one.name ?? one.id) : cellOf(one))).join(";");
  if (isObject(value)) return typeof value.id === "string" ? value.id : JSON.stringify(value);
  return textOf(value);
}

/** A job as shown in responses and in its callback. */
export const viewReadJob = ({ id, state, query, createdBy, createdTime, page, result, fileType }: BulkReadJob) => ({
  id,
  operation: "read",
  state,
  query,
  created_by: createdBy,
  created_time: zohoTime(createdTime),
  ...(result && {
    result: {
      page,
      count: result.count,
      download_url: `/crm/bulk/v2/read/${id}/result`,
      per_page: ROWS_PER_PAGE,
      more_records: result.more,
    },
  }),
  file_type: fileType,
});
