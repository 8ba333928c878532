/**
 * COQL: `select Last_Name, Account_Name.Industry from Contacts where Last_Name like 'S%' order by id asc limit 0, 200`.
 */

import {
  invalidColumn,
  invalidColumnOperator,
  invalidColumnValue,
  limitExceeded,
  rowsExceeded,
  syntaxError,
} from "../http/errors.js";
import { defaultCoqlRows, limits } from "../limits.js";
import type { Crm } from "../records/crm.js";
import type { Table } from "../records/store.js";
import { type Column, findColumn } from "./column.js";
import {
  between,
  isOrdered,
  isText,
  isUnset,
  isValueOf,
  like,
  not,
  ORDERS,
  oneOf,
  ordered,
  type ValueTest,
} from "./comparison.js";
import { type Token, tokensOf } from "./coql-tokens.js";
import type { Predicate } from "./criteria.js";

export interface CoqlQuery {
  readonly table: Table;
  readonly columns: readonly Column[];
  readonly where: Predicate;
  readonly order: readonly { readonly column: Column; readonly direction: 1 | -1 }[];
  readonly offset: number;
  readonly limit: number;
}

/** The maximum length of a query: far more than its columns and conditions need. */
const MAX_LENGTH = 200_000;
const MAX_COLUMNS = limits.coql.columns;
const MAX_CONDITIONS = limits.coql.conditions;
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

class CoqlReader {
  readonly #crm: Crm;
  readonly #query: string;
  readonly #tokens: readonly Token[];
  #next = 0;
  #conditions = 0;
  #depth = 0;
  #table: Table | undefined;

  constructor(crm: Crm, query: string) {
    this.#crm = crm;
    this.#query = query;
    this.#tokens = tokensOf(query);
  }

