/** Every fault at every request of an exchange, in all modes: the outcomes say what is true. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Emulator } from "../../../src/emulator/index.js";
import { type FaultProxy, STRIKES, type Strike, startFaultProxy } from "./fault-proxy.js";
import { begin, checkpointFor, lies, ROWS, SCENARIOS, type Scenario, seedFor } from "./scenarios.js";
import { clientOf, outcomesOf, recordsOf, startWorld } from "./world.js";

let emulator: Emulator;
let proxy: FaultProxy;
let crm: ReturnType<typeof clientOf>;
beforeAll(async () => {
  emulator = await startWorld();
  proxy = await startFaultProxy(emulator.apiUrl);
  crm = clientOf(emulator, { apiUrl: proxy.url });
  await crm.records.list({ module: "Leads" });
});
afterAll(async () => {
  crm.close();
  await proxy.close();
  await emulator.close();
});

/** Runs a writing with a plan of faults. @returns what is wrong, and the outcomes */
async function run(scenario: Scenario, plan: FaultProxy["plan"]) {
  const start = emulator.snapshot();
  const ids = seedFor(scenario, emulator);
  const before = await recordsOf(emulator);
  await using checkpoint = await checkpointFor(scenario);
  proxy.count = 0;
  proxy.plan = plan;
  const { outcomes, error } = await outcomesOf(begin(scenario, crm, ids, { checkpoint: checkpoint.path }));
  const requests = proxy.count;
  const after = await recordsOf(emulator);
  const wrong = lies(scenario, outcomes, ids, before, after);
  if (error !== undefined) wrong.push(`it ended with ${error}`);
  if (outcomes.length !== ROWS) wrong.push(`there are ${outcomes.length} outcomes`);
  emulator.restore(start);
  return { wrong, requests, outcomes };
}

const OFTEN: readonly Strike[] = ["before the response"];

test.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))("%s", async (_, scenario) => {
  const clean = await run(scenario, () => undefined);
  expect(clean.wrong).toEqual([]);
  expect(clean.outcomes.filter(({ status }) => status === "unknown")).toEqual([]);
  const wrong: Record<string, readonly string[]> = {};
  for (const strike of STRIKES) {
    for (let at = 1; at <= clean.requests; at += 1) {
      // Once, after which the client may retry, and so often that it cannot.
      for (const times of OFTEN.includes(strike) ? [1, 3] : [1]) {
        const result = await run(scenario, (number) => (number >= at && number < at + times ? strike : undefined));
        if (result.wrong.length > 0) wrong[`${strike}, request ${at}, ${times} times`] = result.wrong;
        if (strike === "429") expect(result.outcomes.filter(({ status }) => status === "unknown")).toEqual([]);
      }
    }
  }
  const turns: readonly (Strike | undefined)[] = ["429", undefined, "500 carried out", undefined, "500 unseen"];
  for (let shift = 0; shift < turns.length; shift += 2) {
    const result = await run(scenario, (number) => (number < 12 ? turns[(number + shift) % turns.length] : undefined));
    if (result.wrong.length > 0) wrong[`in turns from ${shift}`] = result.wrong;
  }
  expect(wrong).toEqual({});
});
