/** A small fleet on each engine: the rules that `npm run fleet` holds a large one to. */
import { expect, test } from "vitest";
import { problemsOf } from "./rules.js";
import type { Scenario } from "./scenario.js";
import { runFleet } from "./world.js";

const PROCESSES = 3;
const CALLS = 40;

const SCENARIO: Scenario = {
  name: "clocks 90 s apart, and a token that ends",
  clocks: [0, 90_000, -90_000],
  async disturb({ emulator, progress }) {
    await progress(0.4);
    emulator.expireTokens();
  },
};

test.each(["redis", "postgres", "file"] as const)("processes share tokens and limits by %s", async (engine) => {
  const outcome = await runFleet(engine, SCENARIO, { processes: PROCESSES, calls: CALLS, seed: 1 });
  expect(problemsOf(outcome, SCENARIO, PROCESSES * CALLS)).toEqual([]);
  expect(outcome.tokenRequests).toBe(2);
  // They use what they may.
  expect(outcome.most).toBe(10);
});
