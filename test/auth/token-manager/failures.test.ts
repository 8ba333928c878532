import { describe, expect, test } from "vitest";
import type { TokenManager } from "../../../src/auth/token-manager.js";
import { failureOf } from "../../support/requests.js";
import { type AccountsResponse, codeOf, concurrently, current, HOUR, MINUTE, TokenWorld } from "../token-world.js";

/** A process whose last request failed, and a server that works again. */
async function processAfter(error: string) {
  const world = new TokenWorld();
  const manager = world.process();
  world.response = { error };
  const failure = await failureOf(current(manager));
  world.response = "good";
  return { world, manager, failure };
}

describe("an error that only a person can fix", () => {
  test("is the same for all who wait, and is remembered for a minute", async () => {
    const world = new TokenWorld();
    world.response = { error: "invalid_code" };
    const manager = world.process();

    const failures = await concurrently(100, () => failureOf(current(manager)));
    expect(new Set(failures).size).toBe(1);
    expect(failures[0]).toMatchObject({ code: "invalid_code", retryable: false, message: /grant consent again/ });

    world.clock.now += MINUTE - 1;
    expect(await failureOf(current(manager))).toBe(failures[0]);
    expect(world.requests).toHaveLength(1);

    world.response = "good";
    world.clock.now += 1;
    expect(await current(manager)).toBe("ada-1");
  });

  test("is not remembered longer if the clock is set back", async () => {
    const { world, manager } = await processAfter("invalid_code");

    world.clock.jump(-24 * HOUR);

    expect(await current(manager)).toBe("ada-1");
  });

  test("is over as soon as the store has another refresh token", async () => {
    const { world, manager } = await processAfter("invalid_code");

    world.store.tokens.set("ada", { accessToken: "", refreshToken: "new", expiresAt: 0 });

    expect(await current(manager)).toBe("ada-1");
    expect(world.requests.at(-1)?.form.get("refresh_token")).toBe("new");
  });

  test("is over with a grant, and with an adopted refresh token", async () => {
    for (const bring of [
      (manager: TokenManager) => manager.grant("ada", "code"),
      (manager: TokenManager) => manager.adopt("ada", "new"),
    ]) {
      const { manager } = await processAfter("invalid_code");
      await bring(manager);
      expect(await current(manager)).toBe("ada-1");
    }
  });

  test("with the stored refresh token leads to the configured one", async () => {
    const world = new TokenWorld();
    world.revoked.add("old");
    world.store.tokens.set("ada", { accessToken: "", refreshToken: "old", expiresAt: 0 });

    expect(await current(world.process())).toBe("ada-1");
    expect(world.store.tokens.get("ada")).toMatchObject({ refreshToken: "refresh-of-ada" });
  });
});

describe("too many requests", () => {
  test("with the stored refresh token do not lead to the configured one", async () => {
    const world = new TokenWorld();
    world.response = { error: "access_denied" };
    world.store.tokens.set("ada", { accessToken: "", refreshToken: "stored", expiresAt: 0 });

    expect(await codeOf(current(world.process()))).toBe("access_denied");
    expect(world.requests).toHaveLength(1);
  });

  test("are remembered for five minutes, with the time at which to retry", async () => {
    const { world, manager, failure } = await processAfter("Access Denied");
    expect(failure).toMatchObject({ retryable: true, details: { retryAt: world.clock.now + 5 * MINUTE } });

    world.clock.now += 5 * MINUTE - 1;
    expect(await failureOf(current(manager))).toBe(failure);
    world.clock.now += 1;
    expect(await current(manager)).toBe("ada-1");
  });
});

test.each<[string, AccountsResponse, string]>([
  ["a problem of the server", { error: "server_error" }, "server_error"],
  ["a code that is not known", { error: "something_new" }, "something_new"],
  ["HTML", { text: "<html>" }, "UNREADABLE_ANSWER"],
  ["an empty body", { text: "" }, "UNREADABLE_ANSWER"],
  ["a token that no header can carry", { text: '{"access_token":"bad\\r\\nx: y"}' }, "INVALID_ACCESS_TOKEN"],
])("%s is not remembered", async (_, response, code) => {
  const world = new TokenWorld();
  world.response = response;
  const manager = world.process();

  // It does not count against the budget either, unless it holds a token.
  const attempts = code === "INVALID_ACCESS_TOKEN" ? 1 : 20;
  for (let attempt = 0; attempt < attempts; attempt += 1) expect(await codeOf(current(manager))).toBe(code);

  world.response = "good";
  expect(await current(manager)).toBe("ada-1");
});

test("a user without a refresh token gets an error with the name and the remedy", async () => {
  const world = new TokenWorld();
  await expect(world.process().current("nobody")).rejects.toMatchObject({
    code: "NO_REFRESH_TOKEN",
    message: expect.stringMatching(/"nobody".*refreshToken/),
  });
  expect(world.requests).toEqual([]);
});
