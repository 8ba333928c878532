// Search criteria: `((Last_Name:equals:Burns\,B)and(First_Name:starts_with:M))`.
import { invalidQuery, limitExceeded } from "./errors.js";
import type { CrmRecord } from "./records.js";
import { compareTexts, fieldValue, textsOf } from "./values.js";

/** Whether one text of the record fits the values of a condition. */
type Test = (text: string, values: readonly string[]) => boolean;

const first = (values: readonly string[]): string => values[0] ?? "";

const OPERATORS: ReadonlyMap<string, Test> = new Map<string, Test>([
  ["equals", (text, values) => compareTexts(text, values.join(",")) === 0],
  ["not_equal", (text, values) => compareTexts(text, values.join(",")) !== 0],
  ["starts_with", (text, values) => text.toLowerCase().startsWith(values.join(",").toLowerCase())],
  ["greater_than", (text, values) => compareTexts(text, first(values)) > 0],
  ["greater_equal", (text, values) => compareTexts(text, first(values)) >= 0],
  ["less_than", (text, values) => compareTexts(text, first(values)) < 0],
  ["less_equal", (text, values) => compareTexts(text, first(values)) <= 0],
  ["between", (text, [low = "", high = ""]) => compareTexts(text, low) >= 0 && compareTexts(text, high) <= 0],
  ["in", (text, values) => values.some((value) => compareTexts(text, value) === 0)],
]);

const MAX_CONDITIONS = 10;
/** Deeper nesting than ten conditions can need is no query. */
const MAX_DEPTH = 20;

/** Whether a record fits. */
export type Predicate = (record: CrmRecord) => boolean;

/** @throws HttpError 400 INVALID_QUERY for what cannot be read, LIMIT_EXCEEDED for more than ten conditions. */
export function parseCriteria(text: string): Predicate {
  return new CriteriaReader(text).read();
}

/** `and` binds closer than `or`. */
class CriteriaReader {
  readonly #text: string;
  #at = 0;
  #conditions = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): Predicate {
    const predicate = this.#alternatives();
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
    const predicate = this.#text[this.#at] === "(" ? this.#alternatives() : this.#condition();
    if (!this.#skip(")")) throw this.#unreadable();
    this.#depth -= 1;
    return predicate;
  }

  #condition(): Predicate {
    this.#conditions += 1;
    if (this.#conditions > MAX_CONDITIONS) throw limitExceeded(MAX_CONDITIONS);
    const field = this.#name();
    const operator = this.#name();
    const values = this.#values();
    const test = OPERATORS.get(operator);
    if (test === undefined) throw invalidQuery({ reason: "invalid operator found", api_name: field, operator });
    return (record) => textsOf(fieldValue(record, field)).some((text) => test(text, values));
  }

  /** A field or an operator, up to its colon. */
  #name(): string {
    const end = this.#text.indexOf(":", this.#at);
    const name = this.#text.slice(this.#at, end);
    if (end < 0 || !/^[\w.$]+$/.test(name)) throw this.#unreadable();
    this.#at = end + 1;
    return name;
  }

  /** Up to the closing parenthesis; a backslash takes the next sign as it is, a bare comma separates values. */
  #values(): string[] {
    const values = [""];
    for (; this.#at < this.#text.length; this.#at += 1) {
      let sign = this.#text[this.#at];
      if (sign === ")") return values;
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
    if (!this.#text.startsWith(word, this.#at)) return false;
    this.#at += word.length;
    return true;
  }

  #unreadable(): Error {
    return invalidQuery({ reason: "unable to parse the criteria", position: this.#at });
  }
}
