/** Records that a call names by an external id instead of their id: `X-EXTERNAL: Leads.External_Lead_ID`. */

import type { Call } from "../calls/call.js";
import type { Handler, Handlers } from "../calls/handler.js";
import { externalNotFound, invalidValue } from "../http/errors.js";
import type { ActionRow } from "../http/responses.js";
import { relatedListsOf } from "../metadata/related-lists.js";
import type { UserCrm } from "../records/crm.js";
import type { RecordStore, Table } from "../records/store.js";
import { fieldValue, isObject, splitList, textOf, type Values } from "../values/values.js";

/** The field whose values replace ids, by module. */
type ExternalFields = ReadonlyMap<string, string>;

/** @throws HttpError 400 if no module has the field, or if two records may share a value of it */
function readFields({ headers }: Call, records: RecordStore): ExternalFields {
  const header = headers["x-external"];
  const pairs = splitList(typeof header === "string" ? header : null).map((text): [string, string] => {
    const [module = "", field = ""] = text.split(".");
    if (!records.tableOf(module)?.module.fields.get(field)?.unique) throw invalidValue({ api_name: "X-EXTERNAL" });
    return [module, field];
  });
  return new Map(pairs);
}

/** Wraps handlers of calls that accept the header, so that they see only ids. */
export const withExternalIds = (handlers: Handlers): Handlers =>
  Object.fromEntries(
    Object.entries(handlers).map(([name, handler]): [string, Handler] => [
      name,
      (call, context) => handler(inIds(call, context.crm), context),
    ]),
  );

/**
 * The call with external ids replaced by record ids: in the path, in `ids`, in the rows and in their lookups. A value
 * that no record has may already be an id.
 *
 * @throws HttpError 400 if a record in the path or in `ids` does not exist
 */
function inIds(call: Call, crm: UserCrm): Call {
  const { records } = crm;
  const external = readFields(call, records);
  if (external.size === 0) return call;
  const table = records.table(call.path("module"));
  // If the path names a related list, rows and `ids` belong to the related records.
  const listed = call.hasPath("relatedList") ? relatedTable(crm, table, call.path("relatedList")) : table;
  const idOf = (within: Table, value: string): string => {
    const id = findId(external, within, value);
    if (id === undefined) throw externalNotFound();
    return id;
  };
  const path = new Map<string, string>();
  if (call.hasPath("id")) path.set("id", idOf(table, call.path("id")));
  if (call.hasPath("relatedId") && listed) path.set("relatedId", idOf(listed, call.path("relatedId")));
  const query = new URLSearchParams(call.query);
  const ids = splitList(query.get("ids"));
  if (ids.length > 0 && listed) query.set("ids", ids.map((value) => idOf(listed, value)).join(","));
  const body = call.hasBody ? call.parsed() : undefined;
  if (!isObject(body) || !Array.isArray(body.data) || !listed) return call.changed({ path, query });
  const own = call.route.id === "upsertRecords" ? undefined : external.get(listed.module.apiName);
  const data = body.data.map((row) => (isObject(row) ? rowInIds(row, records, external, listed, own) : row));
  return call.changed({ path, query, json: { value: { ...body, data } } });
}

/** @param own The field that names the record of a row without `id` */
function rowInIds(
  row: Values,
  records: RecordStore,
  external: ExternalFields,
  listed: Table,
  own: string | undefined,
): Values {
  const given = own === undefined ? undefined : (row.id ?? row[own]);
  const changes: [string, unknown][] = isSet(given) ? [["id", findId(external, listed, textOf(given)) ?? given]] : [];
  for (const { apiName, lookup } of listed.module.fields.values()) {
    const value = row[apiName];
    const target = lookup === "se_module" ? (row.$se_module ?? row.se_module) : lookup;
    const table = typeof target === "string" && isObject(value) ? records.tableOf(target) : undefined;
    const field = table && external.get(table.module.apiName);
    if (table === undefined || field === undefined || !isObject(value)) continue;
    const named = value.id ?? value[field];
    if (isSet(named)) changes.push([apiName, { id: findId(external, table, textOf(named)) ?? named }]);
  }
  return { ...row, ...Object.fromEntries(changes) };
}

const isSet = (value: unknown): boolean => value !== undefined && value !== null;

/** The id of the record that a value names. */
function findId(external: ExternalFields, { module, records }: Table, value: string): string | undefined {
  const field = external.get(module.apiName);
  const found = field === undefined ? undefined : records.withValue(field, value);
  return found?.id ?? (field === undefined || records.has(value) ? value : undefined);
}

function relatedTable(crm: UserCrm, { module }: Table, name: string): Table | undefined {
  const list = relatedListsOf(crm, module).find((one) => one.name === name);
  return list && crm.records.tableOf(list.module);
}

/** Rows of a response that show the external ids of the call, besides the id. */
export function namedRows(
  call: Call,
  { records: store }: UserCrm,
  { module, records }: Table,
  rows: readonly ActionRow[],
): readonly ActionRow[] {
  const field = readFields(call, store).get(module.apiName);
  if (field === undefined) return rows;
  return rows.map((row) => {
    const record = row.status === "success" ? records.get(String(row.details.id)) : undefined;
    return record === undefined ? row : { ...row, details: { ...row.details, [field]: fieldValue(record, field) } };
  });
}
