/** A store for a fleet: locks that can be lost, and a budget that all processes share. */
import { beforeEach, expect, test } from "vitest";
import type { TokenManager } from "../../../src/auth/token-manager.js";
import { isCrmError } from "../../../src/core/errors/errors.js";
import { idle } from "../../support/fake-clock.js";
import { failureOf } from "../../support/requests.js";
import { codeOf, current, FleetStore, MINUTE, replacing, TokenWorld } from "../token-world.js";

let world: TokenWorld;
let store: FleetStore;
beforeEach(() => {
  world = new TokenWorld();
  store = new FleetStore(world.clock);
});

const start = (options = {}): TokenManager => world.process({ store, ...options });
const storedToken = async () => (await store.get("ada"))?.accessToken;
const countedOf = (refreshToken = "refresh-of-ada"): number => store.counted.get(refreshToken)?.size ?? 0;

/** Lets Zoho respond to the only request that waits, a moment after it came. */
async function respond(how: Parameters<(typeof world.pending)[number]["respond"]>[0] = "good"): Promise<void> {
  await idle();
  world.clock.now += 300;
  world.pending[0]?.respond(how);
  await idle();
}

/** Renews Ada's token `count` times, each time in a new process, a second apart. */
async function renew(count: number): Promise<void> {
  world.response = undefined;
  for (let index = 0; index < count; index += 1) {
    const renewed = replacing(start(), (await storedToken()) ?? "none");
    await respond();
    await renewed;
    world.clock.now += 700;
  }
}

test("a renewal whose lock was lost replaces no newer token, and its callers get the newer one", async () => {
  world.response = undefined;
  const paused = current(start());
  await idle();
  store.loseLock("ada");
  const other = current(start());
  await idle();

  world.pending[1]?.respond("good");
  expect(await other).toBe("ada-1");
  world.pending[0]?.respond("good");

  expect(await paused).toBe("ada-1");
  await idle();
  expect(await storedToken()).toBe("ada-1");
});

test("a renewal whose lock was lost, with nothing newer stored, is repeated under the lock", async () => {
  world.response = undefined;
  const paused = current(start());
  await idle();
  store.loseLock("ada");
  await respond();
  expect(await storedToken()).toBeUndefined();

  await respond();
  expect(await paused).toBe("ada-2");
  expect(await storedToken()).toBe("ada-2");
  expect(await current(start())).toBe("ada-2");
});

test.each([
  ["a grant", (manager: TokenManager) => manager.grant("ada", "c"), "granted-by-c"],
  ["an adoption", (manager: TokenManager) => manager.adopt("ada", "mine"), "mine"],
])("%s is saved even if the lock was lost", async (_, demand, refreshToken) => {
  await store.set("ada", { accessToken: "from-elsewhere", expiresAt: world.clock.now + MINUTE });
  world.response = undefined;
  const demanded = demand(start());
  await idle();
  store.loseLock("ada");
  await respond();

  expect((await demanded).accessToken).toBe("ada-1");
  expect(await store.get("ada")).toMatchObject({ accessToken: "ada-1", refreshToken });
});

test("a token that is requested after a revocation, under the same lock, is saved", async () => {
  const manager = start();
  await manager.adopt("ada", "mine");
  world.response = undefined;
  const revoked = manager.revoke("ada");
  await idle();
  // The configured refresh token is used instead.
  const renewed = replacing(manager, "ada-1");
  await respond();
  await revoked;
  await respond();

  expect(await renewed).toBe("ada-2");
  expect(await store.get("ada")).toMatchObject({ accessToken: "ada-2", refreshToken: "refresh-of-ada" });
});

test("a spent budget names when the next request is possible, and sends nothing before", async () => {
  const begin = world.clock.now;
  await renew(9);
  expect(countedOf()).toBe(9);

  const manager = start();
  const error = await failureOf(replacing(manager, "ada-9"));

  expect(isCrmError(error, "Auth")).toBe(true);
  expect(error).toMatchObject({ code: "TOKEN_BUDGET", details: { retryAt: begin + 10 * MINUTE } });
  expect(world.requests).toHaveLength(9);

  world.clock.now = begin + 10 * MINUTE;
  const next = replacing(manager, "ada-9");
  await respond();
  expect(await next).toBe("ada-10");
});

