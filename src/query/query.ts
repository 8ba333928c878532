/** Queries: immutable, built in steps, passed to `crm.coql.query` as its parameters. */
import { limits, type MostColumns } from "../../generated/limits.js";
import type { CoqlBody } from "../../generated/models.js";
import type { ModuleName, OrganizationModules } from "../../generated/modules.js";
import type { OfRows } from "../core/operation.js";
import { columns } from "./column.js";
import { and, type Condition, conditionOf, nodeOf } from "./condition.js";
import type { Cell, Columns, Known } from "./module.js";
import { columnName, moduleName } from "./name.js";
import { invalidQuery, shown } from "./problem.js";
import { whereText } from "./where.js";

// `C`, with a type that no name has for a column that the module lacks, and at the first place too many.
type Selected<C extends readonly string[], M, R> = C extends { readonly [K in `${MostColumns}`]: unknown }
  ? { [I in keyof C]: I extends `${MostColumns}` ? MoreColumnsThanZohoAccepts : Known<C[I], M, R> }
  : { [I in keyof C]: Known<C[I], M, R> };

/** No column has this type. */
export interface MoreColumnsThanZohoAccepts {
  readonly tooMany: never;
}

/** The rows that a query skips. */
export interface LimitOptions {
  /** The number of rows to skip. @default 0 */
  offset?: number;
}

/**
 * A query of the module `M` with rows of the type `Row`: the parameters of `crm.coql.query`. It never changes; each step
 * returns a new one.
 */
export interface Query<M extends string, Row extends object, R = OrganizationModules> extends OfRows<Row> {
  readonly body: CoqlBody;
  /**
   * Adds columns. Rows have them under their names, and the id.
   *
   * @param names Fields, and paths through one or two lookups: `"Account_Name.Industry"`. 50 columns at most.
   * @throws CrmError `INVALID_QUERY`
   */
  select<const C extends readonly string[]>(
    ...names: Selected<C, M, R>
  ): Query<M, { [K in (keyof Row & string) | C[number]]: Cell<M, K, R> }, R>;
  /**
   * Adds a condition. Rows satisfy all conditions of a query; without any, it reads every record.
   *
   * @param condition Gets the columns of the module, and returns a test of one, or several joined by `and` and `or`. 25
   *   tests at most.
   * @throws CrmError `INVALID_QUERY`
   */
  where(condition: (columns: Columns<M, R>) => Condition): Query<M, Row, R>;
  /**
   * Sorts the rows. Further calls sort the rows that are equal so far.
   *
   * @throws CrmError `INVALID_QUERY`
   */
  orderBy<const C extends string>(column: Known<C, M, R>, direction?: "asc" | "desc"): Query<M, Row, R>;
  /**
   * Limits the rows of one call. `paginate` reads the following ones as well.
   *
   * @param count 200 at most, which is also the default.
   * @throws CrmError `INVALID_QUERY`
   */
  limit(count: number, options?: LimitOptions): Query<M, Row, R>;
  /** The query as COQL. */
  toString(): string;
}

/** What a query consists of. The names are as the query writes them. */
interface Parts {
  readonly module: string;
  readonly columns: readonly string[];
  readonly where: Condition | undefined;
  readonly order: readonly string[];
  readonly limit: string;
}

/** The names of columns are checked by the compiler, in {@link Query}. Its members alone are enumerable, as parameters are. */
class Steps {
  readonly body: CoqlBody;
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.body = Object.freeze({ select_query: textOf(parts) });
    Object.freeze(this);
  }

  select(...names: readonly unknown[]): Steps {
    const all = [...new Set([...this.#parts.columns, ...names.map(columnName)])];
    const { columns: most } = limits.coql;
    if (all.length > most) {
      throw invalidQuery(`the query selects ${all.length} columns; Zoho accepts ${most}`, { columns: all.length });
    }
    return new Steps({ ...this.#parts, columns: all });
  }

  where(condition: (columns: object) => Condition): Steps {
    const { where } = this.#parts;
    if (typeof condition !== "function") {
      throw invalidQuery(`where() needs a function that returns a condition, not ${shown(condition)}`);
    }
    const added = conditionOf(nodeOf(condition(columns)));
    return new Steps({ ...this.#parts, where: where === undefined ? added : and(where, added) });
  }

  orderBy(column: unknown, direction: unknown = "asc"): Steps {
    const name = columnName(column);
    if (direction !== "asc" && direction !== "desc") {
      throw invalidQuery(`orderBy(): the direction is ${shown(direction)}, not "asc" or "desc"`, { column: name });
    }
    return new Steps({ ...this.#parts, order: [...this.#parts.order, `${name} ${direction}`] });
  }

  limit(count: unknown, { offset = 0 }: LimitOptions = {}): Steps {
    const { rows, lastRow } = limits.coql;
    if (!isCount(count) || count < 1 || count > rows) {
      throw invalidQuery(`limit(): the number of rows is ${shown(count)}, not 1 to ${rows}`, { limit: rows });
    }
    if (!isCount(offset)) throw invalidQuery(`limit(): the offset is ${shown(offset)}, not 0 or more`);
    if (offset + count > lastRow) {
      const remedy = "read the records after the last id instead: where id is greater, ordered by id";
      throw invalidQuery(`limit(): Zoho returns no row beyond ${lastRow}; ${remedy}`, { limit: lastRow });
    }
    return new Steps({ ...this.#parts, limit: offset === 0 ? ` limit ${count}` : ` limit ${offset}, ${count}` });
  }

  toString(): string {
    return this.body.select_query;
  }
}

const isCount = (value: unknown): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0;

/** Zoho requires a condition; every record has an id. */
const ALWAYS = "id is not null";

function textOf({ module, columns: names, where, order, limit }: Parts): string {
  const selected = names.length === 0 ? "id" : names.join(", ");
  const condition = where === undefined ? ALWAYS : whereText(nodeOf(where));
  const sorting = order.length === 0 ? "" : ` order by ${order.join(", ")}`;
  return `select ${selected} from ${module} where ${condition}${sorting}${limit}`;
}

/**
 * Begins a query of a module. It selects the ids of all records until you add columns and conditions.
 *
 * @param module The API name. A module that has no types takes any column.
 * @throws CrmError `INVALID_QUERY` if this cannot be the name of a module.
 * @example
 * const query = from("Deals")
 *   .select("Deal_Name", "Amount", "Account_Name.Account_Name")
 *   .where((deal) => and(deal.Amount.atLeast(1_000), deal.Stage.in("Closed Won", "Closed Lost")))
 *   .orderBy("Amount", "desc");
 * const { data } = await crm.coql.query(query);
 */
export function from<const M extends ModuleName>(module: M): Query<M, { id: string }> {
  const parts = { module: moduleName(module), columns: [], where: undefined, order: [], limit: "" };
  // The steps are the same for every module and row.
  return new Steps(parts) as object as Query<M, { id: string }>;
}
