import { expect, test } from "vitest";
import { memoryStore } from "../../../src/auth/stores/memory.js";
import { idle } from "../../support/fake-clock.js";
import { concurrently, current, HOUR, replacing, TokenWorld } from "../token-world.js";

test("100 calls without a token share one request", async () => {
  const world = new TokenWorld();
  const manager = world.process();

  const tokens = await concurrently(100, () => current(manager));

  expect(new Set(tokens)).toEqual(new Set(["ada-1"]));
  expect(world.requests).toHaveLength(1);
});

test("100 calls with the same rejected token share one request, and so do those that come later", async () => {
  const world = new TokenWorld();
  const manager = await world.processWithToken();

  const tokens = await concurrently(100, () => replacing(manager, "ada-1"));
  const late = await replacing(manager, "ada-1");

  expect(new Set([...tokens, late])).toEqual(new Set(["ada-2"]));
  expect(world.requests).toHaveLength(2);
});

test("four processes of 50 calls each share one request", async () => {
  const world = new TokenWorld();
  const processes = Array.from({ length: 4 }, () => world.process());

  const tokens = await Promise.all(processes.map((manager) => concurrently(50, () => current(manager))));
  expect(new Set(tokens.flat())).toEqual(new Set(["ada-1"]));
  expect(world.requests).toHaveLength(1);

  const next = await Promise.all(processes.map((manager) => concurrently(50, () => replacing(manager, "ada-1"))));
  expect(new Set(next.flat())).toEqual(new Set(["ada-2"]));
  expect(world.requests).toHaveLength(2);
});

test("a newer token that another process has saved replaces a rejected one without a request", async () => {
  const world = new TokenWorld();
  const manager = await world.processWithToken();
  world.store.tokens.set("ada", { accessToken: "from-elsewhere", expiresAt: world.clock.now + HOUR });

  expect(await replacing(manager, "ada-1")).toBe("from-elsewhere");
  expect(world.requests).toHaveLength(1);
});

test("a usable token in the store needs neither a request nor the lock", async () => {
  const world = new TokenWorld();
  await world.processWithToken();
  world.store.calls.length = 0;

  expect(await current(world.process())).toBe("ada-1");
  expect(world.store.calls).toEqual(["get"]);
});

test("a usable token in memory needs no read of the store", async () => {
  const world = new TokenWorld();
  const manager = await world.processWithToken();
  world.store.calls.length = 0;

  await concurrently(100, () => current(manager));

  expect(world.store.calls).toEqual([]);
});

test("a call that starts while a rejected token is replaced waits for the new one", async () => {
  const world = new TokenWorld();
  const manager = await world.processWithToken();
  world.response = undefined;

  const both = Promise.all([replacing(manager, "ada-1"), current(manager)]);
  await idle();
  world.pending[0]?.respond("good");

  expect(await both).toEqual(["ada-2", "ada-2"]);
});

test("one request is enough, even if it brings the rejected token again with a life of a second", async () => {
  const world = new TokenWorld();
  world.extra = { access_token: "always", expires_in: 1 };

  expect(await replacing(world.process(), "always")).toBe("always");
  expect(world.requests).toHaveLength(1);
});

test("a store without a lock is enough for one process", async () => {
  const world = new TokenWorld();
  const manager = world.process({ store: memoryStore() });

  await concurrently(100, () => current(manager));

  expect(world.requests).toHaveLength(1);
});