test("a budget that other processes have spent counts, although this one sees none of their tokens", async () => {
  const request = { refreshToken: "refresh-of-ada", limit: 9, window: 10 * MINUTE };
  for (let id = 0; id < 9; id += 1) await store.budget.take({ ...request, id: String(id) });
  world.clock.now += MINUTE;
  const manager = start();

  expect(await codeOf(current(manager))).toBe("TOKEN_BUDGET");
  const patient = manager.current("ada", { deadline: world.clock.now + 10 * MINUTE });
  await idle();
  expect(world.requests).toEqual([]);

  await world.clock.advance(9 * MINUTE);
  expect((await patient).token).toBe("ada-1");
  expect(world.clock.pending).toBe(0);
});

test("a lock is not held while a call waits for the budget", async () => {
  const request = { refreshToken: "refresh-of-ada", limit: 9, window: 10 * MINUTE };
  for (let id = 0; id < 9; id += 1) await store.budget.take({ ...request, id: String(id) });
  const waiting = start().current("ada", { deadline: world.clock.now + 11 * MINUTE });
  await idle();

  expect((await start().grant("ada", "c")).accessToken).toBe("ada-1");

  await world.clock.advance(10 * MINUTE);
  expect((await waiting).token).toBe("ada-1");
});

test("the clock of a process does not matter to the budget", async () => {
  await renew(8);
  const late = start({ now: () => world.clock.now + 90_000 });
  const early = start({ now: () => world.clock.now - 90_000 });

  world.response = "good";
  expect(await replacing(late, "ada-8")).toBe("ada-9");

  for (const manager of [late, early, start()]) expect(await codeOf(replacing(manager, "ada-9"))).toBe("TOKEN_BUDGET");
  world.clock.now += 10 * MINUTE - 8_000;
  // The first of the counted requests is too old now, by the store's clock.
  expect(await replacing(early, "ada-9")).toBe("ada-10");
  expect(world.requests).toHaveLength(10);
});

test("a budget that fails fails the call, by name, and nothing is requested", async () => {
  store.failing.set("take", new Error("down"));
  const manager = start();

  expect(await failureOf(current(manager))).toMatchObject({
    code: "TOKEN_STORE_FAILED",
    details: { store: "test", operation: "budget.take" },
  });
  expect(world.requests).toEqual([]);

  store.repair();
  expect(await current(manager)).toBe("ada-1");
});

test("a budget that hangs fails the call in time", async () => {
  store.hanging.add("take");
  const code = codeOf(current(start()));
  await world.clock.advance(5_000);
  expect(await code).toBe("TOKEN_STORE_FAILED");
});

test.each([
  ["too few requests", [5]],
  ["requests of another time", Array(9).fill(11 * MINUTE)],
  ["times that have not come", Array(9).fill(-5)],
  ["no numbers", ["now"]],
])("a budget that refuses because of %s fails the call", async (_, ages) => {
  const manager = start({ store: { ...bound(store), budget: { take: async () => ages, giveBack: async () => {} } } });
  expect(await codeOf(current(manager))).toBe("TOKEN_STORE_FAILED");
});

test("a request that Zoho refuses, or that never arrives, does not count", async () => {
  const manager = start();
  world.response = { error: "general_error" };
  for (let count = 0; count < 12; count += 1) expect(await codeOf(current(manager))).toBe("general_error");
  world.response = "unreached";
  for (let count = 0; count < 12; count += 1) expect(await codeOf(current(manager))).toBe("NO_ANSWER");

  expect(countedOf()).toBe(0);
  world.response = "good";
  expect(await current(manager)).toBe("ada-1");
  expect(countedOf()).toBe(1);
});

test("a request whose response is lost counts, and so does each retry of it", async () => {
  world.response = "lost";
  const manager = start({
    around: (next: (request: never) => Promise<unknown>) => async (request: never) => {
      for (;;) {
        try {
          return await next(request);
        } catch (error) {
          if (!isCrmError(error, "Network")) throw error;
        }
      }
    },
  });

  expect(await codeOf(current(manager))).toBe("NO_ANSWER");

  expect(world.issued).toHaveLength(9);
  expect(countedOf()).toBe(9);
});

test("the first token of a grant counts for its refresh token", async () => {
  await start().grant("ada", "c");
  expect(countedOf("granted-by-c")).toBe(1);
});

/** The functions of a store as an object of its own. */
const bound = (from: FleetStore) => ({
  name: from.name,
  get: (user: string) => from.get(user),
  set: (user: string, token: Parameters<FleetStore["set"]>[1]) => from.set(user, token),
  delete: (user: string) => from.delete(user),
});
