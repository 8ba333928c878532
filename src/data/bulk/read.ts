import type { BulkReadCriteria } from "../../../generated/models.js";
import type { ModuleName, OrganizationModules } from "../../../generated/modules.js";
import { CrmError } from "../../core/errors/errors.js";
import type { ClientOf } from "../../core/operation.js";
import { columns as anyColumns } from "../../query/column.js";
import type { Condition } from "../../query/condition.js";
import type { Cell, Columns, Known } from "../../query/module.js";
import type { Schema } from "../../schema/schema.js";
import { loadColumns } from "../columns/load-columns.js";
import { allOf, bulkCriteria } from "./criteria.js";
import { withSignal } from "./poll.js";
import { type BulkRead, readHandle, startReadJob } from "./read-job.js";

/** The records to export. */
export interface BulkReadParams<M, C, R> {
  module: M;
  /** Fields, and paths through one or two lookups: `"Account_Name.Industry"`. The id always comes. */
  fields: readonly Known<C, M, R>[];
  /** A condition of a query. Bulk reads know neither `isNull` nor COQL. @default all records */
  where?: (columns: Columns<M, R>) => Condition;
  /** Criteria in Zoho's own form, besides `where`. */
  criteria?: BulkReadCriteria;
  /** Id of a custom view, besides `where`. */
  cvid?: string;
  /** `ics` is for Events, and has no rows: use `download()`. @default "csv" */
  fileType?: "csv" | "ics";
  /** Address that Zoho calls when a job has ended. Jobs are polled as well, less often. */
  callback?: string;
  /** The organization's schema. Without it, the types of the fields cost a credit for each module. */
  schema?: Schema;
  /** Ends whatever waits. The job goes on. */
  signal?: AbortSignal;
}

/**
 * Starts the export of any number of records, in jobs of up to 200,000, and returns a handle. Each job costs 50 credits.
 *
 * @throws CrmError `INVALID_QUERY` before anything is started, as for a field that only records show; `OUTCOME_UNKNOWN` if the
 *   response was lost
 * @example
 * const job = await bulkRead(crm, { module: "Leads", fields: ["Last_Name", "Email"] });
 * for await (const { state } of job.progress()) console.log(state);
 * for await (const lead of job.rows()) console.log(lead.id, lead.Email);
 */
export async function bulkRead<const M extends ModuleName<R>, const C extends string, R = OrganizationModules>(
  crm: ClientOf<R>,
  params: BulkReadParams<M, C, R>,
): Promise<BulkRead<{ [K in C | "id"]: Cell<M, K, R> }>> {
  const { module, where, criteria, cvid, fileType = "csv", callback, schema, signal } = params;
  const fields: readonly string[] = params.fields;
  const own = where && bulkCriteria(where(anyColumns as Columns<M, R>));
  const all = allOf(own, criteria);
  const options = withSignal(signal);
  const columns = await loadColumns(crm, { module, fields, schema }, new Map(), true, options);
  for (const { name, from } of columns) if (from === "records") throw onlyInRecords(name);
  const types = Object.fromEntries(columns.map(({ name, type = "unknown" }) => [name, type]));
  const state = await startReadJob(
    crm,
    {
      version: 1,
      kind: "bulkRead",
      page: 1,
      row: 0,
      done: false,
      query: {
        module,
        fields: [...fields],
        ...(all && { criteria: all }),
        ...(cvid !== undefined && { cvid }),
        page: 1,
      },
      types,
      fileType,
      ...(callback !== undefined && { callback }),
    },
    options,
  );
  // The rows have the columns that were asked for.
  return readHandle(crm, state, signal) as BulkRead<{ [K in C | "id"]: Cell<M, K, R> }>;
}

const onlyInRecords = (column: string): CrmError =>
  new CrmError(`bulkRead: a file does not show the field ${column} as records do; read it with readRecords`, {
    code: "INVALID_QUERY",
    details: { column },
  });
