/**
 * Requests made from the description, whole or damaged: each gets a response of the description, and nothing breaks.
 * FUZZ_RUNS sets how many there are of each operation, FUZZ_SEED repeats a run.
 */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectDescribed, type Place, places } from "../support/described.js";
import { anyRequest, requestsOf, type Sent, wordsOf } from "./random-requests.js";
import { makeWorld, send, type World } from "./random-world.js";

const RUNS = Number(process.env.FUZZ_RUNS ?? 15);
const SEED = process.env.FUZZ_SEED === undefined ? {} : { seed: Number(process.env.FUZZ_SEED) };
/** Longer than any response takes on a busy machine. */
const HANG = 5_000;

const any = anyRequest(() => true);

/** What was there before may matter. */
const sequencesFor = (place: Place) =>
  fc.tuple(fc.array(any, { maxLength: 2 }), requestsOf(place)).map(([before, last]) => [...before, last]);

let strict: World;
let lenient: World;

beforeAll(async () => {
  strict = await makeWorld(true);
  lenient = await makeWorld(false);
});
afterAll(() => Promise.all([strict.emulator.close(), lenient.emulator.close()]));

async function answerTo(world: World, sent: Sent): Promise<void> {
  const { emulator } = world;
  const began = performance.now();
  const response = await send(world, sent);
  const text = await response.text();
  const { status } = response;
  const json: unknown = /json/.test(response.headers.get("content-type") ?? "") && text !== "" ? JSON.parse(text) : {};
  expect(status, text).toBeLessThan(500);
  expect(performance.now() - began).toBeLessThan(HANG);
  const operation = emulator.requests.at(-1)?.operation;
  // Input that breaks the description, once stored, is in later responses.
  if (emulator === lenient.emulator && status < 400) return;
  if (operation !== undefined) expectDescribed(operation, status, json);
  else expect(json).toMatchObject({ code: expect.any(String), status: "error" });
}

for (const place of places) {
  test(`${place.operation} responds to any input`, async () => {
    await fc.assert(
      fc.asyncProperty(sequencesFor(place), fc.boolean(), async (requests, isStrict) => {
        const world = isStrict ? strict : lenient;
        const { emulator, authorization, start } = world;
        const told: string[] = [];
        try {
          for (const make of requests) {
            const sent = await make();
            told.push(wordsOf(sent));
            await answerTo(world, sent);
          }
          // A user may have been shut out, or all credits spent; else it goes on.
          emulator.restore(start);
          const { status } = await emulator.fetch(`${emulator.apiUrl}/crm/v2/org`, { headers: { authorization } });
          expect(status).toBe(200);
        } catch (error) {
          throw new Error(told.join("\n"), { cause: error });
        }
        expect({}).not.toHaveProperty("polluted");
        emulator.requests.length = 0;
      }),
      { numRuns: RUNS, ...SEED },
    );
  });
}
