import { hasWord } from "../handlers/search.js";
import type { FieldDefinition } from "../modules/modules.js";
import type { CrmRecord, Table } from "../records/store.js";
import { viewRecord } from "../records/view.js";
import { zohoTime } from "../values/clock.js";
import { AskedWrongly, type Endpoint, type Endpoints, type Subject } from "./endpoint.js";

const PER_PAGE = 50;
/** The most entries of the recycle bin that are shown. */
const MOST_DELETED = 500;
/** The most columns of a table of records. */
const COLUMNS = 6;

/** One page of a module's records, newest first: all of them, or those with a word. */
export interface RecordPage {
  readonly module: string;
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly id: string; readonly cells: readonly unknown[] }[];
}

const getRecords: Endpoint = (subject, { query }): RecordPage => {
  const { module, records } = tableOf(subject, query);
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

const getRecord: Endpoint = (subject, { query }): object => {
  const { module, records } = tableOf(subject, query);
  const record = records.get(query.get("id") ?? "");
  if (record === undefined) throw new AskedWrongly("there is no such record; it may have been deleted");
  return viewRecord(module, record, []);
};

/** What a form for a record of a module asks for: the fields that may be written, those first that must be. */
const getFields: Endpoint = (subject, { query }): readonly FieldDefinition[] =>
  [...tableOf(subject, query).module.fields.values()]
    .filter(({ apiName, readOnly }) => !readOnly && !apiName.startsWith("$"))
    .sort((a, b) => rankOf(a) - rankOf(b));

/** What is plain to fill in comes before ids and JSON. */
const rankOf = ({ mandatory, lookup, type }: FieldDefinition): number =>
  mandatory ? 0 : lookup === undefined && !type.startsWith("json") ? 1 : 2;

/** An entry of the recycle bin. */
export interface BinEntry {
  readonly id: string;
  readonly name: string;
  readonly time: string;
  readonly by: string;
}

/** The recycle bin of a module, what was deleted last first. */
const getBin: Endpoint = (subject, { query }): readonly BinEntry[] => {
  const { module, bin } = tableOf(subject, query);
  return [...bin.values()]
    .slice(-MOST_DELETED)
    .reverse()
    .map(({ record, deletedTime, deletedBy }) => ({
      id: record.id,
      name: String(record[module.nameField] ?? ""),
      time: zohoTime(deletedTime),
      by: deletedBy.name,
    }));
};

function tableOf({ organization }: Subject, query: URLSearchParams): Table {
  const table = organization.records.tableOf(query.get("module") ?? "");
  if (table === undefined) throw new AskedWrongly("there is no such module");
  return table;
}

/** The fields that most of the records have set, beginning with the one that names a record. */
function columnsOf(records: readonly CrmRecord[], name: string): string[] {
  const counts = new Map<string, number>();
  for (const record of records) {
    for (const [field, value] of Object.entries(record)) {
      if (value === null || field.startsWith("$") || LATE.includes(field)) continue;
      counts.set(field, (counts.get(field) ?? 0) + 1);
    }
  }
  const common = [...counts].sort(([, a], [, b]) => b - a).map(([field]) => field);
  return [...new Set([name, ...common])].slice(0, COLUMNS - 1).concat(records.length > 0 ? ["Modified_Time"] : []);
}

/** Fields that are the same, or mean nothing, in a table. */
const LATE: readonly string[] = [
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

export const recordEndpoints: Endpoints = {
  "GET /_emulator/records": getRecords,
  "GET /_emulator/record": getRecord,
  "GET /_emulator/fields": getFields,
  "GET /_emulator/bin": getBin,
};
