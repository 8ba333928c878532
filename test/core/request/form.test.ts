import { expect, test } from "vitest";
import { formBody } from "../../../src/core/request/form.js";

test.each([
  [{}, ""],
  [{ a: "1", b: "2" }, "a=1&b=2"],
  [{ a: undefined, b: "2" }, "b=2"],
  [{ a: null, b: "2" }, "b=2"],
  [{ a: "", b: 0, c: false }, "a=&b=0&c=false"],
  [{ a: "x y&z=1+2#%", "b c": "ü" }, "a=x+y%26z%3D1%2B2%23%25&b+c=%C3%BC"],
  [{ a: [1, 2] }, "a=1&a=2"],
  [{ a: { b: 1, c: { d: [2, 3] } } }, "a%5Bb%5D=1&a%5Bc%5D%5Bd%5D%5B0%5D=2&a%5Bc%5D%5Bd%5D%5B1%5D=3"],
  [{ a: [{ b: 1 }, null], c: [] }, "a%5Bb%5D=1"],
  [{ at: new Date("2026-05-01T10:00:00.5Z") }, "at=2026-05-01T10%3A00%3A00%2B00%3A00"],
])("%j becomes %s", (members, want) => {
  expect(formBody(members).toString()).toBe(want);
});

test.each([
  ["NaN", { a: { b: Number.NaN } }, '"a[b]" is NaN'],
  ["an invalid date", { a: new Date("never") }, '"a" is an invalid date'],
  ["a function", { a: [() => 1] }, '"a" is of the type function'],
])("%s is rejected by name", (_, members, want) => {
  expect(() => formBody(members)).toThrow(want);
});
