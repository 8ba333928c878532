import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Fate, Place, Server, SimulatedProcess, World } from "./fleet-world.js";

// A late response is an outage, of which a process warns.
beforeEach(() => void vi.spyOn(process, "emitWarning").mockReturnValue());
afterEach(() => void vi.restoreAllMocks());

const LATEST = 8_000;

const plan = fc.record({
  start: fc.nat({ max: LATEST }),
  calls: fc.integer({ min: 1, max: 40 }),
  parallel: fc.integer({ min: 1, max: 12 }),
  /** The process dies, or stops for a while. */
  trouble: fc.option(fc.record({ at: fc.nat({ max: LATEST }), stopFor: fc.option(fc.nat({ max: 20_000 })) })),
});

const FATES: readonly Fate[] = ["reply lost", "request lost", "twice", "late"];

test("whatever is delayed, lost, repeated or late, and whichever process dies or stops, no more requests run than may, and all calls end", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 6 }),
      fc.array(plan, { minLength: 2, maxLength: 6 }),
      fc.integer(),
      fc.constantFrom(0, 0.1, 0.4),
      async (limit, plans, seed, chaos) => {
        const world = new World(seed);
        const place = new Place(world);
        const server = new Server(world, () => world.between(5, 1_500));
        const fate = () => (world.random() < chaos ? (FATES[Math.floor(world.between(0, 4))] ?? "well") : "well");
        const processes = plans.map(({ start, calls, parallel, trouble }, index) => {
          const process = new SimulatedProcess(`p${index}`, world, place, server, limit, fate);
          world.at(start, () => void process.call(calls, parallel));
          if (trouble && trouble.stopFor === null) world.at(trouble.at, () => process.kill());
          else if (trouble) {
            world.at(trouble.at, () => process.stop());
            world.at(trouble.at + (trouble.stopFor ?? 0), () => process.go());
          }
          return { process, calls, isMortal: trouble?.stopFor === null };
        });
        // Nothing is left to happen once all are idle.
        await world.run();
        expect(server.most).toBeLessThanOrEqual(limit);
        for (const { process, calls, isMortal } of processes)
          if (!isMortal) expect(process.done, process.name).toBe(calls);
      },
    ),
    { numRuns: 15 },
  );
});
