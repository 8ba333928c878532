import { expect, test } from "vitest";
import { inWindow, union, WINDOW } from "../../src/auth/token-budget.js";

test("the window is ten minutes, open at its end", () => {
  expect(inWindow([0, 1, WINDOW], WINDOW)).toEqual([1, WINDOW]);
});

test("the time of a machine whose clock is a little ahead counts, of one that is far off does not", () => {
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
])("%j and %j are %j", (one, other, want) => expect(union(one, other)).toEqual(want));
