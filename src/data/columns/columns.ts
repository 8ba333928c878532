/** The columns of a reading: where each can be read, and the type of its values. */
import { limits } from "../../../generated/limits.js";
import { CrmError } from "../../core/errors/errors.js";
import { nearest } from "../../core/errors/nearest.js";
import { columnName } from "../../query/name.js";
import { SYSTEM } from "../../schema/values/field-rule.js";
import type { ValueType } from "../../schema/values/field-type.js";
import type { DataField, ModuleFields } from "./module-fields.js";
import type { TypedColumn } from "./normal-form.js";

/** A column. A type that is not known belongs to a module whose fields have not been read. */
export interface ReadColumn extends TypedColumn {
  /**
   * Where it can be read: `anywhere`; `calls`, but not from a CSV, which would lose a part of it; `records` only, but not
   * by COQL either; or `queries` only, because it is a path through lookups.
   */
  readonly from: "anywhere" | "calls" | "records" | "queries";
  /** Why it cannot be read everywhere, for a person. */
  readonly reason?: string;
  /** Whether rows can be sorted by it, one after the other. */
  readonly hasOrder: boolean;
}

/** The fields of the modules that are known, by module. */
export type KnownFields = ReadonlyMap<string, ModuleFields>;

/** What the columns of a module are, as far as it is known. */
export interface Columns {
  readonly columns: readonly ReadColumn[];
  /** The other modules whose fields would tell the types of all columns. */
  readonly missing: readonly string[];
}

/**
 * The columns of these names, without the id, which every row has.
 * @throws CrmError `INVALID_QUERY` if the module has no such column, or none that can be read
 */
export function columnsOf(module: string, names: readonly string[], known: KnownFields): Columns {
  const missing = new Set<string>();
  const columns = [...new Set(names)]
    .filter((name) => name !== "id")
    .map((name) => columnOf(module, name, known, missing));
  return { columns, missing: [...missing] };
}

/** What can be read of a user. */
const OF_USERS = ["id", "name", "email", "first_name", "last_name", "full_name", "status"];

const UNKNOWN: Omit<ReadColumn, "name"> = { type: undefined, from: "anywhere", hasOrder: true };
const TEXT: Omit<ReadColumn, "name"> = { type: "text", from: "queries", hasOrder: false };

function columnOf(module: string, name: string, known: KnownFields, missing: Set<string>): ReadColumn {
  columnName(name);
  const steps = name.split(".");
  let at = module;
  for (const [index, step] of steps.entries()) {
    const isLast = index === steps.length - 1;
    if (at === "users") {
      if (isLast && OF_USERS.includes(step)) return { name, ...TEXT };
      throw unknownColumn(name, `a user has no ${step}`, step, OF_USERS);
    }
    if (isLast && index > 0 && step === "id") return { name, ...TEXT };
    const fields = known.get(at);
    if (fields === undefined) {
      if (at !== module) missing.add(at);
      return { name, ...UNKNOWN, from: steps.length > 1 ? "queries" : "anywhere" };
    }
    const field = fields.get(step) ?? systemField(step);
    if (field === undefined) throw unknownColumn(name, `${at} has no field ${step}`, step, [...fields.keys()]);
    if (isLast) return { name, ...(index === 0 ? placeOf(field) : endOfPath(name, field)) };
    at = targetOf(name, field);
  }
  throw new TypeError("a name has at least one step");
}

function unknownColumn(name: string, problem: string, step: string, names: readonly string[]): CrmError {
  const near = nearest(step, names);
  return invalid(name, near === undefined ? problem : `${problem}; did you mean ${near}?`);
}

const invalid = (column: string, message: string): CrmError =>
  new CrmError(message, { code: "INVALID_QUERY", details: { column } });

/** The module of the records that a lookup in a path points to. */
function targetOf(name: string, { name: lookup, lookup: target }: DataField): string {
  if (target !== undefined && target !== "se_module" && target !== "layouts") return target;
  const reason = target === undefined ? `${lookup} is not a lookup` : `${lookup} does not point to one module`;
  throw invalid(name, `${name} cannot be read: ${reason}`);
}

/** Zoho has them in every module, whether its metadata lists them or not. */
function systemField(name: string): DataField | undefined {
  if (!SYSTEM.has(name)) return undefined;
  const isTime = name.endsWith("_Time");
  return {
    name,
    type: isTime ? "datetime" : "ownerlookup",
    maxLength: undefined,
    maxDigits: Number.POSITIVE_INFINITY,
    readOnly: true,
    mandatory: false,
    lookup: isTime ? undefined : "users",
    rows: undefined,
    isUnique: false,
    isInCoql: true,
    dataType: isTime ? "datetime" : "ownerlookup",
    hasSemicolon: false,
  };
}

/** The types whose order COQL and the client agree on. */
const ORDERED: ReadonlySet<ValueType> = new Set(["integer", "double", "date", "datetime"]);

function placeOf(field: DataField): Omit<ReadColumn, "name"> {
  const { type, dataType, name, isInCoql, hasSemicolon } = field;
  // Formulas change without a change of the record, while rows are read in their order.
  const hasOrder = ORDERED.has(type) && dataType !== "formula" && dataType !== "rollup_summary";
  if (!isInCoql || isStructured(field))
    return { type, from: "records", hasOrder, reason: `the field ${name} is read from the records themselves` };
  if (hasSemicolon)
    return {
      type,
      from: "calls",
      hasOrder,
      reason: `a value of ${name} has a semicolon, which separates values in CSV`,
    };
  return { type, from: "anywhere", hasOrder };
}

/** Whether values have parts that neither a query nor a CSV shows as a record does. */
const isStructured = ({ type, lookup }: DataField): boolean =>
  type === "jsonarray" ||
  type === "fileupload" ||
  type === "unknown" ||
  (type === "jsonobject" && lookup === undefined);

function endOfPath(name: string, field: DataField): Omit<ReadColumn, "name"> {
  const { type, from, reason } = placeOf(field);
  if (from === "records") throw invalid(name, `${name} cannot be read: COQL does not show the field ${field.name}`);
  if (from === "calls") return { type, from: "queries", hasOrder: false, reason: String(reason) };
  return { type, from: "queries", hasOrder: false };
}

/** Whether a query can select all of the columns. The id needs no place. */
export const fitsQuery = (columns: readonly ReadColumn[]): boolean => columns.length <= limits.coql.columns;

/** What a query selects, and what must be read from the records, by id. */
export interface Split {
  readonly selected: readonly ReadColumn[];
  readonly byId: readonly ReadColumn[];
}

/** Fields of the module itself can be read by id if a query cannot select all of them. */
export function splitColumns(columns: readonly ReadColumn[]): Split {
  const all = columns.filter(({ from }) => from !== "records");
  const selected = fitsQuery(all) ? all : all.filter(({ from }) => from === "queries");
  return { selected, byId: columns.filter((column) => !selected.includes(column)) };
}
