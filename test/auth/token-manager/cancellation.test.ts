import { expect, test } from "vitest";
import { idle } from "../../support/fake-clock.js";
import { failureOf } from "../../support/requests.js";
import { current, TokenWorld } from "../token-world.js";

test("a caller that cancels gets its own reason at once, and the others get their token", async () => {
  const world = new TokenWorld();
  world.response = undefined;
  const manager = world.process();
  const controller = new AbortController();
  const canceled = failureOf(manager.current("ada", { signal: controller.signal }));
  const other = current(manager);
  await idle();

  const reason = new Error("gone");
  controller.abort(reason);

  expect(await canceled).toBe(reason);
  world.pending[0]?.respond("good");
  expect(await other).toBe("ada-1");
  expect(world.requests).toHaveLength(1);
});

test("the token that the only caller no longer waits for is saved for the next", async () => {
  const world = new TokenWorld();
  world.response = undefined;
  const manager = world.process();
  const controller = new AbortController();
  const canceled = failureOf(manager.current("ada", { signal: controller.signal }));
  await idle();

  controller.abort();
  await canceled;
  world.pending[0]?.respond("good");
  await idle();

  expect(world.store.tokens.get("ada")).toMatchObject({ accessToken: "ada-1" });
  expect(await current(manager)).toBe("ada-1");
  expect(world.requests).toHaveLength(1);
});

test("a caller that has its token has no listener on its signal", async () => {
  const world = new TokenWorld();
  const { signal, added, removed } = watchedSignal();

  await world.process().current("ada", { signal });

  expect(added()).toBe(1);
  expect(removed()).toBe(1);
});

test("a caller that has canceled before it calls causes no request", async () => {
  const world = new TokenWorld();
  expect(await failureOf(world.process().current("ada", { signal: AbortSignal.abort("never") }))).toBe("never");
  expect(world.requests).toEqual([]);
});

/** A signal that counts its listeners. */
function watchedSignal() {
  const { signal } = new AbortController();
  let added = 0;
  let removed = 0;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    added += 1;
    add(...args);
  };
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    removed += 1;
    remove(...args);
  };
  return { signal, added: () => added, removed: () => removed };
}
