import { expect, test } from "vitest";
import { inWindow, union, WINDOW } from "../../src/auth/token-budget.js";

test("a time counts for ten minutes, without the end", () => {
  expect(inWindow([0, 1, WINDOW], WINDOW)).toEqual([1, WINDOW]);
});

test("a time from a clock that is a little ahead counts, from one that is far ahead does not", () => {
  expect(inWindow([5_000, 1_000, 2 * WINDOW], 2_000)).toEqual([1_000, 5_000]);
});

test.each([
  [[], [], []],
  [
    [1, 2],
    [1, 2],
    [1, 2],
  ],
  [[1, 1], [1], [1, 1]],
  [[1], [1, 1], [1, 1]],
  [
    [1, 3],
    [2, 3],
    [1, 3, 2],
  ],
])("the union of %j and %j is %j", (one, other, want) => expect(union(one, other)).toEqual(want));
