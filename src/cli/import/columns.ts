/** Which field each column of a file is. */
import { printable } from "../../core/errors/printable.js";
import { memberOf } from "../../schema/metadata.js";
import type { ModuleSchema } from "../../schema/schema.js";
import { type FieldRule, SYSTEM } from "../../schema/values/field-rule.js";
import { rulesOf } from "../../schema/values/module-rules.js";
import { CommandError, didYouMean } from "../command.js";
import type { Mode } from "./modes.js";
import { isBookkeeping } from "./refused-columns.js";

/** A column whose cells are sent. */
export interface UsedColumn {
  /** Its name in the file. */
  readonly column: string;
  /** API name of the field. */
  readonly field: string;
  readonly rule: FieldRule;
  /** Display values of entries whose actual value is another one. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** The columns of a file. */
export interface Columns {
  /** By their names in the file. */
  readonly used: ReadonlyMap<string, UsedColumn>;
  /** Names of columns that are not sent, and why. */
  readonly ignored: ReadonlyMap<string, string>;
}

/** What the columns are for. */
export interface Purpose {
  readonly module: string;
  readonly mode: Mode;
  /** API name of the field that identifies a row. */
  readonly key: string | undefined;
  /** Whether the columns are those of a CSV, whose cells are strings. */
  readonly isCsv: boolean;
  /** Where the schema comes from, for messages. */
  readonly source: string;
}

/** Fields by the names of columns; null for columns to leave out. */
export type ColumnMap = ReadonlyMap<string, string | null>;

/**
 * Assigns fields to the columns: by the map, by API name, or by label.
 * @throws CommandError that names every column that has no field, or more than one
 */
export function columnsOf(names: readonly string[], map: ColumnMap, schema: ModuleSchema, purpose: Purpose): Columns {
  const fields = knownFields(schema);
  const problems = [...headerProblems(names), ...mapProblems(map, names, fields, purpose)];
  const used = new Map<string, UsedColumn>();
  const ignored = new Map<string, string>();
  for (const column of names) {
    if (column.trim() === "" || isBookkeeping(column)) continue;
    const found = fieldFor(column, map, fields, schema);
    if (found === null) ignored.set(column, "left out by --map");
    else if (typeof found !== "string") problems.push(found.problem(purpose));
    else if (found.includes(".")) ignored.set(column, "a field of another record");
    else {
      const rule = fields.get(found) ?? ID_RULE;
      const reason = reasonToIgnore(found, rule, purpose);
      const other = [...used.values()].find(({ field }) => field === found);
      if (reason !== undefined) ignored.set(column, reason);
      else if (other !== undefined)
        problems.push(`columns ${quoted(other.column)} and ${quoted(column)} are both ${found}`);
      else if (purpose.isCsv && !fitsCell(rule))
        problems.push(
          `column ${quoted(column)}: a cell cannot hold ${found}, which has parts; import it from NDJSON or JSON, or leave it out with --map`,
        );
      else used.set(column, { column, field: found, rule, renamed: renamedEntries(schema, found) });
    }
  }
  if (problems.length === 0) problems.push(...missingColumns(used, purpose));
  if (problems.length > 0) throw new CommandError(problems.join("\n"));
  return { used, ignored };
}

const ID_RULE: FieldRule = {
  type: "bigint",
  maxLength: undefined,
  maxDigits: Number.POSITIVE_INFINITY,
  readOnly: false,
  mandatory: false,
  lookup: undefined,
  rows: undefined,
};

/** The fields by API name, with those that Zoho does not list. */
function knownFields(schema: ModuleSchema): ReadonlyMap<string, FieldRule> {
  const system = [...SYSTEM].map((name) => [name, { ...ID_RULE, readOnly: true }] as const);
  return new Map([...system, ...rulesOf(schema).fields]);
}

interface Unknown {
  problem(purpose: Purpose): string;
}

function fieldFor(
  column: string,
  map: ColumnMap,
  fields: ReadonlyMap<string, FieldRule>,
  schema: ModuleSchema,
): string | null | Unknown {
  const mapped = map.get(column);
  if (mapped !== undefined) return mapped;
  if (fields.has(column)) return column;
  const [lookup, ...path] = column.split(".");
  if (path.length > 0 && fields.get(lookup ?? "")?.lookup !== undefined) return column;
  const folded = fold(column);
  const found = [...fields.keys()].filter((name) => fold(name) === folded || fold(labelOf(schema, name)) === folded);
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  if (first !== undefined)
    return {
      problem: () =>
        `column ${quoted(column)} can be ${found.join(" or ")}, which have the same label: rename the column to one of them, or pass --map`,
    };
  return {
    problem({ module, source }) {
      const words = [...fields.keys(), ...[...fields.keys()].map((name) => labelOf(schema, name))].filter(
        (word) => word !== "",
      );
      const near = didYouMean(column, words);
      return `column ${quoted(column)}: ${module} has no such field in ${source}${near === "" ? "; leave it out with --map if it is not one" : near}`;
    },
  };
}

const labelOf = ({ fields }: ModuleSchema, name: string): string =>
  (Object.hasOwn(fields, name) ? fields[name]?.field_label : undefined) ?? "";

const fold = (text: string): string => text.trim().toLowerCase();

export const quoted = (name: string): string => JSON.stringify(printable(name, 100));

function headerProblems(names: readonly string[]): string[] {
  const places = new Map<string, number[]>();
  for (const [index, name] of names.entries()) places.set(name.trim(), [...(places.get(name.trim()) ?? []), index + 1]);
  return [...places].flatMap(([name, at]) => {
    if (name === "") return [`${at.length === 1 ? "column" : "columns"} ${list(at)}: the header is empty`];
    return at.length === 1 ? [] : [`columns ${list(at)} have the same header ${quoted(name)}`];
  });
}

const list = (numbers: readonly number[]): string =>
  numbers.length === 1 ? String(numbers[0]) : `${numbers.slice(0, -1).join(", ")} and ${numbers.at(-1)}`;

function mapProblems(
  map: ColumnMap,
  names: readonly string[],
  fields: ReadonlyMap<string, FieldRule>,
  { module }: Purpose,
): string[] {
  return [...map].flatMap(([column, field]) => {
    if (!names.includes(column)) return [`--map: the file has no column ${quoted(column)}${didYouMean(column, names)}`];
    if (field === null || fields.has(field)) return [];
    return [`--map: ${module} has no field ${quoted(field)}${didYouMean(field, [...fields.keys()])}`];
  });
}

/** Why cells are not sent, although the field is known. */
function reasonToIgnore(field: string, { readOnly }: FieldRule, { mode, key }: Purpose): string | undefined {
  if (field === "id") {
    if (mode === "create") return "Zoho gives new records their ids";
    return key === undefined || key === "id" ? undefined : `rows are found by ${key}`;
  }
  if (mode === "delete") return field === key ? undefined : "rows are deleted";
  return readOnly ? "read-only" : undefined;
}

/** Whether a cell of a CSV can hold a value. */
const fitsCell = ({ type, lookup }: FieldRule): boolean =>
  type !== "jsonarray" && type !== "fileupload" && (type !== "jsonobject" || lookup !== undefined);

/** The display values that are not actual values, with the actual value of their entry. */
function renamedEntries({ fields }: ModuleSchema, name: string): ReadonlyMap<string, string> {
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  const entries = field === undefined ? [] : (memberOf(field, "pick_list_values") ?? []);
  const actual = new Set(entries.map(({ actual_value }) => actual_value));
  return new Map(
    entries
      .filter(({ display_value }) => !actual.has(display_value))
      .map(({ display_value, actual_value }) => [display_value, actual_value]),
  );
}

/** Without these, no row can be written. */
function missingColumns(used: ReadonlyMap<string, UsedColumn>, { mode, key, module }: Purpose): string[] {
  const fields = [...used.values()].map(({ field }) => field);
  if (key !== undefined && !fields.includes(key)) return [`--key ${key}: the file has no column for it`];
  if (key === undefined && (mode === "update" || mode === "delete") && !fields.includes("id"))
    return [
      `the file has no column id: rows to ${mode} need the id of their record, or pass --key with a unique field`,
    ];
  return fields.length === 0 ? [`the file has no column that can be written to ${module}`] : [];
}
