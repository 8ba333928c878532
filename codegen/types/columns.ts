/**
 * The kinds of columns that queries need to know, where the type of the field does not tell: that a string is a date, has
 * several lines, or that a lookup leads to another module.
 */
import type { OpenAPI3 } from "openapi-typescript";
import { refName } from "./type-code.js";

/** The kind of a column, or the module that a lookup leads to. */
export type ColumnKind = "date" | "datetime" | "textarea" | "none" | { readonly to: string };

/** Kinds by the names of columns. */
export type Kinds = ReadonlyMap<string, ColumnKind>;

export interface ColumnKinds {
  /** Columns that every module has. */
  readonly system: Kinds;
  /** Columns that are the same in every module that has them. */
  readonly common: Kinds;
  /** The other ones, by module. */
  readonly modules: ReadonlyMap<string, Kinds>;
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

interface Extensions {
  readonly "x-limits"?: { readonly records?: { readonly lineLength?: number } };
  readonly "x-not-in-coql"?: readonly string[];
}

/** Where a lookup leads to no module that is known beforehand. */
const NO_MODULES: readonly string[] = ["layouts", "se_module"];

/** What a description says of columns. */
interface ColumnFacts {
  /** The maximum length of a field of one line. */
  readonly lineLength: number;
  /** The data types that COQL neither selects nor compares. */
  readonly notInCoql: readonly string[];
}

/** The kinds of the columns of the modules in a description (`x-module`). */
export function columnKinds(document: OpenAPI3): ColumnKinds {
  const { "x-limits": limits = {}, "x-not-in-coql": notInCoql = [] } = document as Extensions;
  const facts = { lineLength: limits.records?.lineLength ?? Number.POSITIVE_INFINITY, notInCoql };
  const schemas = (document.components?.schemas ?? {}) as Readonly<Record<string, Schema>>;
  const all = new Map<string, ReadonlyMap<string, ColumnKind | undefined>>();
  for (const schema of Object.values(schemas)) {
    const module = schema["x-module"];
    if (module === undefined) continue;
    const columns = fieldsOf(schemas, schema).map(([name, field]) => [name, kindOf(schemas, field, facts)] as const);
    all.set(module, new Map(columns));
  }
  const modules = [...all.values()];
  const system = new Map<string, ColumnKind>();
  const common = new Map<string, ColumnKind>();
  for (const [name, kind] of modules.flatMap((columns) => [...columns])) {
    const having = modules.filter((columns) => columns.has(name));
    if (kind === undefined || !having.every((columns) => isSame(columns.get(name), kind))) continue;
    // A path through a lookup is only there where the lookup is.
    if (having.length === modules.length) system.set(name, kind);
    else if (typeof kind === "string") common.set(name, kind);
  }
  const others = [...all].map(([module, columns]) => {
    const own = [...columns].flatMap(([name, kind]) =>
      kind === undefined || system.has(name) || common.has(name) ? [] : [[name, kind] as const],
    );
    return [module, new Map(own)] as const;
  });
  return { system, common, modules: new Map(others) };
}

/** The fields of a schema and its parts. A name with a dollar sign is not a field. */
function fieldsOf(
  schemas: Readonly<Record<string, Schema>>,
  { allOf = [], properties = {} }: Schema,
): [string, Schema][] {
  const parts = allOf.flatMap(({ $ref }) =>
    $ref === undefined ? [] : fieldsOf(schemas, schemas[refName($ref).name] ?? {}),
  );
  return [...parts, ...Object.entries(properties).filter(([name]) => !name.startsWith("$"))];
}

const isSame = (one: ColumnKind | undefined, other: ColumnKind): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

function kindOf(
  schemas: Readonly<Record<string, Schema>>,
  property: Schema,
  { lineLength, notInCoql }: ColumnFacts,
): ColumnKind | undefined {
  const lookup = property["x-lookup"];
  if (lookup !== undefined) return NO_MODULES.includes(lookup) ? undefined : { to: lookup };
  if (notInCoql.includes(property["x-data-type"] ?? "")) return "none";
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
