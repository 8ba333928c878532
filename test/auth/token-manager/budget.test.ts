import { expect, test } from "vitest";
import { isCrmError } from "../../../src/core/errors/errors.js";
import { idle } from "../../support/fake-clock.js";
import { failureOf } from "../../support/requests.js";
import { codeOf, current, HOUR, MINUTE, replacing, TokenWorld } from "../token-world.js";

test("the store keeps the count, so that short-lived processes stay within the budget together", async () => {
  const world = new TokenWorld();
  await world.spendBudget();

  const error = await failureOf(replacing(world.process(), "ada-9"));

  const retryAt = world.clock.now - 9_000 + 10 * MINUTE;
  expect(isCrmError(error, "Auth")).toBe(true);
  expect(error).toMatchObject({
    code: "TOKEN_BUDGET",
    retryable: true,
    details: { retryAt, retryAfter: 10 * MINUTE - 9_000 },
    message: expect.stringContaining(new Date(retryAt).toISOString()),
  });
  expect(world.requests).toHaveLength(9);

  world.clock.now = retryAt;
  expect(await replacing(world.process(), "ada-9")).toBe("ada-10");
  expect(await codeOf(replacing(world.process(), "ada-10"))).toBe("TOKEN_BUDGET");
});

test("nine tokens can be issued one after the other", async () => {
  const world = new TokenWorld();
  await world.spendBudget();
  expect(world.issued.map(({ accessToken }) => accessToken)).toEqual(
    Array.from({ length: 9 }, (_, index) => `ada-${index + 1}`),
  );
});

test("a call waits if its deadline allows it; the others fail at once", async () => {
  const world = new TokenWorld();
  await world.spendBudget();
  const manager = world.process();

  const patient = manager.replace("ada", "ada-9", { deadline: world.clock.now + 11 * MINUTE });
  const hurried = manager.replace("ada", "ada-9", { deadline: world.clock.now + MINUTE });

  expect(await codeOf(hurried)).toBe("TOKEN_BUDGET");
  await world.clock.advance(10 * MINUTE);
  expect((await patient).token).toBe("ada-10");
});

test("a caller that cancels ends the wait with its own reason, and leaves no timer", async () => {
  const world = new TokenWorld();
  await world.spendBudget();
  const controller = new AbortController();
  const patience = { deadline: world.clock.now + HOUR, signal: controller.signal };
  const waiting = failureOf(world.process().replace("ada", "ada-9", patience));
  await idle();
  expect(world.clock.pending).toBe(1);

  const reason = new Error("gone");
  controller.abort(reason);

  expect(await waiting).toBe(reason);
  await idle();
  expect(world.clock.pending).toBe(0);
});

test("a call that finds a new token in the store shares it with those that wait", async () => {
  const world = new TokenWorld();
  await world.spendBudget();
  const manager = world.process();
  const patient = manager.replace("ada", "ada-9", { deadline: world.clock.now + HOUR });
  await idle();

  world.store.tokens.set("ada", { accessToken: "by-an-operator", expiresAt: world.clock.now + HOUR });

  expect(await current(manager)).toBe("by-an-operator");
  expect((await patient).token).toBe("by-an-operator");
});

test("tokens in lost responses count, in other processes too", async () => {
  const world = new TokenWorld();
  await world.processWithToken();
  world.response = "lost";

  for (let count = 0; count < 8; count += 1) {
    expect(await codeOf(replacing(world.process(), "ada-1"))).toBe("NO_ANSWER");
  }

  expect(await codeOf(replacing(world.process(), "ada-1"))).toBe("TOKEN_BUDGET");
  expect(world.issued).toHaveLength(9);
});

test("requests that never arrived do not count", async () => {
  const world = new TokenWorld();
  const manager = world.process();

  world.response = "unreached";
  for (let count = 0; count < 20; count += 1) expect(await codeOf(current(manager))).toBe("NO_ANSWER");

  world.response = "good";
  expect(await current(manager)).toBe("ada-1");
});

test("retries of a request whose responses are lost end with the budget", async () => {
  const world = new TokenWorld();
  world.response = "lost";
  const manager = world.process({
    around: (next) => async (request) => {
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
});

test("each refresh token has its own budget", async () => {
  const world = new TokenWorld();
  await world.spendBudget();
  const manager = world.process();

  expect((await manager.adopt("ada", "another")).accessToken).toBe("ada-10");
  expect(world.requests.at(-1)?.form.get("refresh_token")).toBe("another");
  expect(await replacing(manager, "ada-10")).toBe("ada-11");
});
