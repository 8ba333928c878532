/**
 * COQL: `select Last_Name, Account_Name.Industry from Contacts where Last_Name like 'S%' order by id asc limit 0, 200`.
 */

import {
  invalidColumn,
  invalidColumnOperator,
  invalidColumnValue,
  limitExceeded,
  rowsExceeded,
} from "../http/errors.js";
import { defaultCoqlRows, limits } from "../limits.js";
import type { Crm } from "../records/crm.js";
import type { Table } from "../records/store.js";
import { ALL, both, type Condition, condition, either, type Range } from "./bounds.js";
import { type Column, findColumn, type Lookups } from "./column.js";
import { isUnset, isValueOf, like, not, ORDERS, oneOf, type ValueTest } from "./comparison.js";
import { checkOperator, distinct, equal, isInCoql } from "./coql-columns.js";
import { TokenCursor } from "./coql-cursor.js";
import type { Token } from "./coql-tokens.js";
import { betweenIn, hasOrder, isId, isIdText, orderedIn } from "./id-column.js";
import { rangeOf } from "./walk.js";

export interface CoqlQuery {
  readonly table: Table;
  readonly columns: readonly Column[];
  readonly where: Condition;
  readonly order: readonly { readonly column: Column; readonly direction: 1 | -1 }[];
  readonly offset: number;
  readonly limit: number;
}

/** The maximum length of a query: far more than its columns and conditions need. */
const MAX_LENGTH = 200_000;
const MAX_COLUMNS = limits.coql.columns;
const MAX_CONDITIONS = limits.coql.conditions;
const MAX_VALUES = limits.coql.values;
/** The maximum depth of parentheses: more than the allowed conditions can need. */
const MAX_DEPTH = 50;
const MAX_LIMIT = limits.coql.rows;
/** The last row that a query can reach, however it is paged. */
const MAX_ROWS = limits.coql.lastRow;

/** @throws HttpError 400 if Zoho refuses the query, naming the position or the column */
export function parseCoql(crm: Crm, query: string): CoqlQuery {
  if (query.length > MAX_LENGTH) throw limitExceeded(MAX_LENGTH);
  return new CoqlReader(crm, query).read();
}

const COMPARISONS: ReadonlyMap<string, (order: number) => boolean> = new Map([
  ["=", ORDERS.equal],
  ["<", ORDERS.less],
  ["<=", ORDERS.lessEqual],
  [">", ORDERS.greater],
  [">=", ORDERS.greaterEqual],
]);

/** The test of a column, and the values that pass it, where they lie between others. */
interface ColumnTest {
  readonly test: ValueTest;
  readonly range?: Range | undefined;
}

class CoqlReader {
  readonly #crm: Crm;
  readonly #lookups: Lookups;
  readonly #tokens: TokenCursor;
  #conditions = 0;
  #depth = 0;
  #table: Table | undefined;

  constructor(crm: Crm, query: string) {
    this.#crm = crm;
    const users = crm.settings.list("users");
    this.#lookups = { tableOf: (name) => crm.records.tableOf(name), user: (id) => users.get(id) };
    this.#tokens = new TokenCursor(query);
  }

