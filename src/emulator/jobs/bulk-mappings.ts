// Which column of an uploaded CSV goes to which field of a module.
import { badRequest } from "../http/errors.js";
import type { ModuleDefinition } from "../modules/modules.js";
import type { Crm } from "../records/crm.js";
import type { Table } from "../records/store.js";
import { isObject } from "../values/values.js";

/** Where the value of a field comes from. */
export interface Mapping {
  readonly api_name: string;
  /** The column, `null` for a field that has its default value only. */
  readonly index: number | null;
  /** The module that a lookup points to, which is told and not looked at. */
  readonly module: string | null;
  /** The field by which a lookup finds its record; the id without it. */
  readonly find_by: string | null;
  readonly default_value: { readonly value?: unknown } | null;
  /** The pattern of dates in the column. */
  readonly format: string | null;
}

/** No pattern of a date has more signs. */
const MAX_FORMAT = 50;

/** The mappings of a request, or where it has none, those that the header of the file means. @throws HttpError 400 */
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

/** `Account_Name.id` names the field of a lookup by which it finds its record. */
function fromHeader(text: string, index: number): Mapping {
  const [name = "", by = null] = text.trim().split(".");
  const api_name = name === "Id" ? "id" : name;
  return { api_name, index, module: null, find_by: by, default_value: null, format: null };
}

/** A field that nobody declared may still be one, where the organisation or the module is not strict about them. */
const isKnown = ({ strict }: Crm, { custom, fields }: ModuleDefinition, name: string): boolean =>
  fields.has(name) || (/^[A-Za-z]\w*$/.test(name) && (custom || !strict));

/** The module is shown where it was told. */
export const viewMapping = ({ module, ...mapping }: Mapping): object =>
  module === null ? mapping : { ...mapping, module };
