/**
 * The kinds of columns that queries need to know, where the type of the field does not tell: that a string is a date, has
 * several lines, or that a lookup leads to another module.
 */
import type { OpenAPI3 } from "openapi-typescript";
import { refName } from "./type-code.js";

/** The kind of a column, or the module that a lookup leads to. */
export type ColumnKind = "date" | "datetime" | "textarea" | "none" | { readonly to: string };

/** Columns by their name, those of the parts excluded. */
export interface ColumnGroup {
  /** `Deal`, or `SystemFields` for a part that several modules share. */
  readonly name: string;
  readonly parts: readonly string[];
  readonly columns: ReadonlyMap<string, ColumnKind>;
}

export interface ColumnKinds {
  /** Parts first. */
  readonly groups: readonly ColumnGroup[];
  /** The group of each module. */
  readonly modules: ReadonlyMap<string, string>;
  /** The columns that are dates without a time in every module that has them. */
  readonly dates: readonly string[];
}

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly maxLength?: number;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly "x-module"?: string;
  readonly "x-lookup"?: string;
  readonly "x-data-type"?: string;
}

/** What COQL neither selects nor compares. */
const NOT_COLUMNS: readonly string[] = [
  "ALARM",
  "event_reminder",
  "fileupload",
  "imageupload",
  "multiselectlookup",
  "participants",
  "RRULE",
  "subform",
];

/** Where a lookup leads to no module that is known beforehand. */
const NO_MODULES: readonly string[] = ["layouts", "se_module"];

/** @param lineLength The maximum length of a field of one line. */
export function columnKinds(document: OpenAPI3, lineLength: number): ColumnKinds {
  const schemas = (document.components?.schemas ?? {}) as Readonly<Record<string, Schema>>;
  const groups = new Map<string, ColumnGroup>();
  const add = (name: string): void => {
    const { allOf = [], properties = {} } = schemas[name] ?? {};
    const parts = allOf.flatMap(({ $ref }) => ($ref === undefined ? [] : [refName($ref).name]));
    for (const part of parts) if (!groups.has(part)) add(part);
    const columns = Object.entries(properties).flatMap(([field, property]) => {
      const kind = field.startsWith("$") ? undefined : kindOf(schemas, property, lineLength);
      return kind === undefined ? [] : [[field, kind] as const];
    });
    groups.set(name, { name, parts, columns: new Map(columns) });
  };
  const modules = new Map<string, string>();
  for (const [name, { "x-module": module }] of Object.entries(schemas)) {
    if (module === undefined) continue;
    modules.set(module, name);
    add(name);
  }
  return { groups: [...groups.values()], modules, dates: datesIn([...groups.values()]) };
}

function kindOf(
  schemas: Readonly<Record<string, Schema>>,
  property: Schema,
  lineLength: number,
): ColumnKind | undefined {
  const lookup = property["x-lookup"];
  if (lookup !== undefined) return NO_MODULES.includes(lookup) ? undefined : { to: lookup };
  if (NOT_COLUMNS.includes(property["x-data-type"] ?? "")) return "none";
  const variants = (property.anyOf ?? [property]).map((one) =>
    one.$ref === undefined ? one : (schemas[refName(one.$ref).name] ?? {}),
  );
  const schema = variants.find(({ type }) => type !== "null") ?? {};
  const types = [schema.type ?? []].flat();
  // Rows of their own, such as the comments of a case.
  if (types.includes("array") && schema.items?.$ref !== undefined && property["x-data-type"] !== undefined)
    return "none";
  if (schema.format === "date") return "date";
  if (schema.format === "date-time") return "datetime";
  return types.includes("string") && (schema.maxLength ?? 0) > lineLength ? "textarea" : undefined;
}

function datesIn(groups: readonly ColumnGroup[]): string[] {
  const all = groups.flatMap(({ columns }) => [...columns]);
  const others = new Set(all.flatMap(([name, kind]) => (kind === "date" ? [] : [name])));
  return [...new Set(all.flatMap(([name, kind]) => (kind === "date" && !others.has(name) ? [name] : [])))].toSorted();
}
