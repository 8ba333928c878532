import { expect, test } from "vitest";
import { idle } from "../../support/fake-clock.js";
import { failureOf } from "../../support/requests.js";
import { codeOf, TokenWorld } from "../token-world.js";

test("close waits for a request under way and saves its token, but rejects new calls", async () => {
  const world = new TokenWorld();
  world.response = undefined;
  const manager = world.process();
  const controller = new AbortController();
  const call = failureOf(manager.current("ada", { signal: controller.signal }));
  await idle();
  controller.abort();
  await call;

  let isClosed = false;
  const closing = manager.close().then(() => {
    isClosed = true;
  });
  await idle();
  expect(isClosed).toBe(false);
  expect(await codeOf(manager.current("bob"))).toBe("CLIENT_CLOSED");

  world.pending[0]?.respond("good");
  // The clock does not move, so this is not the limit of the wait.
  await closing;
  expect(world.store.tokens.get("ada")).toMatchObject({ accessToken: "ada-1" });
  expect(world.clock.pending).toBe(0);
});

test("close takes no time without a request, and five seconds if Zoho does not respond", async () => {
  const world = new TokenWorld();
  const manager = await world.processWithToken();
  await manager.close();
  expect(world.clock.pending).toBe(0);

  const other = world.process();
  world.response = undefined;
  void other.replace("ada", "ada-1").catch(() => undefined);
  await idle();
  const closing = other.close();
  await world.clock.advance(5_000);
  await closing;
});
