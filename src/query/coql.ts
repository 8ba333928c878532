/** COQL that a program writes itself, with values that mean nothing but themselves. */
import type { CoqlBody, CoqlRow } from "../../generated/models.js";
import type { OfRows } from "../core/operation.js";
import { nameOf } from "./column.js";
import { type Condition, NODE, type Node, nodeIn } from "./condition.js";
import { columnName } from "./name.js";
import type { ColumnRef } from "./operators.js";
import { shown, unfit } from "./problem.js";
import { valueText } from "./value.js";
import { list, literal } from "./where.js";

/** A query in its own words: the parameters of `crm.coql.query`, or a part of such a query. */
export interface RawQuery<Row extends object = CoqlRow> extends OfRows<Row>, Condition {
  readonly body: CoqlBody;
  /** The query as COQL. */
  toString(): string;
}

/** One value of a raw query. */
export type CoqlScalar = string | number | bigint | boolean | Date | { readonly id: string };

/** What can be between the words of a raw query: a value, values for `in`, a column, or another part. */
export type CoqlValue = CoqlScalar | readonly CoqlScalar[] | ColumnRef | RawQuery<object>;

class Written {
  readonly body: CoqlBody;
  declare readonly [NODE]: Node;

  constructor(text: string) {
    this.body = Object.freeze({ select_query: text });
    Object.defineProperty(this, NODE, { value: { text } });
    Object.freeze(this);
  }

  toString(): string {
    return this.body.select_query;
  }
}

/**
 * COQL in your own words. Each value is quoted and escaped by its type, an array is the list of an `in`, and columns and
 * other `coql` parts are inserted as they are. A value can only be where COQL expects one: after an operator, in the
 * list of an `in`, or as the number of a limit.
 *
 * @throws CrmError `INVALID_QUERY`
 * @example
 * const name = "O'Neil";
 * const query = coql<{ id: string; Email: string | null }>`select Email from Leads where Last_Name = ${name} limit 5`;
 * const { data } = await crm.coql.query(query);
 */
export function coql<Row extends object = CoqlRow>(
  strings: TemplateStringsArray,
  ...values: readonly CoqlValue[]
): RawQuery<Row> {
  const text = values.reduce<string>((before, value, index) => {
    const after = strings[index + 1] ?? "";
    return before + textAt(before, value, after) + after;
  }, strings[0] ?? "");
  return new Written(text) as object as RawQuery<Row>;
}

/** Whole strings of a query. */
const STRINGS = /'(?:[^']|'')*'|"(?:[^"]|"")*"/g;

const SCALAR_PLACE =
  /(?:[=<>]|\blike|\bbetween|\bbetween\s+(?:\?|[+-]?\d+(?:\.\d+)?)\s+and|\bin\s*\((?:[^()]*,)?)\s*$/i;
const LIST_PLACE = /\bin\s*$/i;
const COUNT_PLACE = /\b(?:limit|offset|limit\s+\d+\s*,)\s*$/i;

function textAt(before: string, value: CoqlValue, after: string): string {
  const written = before.replace(STRINGS, "?");
  if (/['"]/.test(written)) {
    throw refused(value, "it is inside quotes: leave the quotes out, and put the whole string into the value");
  }
  if (/[\w$.?]$/.test(written) || /^[\w$.'"]/.test(after)) throw refused(value, "a word begins or ends beside it");
  const node = nodeIn(value);
  if (node !== undefined && "text" in node) return node.text;
  const column = nameOf(value);
  if (column !== undefined) return columnName(column);
  if (Array.isArray(value)) {
    if (LIST_PLACE.test(written)) return list(value, NO_PLACE);
    throw refused(value, "an array can only follow in");
  }
  if (COUNT_PLACE.test(written)) return countText(value);
  if (SCALAR_PLACE.test(written)) return literal(value, NO_PLACE);
  throw refused(value, "a value can only follow an operator, or be in the list of an in");
}

/** The messages of raw queries name no column. */
const NO_PLACE = { column: "", operator: "" };

function countText(value: CoqlValue): string {
  const { text } = valueText(value, NO_PLACE);
  if (/^\d+$/.test(text) && typeof value !== "string") return text;
  throw refused(value, "a limit is a whole number");
}

const refused = (value: unknown, reason: string): Error => unfit(NO_PLACE, `${shown(value)}: ${reason}`);
