import { inspect } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { failureOf } from "../../support/requests.js";
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

test("users that do not exist take up no memory", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const used = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const world = new TokenWorld();
  const manager = world.process({ refreshTokenOf: () => undefined });
  const ask = async (number: number) => {
    const user = `${number} ${"x".repeat(8_000)}`;
    expect(await failureOf(manager.current(user))).toMatchObject({ code: "NO_REFRESH_TOKEN" });
    expect(await failureOf(manager.grant(user, "code"))).toMatchObject({ code: "invalid_code" });
  };
  world.response = { error: "invalid_code" };
  for (let number = 0; number < 100; number += 1) await ask(number);
  world.requests.length = world.store.calls.length = 0;
  world.store.locks.clear();
  const before = used();
  for (let number = 0; number < 500; number += 1) await ask(number);
  world.requests.length = world.store.calls.length = 0;
  world.store.locks.clear();
  // Their names alone have 4 MB.
  expect(used() - before).toBeLessThan(2_000_000);
});

test("no warning of a leak is emitted while many users need a token at once", async () => {
  const warnings: Error[] = [];
  const onWarning = (warning: Error) => warnings.push(warning);
  process.on("warning", onWarning);
  const world = new TokenWorld();
  const manager = world.process();
  await Promise.all(Array.from({ length: 200 }, (_, number) => manager.current(`user${number}`)));
  await new Promise(setImmediate);
  process.off("warning", onWarning);
  expect(warnings).toEqual([]);
});

test("a manager does not show secrets", async () => {
  const world = new TokenWorld();
  const manager = world.process();
  await manager.adopt("ada", "1000.secret");

  const shown = inspect(manager, { depth: 20, showHidden: true }) + JSON.stringify(manager) + String(manager);

  for (const secret of ["1000.secret", "ada-1", "refresh-of", '"secret"']) expect(shown).not.toContain(secret);
});
