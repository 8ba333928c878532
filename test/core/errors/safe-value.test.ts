import { inspect } from "node:util";
import { createContext, runInContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { safeValue } from "../../../src/core/errors/safe-value.js";

const SECRET = "canary";
const safe = (text: string) => text.replaceAll(SECRET, "[removed]");

/** Everything that a program could print of a value. */
function shownOf(value: unknown): string {
  const seen = [inspect(value, { depth: 60, showHidden: true, getters: true }), String(value)];
  try {
    seen.push(JSON.stringify(value));
  } catch {
    // It contains itself.
  }
  for (let at = value; at instanceof Error; at = at.cause) seen.push(String(at.stack), inspect(at));
  return seen.join("\n");
}

class Request {
  readonly #token = SECRET;
  [inspect.custom]() {
    return this.#token;
  }
}

class WithGetter extends Error {
  readonly #token = SECRET;
  get request() {
    return { token: this.#token };
  }
}

class WithJson extends Error {
  readonly #token = SECRET;
  toJSON() {
    return this.#token;
  }
}

const withSelf = Object.assign(new Error("x"), { token: SECRET, self: undefined as unknown });
withSelf.self = withSelf;
const withStack = new Error("x");
withStack.stack += SECRET;

let count = 0;
const secondTime = () => {
  count += 1;
  return count === 1 ? "x" : SECRET;
};

describe("nothing of a secret is left", () => {
  const cases: [name: string, value: unknown][] = [
    ["a message", new Error(SECRET)],
    ["a name", Object.assign(new Error("x"), { name: SECRET })],
    ["a stack", withStack],
    ["a member", Object.assign(new Error("x"), { sql: `SET x = '${SECRET}'` })],
    ["a key", Object.assign(new Error("x"), { [SECRET]: 1 })],
    ["a symbol as key", Object.assign(new Error("x"), { [Symbol("request")]: SECRET })],
    ["the description of a symbol", Object.assign(new Error("x"), { [Symbol(SECRET)]: 1 })],
    ["a symbol", Object.assign(new Error("x"), { key: Symbol(SECRET) })],
    ["a Map", Object.assign(new Error("x"), { map: new Map([["token", SECRET]]) })],
    ["the key of a Map", new Map([[SECRET, 1]])],
    ["a Set", new Set([SECRET])],
    ["bytes", Object.assign(new Error("x"), { body: Buffer.from(SECRET) })],
    ["a getter", Object.defineProperty(new Error("x"), "late", { enumerable: true, get: () => SECRET })],
    ["a getter, the second time", Object.defineProperty(new Error("x"), "late", { enumerable: true, get: secondTime })],
    ["a hidden member", Object.defineProperty(new Error("x"), "hidden", { value: SECRET })],
    ["a class's getter", new WithGetter("x")],
    ["a class's toJSON", new WithJson("x")],
    ["a member's own way to be shown", Object.assign(new Error("x"), { request: new Request() })],
    ["a function", Object.assign(new Error("x"), { [SECRET]: () => SECRET })],
    ["a promise", Object.assign(new Error("x"), { work: Promise.resolve(SECRET) })],
    ["a WeakMap", Object.assign(new Error("x"), { map: new WeakMap([[withSelf, SECRET]]) })],
    ["a boxed string", Object.assign(new Error("x"), { text: Object(SECRET) })],
    ["a URL", Object.assign(new Error("x"), { url: new URL(`https://${SECRET}@example.com`) })],
    ["a cause", new Error("x", { cause: new Error("y", { cause: SECRET }) })],
    ["an AggregateError", new AggregateError([new Error(SECRET)], "x")],
    [
      "a prototype",
      Object.setPrototypeOf(new Error("x"), Object.assign(Object.create(Error.prototype), { t: SECRET })),
    ],
    ["an error that contains itself", withSelf],
    ["an array", [[SECRET]]],
    ["an object", { a: { b: SECRET } }],
    ["a string", SECRET],
    ["an error of another realm", runInContext(`new Error("${SECRET}")`, createContext())],
    ["a deep object", Array.from({ length: 50 }).reduce((inner) => ({ inner }), SECRET)],
    ["a proxy", new Proxy({ token: SECRET }, {})],
  ];
  test.each(cases)("in %s", (_, value) => {
    expect(shownOf(safeValue(value, safe))).not.toContain(SECRET);
  });
});

test("a copy keeps the message, the code, the other members and the cause", () => {
  const cause = Object.assign(new RangeError(`lost ${SECRET}`), { code: "ER_LOST", errno: 7, sql: `SET '${SECRET}'` });
  const copy = safeValue(new Error("x", { cause }), safe);
  expect(copy).toBeInstanceOf(Error);
  expect(copy.cause).toMatchObject({
    name: "RangeError",
    message: "lost [removed]",
    code: "ER_LOST",
    errno: 7,
    sql: "SET '[removed]'",
  });
  expect((copy.cause as Error).stack).toContain("safe-value.test.ts");
});

describe("what is safe stays the same object", () => {
  class StoreError extends Error {
    override name = "StoreError";
    describe() {
      return this.message;
    }
  }
  const cases: [name: string, value: unknown][] = [
    ["an error", Object.assign(new Error("x"), { code: "EACCES", errno: -13, at: [{ line: 1 }] })],
    ["an error of a class with methods", new StoreError("x")],
    ["an error of another realm", runInContext(`Object.assign(new TypeError("x"), { a: [{}] })`, createContext())],
    ["a DOMException", new DOMException("x", "AbortError")],
    ["an AggregateError", new AggregateError([new Error("y")], "x")],
    ["a plain object", { details: { api_name: "Last_Name", json: [1, null, true] } }],
    ["an object without a prototype", Object.assign(Object.create(null), { a: 1 })],
    ["bytes, a Map, a Set and a Date", [Buffer.from("x"), new Map([[1, "a"]]), new Set([1]), new Date(0)]],
    ["undefined", undefined],
  ];
  test.each(cases)("%s", (_, value) => {
    expect(safeValue(value, safe)).toBe(value);
  });
});

test("a proxy that throws is not shown, and breaks nothing", () => {
  const trap = () => {
    throw new Error(SECRET);
  };
  const hostile = new Proxy({}, { get: trap, getPrototypeOf: trap, ownKeys: trap });
  expect(safeValue({ hostile }, safe)).toEqual({ hostile: "[not shown]" });
});