  read(): CoqlQuery {
    this.#expect("select", "select");
    const selected = this.#listOf(() => this.#name("select"));
    if (selected.length > MAX_COLUMNS) throw limitExceeded(MAX_COLUMNS);
    this.#expect("from", "from");
    const table = this.#crm.records.table(this.#name("from").text);
    this.#table = table;
    const columns = selected.map((token) => this.#columnOf(token));
    const where = this.#where();
    const order = this.#skip("order") ? this.#order() : [];
    if (order.length > MAX_COLUMNS) throw limitExceeded(MAX_COLUMNS);
    const { offset, limit } = this.#limits();
    if (this.#token.kind !== "end") throw this.#unreadable();
    return { table, columns, where, order, offset, limit };
  }

  /** Zoho requires a condition; a lenient organization does not. */
  #where(): Predicate {
    if (this.#skip("where")) return this.#operands();
    if (this.#crm.strict) throw this.#unreadable("where");
    return () => true;
  }

  /** Two conditions need no parentheses; more must be grouped in pairs. `and` binds closer than `or`. */
  #operands(): Predicate {
    const alternatives: Predicate[][] = [[this.#operand()]];
    for (let count = 2; ; count += 1) {
      const isOr = this.#is("or");
      if (!isOr && !this.#is("and")) break;
      if (count > 2 && this.#crm.strict) throw this.#unreadable("where");
      this.#next += 1;
      if (isOr) alternatives.push([this.#operand()]);
      else alternatives.at(-1)?.push(this.#operand());
    }
    const all = alternatives.map(([first = () => true, ...more]) =>
      more.reduce<Predicate>((left, right) => (record) => left(record) && right(record), first),
    );
    return all.reduce((left, right) => (record) => left(record) || right(record));
  }

  #operand(): Predicate {
    if (!this.#skip("(")) return this.#condition();
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw this.#unreadable("where");
    const predicate = this.#operands();
    this.#expect(")", "where");
    this.#depth -= 1;
    return predicate;
  }

  #condition(): Predicate {
    this.#conditions += 1;
    if (this.#conditions > MAX_CONDITIONS) throw limitExceeded(MAX_CONDITIONS);
    const column = this.#columnOf(this.#name("where"));
    const test = this.#test(column);
    return (record) => test(column.read(record));
  }

  #test(column: Column): ValueTest {
    const { type } = column;
    if (this.#skip("is")) {
      const negated = this.#skip("not");
      this.#expect("null", "where");
      return negated ? (value) => !isUnset(value) : isUnset;
    }
    const isNegated = this.#skip("not");
    const negate = (test: ValueTest): ValueTest => (isNegated ? not(test) : test);
    if (this.#skip("in")) {
      this.#expect("(", "where");
      const values = this.#listOf(() => this.#value(column));
      this.#expect(")", "where");
      return negate(oneOf(type, values));
    }
    if (this.#skip("like")) {
      if (!isText(type)) throw invalidColumnOperator(column.name, "like");
      return negate(like(this.#value(column).split("%")));
    }
    if (this.#skip("between")) {
      const low = this.#ordered(column, "between");
      this.#expect("and", "where");
      return negate(between(type, low, this.#value(column)));
    }
    const sign = this.#token.text;
    if (!isNegated && (this.#skip("!=") || this.#skip("<>"))) {
      return not(ordered(type, this.#value(column), ORDERS.equal));
    }
    const order = isNegated || this.#token.kind !== "sign" ? undefined : COMPARISONS.get(sign);
    if (order === undefined) throw this.#unreadable("where");
    this.#next += 1;
    return ordered(type, sign === "=" ? this.#value(column) : this.#ordered(column, sign), order);
  }

  /** A value for an ordered comparison, which not every column supports. Zoho treats ids as numbers. */
  #ordered(column: Column, operator: string): string {
    if (!isOrdered(column.type) && !isId(column)) throw invalidColumnOperator(column.name, operator);
    return this.#value(column);
  }

  #value(column: Column): string {
    const { kind, text } = this.#token;
    const isValue = kind === "text" || kind === "number" || (kind === "word" && /^(true|false)$/i.test(text));
    if (!isValue) throw this.#unreadable("where");
    if (isId(column) && !/^\d{1,19}$/.test(text)) throw invalidColumnValue(column.name, "bigint");
    if (!isValueOf(column.type, text)) throw invalidColumnValue(column.name, column.type);
    this.#next += 1;
    return text;
  }

  #order(): CoqlQuery["order"] {
    this.#expect("by", "order by");
    return this.#listOf(() => {
      const column = this.#columnOf(this.#name("order by"));
      const descending = this.#skip("desc");
      if (!descending) this.#skip("asc");
      return { column, direction: descending ? -1 : 1 } as const;
    });
  }

  /** `limit 200`, `limit 400, 200` or `limit 200 offset 400`. */
  #limits(): { readonly offset: number; readonly limit: number } {
    let [offset, limit] = [0, defaultCoqlRows];
    if (this.#skip("limit")) {
      limit = this.#count("limit");
      if (this.#skip(",")) [offset, limit] = [limit, this.#count("limit")];
      else if (this.#skip("offset")) offset = this.#count("offset");
    } else if (this.#skip("offset")) offset = this.#count("offset");
    if (limit > MAX_LIMIT) throw limitExceeded(MAX_LIMIT);
    if (offset + limit > MAX_ROWS) throw rowsExceeded(MAX_ROWS);
    return { offset, limit };
  }

  #count(clause: string): number {
    const { kind, text } = this.#token;
    if (kind !== "number" || !/^\d{1,9}$/.test(text)) throw this.#unreadable(clause);
    this.#next += 1;
    return Number(text);
  }

  #columnOf({ text }: Token): Column {
    const column = this.#table && findColumn(this.#crm.records, this.#table, text);
    if (column === undefined) throw invalidColumn(text);
    return column;
  }

  #listOf<Item>(readItem: () => Item): Item[] {
    const items = [readItem()];
    while (this.#skip(",")) items.push(readItem());
    return items;
  }

  get #token(): Token {
    const token = this.#tokens[this.#next];
    if (token === undefined) throw new Error("a query ends with its end");
    return token;
  }

  /** A name, in quotes if it is a keyword. @param clause The clause to report if there is none */
  #name(clause: string): Token {
    const token = this.#token;
    if (token.kind !== "word" && token.kind !== "text") throw this.#unreadable(clause);
    this.#next += 1;
    return token;
  }

  /** Whether a keyword (ignoring case) or a symbol comes next. */
  #is(text: string): boolean {
    const { kind, text: found } = this.#token;
    return (kind === "word" || kind === "sign") && found.toLowerCase() === text;
  }

  #skip(text: string): boolean {
    const isNext = this.#is(text);
    if (isNext) this.#next += 1;
    return isNext;
  }

  #expect(text: string, clause: string): void {
    if (!this.#skip(text)) throw this.#unreadable(clause);
  }

  #unreadable(clause?: string): Error {
    return syntaxError(this.#query, this.#token, clause);
  }
}

const isId = ({ name }: Column): boolean => name === "id" || name.endsWith(".id");
