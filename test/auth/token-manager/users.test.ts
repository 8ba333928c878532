import { inspect } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { TokenWorld } from "../token-world.js";

test("the tokens of 50 users never mix, in any order of calls and responses", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(49), fc.boolean(), fc.boolean()), { minLength: 50, maxLength: 200 }),
      fc.scheduler(),
      async (steps, scheduler) => {
        const world = new TokenWorld();
        const processes = [world.process(), world.process()] as const;

        const calls = steps.map(async ([number, isRejected, isSecond]) => {
          const user = `user${number}`;
          const manager = processes[isSecond ? 1 : 0];
          await scheduler.schedule(Promise.resolve());
          const { token } = await manager.current(user);
          await scheduler.schedule(Promise.resolve());
          return { user, token: isRejected ? (await manager.replace(user, token)).token : token };
        });
        await scheduler.waitFor(Promise.all(calls));

        for (const { user, token } of await Promise.all(calls)) expect(token.startsWith(`${user}-`)).toBe(true);
        expect(world.maxInFlight).toBe(1);
      },
    ),
    { numRuns: 20 },
  ));

test("a manager does not show secrets", async () => {
  const world = new TokenWorld();
  const manager = world.process();
  await manager.adopt("ada", "1000.secret");

  const shown = inspect(manager, { depth: 20, showHidden: true }) + JSON.stringify(manager) + String(manager);

  for (const secret of ["1000.secret", "ada-1", "refresh-of", '"secret"']) expect(shown).not.toContain(secret);
});
