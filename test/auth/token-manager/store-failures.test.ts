import { expect, test } from "vitest";
import type { TokenManager } from "../../../src/auth/token-manager.js";
import { idle } from "../../support/fake-clock.js";
import { failureOf } from "../../support/requests.js";
import { codeOf, concurrently, current, TokenWorld } from "../token-world.js";

test.each(["get", "withLock"] as const)("a store that fails in %s fails the call, by name", async (operation) => {
  const world = new TokenWorld();
  const cause = new Error("the disk is full");
  world.store.failing.set(operation, cause);
  const manager = world.process();

  expect(await failureOf(current(manager))).toMatchObject({
    code: "TOKEN_STORE_FAILED",
    details: { store: "test", operation },
    cause,
  });
  expect(world.requests).toEqual([]);

  world.store.repair();
  expect(await current(manager)).toBe("ada-1");
});

test.each([
  ["get", 5_000],
  ["withLock", 30_000],
] as const)("a store that hangs in %s fails the call after %i ms", async (operation, limit) => {
  const world = new TokenWorld();
  world.store.hanging.add(operation);

  const code = codeOf(current(world.process()));
  await world.clock.advance(limit);

  expect(await code).toBe("TOKEN_STORE_FAILED");
});

test("a store that fails does not matter while the known token is usable", async () => {
  const world = new TokenWorld();
  const manager = await world.processWithToken();

  world.store.failing.set("get", new Error("gone"));

  expect(await current(manager)).toBe("ada-1");
});

test.each(["fails", "hangs"])("a token that is issued while the store %s is saved with a later call", async (how) => {
  const world = new TokenWorld();
  if (how === "fails") world.store.failing.set("set", new Error("full"));
  else world.store.hanging.add("set");
  const manager = world.process();

  const calls = concurrently(10, () => current(manager));
  await world.clock.advance(5_000);
  expect(new Set(await calls)).toEqual(new Set(["ada-1"]));

  world.store.repair();
  await world.clock.advance(1_000);
  expect(await current(manager)).toBe("ada-1");
  await idle();
  expect(world.store.tokens.get("ada")).toMatchObject({ accessToken: "ada-1" });
  expect(world.requests).toHaveLength(1);
});

test("a store that loses its connection and its lock during a request loses no token", async () => {
  const world = new TokenWorld();
  world.response = undefined;
  const { store } = world;
  const gone = new Error("connection lost");
  let loseLock = () => {};
  const manager = world.process({
    store: {
      get: (user) => store.get(user),
      set: (user, token) => store.set(user, token),
      delete: (user) => store.delete(user),
      withLock: (_, work) => {
        void work();
        return new Promise((_resolve, reject) => {
          loseLock = () => reject(gone);
        });
      },
    },
  });
  const call = current(manager);
  await idle();

  loseLock();
  store.failing.set("set", gone);
  await idle();
  world.pending[0]?.respond("good");
  expect(await call).toBe("ada-1");

  store.repair();
  await world.clock.advance(1_000);
  await current(manager);
  await idle();
  expect(store.tokens.get("ada")).toMatchObject({ accessToken: "ada-1" });
});

test("a store that has just failed is not used again at every call", async () => {
  const world = new TokenWorld();
  world.store.failing.set("set", new Error("full"));
  const manager = await world.processWithToken();
  world.store.calls.length = 0;

  for (let count = 0; count < 50; count += 1) await current(manager);

  expect(world.store.calls).toEqual([]);
});

test.each([
  ["a grant code", (manager: TokenManager) => manager.grant("nobody", "c")],
  ["a refresh token", (manager: TokenManager) => manager.adopt("nobody", "mine")],
])("a store that fails while it is empty is filled with %s", async (_, fill) => {
  const world = new TokenWorld();
  const { store } = world;
  const manager = world.process({
    store: {
      async get(user) {
        const token = await store.get(user);
        if (!token) throw new Error("no row");
        return token;
      },
      set: (user, token) => store.set(user, token),
      delete: (user) => store.delete(user),
    },
  });
  expect(await codeOf(manager.current("nobody"))).toBe("TOKEN_STORE_FAILED");

  const { accessToken } = await fill(manager);

  expect(store.tokens.get("nobody")).toMatchObject({ accessToken });
  expect(await manager.current("nobody")).toMatchObject({ token: accessToken });
});

test("a grant whose tokens cannot be saved fails, but calls use them", async () => {
  const world = new TokenWorld();
  world.store.failing.set("set", new Error("full"));
  const manager = world.process();

  expect(await codeOf(manager.grant("ada", "c"))).toBe("TOKEN_STORE_FAILED");
  expect(await current(manager)).toBe("ada-1");
  expect(world.requests).toHaveLength(1);
});

test("an unsaved token does not replace a newer one in the store", async () => {
  const world = new TokenWorld();
  world.store.failing.set("set", new Error("full"));
  const manager = await world.processWithToken();
  world.store.repair();
  world.clock.now += 2_000;

  await world.process().adopt("ada", "newer");
  await current(manager);
  await idle();

  expect(world.store.tokens.get("ada")).toMatchObject({ accessToken: "ada-2", refreshToken: "newer" });
  expect(await current(manager)).toBe("ada-2");
});
