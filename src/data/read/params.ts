/** What a program says of a reading, checked. */
import type { OrganizationModules, RecordOf } from "../../../generated/modules.js";
import { CrmError } from "../../core/errors/errors.js";
import type { RequestOptions } from "../../core/operation.js";
import { columns as anyColumns } from "../../query/column.js";
import { type Condition, type Node, nodeOf } from "../../query/condition.js";
import type { Cell, Columns, Known } from "../../query/module.js";
import { columnName, moduleName } from "../../query/name.js";
import { invalidQuery, shown } from "../../query/problem.js";
import { whereText } from "../../query/where.js";
import type { Schema } from "../../schema/schema.js";
import { markOf, type ReadCheckpoint } from "./checkpoint.js";
import type { Order } from "./keyset.js";
import type { Via } from "./page.js";

/** The fields that only records have, and the columns that queries know. */
type Readable<C, M, R> = C extends Exclude<keyof RecordOf<M, R>, `$${string}`> ? C : Known<C, M, R>;

/** A row of the module `M` with the columns `C`. */
export type ReadRow<M, C extends string, R = OrganizationModules> = string extends C
  ? { id: string; [column: string]: unknown }
  : { [K in C | "id"]: Unset<Cell<M, K, R>> };

// A multi-select picklist without a value is null, whichever way it is read.
type Unset<V> = V extends readonly string[] ? V | null : V;

/** What to read. */
export interface ReadParams<M, C, O, R> extends RequestOptions {
  /** The API name. */
  module: M;
  /** Fields, and paths through one or two lookups: `"Account_Name.Industry"`. Rows have them, and the id. */
  fields: readonly Readable<C, M, R>[];
  /** A condition as in queries, or COQL with its conditions grouped in pairs. @default all records */
  where?: ((columns: Columns<M, R>) => Condition) | string;
  /** A column of numbers, dates or times. Those without a value come last. @default the id */
  order?: Known<O, M, R> | readonly [column: Known<O, M, R>, direction: "asc" | "desc"];
  /** About how many rows there are, if you know: a known number may be read for less. */
  rows?: number;
  /** The way to read. @default the one that costs least */
  via?: "list" | "coql" | "bulk";
  /** The organization's schema. Without it, Zoho is asked for the fields: one credit for each module. */
  schema?: Schema;
  /** A checkpoint of an earlier reading with the same condition and order: it goes on there. */
  from?: ReadCheckpoint;
}

/** The parameters as the reading uses them. */
export interface Params {
  readonly module: string;
  readonly fields: readonly string[];
  readonly where: Node | undefined;
  readonly order: Order | undefined;
  readonly rows: number | undefined;
  readonly via: Via | undefined;
  readonly schema: Schema | undefined;
  readonly from: unknown;
  /** The mark of the condition and the order. */
  readonly mark: string;
  readonly options: RequestOptions;
}

/** @throws CrmError `INVALID_QUERY` or `INVALID_PARAMETERS` */
export function paramsOf(params: ReadParams<string, string, string, object>): Params {
  const { module, fields, where, order, rows, via, schema, from, ...options } = params;
  moduleName(module);
  if (!Array.isArray(fields)) throw wrong("fields", fields, "an array of names");
  if (rows !== undefined && !(Number.isSafeInteger(rows) && rows >= 0)) throw wrong("rows", rows, "a number of rows");
  if (via !== undefined && !["list", "coql", "bulk"].includes(via)) throw wrong("via", via, `"list", "coql" or "bulk"`);
  const node = where === undefined ? undefined : whereNode(where);
  const sorting = order === undefined ? undefined : orderOf(order);
  const text = `${node === undefined ? "" : whereText(node)}|${sorting ? `${sorting.column} ${sorting.direction}` : ""}`;
  return { module, fields, where: node, order: sorting, rows, via, schema, from, mark: markOf(text), options };
}

const wrong = (name: string, value: unknown, wanted: string): CrmError =>
  new CrmError(`${name} is ${shown(value)}, not ${wanted}`, { code: "INVALID_PARAMETERS", details: { name } });

function whereNode(where: string | ((columns: never) => Condition)): Node {
  if (typeof where === "string") return { text: where };
  if (typeof where === "function") return nodeOf(where(anyColumns as never));
  throw invalidQuery(`where is ${shown(where)}, not a function that returns a condition, or COQL`);
}

function orderOf(order: unknown): Order | undefined {
  const [column, direction = "asc"] = Array.isArray(order) ? (order as readonly unknown[]) : [order];
  columnName(column);
  if (direction !== "asc" && direction !== "desc")
    throw invalidQuery(`order: the direction is ${shown(direction)}, not "asc" or "desc"`);
  if (column === "id") {
    if (direction === "asc") return undefined;
    throw invalidQuery("order: rows are sorted by id from the first to the last, not backwards");
  }
  return { column: String(column), direction };
}
