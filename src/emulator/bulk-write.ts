// The rows of an uploaded CSV, written to a module.
import type { ActionRow, ErrorBody } from "./answers.js";
import { bulkError, invalidData, unknownRelatedId } from "./errors.js";
import type { FieldDefinition, ModuleDefinition } from "./modules.js";
import type { Organization } from "./organization.js";
import { insertRecord, updateRecord, upsertRecord } from "./record-writes.js";
import type { Table } from "./records.js";
import { isObject, textOf } from "./values.js";

/** Where the value of a field comes from. */
export interface Mapping {
  readonly api_name: string;
  /** The column, `null` for a field that has its default value only. */
  readonly index: number | null;
  /** The field by which a lookup finds its record; the id without it. */
  readonly find_by: string | null;
  readonly default_value: { readonly value?: unknown } | null;
  readonly format: string | null;
}

export interface BulkWriteRequest {
  readonly operation: "insert" | "update" | "upsert";
  readonly table: Table;
  readonly mappings: readonly Mapping[];
  /** The field by which an update finds its record. */
  readonly findBy: string;
  /** Leave a field as it is where its cell is empty. */
  readonly ignoreEmpty: boolean;
}

/** What became of a row, as the result file has it. */
export interface RowOutcome {
  readonly status: "ADDED" | "UPDATED" | "SKIPPED";
  readonly recordId: string;
  readonly errors: string;
}

export function writeRow(organization: Organization, request: BulkWriteRequest, cells: readonly string[]): RowOutcome {
  const values = readCells(organization, request, cells);
  if ("refusal" in values) return skipped(values.refusal);
  const { operation, table, findBy } = request;
  const row = values.row;
  const result =
    operation === "insert"
      ? insertRecord(organization, table, row)
      : operation === "upsert"
        ? upsertRecord(organization, table, [findBy], row)
        : updateFound(organization, table, findBy, row);
  if (result.status === "error") return skipped(result);
  const isUpdate = operation === "update" || result.action === "update";
  return { status: isUpdate ? "UPDATED" : "ADDED", recordId: String(result.details.id), errors: "" };
}

/** Names the code, and the field where there is one. */
const skipped = ({ code, details }: ErrorBody): RowOutcome => ({
  status: "SKIPPED",
  recordId: "",
  errors: [code, details.api_name].filter((part) => part !== undefined).join(":"),
});

function updateFound(
  organization: Organization,
  table: Table,
  findBy: string,
  row: Readonly<Record<string, unknown>>,
): ActionRow {
  const wanted = row[findBy];
  const found = findBy === "id" ? table.records.get(textOf(wanted)) : table.records.withValue(findBy, wanted);
  return found === undefined ? invalidData({ api_name: findBy }) : updateRecord(organization, table, found.id, row);
}

type Cells = { readonly row: Readonly<Record<string, unknown>> } | { readonly refusal: ErrorBody };

function readCells(
  { records }: Organization,
  { table, mappings, ignoreEmpty }: BulkWriteRequest,
  cells: readonly string[],
): Cells {
  const values: [string, unknown][] = [];
  for (const { api_name: name, index, find_by: by, default_value: fallback } of mappings) {
    const cell = index === null ? "" : (cells[index] ?? "");
    if (cell === "" && fallback?.value !== undefined) {
      values.push([name, fallback.value]);
      continue;
    }
    if (cell === "" && ignoreEmpty) continue;
    const field = table.module.fields.get(name);
    const target = field?.lookup === undefined ? undefined : records.tableOf(field.lookup);
    if (cell !== "" && target !== undefined && by !== null && by !== "id") {
      const found = target.records.withValue(by, cell);
      if (found === undefined) return { refusal: unknownRelatedId(name) };
      values.push([name, { id: found.id }]);
    } else values.push([name, readCell(field, cell)]);
  }
  return { row: Object.fromEntries(values) };
}

/** A cell as JSON would have it. What does not fit the field stays a text, which is refused like any other. */
function readCell(field: FieldDefinition | undefined, cell: string): unknown {
  if (cell === "") return null;
  switch (field?.type) {
    case "integer":
    case "double":
      return /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell;
    case "boolean":
      return /^(true|false)$/i.test(cell) ? cell.toLowerCase() === "true" : cell;
    case "multiselectpicklist":
    case "jsonarray":
      return cell.split(";");
    case "lookup":
    case "ownerlookup":
      return { id: cell };
    default:
      return cell;
  }
}

/** The mappings of a request, or where it has none, those that the header of the file means. @throws HttpError 400 */
export function readMappings(
  organization: Organization,
  table: Table,
  given: unknown,
  header: readonly string[],
): Mapping[] {
  const mappings = Array.isArray(given) && given.length > 0 ? given.map(readMapping) : header.map(fromHeader);
  for (const { api_name, index } of mappings) {
    if (!isKnown(organization, table.module, api_name)) {
      throw bulkError("INVALID_FIELD_NAME", "the field is unknown", { api_name });
    }
    if (index !== null && (index < 0 || index >= header.length)) {
      throw bulkError("COLUMN_INDEX_NOT_FOUND", "the file has no such column", { api_name, index });
    }
  }
  return mappings;
}

function readMapping(given: unknown): Mapping {
  const {
    api_name,
    index = null,
    find_by: by = null,
    default_value = null,
    format = null,
  } = isObject(given) ? given : {};
  if (typeof api_name !== "string")
    throw bulkError("MISSING_REQUIRED_KEY", "a key is missing", { api_name: "api_name" });
  if (index !== null && !(typeof index === "number" && Number.isInteger(index))) {
    throw bulkError("INVALID_DATA", "invalid data", { expected_data_type: "integer", api_name: "index" });
  }
  return {
    api_name,
    index,
    find_by: typeof by === "string" ? by : null,
    default_value: isObject(default_value) ? default_value : null,
    format: typeof format === "string" ? format : null,
  };
}

/** `Account_Name.id` names the field of a lookup by which it finds its record. */
function fromHeader(text: string, index: number): Mapping {
  const [name = "", by = null] = text.trim().split(".");
  return { api_name: name === "Id" ? "id" : name, index, find_by: by, default_value: null, format: null };
}

/** A field that nobody declared may still be one, where the organisation or the module is not strict about them. */
const isKnown = ({ strict }: Organization, { custom, fields }: ModuleDefinition, name: string): boolean =>
  fields.has(name) || (/^[A-Za-z]\w*$/.test(name) && (custom || !strict));
