import { expect, test } from "vitest";
import { concurrently, current, HOUR, MINUTE, replacing, TokenWorld } from "../token-world.js";

test("a token is used until a minute before its expiry", async () => {
  const world = new TokenWorld();
  const manager = await world.processWithToken();

  world.clock.now += HOUR - MINUTE - 1;
  expect(await current(manager)).toBe("ada-1");
  world.clock.now += 1;
  expect(await current(manager)).toBe("ada-2");
});

test("a token with a short life is used for nine tenths of it", async () => {
  const world = new TokenWorld();
  world.extra = { expires_in: 30 };
  const manager = await world.processWithToken();

  world.clock.now += 26_999;
  expect(await current(manager)).toBe("ada-1");
  world.clock.now += 1;
  expect(await current(manager)).toBe("ada-2");
});

test("a stored expiry in the far future counts as an hour from now", async () => {
  const world = new TokenWorld();
  world.store.tokens.set("ada", { accessToken: "old", refreshToken: "r", expiresAt: 9e15 });
  const manager = world.process();
  expect(await current(manager)).toBe("old");

  world.clock.now += HOUR;
  expect(await current(manager)).toBe("ada-1");
});

test("a stored expiry in the far future counts as an hour from when the token was issued, if that is stored", async () => {
  const world = new TokenWorld();
  const issuedAt = [world.clock.now - HOUR];
  world.store.tokens.set("ada", { accessToken: "old", refreshToken: "r", expiresAt: 9e15, issuedAt });

  expect(await current(world.process())).toBe("ada-1");
});

test.each([
  ["back", -24 * HOUR],
  ["forward", 24 * HOUR],
])("a clock that jumps %s costs at most one request", async (_, jump) => {
  const world = new TokenWorld();
  const manager = await world.processWithToken();

  world.clock.jump(jump);
  await concurrently(20, () => current(manager));
  const token = await current(manager);
  expect(world.requests.length).toBeLessThanOrEqual(2);

  // A token that seems fresh but is rejected is replaced once.
  const before = world.requests.length;
  const tokens = await concurrently(20, () => replacing(manager, token));
  expect(new Set(tokens).size).toBe(1);
  expect(world.requests.length).toBe(before + 1);

  world.clock.jump(-jump);
  await current(manager);
  expect(world.requests.length).toBeLessThanOrEqual(before + 2);
});
