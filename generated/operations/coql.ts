// Generated from spec/paths/coql.yaml. Do not edit: change the description, then run `npm run codegen`.
import {
  type ApiClient,
  type OfRows,
  type Operation,
  type RequestOptions,
  callInit,
  checked,
  ofModule,
  typed,
  unwrapList,
} from "../../src/core/operation.js";
import { remedies } from "../errors.js";
import type { CoqlBody, CoqlRow, CoqlRowList } from "../models.js";
import type { paths } from "../schema.js";

/** Query records in an SQL-like language. */
export type CoqlOperations = {
  /**
   * Run a COQL query.
   *
   * Runs a select over one module and its lookups. Safe to retry: it only reads. Set offset and row count in the
   * query. The limit is 200 by default and at most (the current documentation says 2000; unverified). Rows past
   * 10000 are out of reach (unverified). Costs 1 credit. Resolves to an empty list if no row matches.
   *
   * `POST /crm/v2/coql`
   */
  query<Row = CoqlRow>(params: ExecuteCoqlQueryParams<Row>, options?: RequestOptions): Promise<CoqlRowList<Row>>;
};

export interface ExecuteCoqlQueryParams<Row = CoqlRow> extends OfRows<Row> {
  body: CoqlBody;
}

const executeCoqlQueryOperation: Operation = {
  id: "executeCoqlQuery",
  name: "coql.query",
  idempotent: true,
  parameters: ["body"],
  required: ["body"],
  stableResponse: true,
  ceiling: { rows: 10000, wayOut: "split the query by a condition, e.g. on Created_Time or id" },
  scopes: ["ZohoCRM.coql.READ,ZohoCRM.modules.{module}.READ"],
  remedies,
};

/**
 * Run a COQL query: `POST /crm/v2/coql`.
 *
 * Scopes: ZohoCRM.coql.READ and ZohoCRM.modules.{module}.READ.
 *
 * @example
 * await executeCoqlQuery(crm, {
 *   body: {
 *     select_query:
 *       "select Last_Name, Account_Name, Account_Name.Account_Name from Contacts where Last_Name = 'Sample' limit " +
 *       "0, 200",
 *   },
 * });
 */
export async function executeCoqlQuery<Row = CoqlRow>(
  client: ApiClient,
  params: ExecuteCoqlQueryParams<Row>,
  options?: RequestOptions,
): Promise<CoqlRowList<Row>> {
  const { body } = checked(executeCoqlQueryOperation, params as object as ExecuteCoqlQueryParams<unknown>);
  const result = await typed<paths>(client).POST("/coql", {
    ...callInit(executeCoqlQueryOperation, options),
    body,
  });
  return unwrapList(executeCoqlQueryOperation, ofModule<CoqlRowList<Row>>(result), {
    data: [],
    info: { count: 0, more_records: false },
  });
}
