import { expect, test } from "vitest";
import { formBody, formStyles } from "../../../src/core/request/form.js";

test.each([
  [{}, ""],
  [{ a: "1", b: "2" }, "a=1&b=2"],
  [{ a: undefined, b: "2" }, "b=2"],
  [{ a: null, b: "2" }, "b=2"],
  [{ a: "", b: 0, c: false }, "a=&b=0&c=false"],
  [{ a: "x y&z=1+2#%", "b c": "ü" }, "a=x+y%26z%3D1%2B2%23%25&b+c=%C3%BC"],
  [{ a: [1, 2] }, "a=1&a=2"],
  [{ a: { b: 1, c: { d: [2, 3] } } }, "a%5Bb%5D=1&a%5Bc%5D%5Bd%5D%5B0%5D=2&a%5Bc%5D%5Bd%5D%5B1%5D=3"],
  [{ a: [{ b: 1 }, null], c: [] }, "a%5B0%5D%5Bb%5D=1"],
  [{ a: [{ b: 1, c: 2 }, { b: 3 }] }, "a%5B0%5D%5Bb%5D=1&a%5B0%5D%5Bc%5D=2&a%5B1%5D%5Bb%5D=3"],
  [{ at: new Date("2026-05-01T10:00:00.5Z") }, "at=2026-05-01T10%3A00%3A00%2B00%3A00"],
])("%j becomes %s", (members, want) => {
  expect(formBody(members).toString()).toBe(want);
});

test.each([
  ["NaN", { a: { b: Number.NaN } }, '"a[b]" is NaN'],
  ["an invalid date", { a: new Date("never") }, '"a" is an invalid date'],
  ["a function", { a: [() => 1] }, '"a" contains, at 0, a value that is of the type function'],
])("%s is rejected by name", (_, members, want) => {
  expect(() => formBody(members)).toThrow(want);
});

test.each([
  ["json", [{ a: 1 }], 'q=[{"a":1}]'],
  ["comma", ["a", "b"], "q=a,b"],
  ["space", ["a", "b"], "q=a b"],
  ["pipe", ["a", "b"], "q=a|b"],
  ["form", { a: 1, b: [2, 3] }, "a=1&b=2&b=3"],
  ["numbered", ["a"], "q[0]=a"],
])("the style %s writes %j as %s", (style, value, want) => {
  const pairs = [...formStyles({ [style]: ["q"] })({ q: value })];
  expect(pairs.map(([name, text]) => `${name}=${text}`).join("&")).toBe(want);
});
