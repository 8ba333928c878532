/** Random outcomes of random calls: whatever happens, the outcomes are what a simple model says. */
import { copyFile } from "node:fs/promises";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Outcome } from "../../../src/data/index.js";
import type { Emulator } from "../../../src/emulator/index.js";
import { begin, checkpointFor, lies, SCENARIOS, type Scenario, seedFor } from "./scenarios.js";
import { clientOf, outcomesOf, recordsOf, startWorld } from "./world.js";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startWorld();
});
afterAll(() => emulator.close());

/** What happens to a call: it may be carried out, and the client may get another response, or none. */
const EVENTS = [
  "well",
  "lost unseen",
  "lost",
  "500 unseen",
  "500",
  "429",
  "400",
  "fewer rows",
  "end unseen",
  "end",
] as const;
type Event = (typeof EVENTS)[number];

const bare = (status: number, code: string) =>
  Response.json({ code, details: {}, message: "m", status: "error" }, { status });

interface AnyBody {
  readonly data?: unknown[];
  readonly info?: object;
}

const never = new Promise<never>(() => undefined);

/** A client to which the events happen, call by call. An end is a crash: nothing it does later reaches the world. */
function clientWith(events: Event[]) {
  let end: () => void = () => undefined;
  const ended = new Promise<"ended">((resolve) => {
    end = () => resolve("ended");
  });
  let isOver = false;
  const crm = clientOf(emulator, {
    retry: { maxRetries: 0 },
    fetch: async (input, init) => {
      if (isOver) return await never;
      const url = String(input instanceof Request ? input.url : input);
      const event = /oauth|settings/.test(url) ? "well" : (events.shift() ?? "well");
      if (event === "429") return bare(429, "TOO_MANY_REQUESTS");
      if (event === "400" && !url.includes("coql")) return bare(400, "INVALID_DATA");
      if (event === "lost unseen")
        throw Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNRESET" } });
      if (event === "500 unseen") return bare(500, "INTERNAL_ERROR");
      if (event.startsWith("end")) isOver = true;
      const response = event === "end unseen" ? undefined : await emulator.fetch(input, init);
      if (isOver) {
        end();
        return await never;
      }
      if (event === "500") return bare(500, "INTERNAL_ERROR");
      if (event === "lost") throw Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNRESET" } });
      const body = (response?.status === 204 ? undefined : await response?.json()) as AnyBody | undefined;
      if (event === "fewer rows" && Array.isArray(body?.data) && body.info === undefined) body.data.pop();
      return body === undefined
        ? new Response(null, { status: 204 })
        : Response.json(body, { status: response?.status ?? 200 });
    },
  });
  return { crm, ended };
}

/** Runs a writing, again after each end, until all of its rows are settled. @returns what is wrong */
async function run(scenario: Scenario, script: readonly Event[], size: number): Promise<string[]> {
  const events = [...script];
  const start = emulator.snapshot();
  const ids = seedFor(scenario, emulator);
  const before = await recordsOf(emulator);
  await using checkpoint = await checkpointFor(scenario, size);
  const runs: Promise<unknown>[] = [];
  const clients: { close(): void }[] = [];
  try {
    for (let path = checkpoint.path; ; ) {
      const { crm, ended } = clientWith(events);
      clients.push(crm);
      const whole = outcomesOf(begin(scenario, crm, ids, { checkpoint: path }));
      runs.push(whole);
      const result = await Promise.race([whole, ended]);
      if (result === "ended") {
        await copyFile(path, `${path}x`);
        path += "x";
        continue;
      }
      const { outcomes, error } = result;
      // Too many failures in a row end a writing, or leave rows unknown that can be looked up. Then it goes on.
      const isFindable = scenario.key !== undefined || scenario.mode === "update" || scenario.mode === "delete";
      const isOpen = ({ status }: Outcome) => status === "notSent" || (status === "unknown" && isFindable);
      if ((error !== undefined || outcomes.some(isOpen)) && runs.length <= script.length) continue;
      const wrong = lies(scenario, outcomes, ids, before, await recordsOf(emulator));
      if (error !== undefined) wrong.push(String(error));
      // A bare 400 that strikes a call with one row refuses it.
      return wrong.filter((text) => !(script.includes("400") && text.endsWith("it is a good row")));
    }
  } finally {
    for (const client of clients) client.close();
    await Promise.all(runs);
    emulator.restore(start);
  }
}

test.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))("%s", async (_, scenario) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...EVENTS), { maxLength: 14 }),
      fc.integer({ min: 1, max: 5 }),
      async (script, size) => {
        expect(await run(scenario, script, size)).toEqual([]);
      },
    ),
    { numRuns: 12 },
  );
});
