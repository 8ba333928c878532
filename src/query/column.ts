/** Columns at run time: an object with a method for every operator, whatever the type of the field. */
import { type Condition, conditionOf, type Operator } from "./condition.js";
import { columnName } from "./name.js";

/** The key of a column's name. Both copies of the package, for ES modules and CommonJS, know it. */
const NAME = Symbol.for("zcrm.query.column");

class Column {
  readonly [NAME]: string;
  constructor(name: string) {
    this[NAME] = name;
  }
  #test(operator: Operator, ...values: readonly unknown[]): Condition {
    return conditionOf({ column: this[NAME], operator, values });
  }
  equals(value: unknown): Condition {
    return this.#test("equals", value);
  }
  notEquals(value: unknown): Condition {
    return this.#test("notEquals", value);
  }
  lessThan(value: unknown): Condition {
    return this.#test("lessThan", value);
  }
  atMost(value: unknown): Condition {
    return this.#test("atMost", value);
  }
  greaterThan(value: unknown): Condition {
    return this.#test("greaterThan", value);
  }
  atLeast(value: unknown): Condition {
    return this.#test("atLeast", value);
  }
  between(low: unknown, high: unknown): Condition {
    return this.#test("between", low, high);
  }
  notBetween(low: unknown, high: unknown): Condition {
    return this.#test("notBetween", low, high);
  }
  in(...values: readonly unknown[]): Condition {
    return this.#test("in", ...values);
  }
  notIn(...values: readonly unknown[]): Condition {
    return this.#test("notIn", ...values);
  }
  contains(text: string): Condition {
    return this.#test("contains", text);
  }
  notContains(text: string): Condition {
    return this.#test("notContains", text);
  }
  startsWith(text: string): Condition {
    return this.#test("startsWith", text);
  }
  endsWith(text: string): Condition {
    return this.#test("endsWith", text);
  }
  isNull(): Condition {
    return this.#test("isNull");
  }
  isNotNull(): Condition {
    return this.#test("isNotNull");
  }
}

function columnOf(name: string): Column {
  columnName(name);
  return new Column(name);
}

/** The columns of any module: each name is one, as a property or as an argument. */
export const columns: object = /* @__PURE__ */ new Proxy(columnOf, {
  get: (_, name) => (typeof name === "symbol" ? undefined : columnOf(name)),
});

/** The name of a column; `undefined` for anything else. */
export function nameOf(value: unknown): string | undefined {
  const name: unknown = typeof value === "object" && value !== null ? Reflect.get(value, NAME) : undefined;
  return typeof name === "string" ? name : undefined;
}
