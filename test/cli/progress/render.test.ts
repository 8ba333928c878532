import { expect, test } from "vitest";
import type { Progress } from "../../../src/cli/definition.js";
import { Meter } from "../../../src/cli/progress/meter.js";
import { duration, progressText } from "../../../src/cli/progress/render.js";

const AT: Progress = { done: 12_300, total: 100_000, rate: 1234.4, remaining: 71, credits: 1230 };

test.each([
  [100, "[##------------------]  12% 12,300 of 100,000 rows, 1 min 11 s left, 1,234 rows/s, 1,230 credits"],
  [80, "12,300 of 100,000 rows, 1 min 11 s left, 1,234 rows/s, 1,230 credits"],
  [60, "12,300 of 100,000 rows, 1 min 11 s left, 1,234 rows/s"],
  [40, "12,300 of 100,000 rows, 1 min 11 s left"],
  [10, "12,300 of 100,000 rows"],
])("in %s columns", (columns, want) => {
  expect(progressText(AT, columns)).toBe(want);
});

test("without a total there is neither a bar nor a time left; more rows than expected are all of them", () => {
  const unknown = { ...AT, total: undefined, remaining: undefined, rate: undefined, credits: 1, done: 1 };
  expect(progressText(unknown, 100)).toBe("1 row, 1 credit");
  expect(progressText({ ...AT, done: 200_000, remaining: 0 }, 120)).toMatch(
    /^\[#{20}\] 100% 200,000 of 100,000 rows, 0 s left/,
  );
});

test.each([
  [0.4, "0 s"],
  [59.6, "1 min 0 s"],
  [125, "2 min 5 s"],
  [12_000, "3 h 20 min"],
])("%s seconds", (seconds, want) => {
  expect(duration(seconds)).toBe(want);
});

test("the rate is that of the last ten seconds, without what was done before", () => {
  let now = 0;
  const meter = new Meter(5000, () => now);
  const at = (time: number, done: number) => {
    now = time;
    return meter.at({ done, total: 10_000, credits: 1 });
  };
  expect(at(50, 5010)).toEqual({
    type: "progress",
    progress: { done: 5010, total: 10_000, rate: undefined, remaining: undefined, credits: 1 },
  });
  // Ten events a second are enough.
  expect(at(149, 5020)).toBeUndefined();
  expect(at(1000, 5100)).toMatchObject({ progress: { rate: 100, remaining: 49 } });
  for (let second = 2; second <= 20; second += 1) at(second * 1000, 5100 + (second - 1) * 10);
  expect(at(21_000, 5300)).toMatchObject({ progress: { rate: 10 } });
  expect(meter.seconds).toBe(21);
});