  read(): CoqlQuery {
    this.#tokens.expect("select", "select");
    const selected = this.#tokens.listOf(() => this.#tokens.name("select"));
    if (selected.length > MAX_COLUMNS) throw limitExceeded(MAX_COLUMNS);
    this.#tokens.expect("from", "from");
    const table = this.#crm.records.table(this.#tokens.name("from").text);
    this.#table = table;
    const columns = distinct(selected.map((token) => this.#columnOf(token)));
    const where = this.#where();
    const order = this.#tokens.skip("order") ? this.#order() : [];
    if (order.length > MAX_COLUMNS) throw limitExceeded(MAX_COLUMNS);
    distinct(order.map(({ column }) => column));
    const { offset, limit } = this.#limits();
    if (this.#tokens.current.kind !== "end") throw this.#tokens.unreadable();
    return { table, columns, where, order, offset, limit };
  }

  /** Zoho requires a condition; a lenient organization does not. */
  #where(): Condition {
    if (this.#tokens.skip("where")) return this.#operands();
    if (this.#crm.strict) throw this.#tokens.unreadable("where");
    return ALL;
  }

  /** Two conditions need no parentheses; more must be grouped in pairs. `and` binds closer than `or`. */
  #operands(): Condition {
    const alternatives: Condition[] = [];
    let all = this.#operand();
    for (let count = 2; ; count += 1) {
      const isOr = this.#tokens.is("or");
      if (!isOr && !this.#tokens.is("and")) break;
      if (count > 2 && this.#crm.strict) throw this.#tokens.unreadable("where");
      this.#tokens.advance();
      const next = this.#operand();
      if (isOr) alternatives.push(all);
      all = isOr ? next : both(all, next);
    }
    return [...alternatives, all].reduce(either);
  }

  #operand(): Condition {
    if (!this.#tokens.skip("(")) return this.#condition();
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw this.#tokens.unreadable("where");
    const inner = this.#operands();
    this.#tokens.expect(")", "where");
    this.#depth -= 1;
    return inner;
  }

  #condition(): Condition {
    this.#conditions += 1;
    if (this.#conditions > MAX_CONDITIONS) throw limitExceeded(MAX_CONDITIONS);
    const column = this.#columnOf(this.#tokens.name("where"));
    const { test, range } = this.#test(column);
    return condition((record) => test(column.read(record)), column.name, range);
  }

  #test(column: Column): ColumnTest {
    const { type } = column;
    if (this.#tokens.skip("is")) {
      checkOperator(column, "is null");
      const negated = this.#tokens.skip("not");
      this.#tokens.expect("null", "where");
      return { test: negated ? (value) => !isUnset(value) : isUnset };
    }
    const isNegated = this.#tokens.skip("not");
    const negate = (test: ValueTest): ColumnTest => ({ test: isNegated ? not(test) : test });
    if (this.#tokens.skip("in")) {
      this.#tokens.expect("(", "where");
      checkOperator(column, "in");
      const values = this.#tokens.listOf(() => this.#value(column));
      if (values.length > MAX_VALUES) throw limitExceeded(MAX_VALUES);
      this.#tokens.expect(")", "where");
      return negate(oneOf(type, values));
    }
    if (this.#tokens.skip("like")) {
      checkOperator(column, "like");
      const pattern = this.#value(column);
      if (isNegated && !/^%.*%$/s.test(pattern)) throw invalidColumnOperator(column.name, "not like");
      return negate(like(pattern.split("%")));
    }
    if (this.#tokens.skip("between")) {
      const low = this.#ordered(column, "between");
      this.#tokens.expect("and", "where");
      const high = this.#value(column);
      const test = betweenIn(column, low, high);
      return isNegated
        ? negate(test)
        : { test, range: { ...rangeOf(column, ">=", low), ...rangeOf(column, "<=", high) } };
    }
    const sign = this.#tokens.current.text;
    if (!isNegated && (this.#tokens.skip("!=") || this.#tokens.skip("<>"))) {
      checkOperator(column, "!=");
      return { test: not(equal(column, this.#value(column))) };
    }
    const order = isNegated || this.#tokens.current.kind !== "sign" ? undefined : COMPARISONS.get(sign);
    if (order === undefined) throw this.#tokens.unreadable("where");
    this.#tokens.advance();
    checkOperator(column, sign);
    const value = sign === "=" ? this.#value(column) : this.#ordered(column, sign);
    const test = sign === "=" ? equal(column, value) : orderedIn(column, value, order);
    return { test, range: rangeOf(column, sign, value) };
  }

  /** A value for an ordered comparison, which not every column supports. Zoho treats ids as numbers. */
  #ordered(column: Column, operator: string): string {
    if (!hasOrder(column)) throw invalidColumnOperator(column.name, operator);
    return this.#value(column);
  }

  #value(column: Column): string {
    const { kind, text } = this.#tokens.current;
    const isValue = kind === "text" || kind === "number" || (kind === "word" && /^(true|false)$/i.test(text));
    if (!isValue) throw this.#tokens.unreadable("where");
    if (isId(column) && !isIdText(text)) throw invalidColumnValue(column.name, "bigint");
    if (!isValueOf(column.type, text)) throw invalidColumnValue(column.name, column.type);
    this.#tokens.advance();
    return text;
  }

  #order(): CoqlQuery["order"] {
    this.#tokens.expect("by", "order by");
    return this.#tokens.listOf(() => {
      const column = this.#columnOf(this.#tokens.name("order by"));
      const descending = this.#tokens.skip("desc");
      if (!descending) this.#tokens.skip("asc");
      return { column, direction: descending ? -1 : 1 } as const;
    });
  }

  /** `limit 200`, `limit 400, 200` or `limit 200 offset 400`. */
  #limits(): { readonly offset: number; readonly limit: number } {
    let [offset, limit] = [0, defaultCoqlRows];
    if (this.#tokens.skip("limit")) {
      limit = this.#tokens.count("limit");
      if (this.#tokens.skip(",")) [offset, limit] = [limit, this.#tokens.count("limit")];
      else if (this.#tokens.skip("offset")) offset = this.#tokens.count("offset");
    } else if (this.#tokens.skip("offset")) offset = this.#tokens.count("offset");
    if (limit > MAX_LIMIT) throw limitExceeded(MAX_LIMIT);
    if (offset + limit > MAX_ROWS) throw rowsExceeded(MAX_ROWS);
    return { offset, limit };
  }

  #columnOf({ text }: Token): Column {
    const column = this.#table && findColumn(this.#lookups, this.#table, text);
    if (column === undefined || !isInCoql(column)) throw invalidColumn(text);
    return column;
  }
}
