/** The quick form of `npm run faults`: every pair of a step and a fault once. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { FAULTS } from "./faults.js";
import { matrix } from "./matrix/index.js";
import { STEPS } from "./steps.js";
import { type StuckPort, startStuckPort } from "./stuck-port.js";
import { tryCells } from "./trials.js";

let stuck: StuckPort;
beforeAll(async () => {
  stuck = await startStuckPort();
});
afterAll(() => stuck[Symbol.asyncDispose]());

test("every call settles as expected, whatever fails at whichever step, and leaves nothing behind", async () => {
  const { cells } = matrix(`127.0.0.1:${stuck.port}`);
  const chosen = STEPS.flatMap((step) =>
    FAULTS.flatMap((fault) => cells.find((cell) => cell.step === step && cell.fault === fault) ?? []),
  );
  // Other tests run at the same time, so the limits are relaxed here; `npm run faults` checks the strict ones.
  const verdicts = await tryCells(chosen, 8, 6);
  expect(
    verdicts.filter(({ problems }) => problems.length > 0).map(({ name, problems }) => ({ name, problems })),
  ).toEqual([]);
  expect(verdicts.length).toBeGreaterThan(100);
});
