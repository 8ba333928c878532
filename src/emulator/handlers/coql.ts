import type { Call } from "../calls/call.js";
import type { Handler, Handlers } from "../calls/handler.js";
import { invalidValue, missingMember } from "../http/errors.js";
import { json, noContent } from "../http/responses.js";
import type { Column } from "../queries/column.js";
import { sortKey } from "../queries/comparison.js";
import { type CoqlQuery, parseCoql } from "../queries/coql.js";
import { compareOptional } from "../queries/listing.js";
import { byId, inOrder } from "../queries/walk.js";
import type { CrmRecord } from "../records/record.js";
import { compareIds } from "../values/ids.js";
import { inKeyOrder } from "../values/key-order.js";
import { isObject } from "../values/values.js";

const executeCoqlQuery: Handler = (call, { crm }) => {
  const query = parseCoql(crm, readQuery(call));
  const { records } = query.table;
  const found = inOrder(records, query.where, query.order) ?? sortByColumns(byId(records, query.where), query.order);
  const { rows, more } = readRows(found, query);
  if (rows.length === 0) return noContent();
  const columns = new Map([...query.columns, ID].map((column) => [column.name, column]));
  const shown = inKeyOrder([...columns.keys()]).flatMap((name) => columns.get(name) ?? []);
  return json(200, {
    data: rows.map((record) => viewRow(shown, record)),
    info: { count: rows.length, more_records: more },
  });
};

/** Included in every row, selected or not. */
const ID: Column = { name: "id", type: "text", read: ({ id }) => id };

/** The rows of a query, and whether there are more. No record behind them is looked at. */
function readRows(found: Iterable<CrmRecord>, { offset, limit }: CoqlQuery) {
  const rows: CrmRecord[] = [];
  let passed = 0;
  for (const record of found) {
    if (rows.length === limit) return { rows, more: true };
    if (passed >= offset) rows.push(record);
    passed += 1;
  }
  return { rows, more: false };
}

function readQuery(call: Call): string {
  const { select_query: query } = call.json();
  if (query === undefined) throw missingMember("select_query");
  if (typeof query !== "string") throw invalidValue({ expected_data_type: "text", api_name: "select_query" });
  return query;
}

/** Each sort key is computed once per record. Equal records are ordered by id. */
function sortByColumns(records: Iterable<CrmRecord>, order: CoqlQuery["order"]): CrmRecord[] {
  const keys = order.map(({ column, direction }) => ({ keyOf: sortKey(column.type), column, direction }));
  return Array.from(records, (record) => ({
    record,
    keys: keys.map(({ keyOf, column }) => keyOf(column.read(record))),
  }))
    .sort((a, b) => {
      for (const [index, { direction }] of order.entries()) {
        const difference = compareOptional(a.keys[index], b.keys[index], direction);
        if (difference !== 0) return difference;
      }
      return compareIds(a.record.id, b.record.id);
    })
    .map(({ record }) => record);
}

/** A column is shown under its name in the query, and a lookup as its id alone. */
const viewRow = (columns: readonly Column[], record: CrmRecord): object =>
  Object.fromEntries(columns.map(({ name, read }) => [name, viewValue(read(record))]));

const viewValue = (value: unknown): unknown =>
  isObject(value) && typeof value.id === "string" ? { id: value.id } : (value ?? null);

export const coqlHandlers: Handlers = { executeCoqlQuery };
