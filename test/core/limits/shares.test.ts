import fc from "fast-check";
import { expect, test } from "vitest";
import { fairShares } from "../../../src/core/limits/shares.js";

test.each([
  { demands: [100], slots: 10, want: [10] },
  { demands: [3, 100], slots: 10, want: [3, 7] },
  { demands: [100, 3], slots: 10, want: [7, 3] },
  { demands: [100, 100, 100], slots: 10, want: [4, 3, 3] },
  { demands: [1, 100, 2, 100], slots: 10, want: [1, 4, 2, 3] },
  { demands: [5, 5, 5], slots: 2, want: [1, 1, 0] },
  { demands: [0, 5], slots: 2, want: [0, 2] },
  { demands: [1, 2], slots: 10, want: [1, 2] },
  { demands: [], slots: 10, want: [] },
])("$demands of $slots", ({ demands, slots, want }) => {
  expect(fairShares(demands, slots).shares).toEqual(want);
});

test("nothing is left over that somebody needs, and nobody has less than another, except for what it needs or one slot", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 40 }), { maxLength: 12 }), fc.integer({ min: 1, max: 60 }), (demands, slots) => {
      const { shares } = fairShares(demands, slots);
      const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);
      expect(total(shares)).toBe(Math.min(slots, total(demands)));
      for (const [index, share] of shares.entries()) {
        const demand = demands[index] ?? 0;
        expect(share).toBeLessThanOrEqual(demand);
        if (share < demand) expect(Math.max(...shares)).toBeLessThanOrEqual(share + 1);
      }
    }),
  );
});
