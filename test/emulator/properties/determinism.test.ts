/** The same calls at the same times get the same responses, to the last id and byte. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { anyRequest, wordsOf } from "./random-requests.js";
import { makeWorld, send, settle, type World } from "./random-world.js";

const START = Date.parse("2026-05-14T12:54:51+03:00");

/** A clock that goes on by a second whenever it is looked at. */
const newClock = () => {
  let time = START;
  return () => {
    time += 1_000;
    return time;
  };
};

// Tokens and codes are secrets: nobody is to know them beforehand.
const request = anyRequest(({ base }) => base.startsWith("/crm"));

const answer = async (world: World, sent: Parameters<typeof send>[1]) => {
  const response = await send(world, sent);
  const bytes = Buffer.from(await response.arrayBuffer()).toString("latin1");
  await settle();
  return { status: response.status, headers: [...response.headers], bytes };
};

test("two emulators respond alike to the same calls", async () => {
  const one = await makeWorld(true, newClock());
  const other = await makeWorld(true, newClock());
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 5, maxLength: 30 }), async (requests) => {
      one.emulator.restore(one.start);
      other.emulator.restore(other.start);
      for (const make of requests) {
        const sent = await make();
        expect(await answer(one, sent), wordsOf(sent)).toEqual(await answer(other, sent));
      }
    }),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 20) },
  );
});

test("emulators side by side share nothing", async () => {
  const [one, other] = [await makeWorld(true), await makeWorld(true)];
  const list = async ({ emulator, authorization }: World) =>
    (await emulator.fetch(`${emulator.apiUrl}/crm/v2/Leads`, { headers: { authorization } })).json();
  const before = await list(other);
  await fc.assert(
    fc.asyncProperty(request, async (make) => {
      await send(one, await make());
      expect(await list(other)).toEqual(before);
      other.emulator.restore(other.start);
    }),
    { numRuns: 40 },
  );
  const foreign = { ...one, authorization: other.authorization };
  const get = { method: "GET", target: "/crm/v2/Leads", headers: {}, body: undefined };
  expect((await send(foreign, get)).status).toBe(401);
});
