/** Which column of an uploaded CSV maps to which field of a module, and how its cells are read. */

import { badRequest, invalidData, unknownRelatedId } from "../http/errors.js";
import type { ErrorBody } from "../http/responses.js";
import { limits } from "../limits.js";
import type { FieldDefinition, ModuleDefinition } from "../modules/modules.js";
import type { Crm } from "../records/crm.js";
import type { Table } from "../records/store.js";
import { OFFSET } from "../values/clock.js";
import { isObject, type Values } from "../values/values.js";

/** Where the value of a field comes from. */
export interface Mapping {
  readonly api_name: string;
  /** The column, or `null` if the field only has its default value. */
  readonly index: number | null;
  /** The module that a lookup points to, as the request names it. It is not checked. */
  readonly module: string | null;
  /** The field by which a lookup finds its record; the id if missing. */
  readonly find_by: string | null;
  readonly default_value: { readonly value?: unknown } | null;
  /** The date pattern of the column. */
  readonly format: string | null;
}

/** The maximum length of a date pattern. */
const MAX_FORMAT = limits.bulkWrite.formatLength;

/** The mappings of a request. If it has none, the header of the file defines them. @throws HttpError 400 */
export function readMappings(crm: Crm, table: Table, given: unknown, header: readonly string[]): Mapping[] {
  const mappings = Array.isArray(given) && given.length > 0 ? given.map(readMapping) : header.map(fromHeader);
  const seen = new Set<string>();
  for (const { api_name, index } of mappings) {
    if (seen.has(api_name)) throw badRequest("DUPLICATE_DATA", "the field is mapped twice", { api_name });
    seen.add(api_name);
    if (!isKnown(crm, table.module, api_name)) {
      throw badRequest("INVALID_FIELD_NAME", "the field is unknown", { api_name });
    }
    if (index !== null && (index < 0 || index >= header.length)) {
      throw badRequest("COLUMN_INDEX_NOT_FOUND", "the file has no such column", { api_name, index });
    }
  }
  return mappings;
}

function readMapping(given: unknown): Mapping {
  const {
    api_name,
    index = null,
    module = null,
    find_by: by = null,
    default_value = null,
    format = null,
  } = isObject(given) ? given : {};
  if (typeof api_name !== "string")
    throw badRequest("MISSING_REQUIRED_KEY", "a key is missing", { api_name: "api_name" });
  if (index !== null && !(typeof index === "number" && Number.isInteger(index))) {
    throw badRequest("INVALID_DATA", "invalid data", { expected_data_type: "integer", api_name: "index" });
  }
  if (typeof format === "string" && format.length > MAX_FORMAT) {
    throw badRequest("INVALID_DATA", "invalid data", { maximum_length: MAX_FORMAT, api_name: "format" });
  }
  return {
    api_name,
    index,
    module: typeof module === "string" ? module : null,
    find_by: typeof by === "string" ? by : null,
    default_value: isObject(default_value) ? default_value : null,
    format: typeof format === "string" ? format : null,
  };
}

/** `Account_Name.id` names the field that a lookup finds its record by. */
function fromHeader(text: string, index: number): Mapping {
  const [name = "", by = null] = text.trim().split(".");
  const api_name = name === "Id" ? "id" : name;
  return { api_name, index, module: null, find_by: by, default_value: null, format: null };
}

/** An undeclared field may still be a custom one, if the organization or the module is not strict. */
const isKnown = ({ strict }: Crm, { custom, pulled, fields }: ModuleDefinition, name: string): boolean =>
  fields.has(name) || (/^[A-Za-z]\w*$/.test(name) && ((custom && !pulled) || !strict));

/** The module is included if the request named it. */
export const viewMapping = ({ module, ...mapping }: Mapping): object =>
  module === null ? mapping : { ...mapping, module };

/** How the cells of a row become values. */
export interface RowMapping {
  readonly table: Table;
  readonly mappings: readonly Mapping[];
  /** Keep the value of a field if its cell is empty. */
  readonly ignoreEmpty: boolean;
}

/** The values of a row of the file, and the reasons why it is refused, if there are some. */
export function readRow(
  { records }: Crm,
  { table, mappings, ignoreEmpty }: RowMapping,
  cells: readonly string[],
): { readonly row: Values; readonly refusals: readonly ErrorBody[] } {
  const values: [string, unknown][] = [];
  const refusals: ErrorBody[] = [];
  for (const { api_name: name, index, find_by: by, default_value: fallback, format } of mappings) {
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
      if (found === undefined) refusals.push(unknownRelatedId(name));
      else values.push([name, { id: found.id }]);
    } else {
      const value = readCell(field, cell, format);
      if (value === undefined) refusals.push(invalidData({ expected_data_type: field?.type, api_name: name }));
      else values.push([name, value]);
    }
  }
  return { row: Object.fromEntries(values), refusals };
}

/**
 * A cell as a JSON value, `undefined` for a date that does not match its pattern. Any other value that does not fit
 * the field stays a string, which is refused like any other.
 */
function readCell(field: FieldDefinition | undefined, cell: string, format: string | null): unknown {
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
    case "date":
    case "datetime":
      return format === null ? cell : readDate(cell, format, field.type);
    default:
      return cell;
  }
}

/** What the letters of a pattern match. Other characters match themselves. */
const DATE_PARTS: ReadonlyMap<string, string> = new Map([
  ["yyyy", String.raw`(?<year>\d{4})`],
  ["MM", String.raw`(?<month>\d\d)`],
  ["dd", String.raw`(?<day>\d\d)`],
  ["HH", String.raw`(?<hour>\d\d)`],
  ["mm", String.raw`(?<minute>\d\d)`],
  ["ss", String.raw`(?<second>\d\d)`],
]);

/** The date in the form of the API, with times in the organization's zone; `undefined` if the cell does not match. */
function readDate(text: string, pattern: string, type: "date" | "datetime"): string | undefined {
  const names: string[] = [];
  const source = pattern.replace(/yyyy|MM|dd|HH|mm|ss|[^A-Za-z]|[A-Za-z]/g, (part) => {
    const known = names.includes(part) ? undefined : DATE_PARTS.get(part);
    names.push(part);
    return known ?? part.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  });
  const found = new RegExp(`^${source}$`).exec(text)?.groups;
  const { year, month, day, hour = "00", minute = "00", second = "00" } = found ?? {};
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = `${year}-${month}-${day}`;
  return type === "date" ? date : `${date}T${hour}:${minute}:${second}${OFFSET}`;
}
