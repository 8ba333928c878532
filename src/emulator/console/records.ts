import type { FieldDefinition } from "../modules/modules.js";
import { hasWord } from "../queries/text-search.js";
import { type CrmRecord, displayName } from "../records/record.js";
import type { Table } from "../records/store.js";
import { viewRecord } from "../records/view.js";
import { zohoTime } from "../values/clock.js";
import { isObject } from "../values/values.js";
import { BadRequest, type ConsoleContext, type Endpoint, type Endpoints } from "./endpoint.js";

const PER_PAGE = 50;
/** The maximum number of recycle bin entries. */
const MAX_BIN_ENTRIES = 500;
/** The maximum number of columns in a table of records. */
const MAX_COLUMNS = 6;

const getRecords: Endpoint<"GET records"> = (context, { query }) => {
  const { module, records } = tableOf(context, query);
  const word = query.get("word")?.trim().toLowerCase() ?? "";
  const all = [...records.values()].reverse();
  const found = word === "" ? all : all.filter(hasWord(word));
  const pages = Math.max(1, Math.ceil(found.length / PER_PAGE));
  const page = Math.min(pages, Math.max(1, Number(query.get("page")) || 1));
  const shown = found.slice((page - 1) * PER_PAGE, page * PER_PAGE);
  const columns = columnsOf(shown, module.nameField);
  return {
    module: module.apiName,
    total: found.length,
    page,
    pages,
    columns,
    rows: shown.map((record) => ({ id: record.id, cells: columns.map((column) => record[column] ?? null) })),
  };
};

const getRecord: Endpoint<"GET record"> = (context, { query }) => {
  const { module, records } = tableOf(context, query);
  const record = records.get(query.get("id") ?? "");
  if (record === undefined) return null;
  const { records: tables, files } = context.organization;
  const order = new Map([...module.fields.keys()].map((name, index) => [name, index]));
  const view = Object.entries(viewRecord(module, record, []));
  const notes = [...(tables.tableOf("Notes")?.records.values() ?? [])].filter(
    ({ Parent_Id }) => isObject(Parent_Id) && Parent_Id.id === record.id,
  );
  return {
    name: displayName(module, record) ?? record.id,
    record: Object.fromEntries(view.sort(([a], [b]) => (order.get(a) ?? 0) - (order.get(b) ?? 0))),
    notes: notes.reverse().map((note) => ({
      id: note.id,
      title: String(note.Note_Title ?? ""),
      content: String(note.Note_Content ?? ""),
      by: isObject(note.Created_By) ? String(note.Created_By.name) : "",
    })),
    files: files.attachmentsOf(record.id).map(({ id, content }) => ({
      id,
      name: "url" in content ? content.url : content.name,
      size: "url" in content ? undefined : content.bytes.byteLength,
    })),
  };
};

const getFields: Endpoint<"GET fields"> = (context, { query }) =>
  [...tableOf(context, query).module.fields.values()]
    .filter(({ apiName, readOnly }) => !readOnly && !apiName.startsWith("$"))
    .sort((a, b) => rankOf(a) - rankOf(b));

/** Fields that are easy to fill in come before ids and JSON. */
const rankOf = ({ mandatory, lookup, type }: FieldDefinition): number =>
  mandatory ? 0 : lookup === undefined && !type.startsWith("json") ? 1 : 2;

const getBin: Endpoint<"GET bin"> = (context, { query }) => {
  const { module, bin } = tableOf(context, query);
  return [...bin.values()]
    .slice(-MAX_BIN_ENTRIES)
    .reverse()
    .map(({ record, deletedTime, deletedBy }) => ({
      id: record.id,
      name: String(record[module.nameField] ?? ""),
      time: zohoTime(deletedTime),
      by: deletedBy.name,
    }));
};

function tableOf({ organization }: ConsoleContext, query: URLSearchParams): Table {
  const table = organization.records.tableOf(query.get("module") ?? "");
  if (table === undefined) throw new BadRequest("this module does not exist");
  return table;
}

/** The fields that most of the records have set, after the one that names a record. */
function columnsOf(records: readonly CrmRecord[], name: string): string[] {
  const counts = new Map<string, number>();
  for (const record of records) {
    for (const [field, value] of Object.entries(record)) {
      if (value === null || field.startsWith("$") || NO_COLUMN.includes(field)) continue;
      counts.set(field, (counts.get(field) ?? 0) + 1);
    }
  }
  const common = [...counts].sort(([, a], [, b]) => b - a).map(([field]) => field);
  return [...new Set([name, ...common])].slice(0, MAX_COLUMNS - 1).concat(records.length > 0 ? ["Modified_Time"] : []);
}

/** Fields that repeat others or tell little in a table. */
const NO_COLUMN: readonly string[] = [
  "id",
  "Owner",
  "Created_By",
  "Modified_By",
  "Created_Time",
  "Modified_Time",
  "Full_Name",
  "First_Name",
  "Last_Name",
  "Tag",
];

export const recordEndpoints = {
  "GET records": getRecords,
  "GET record": getRecord,
  "GET fields": getFields,
  "GET bin": getBin,
} satisfies Partial<Endpoints>;
