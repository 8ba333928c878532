import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isCrmError } from "../../../src/core/errors/errors.js";
import { jsonBody } from "../../../src/core/request/json-body.js";

/** What a program gets that turns an id into a number. */
const ROUNDED_ID = Number("4100000000000680014");

const row = (Value: unknown) => ({ data: [{ Last_Name: "Doe" }, { Value }] });
const messageOf = (body: unknown): string => {
  try {
    return jsonBody(body);
  } catch (error) {
    expect(isCrmError(error)).toBe(true);
    expect(error).toMatchObject({ code: "INVALID_BODY", retryable: false });
    return String((error as Error).message);
  }
};

class Lead {
  Last_Name = "Doe";
  #secret = 1;
  method() {
    return this.#secret;
  }
}
class Hidden {
  #value = 1;
  get() {
    return this.#value;
  }
}

describe("what JSON cannot carry is rejected by its place:", () => {
  const nan = Number.NaN;
  const cyclic: { data: unknown[]; parent?: unknown } = { data: [] };
  cyclic.parent = cyclic;
  test.each<[name: string, body: unknown, start: string]>([
    ["NaN", row(nan), "body.data[1].Value is NaN"],
    ["Infinity", row(-Infinity), "body.data[1].Value is -Infinity"],
    ["NaN in a list", { data: [{ List: [1, nan] }] }, "body.data[0].List[1] is NaN"],
    ["NaN in a number object", row(new Number(nan)), "body.data[1].Value is NaN"],
    ["a function", row(() => 1), "body.data[1].Value is a function"],
    ["a symbol", row(Symbol("x")), "body.data[1].Value is a symbol"],
    ["a bigint", row(1n), "body.data[1].Value is a bigint: pass it as a string"],
    ["an invalid date", row(new Date("never")), "body.data[1].Value is an invalid date"],
    ["a date of a library, if it is invalid", row({ toJSON: () => null }), "body.data[1].Value has no JSON form"],
    ["undefined in a list", { data: [{}, undefined] }, "body.data[1] is undefined"],
    // biome-ignore lint/suspicious/noSparseArray: a hole is what is tested
    ["a hole in a list", { data: [1, , 3] }, "body.data[1] is undefined"],
    ["a Map", row(new Map([["a", 1]])), "body.data[1].Value is a Map"],
    ["a Set", row(new Set([1])), "body.data[1].Value is a Set"],
    ["a promise", row(Promise.resolve(1)), "body.data[1].Value is a Promise"],
    ["a pattern", row(/x/), "body.data[1].Value is a RegExp"],
    ["an error", row(new Error("x")), "body.data[1].Value is a Error"],
    ["bytes", row(new Uint8Array([1])), "body.data[1].Value is binary"],
    ["a Buffer", row(Buffer.from("a")), "body.data[1].Value is binary"],
    ["a file", row(new Blob(["a"])), "body.data[1].Value is binary"],
    ["a body that is a Map", new Map(), "body is a Map"],
    ["an unusual name", { "a b": { ü: nan } }, 'body["a b"]["ü"] is NaN'],
    ["what toJSON returns", row({ toJSON: () => ({ inner: nan }) }), "body.data[1].Value.inner is NaN"],
    ["an object that contains itself", cyclic, "body.parent.parent"],
    ["an id that was rounded", { data: [{ id: ROUNDED_ID }] }, "body.data[0].id is an integer beyond 2^53"],
    ["the id of a lookup", row({ id: ROUNDED_ID }), "body.data[1].Value.id is an integer beyond 2^53"],
    ["ids", { ids: ["1", ROUNDED_ID] }, "body.ids[1] is an integer beyond 2^53"],
    ["an id of another name", row({ What_Id: ROUNDED_ID }), "body.data[1].Value.What_Id is an integer"],
    ["an id in camel case", { fileId: -ROUNDED_ID }, "body.fileId is an integer beyond 2^53"],
  ])("%s", (_, body, start) => {
    expect(messageOf(body).slice(0, start.length)).toBe(start);
  });

  test("bytes as the body itself are to be sent as a file", () => {
    expect(messageOf(new Uint8Array([1]))).toBe("the body is binary: pass it in a FormData, as a file");
  });

  test("the details name the place, which stays short", () => {
    expect(() => jsonBody(row(Number.NaN))).toThrow(
      expect.objectContaining({ details: { path: "body.data[1].Value" } }),
    );
    expect(messageOf({ ["x".repeat(9_999)]: Number.NaN }).length).toBeLessThan(400);
    expect(messageOf({ "\u001b[31m": Number.NaN })).not.toMatch(/\p{Cc}/u);
  });
});

describe("everything else is written as JSON writes it:", () => {
  const date = new Date("2026-05-01T10:00:00Z");
  test.each<[name: string, body: unknown]>([
    ["values", { a: "x", b: 1.5, c: -0, d: true, e: null, f: "\ud800" }],
    ["undefined members", { a: undefined, b: { c: undefined } }],
    ["dates, and what has a JSON form", { a: date, b: new URL("https://a.example"), c: { toJSON: () => "x" } }],
    ["empty lists and objects", { a: [], b: {}, c: Object.create(null), d: new Hidden() }],
    ["objects of a class, without their methods", { data: [new Lead()] }],
    ["objects for values", { a: new Number(1), b: new String("x"), c: new Boolean(false) }],
    ["large numbers that are not ids", { Amount: 1e20, Paid: 9_007_199_254_740_994, valid: 1e19 }],
    ["ids that are exact", { id: 9_007_199_254_740_991, ids: ["4100000000000680014"] }],
    ["the same object twice", { a: date, b: [date, date] }],
    ["null", null],
    ["a number", 1],
  ])("%s", (_, body) => {
    expect(jsonBody(body)).toBe(JSON.stringify(body));
  });

  test("any JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        expect(jsonBody(value)).toBe(JSON.stringify(value));
      }),
    );
  });
});
