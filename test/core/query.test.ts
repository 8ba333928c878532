import { expect, test } from "vitest";
import { type QueryStyle, queryStyles } from "../../src/core/query.js";

const cases: [style: QueryStyle | undefined, value: unknown, want: string][] = [
  ["form", [1, 2], "q=1&q=2"],
  ["form", { a: 1, b: 2 }, "a=1&b=2"],
  ["comma", [1, 2], "q=1,2"],
  ["comma", { a: 1, b: 2 }, "q=a,1,b,2"],
  ["space", [1, 2], "q=1%202"],
  ["pipe", [1, 2], "q=1|2"],
  ["deep", { a: 1, b: 2 }, "q[a]=1&q[b]=2"],
  ["json", { a: [1] }, "q=%7B%22a%22%3A%5B1%5D%7D"],
  ["json", undefined, ""],
  ["form", "a b&c", "q=a%20b%26c"],
  ["form", [], ""],
  ["form", null, ""],
  [undefined, [1, 2], "q=1,2"],
  [undefined, { a: 1 }, "q[a]=1"],
];
test.each(cases)("%s writes %j", (style, value, want) => {
  expect(queryStyles(style ? { [style]: ["q"] } : {})({ q: value })).toBe(want);
});

test("each parameter in its own style, in the order given", () => {
  const write = queryStyles({ form: ["ids"], pipe: ["names"] });
  expect(write({ names: ["a", "b"], page: 2, ids: [1, 2], left: undefined })).toBe("names=a|b&page=2&ids=1&ids=2");
});

test("a parameter called like a member of every object has no style of its own", () => {
  expect(queryStyles({})({ constructor: [1, 2], toString: "x" })).toBe("constructor=1,2&toString=x");
});
