/** Reads a module by COQL: each page begins after the last row of the one before, so no change shifts its rows. */
import { limits } from "../../../generated/limits.js";
import { executeCoqlQuery } from "../../../generated/operations/coql.js";
import { getRecords } from "../../../generated/operations/records.js";
import { ResponseError } from "../../core/errors/errors.js";
import type { ApiClient, RequestOptions } from "../../core/operation.js";
import type { Node } from "../../query/condition.js";
import { columnName, moduleName } from "../../query/name.js";
import { whereText } from "../../query/where.js";
import { type ReadColumn, type Split, splitColumns } from "../columns/columns.js";
import { type AnyRow, normalRow, normalValue } from "../columns/normal-form.js";
import { compareIds } from "./ids.js";

/** Which rows are read, in which order. */
export interface Keyset {
  readonly module: string;
  readonly columns: readonly ReadColumn[];
  readonly where: Node | undefined;
  /** Rows that are equal, and all rows without it, are sorted by id. Those without a value are not found. */
  readonly order?: Order | undefined;
}

export interface Order {
  /** Its values are numbers, dates or times. */
  readonly column: string;
  readonly direction: "asc" | "desc";
}

/** Where a reading is: after this row. */
export interface Position {
  readonly id: string;
  /** The value that rows are sorted by. */
  readonly value?: string | number;
}

export interface KeysetPage {
  readonly rows: readonly AnyRow[];
  /** The positions of the rows. */
  readonly positions: readonly Position[];
  /** The position of the last row found, also if its record is gone meanwhile; `undefined` if this is the last page. */
  readonly next: Position | undefined;
}

/** The query of a page. @throws CrmError `INVALID_QUERY` for more conditions than Zoho accepts */
export function keysetQuery({ module, columns, where, order }: Keyset, after: Position | undefined): string {
  const { selected } = splitColumns(columns);
  const names = new Set([...selected.map(({ name }) => name), ...(order ? [order.column] : [])]);
  const tests: Node[] = [
    ...(where === undefined ? [] : [where]),
    ...(after === undefined ? [] : [afterNode(order, after)]),
    ...(order === undefined || after !== undefined ? [] : [isSet(order.column)]),
  ];
  const [first = isSet("id"), ...more] = tests;
  const condition = whereText(more.length === 0 ? first : { joint: "and", parts: [first, ...more] });
  const select = names.size === 0 ? "id" : [...names].map(columnName).join(", ");
  const sorting = order === undefined ? "id asc" : `${columnName(order.column)} ${order.direction}, id asc`;
  return `select ${select} from ${moduleName(module)} where ${condition} order by ${sorting} limit ${limits.coql.rows}`;
}

const isSet = (column: string): Node => ({ column, operator: "isNotNull", values: [] });

function afterNode(order: Order | undefined, { id, value }: Position): Node {
  const later: Node = { column: "id", operator: "greaterThan", values: [id] };
  if (order === undefined || value === undefined) return later;
  const { column, direction } = order;
  const beyond: Node = { column, operator: direction === "asc" ? "greaterThan" : "lessThan", values: [value] };
  const equal: Node = { column, operator: "equals", values: [value] };
  return { joint: "or", parts: [beyond, { joint: "and", parts: [equal, later] }] };
}

/**
 * Reads one page, in normal form: one credit, and one more for each 100 rows if a column is read by id.
 * @param after The last row that was read before
 * @throws What the calls throw; ResponseError if the rows are not sorted as requested
 */
export async function readKeysetPage(
  crm: ApiClient,
  keyset: Keyset,
  after: Position | undefined,
  options: RequestOptions = {},
): Promise<KeysetPage> {
  const body = { select_query: keysetQuery(keyset, after) };
  const { data, info } = await executeCoqlQuery(crm, { body }, options);
  const { order } = keyset;
  const positions = data.map((row): Position => positionOf(row, order));
  if (order === undefined) checkOrder(positions, after);
  const last = positions.at(-1);
  const rows = await normalRows(crm, keyset, data, options);
  const kept = rows.flatMap((row, index) => {
    const position = positions[index];
    return row === undefined || position === undefined ? [] : [{ row, position }];
  });
  return {
    rows: kept.map(({ row }) => row),
    positions: kept.map(({ position }) => position),
    next: info.more_records && last !== undefined ? last : undefined,
  };
}

/**
 * Rows of a query in normal form, with what is read by id. A record that is gone meanwhile is `undefined`.
 * @param split What the query selected
 */
export async function normalRows(
  crm: ApiClient,
  { module, columns }: Pick<Keyset, "module" | "columns">,
  rows: readonly AnyRow[],
  options: RequestOptions,
  split = splitColumns(columns),
): Promise<readonly (AnyRow | undefined)[]> {
  const { byId } = split;
  const found = byId.length === 0 ? undefined : await readByIds(crm, module, rows, split, options);
  return rows.map((row) => {
    const record = found === undefined ? row : found.get(row.id);
    if (record === undefined) return undefined;
    return normalRow(columns, row.id, (name, at) =>
      byId.length > 0 && isOneOf(byId, columns[at]) ? record[name] : row[name],
    );
  });
}

const isOneOf = (columns: readonly ReadColumn[], column: ReadColumn | undefined): boolean =>
  column !== undefined && columns.includes(column);

function positionOf(row: Readonly<Record<string, unknown>> & { id: string }, order: Order | undefined): Position {
  if (order === undefined) return { id: row.id };
  const value = normalValue(row[order.column], undefined);
  return typeof value === "string" || typeof value === "number" ? { id: row.id, value } : { id: row.id };
}

/** A page that does not go on from the one before would be read for ever. */
export function checkOrder(
  positions: readonly { readonly id: string }[],
  after: { readonly id: string } | undefined,
): void {
  let last = after;
  for (const position of positions) {
    if (last !== undefined && compareIds(position.id, last.id) <= 0)
      throw new ResponseError("Zoho returned rows that are not sorted by id as requested", {
        code: "UNSORTED_ROWS",
        details: { id: position.id, after: last.id },
      });
    last = position;
  }
}

type AnyRecord = Readonly<Record<string, unknown>>;

/** The records of rows, by id. A record that was deleted meanwhile is missing. */
async function readByIds(
  crm: ApiClient,
  module: string,
  rows: readonly { readonly id: string }[],
  { byId }: Split,
  options: RequestOptions,
): Promise<ReadonlyMap<string, AnyRecord>> {
  const { idsPerCall } = limits.records;
  const calls: Promise<readonly AnyRecord[]>[] = [];
  for (let at = 0; at < rows.length; at += idsPerCall)
    calls.push(readRecordsOf(crm, module, rows.slice(at, at + idsPerCall), byId, options));
  const found = (await Promise.all(calls)).flat();
  return new Map(found.map((record) => [String(record.id), record]));
}

async function readRecordsOf(
  crm: ApiClient,
  module: string,
  rows: readonly { readonly id: string }[],
  columns: readonly ReadColumn[],
  options: RequestOptions,
): Promise<readonly AnyRecord[]> {
  const ids = rows.map(({ id }) => id);
  const fields = columns.map(({ name }) => name);
  const { data } = await getRecords(crm, { module, ids, fields, ...everyState(module) }, options);
  return data;
}

/** Queries find converted leads and records that wait for approval; lists do so only on request. */
export const everyState = (module: string): { approved: "both"; converted?: "both" } =>
  module === "Leads" ? { approved: "both", converted: "both" } : { approved: "both" };
