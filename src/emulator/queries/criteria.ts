/**
 * Search criteria: `((Last_Name:equals:Burns\,B) and (First_Name:starts_with:M))`. Blanks between the parts are ignored,
 * and the case of `and`, `or` and the operators does not matter.
 */

import { invalidQuery, limitExceeded } from "../http/errors.js";
import { limits } from "../limits.js";
import type { CrmRecord } from "../records/record.js";
import { fieldValue } from "../values/values.js";
import type { Column } from "./column.js";
import {
  between,
  type ComparedType,
  isOrdered,
  isText,
  isValueOf,
  like,
  not,
  ORDERS,
  oneOf,
  ordered,
  type ValueTest,
} from "./comparison.js";

/** One condition: its operator on a field of some type, with its values. */
type Operator = (type: ComparedType, values: readonly string[]) => ValueTest;

const first = (values: readonly string[]): string => values[0] ?? "";
/** If an operator takes one value, commas are part of it. */
const whole = (values: readonly string[]): string => values.join(",");

const EQUALITY: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ["equals", (type, values) => ordered(type, whole(values), ORDERS.equal)],
  ["not_equal", (type, values) => not(ordered(type, whole(values), ORDERS.equal))],
  ["in", oneOf],
]);

const ORDER: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ["greater_than", (type, values) => ordered(type, first(values), ORDERS.greater)],
  ["greater_equal", (type, values) => ordered(type, first(values), ORDERS.greaterEqual)],
  ["less_than", (type, values) => ordered(type, first(values), ORDERS.less)],
  ["less_equal", (type, values) => ordered(type, first(values), ORDERS.lessEqual)],
  ["between", (type, [low = "", high = ""]) => between(type, low, high)],
]);

/**
 * The operator with this name for a field of this type: comparisons need numbers or times, `starts_with` needs text.
 */
function operatorFor(name: string, type: ComparedType): Operator | undefined {
  if (name === "starts_with") return isText(type) ? (_type, values) => like([whole(values), ""]) : undefined;
  return EQUALITY.get(name) ?? (isOrdered(type) ? ORDER.get(name) : undefined);
}

/** Types of free text. */
const PROSE: ReadonlySet<ComparedType> = new Set(["text", "textarea", "email", "phone", "website"]);

const MAX_CONDITIONS = limits.search.conditions;
/** The maximum depth: more than ten conditions can need. */
const MAX_DEPTH = 20;

/** Whether a record matches. */
export type Predicate = (record: CrmRecord) => boolean;

/** Finds a field, or refuses one that a module lacks. An unordered field has no comparisons, whatever its type. */
export type ColumnOf = (field: string) => Pick<Column, "type" | "read"> & { readonly unordered?: boolean };

/** A field without a definition. */
export const anyColumn: ColumnOf = (field) => ({ type: undefined, read: (record) => fieldValue(record, field) });

/**
 * @throws HttpError 400 INVALID_QUERY if the criteria cannot be parsed, LIMIT_EXCEEDED for more than ten conditions.
 */
export function parseCriteria(text: string, columnOf: ColumnOf = anyColumn): Predicate {
  return new CriteriaReader(text, columnOf).read();
}

const trimmed = (value: unknown): unknown => (typeof value === "string" ? value.trim() : value);

/** `and` binds closer than `or`. */
class CriteriaReader {
  readonly #text: string;
  readonly #columnOf: ColumnOf;
  #at = 0;
  #conditions = 0;
  #depth = 0;

  constructor(text: string, columnOf: ColumnOf) {
    this.#text = text;
    this.#columnOf = columnOf;
  }

  read(): Predicate {
    const predicate = this.#alternatives();
    this.#skipBlanks();
    if (this.#at < this.#text.length) throw this.#unreadable();
    return predicate;
  }

  #alternatives(): Predicate {
    const predicates = [this.#conjunction()];
    while (this.#skip("or")) predicates.push(this.#conjunction());
    return (record) => predicates.some((predicate) => predicate(record));
  }

  #conjunction(): Predicate {
    const predicates = [this.#group()];
    while (this.#skip("and")) predicates.push(this.#group());
    return (record) => predicates.every((predicate) => predicate(record));
  }

  #group(): Predicate {
    if (!this.#skip("(")) throw this.#unreadable();
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw this.#unreadable();
    this.#skipBlanks();
    const predicate = this.#text[this.#at] === "(" ? this.#alternatives() : this.#condition();
    if (!this.#skip(")")) throw this.#unreadable();
    this.#depth -= 1;
    return predicate;
  }

  #condition(): Predicate {
    this.#conditions += 1;
    if (this.#conditions > MAX_CONDITIONS) throw limitExceeded(MAX_CONDITIONS);
    const field = this.#name();
    const operator = this.#name().toLowerCase();
    const values = this.#values();
    const { type, read, unordered = false } = this.#columnOf(field);
    const operate = unordered && ORDER.has(operator) ? undefined : operatorFor(operator, type);
    if (operate === undefined) throw invalidQuery({ reason: "invalid operator found", api_name: field, operator });
    const compared = operator === "in" || operator === "between" ? values : [whole(values)];
    const isComplete = operator !== "between" || values.length === 2;
    if (!isComplete || !compared.every((value) => isValueOf(type, value))) {
      throw invalidQuery({ reason: "invalid value found", expected_data_type: type, api_name: field });
    }
    const test = operate(type, values);
    const readTrimmed = (record: CrmRecord): unknown => trimmed(read(record));
    if (operator !== "equals" || !PROSE.has(type)) return (record) => test(readTrimmed(record));
    // Among several conditions, Zoho matches text anywhere in the value. The number of conditions is known only at the
    // end.
    const found = like(["", whole(values), ""]);
    return (record) => (this.#conditions > 1 ? found : test)(readTrimmed(record));
  }

  /** Reads a field or an operator, up to its colon. */
  #name(): string {
    const end = this.#text.indexOf(":", this.#at);
    const name = this.#text.slice(this.#at, end).trim();
    if (end < 0 || !/^[\w.$]+$/.test(name)) throw this.#unreadable();
    this.#at = end + 1;
    return name;
  }

  /**
   * Reads up to the closing parenthesis. A backslash escapes the next character, a bare comma separates values. Blanks
   * around a value do not count.
   */
  #values(): string[] {
    const values = [""];
    for (; this.#at < this.#text.length; this.#at += 1) {
      let sign = this.#text[this.#at];
      if (sign === ")") return values.map((value) => value.trim());
      if (sign === "(") throw this.#unreadable();
      if (sign === ",") {
        values.push("");
        continue;
      }
      if (sign === "\\") {
        this.#at += 1;
        sign = this.#text[this.#at];
      }
      values[values.length - 1] += sign ?? "";
    }
    throw this.#unreadable();
  }

  #skip(word: string): boolean {
    this.#skipBlanks();
    if (this.#text.slice(this.#at, this.#at + word.length).toLowerCase() !== word) return false;
    this.#at += word.length;
    return true;
  }

  #skipBlanks(): void {
    while (/\s/.test(this.#text.charAt(this.#at))) this.#at += 1;
  }

  #unreadable(): Error {
    return invalidQuery({ reason: "unable to parse the criteria", position: this.#at });
  }
}
