import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memoryStore } from "../../src/auth/stores/memory.js";
import type { TokenManager } from "../../src/auth/token-manager.js";
import { ConfigError, isCrmError } from "../../src/core/errors/errors.js";
import { idle } from "../support/fake-clock.js";
import { failureOf } from "../support/requests.js";
import { TokenWorld } from "./token-world.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const times = <T>(count: number, work: () => Promise<T>) => Promise.all(Array.from({ length: count }, work));
const tokenOf = async (manager: TokenManager, user = "ada") => (await manager.current(user)).token;
const another = async (manager: TokenManager, rejected: string, user = "ada") =>
  (await manager.replace(user, rejected)).token;
const code = (promise: Promise<unknown>) => failureOf(promise).then((error) => Reflect.get(Object(error), "code"));

describe("one token request", () => {
  test("serves 100 that need a token", async () => {
    const world = new TokenWorld();
    const manager = world.process();
    expect(new Set(await times(100, () => tokenOf(manager)))).toEqual(new Set(["ada-1"]));
    expect(world.asked).toHaveLength(1);
  });

  test("serves 100 whose token was refused, and those who come late", async () => {
    const world = new TokenWorld();
    const manager = world.process();
    await tokenOf(manager);
    expect(new Set(await times(100, () => another(manager, "ada-1")))).toEqual(new Set(["ada-2"]));
    expect(await another(manager, "ada-1")).toBe("ada-2");
    expect(world.asked).toHaveLength(2);
  });

  test("serves four processes of 50 calls each", async () => {
    const world = new TokenWorld();
    const processes = Array.from({ length: 4 }, () => world.process());
    const tokens = await Promise.all(processes.map((manager) => times(50, () => tokenOf(manager))));
    expect(new Set(tokens.flat())).toEqual(new Set(["ada-1"]));
    expect(world.asked).toHaveLength(1);
    const refused = await Promise.all(processes.map((manager) => times(50, () => another(manager, "ada-1"))));
    expect(new Set(refused.flat())).toEqual(new Set(["ada-2"]));
    expect(world.asked).toHaveLength(2);
  });

  test("is not needed where another process has stored a newer token", async () => {
    const world = new TokenWorld();
    const manager = world.process();
    await tokenOf(manager);
    world.store.tokens.set("ada", { accessToken: "from-elsewhere", expiresAt: world.clock.now + HOUR });
    expect(await another(manager, "ada-1")).toBe("from-elsewhere");
    expect(world.asked).toHaveLength(1);
  });

  test("is not needed for a good token in the store, and the lock neither", async () => {
    const world = new TokenWorld();
    await tokenOf(world.process());
    world.store.calls.length = 0;
    expect(await tokenOf(world.process())).toBe("ada-1");
    expect(world.store.calls).toEqual(["get"]);
  });

  test("a good token costs no look at the store", async () => {
    const world = new TokenWorld();
    const manager = world.process();
    await tokenOf(manager);
    world.store.calls.length = 0;
    await times(100, () => tokenOf(manager));
    expect(world.store.calls).toEqual([]);
  });

  test("whoever comes while a refused token is replaced waits for the new one", async () => {
    const world = new TokenWorld();
    const manager = world.process();
    await tokenOf(manager);
    world.answer = undefined;
    const both = Promise.all([another(manager, "ada-1"), tokenOf(manager)]);
    await idle();
    world.pending[0]?.answer("good");
    expect(await both).toEqual(["ada-2", "ada-2"]);
  });

  test("is the end of it, also where the same token comes again or its life is over at once", async () => {
    const world = new TokenWorld();
    world.extra = { access_token: "always", expires_in: 1 };
    const manager = world.process();
    expect(await another(manager, "always")).toBe("always");
    expect(world.asked).toHaveLength(1);
  });

  test("a store that cannot lock will do for one process", async () => {
    const world = new TokenWorld();
    const manager = world.process({ store: memoryStore() });
    await times(100, () => tokenOf(manager));
    expect(world.asked).toHaveLength(1);
  });
});

describe("the end of a token", () => {
  test("it is used until a minute before", async () => {
    const world = new TokenWorld();
    const manager = world.process();
    await tokenOf(manager);
    world.clock.now += HOUR - MINUTE - 1;
    expect(await tokenOf(manager)).toBe("ada-1");
    world.clock.now += 1;
    expect(await tokenOf(manager)).toBe("ada-2");
  });

  test("a short life is not all margin", async () => {
    const world = new TokenWorld();
    world.extra = { expires_in: 30 };
    const manager = world.process();
    await tokenOf(manager);
    world.clock.now += 26_999;
    expect(await tokenOf(manager)).toBe("ada-1");
    world.clock.now += 1;
    expect(await tokenOf(manager)).toBe("ada-2");
  });

  test("an end in the far future is not believed", async () => {
    const world = new TokenWorld();
    world.store.tokens.set("ada", { accessToken: "old", refreshToken: "r", expiresAt: 9e15 });
    const manager = world.process();
    expect(await tokenOf(manager)).toBe("old");
    world.clock.now += HOUR;
    expect(await tokenOf(manager)).toBe("ada-1");
  });

  test("nor by a new process, where it is known when the token was issued", async () => {
    const world = new TokenWorld();
    const issuedAt = [world.clock.now - HOUR];
    world.store.tokens.set("ada", { accessToken: "old", refreshToken: "r", expiresAt: 9e15, issuedAt });
    expect(await tokenOf(world.process())).toBe("ada-1");
  });

  for (const [name, jump] of [
    ["back", -24 * HOUR],
    ["forth", 24 * HOUR],
  ] as const) {
    test(`a clock that jumps ${name} costs one request at most`, async () => {
      const world = new TokenWorld();
      const manager = world.process();
      await tokenOf(manager);
      world.clock.jump(jump);
      await times(20, () => tokenOf(manager));
      const token = await tokenOf(manager);
      expect(world.asked.length).toBeLessThanOrEqual(2);
      // Judged fresh, but refused: replaced once, and good for an hour.
      const asked = world.asked.length;
      const tokens = await times(20, () => another(manager, token));
      expect(new Set(tokens).size).toBe(1);
      expect(world.asked.length).toBe(asked + 1);
      world.clock.jump(-jump);
      await tokenOf(manager);
      expect(world.asked.length).toBeLessThanOrEqual(asked + 2);
    });
  }
});

describe("the budget", () => {
  /** Uses up the nine tokens, each in a process of its own. */
  async function spend(world: TokenWorld): Promise<void> {
    for (let count = 1; count <= 9; count += 1) {
      expect(await another(world.process(), `ada-${count - 1}`)).toBe(`ada-${count}`);
      world.clock.now += 1_000;
    }
  }

  test("is kept in the store: a fleet of short-lived processes stays below it", async () => {
    const world = new TokenWorld();
    await spend(world);
    const error = await failureOf(another(world.process(), "ada-9"));
    const retryAt = world.clock.now - 9_000 + 10 * MINUTE;
    expect(isCrmError(error, "Auth")).toBe(true);
    expect(error).toMatchObject({
      code: "TOKEN_BUDGET",
      retryable: true,
      details: { retryAt, retryAfter: 10 * MINUTE - 9_000 },
      message: expect.stringContaining(new Date(retryAt).toISOString()),
    });
    expect(world.asked).toHaveLength(9);
    world.clock.now = retryAt;
    expect(await another(world.process(), "ada-9")).toBe("ada-10");
    expect(await code(another(world.process(), "ada-10"))).toBe("TOKEN_BUDGET");
  });

  test("a call waits for it where its deadline allows, the others fail at once", async () => {
    const world = new TokenWorld();
    await spend(world);
    const manager = world.process();
    const patient = manager.replace("ada", "ada-9", { deadline: world.clock.now + 11 * MINUTE });
    expect(await code(manager.replace("ada", "ada-9", { deadline: world.clock.now + MINUTE }))).toBe("TOKEN_BUDGET");
    await world.clock.advance(10 * MINUTE);
    expect((await patient).token).toBe("ada-10");
  });

  test("a wait ends with the caller's reason, and leaves no timer behind", async () => {
    const world = new TokenWorld();
    await spend(world);
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

  test("those who wait take a token that comes from elsewhere, with the next call", async () => {
    const world = new TokenWorld();
    await spend(world);
    const manager = world.process();
    const patient = manager.replace("ada", "ada-9", { deadline: world.clock.now + HOUR });
    await idle();
    world.store.tokens.set("ada", { accessToken: "by-an-operator", expiresAt: world.clock.now + HOUR });
    expect((await manager.current("ada")).token).toBe("by-an-operator");
    expect((await patient).token).toBe("by-an-operator");
  });

  test("answers that were lost count, for other processes as well", async () => {
    const world = new TokenWorld();
    await tokenOf(world.process());
    world.answer = "lost";
    for (let count = 0; count < 8; count += 1) {
      expect(await code(another(world.process(), "ada-1"))).toBe("NO_ANSWER");
    }
    expect(await code(another(world.process(), "ada-1"))).toBe("TOKEN_BUDGET");
    expect(world.issued).toHaveLength(9);
  });

  test("requests that never arrived do not count", async () => {
    const world = new TokenWorld();
    const manager = world.process();
    world.answer = "unreached";
    for (let count = 0; count < 20; count += 1) expect(await code(tokenOf(manager))).toBe("NO_ANSWER");
    world.answer = "good";
    expect(await tokenOf(manager)).toBe("ada-1");
  });

  test("repetitions of a request whose answers are lost end with the budget", async () => {
    const world = new TokenWorld();
    world.answer = "lost";
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
    expect(await code(tokenOf(manager))).toBe("NO_ANSWER");
    expect(world.issued).toHaveLength(9);
  });

  test("belongs to a refresh token: another one brings its own", async () => {
    const world = new TokenWorld();
    await spend(world);
    const manager = world.process();
    expect((await manager.adopt("ada", "another")).accessToken).toBe("ada-10");
    expect(world.asked.at(-1)?.form.get("refresh_token")).toBe("another");
    expect(await another(manager, "ada-10")).toBe("ada-11");
  });
});

describe("a refusal", () => {
  test("that a person must mend fails all who wait with one error, and is not asked again for a minute", async () => {
    const world = new TokenWorld();
    world.answer = { error: "invalid_code" };
    const manager = world.process();
    const failures = await times(100, () => failureOf(tokenOf(manager)));
    expect(new Set(failures).size).toBe(1);
    expect(failures[0]).toMatchObject({ code: "invalid_code", retryable: false, message: /grant consent again/ });
    world.clock.now += MINUTE - 1;
    expect(await failureOf(tokenOf(manager))).toBe(failures[0]);
    expect(world.asked).toHaveLength(1);
    world.answer = "good";
    world.clock.now += 1;
    expect(await tokenOf(manager)).toBe("ada-1");
  });

  test("is not prolonged by a clock that is set back", async () => {
    const world = new TokenWorld();
    world.answer = { error: "invalid_code" };
    const manager = world.process();
    await failureOf(tokenOf(manager));
    world.answer = "good";
    world.clock.jump(-24 * HOUR);
    expect(await tokenOf(manager)).toBe("ada-1");
  });

  test("is over as soon as the store holds another refresh token", async () => {
    const world = new TokenWorld();
    world.answer = { error: "invalid_code" };
    const manager = world.process();
    await failureOf(tokenOf(manager));
    world.answer = "good";
    world.store.tokens.set("ada", { accessToken: "", refreshToken: "new", expiresAt: 0 });
    expect(await tokenOf(manager)).toBe("ada-1");
    expect(world.asked.at(-1)?.form.get("refresh_token")).toBe("new");
  });

  test("is over with a grant, and with a refresh token that is brought", async () => {
    for (const bring of [
      (manager: TokenManager) => manager.grant("ada", "code"),
      (manager: TokenManager) => manager.adopt("ada", "new"),
    ]) {
      const world = new TokenWorld();
      world.answer = { error: "invalid_code" };
      const manager = world.process();
      await failureOf(tokenOf(manager));
      world.answer = "good";
      await bring(manager);
      expect(await tokenOf(manager)).toBe("ada-1");
    }
  });

  test("of the stored refresh token lets the configured one step in", async () => {
    const world = new TokenWorld();
    world.revoked.add("old");
    world.store.tokens.set("ada", { accessToken: "", refreshToken: "old", expiresAt: 0 });
    expect(await tokenOf(world.process())).toBe("ada-1");
    expect(world.store.tokens.get("ada")).toMatchObject({ refreshToken: "refresh-of-ada" });
  });

  test("of too many requests lets nobody step in", async () => {
    const world = new TokenWorld();
    world.answer = { error: "access_denied" };
    world.store.tokens.set("ada", { accessToken: "", refreshToken: "stored", expiresAt: 0 });
    expect(await code(tokenOf(world.process()))).toBe("access_denied");
    expect(world.asked).toHaveLength(1);
  });

  test("of too many requests is remembered for five minutes, with the time when to come again", async () => {
    const world = new TokenWorld();
    world.answer = { error: "Access Denied" };
    const manager = world.process();
    const error = await failureOf(tokenOf(manager));
    expect(error).toMatchObject({ retryable: true, details: { retryAt: world.clock.now + 5 * MINUTE } });
    world.answer = "good";
    world.clock.now += 5 * MINUTE - 1;
    expect(await failureOf(tokenOf(manager))).toBe(error);
    world.clock.now += 1;
    expect(await tokenOf(manager)).toBe("ada-1");
  });

  test.each<[string, { error: string } | { text: string }, string]>([
    ["trouble of the server", { error: "general_error" }, "general_error"],
    ["HTML", { text: "<html>" }, "UNREADABLE_ANSWER"],
    ["nothing", { text: "" }, "UNREADABLE_ANSWER"],
    ["a token that no header can carry", { text: '{"access_token":"bad\\r\\nx: y"}' }, "INVALID_ACCESS_TOKEN"],
  ])("%s is not remembered", async (_, answer, want) => {
    const world = new TokenWorld();
    world.answer = answer;
    const manager = world.process();
    // Nor does it count as a token, however often it comes.
    const often = want === "INVALID_ACCESS_TOKEN" ? 1 : 20;
    for (let count = 0; count < often; count += 1) expect(await code(tokenOf(manager))).toBe(want);
    world.answer = "good";
    expect(await tokenOf(manager)).toBe("ada-1");
  });

  test("without a refresh token the user is named, and the remedy", async () => {
    const world = new TokenWorld();
    await expect(world.process().current("nobody")).rejects.toMatchObject({
      code: "NO_REFRESH_TOKEN",
      message: expect.stringMatching(/"nobody".*refreshToken/),
    });
    expect(world.asked).toEqual([]);
  });
});

describe("a caller that leaves", () => {
  test("has its own reason at once, and the others their token", async () => {
    const world = new TokenWorld();
    world.answer = undefined;
    const manager = world.process();
    const controller = new AbortController();
    const leaving = failureOf(manager.current("ada", { signal: controller.signal }));
    const staying = manager.current("ada");
    await idle();
    const reason = new Error("gone");
    controller.abort(reason);
    expect(await leaving).toBe(reason);
    world.pending[0]?.answer("good");
    expect((await staying).token).toBe("ada-1");
    expect(world.asked).toHaveLength(1);
  });

  test("as the only one leaves a token for the next", async () => {
    const world = new TokenWorld();
    world.answer = undefined;
    const manager = world.process();
    const controller = new AbortController();
    const leaving = failureOf(manager.current("ada", { signal: controller.signal }));
    await idle();
    controller.abort();
    await leaving;
    world.pending[0]?.answer("good");
    await idle();
    expect(world.store.tokens.get("ada")).toMatchObject({ accessToken: "ada-1" });
    expect(await tokenOf(manager)).toBe("ada-1");
    expect(world.asked).toHaveLength(1);
  });

  test("after it has its token changes nothing, and its signal is let go", async () => {
    const world = new TokenWorld();
    const { signal, added, removed } = watchedSignal();
    await world.process().current("ada", { signal });
    expect(added()).toBe(1);
    expect(removed()).toBe(1);
  });

  test("before it began asks for nothing", async () => {
    const world = new TokenWorld();
    expect(await failureOf(world.process().current("ada", { signal: AbortSignal.abort("never") }))).toBe("never");
    expect(world.asked).toEqual([]);
  });
});

describe("a grant, and a refresh token that is brought", () => {
  test("keep what they bring, and what the answer leaves out", async () => {
    const world = new TokenWorld();
    const manager = world.process();
    expect(await manager.adopt("ada", "mine")).toMatchObject({ refreshToken: "mine", accessToken: "ada-1" });
    expect(world.store.tokens.get("ada")).toMatchObject({ refreshToken: "mine", accessToken: "ada-1" });
    await manager.grant("ada", "c");
    expect(world.store.tokens.get("ada")).toMatchObject({ refreshToken: "granted-by-c", accessToken: "ada-2" });
    world.extra = { refresh_token: undefined };
    await manager.grant("ada", "repeated");
    expect(world.store.tokens.get("ada")).toMatchObject({ refreshToken: "granted-by-c", accessToken: "ada-3" });
  });

  test("are asked for where Zoho named, and renewed there", async () => {
    const world = new TokenWorld();
    const manager = world.process({
      serversOf: ({ accountsServer = "" }) => ({ api: "", content: "", download: "", accounts: accountsServer }),
    });
    await manager.grant("ada", "c", "https://accounts.zoho.eu");
    await another(manager, "ada-1");
    await another(
      world.process({
        serversOf: ({ accountsServer = "" }) => ({ api: "", content: "", download: "", accounts: accountsServer }),
      }),
      "ada-2",
    );
    expect(world.asked.map(({ api }) => api)).toEqual(Array(3).fill("https://accounts.zoho.eu"));
  });

  test("are not sent to a host that is not allowed", async () => {
    const world = new TokenWorld();
    const refusal = new ConfigError("no", { code: "INVALID_CONFIGURATION" });
    const manager = world.process({
      serversOf: () => {
        throw refusal;
      },
    });
    expect(await failureOf(manager.grant("ada", "c", "https://evil.example"))).toBe(refusal);
    expect(world.asked).toEqual([]);
  });

  test("wait for a renewal under way, so that there is one request at a time", async () => {
    const world = new TokenWorld();
    world.answer = undefined;
    const manager = world.process();
    const call = tokenOf(manager);
    await idle();
    const grant = manager.grant("ada", "c");
    await idle();
    expect(world.pending).toHaveLength(1);
    world.pending[0]?.answer("good");
    expect(await call).toBe("ada-1");
    await idle();
    world.pending[0]?.answer("good");
    expect((await grant).accessToken).toBe("ada-2");
    expect(world.most).toBe(1);
  });

  test("a revocation ends the refresh token at Zoho, and here", async () => {
    const world = new TokenWorld();
    const manager = world.process();
    await manager.adopt("ada", "mine");
    await manager.revoke("ada");
    expect([...world.revoked]).toEqual(["mine"]);
    expect(world.asked.at(-1)?.path).toBe("/oauth/v2/token/revoke");
    expect(world.store.tokens.has("ada")).toBe(false);
    expect(await code(manager.revoke("nobody"))).toBe("NO_REFRESH_TOKEN");
  });

  test("a revocation that Zoho does not confirm forgets nothing", async () => {
    const world = new TokenWorld();
    const manager = world.process();
    await manager.adopt("ada", "mine");
    world.answer = { text: "<html>" };
    expect(await code(manager.revoke("ada"))).toBe("UNREADABLE_ANSWER");
    expect(world.store.tokens.has("ada")).toBe(true);
  });
});

describe("a store", () => {
  test.each(["get", "withLock"] as const)("that fails in %s fails the call, and is named", async (operation) => {
    const world = new TokenWorld();
    const cause = new Error("the disk is full");
    world.store.failing.set(operation, cause);
    const manager = world.process();
    expect(await failureOf(tokenOf(manager))).toMatchObject({
      code: "TOKEN_STORE_FAILED",
      details: { store: "test", operation },
      cause,
    });
    expect(world.asked).toEqual([]);
    world.store.failing.clear();
    expect(await tokenOf(manager)).toBe("ada-1");
  });

  test.each([
    ["get", 5_000],
    ["withLock", 30_000],
  ] as const)("that hangs in %s fails the call in time", async (operation, limit) => {
    const world = new TokenWorld();
    world.store.hanging.add(operation);
    const failed = code(tokenOf(world.process()));
    await world.clock.advance(limit);
    expect(await failed).toBe("TOKEN_STORE_FAILED");
  });

  test("that fails or hangs does not matter while the token in hand is good", async () => {
    const world = new TokenWorld();
    const manager = world.process();
    await tokenOf(manager);
    world.store.failing.set("get", new Error("gone"));
    expect(await tokenOf(manager)).toBe("ada-1");
  });

  test.each(["fails", "hangs"])(
    "that %s when a token was issued loses nothing: it is written with a later call",
    async (how) => {
      const world = new TokenWorld();
      if (how === "fails") world.store.failing.set("set", new Error("full"));
      else world.store.hanging.add("set");
      const manager = world.process();
      const calls = times(10, () => tokenOf(manager));
      await world.clock.advance(5_000);
      expect(new Set(await calls)).toEqual(new Set(["ada-1"]));
      world.store.failing.clear();
      world.store.hanging.clear();
      await world.clock.advance(1_000);
      expect(await tokenOf(manager)).toBe("ada-1");
      await idle();
      expect(world.store.tokens.get("ada")).toMatchObject({ accessToken: "ada-1" });
      expect(world.asked).toHaveLength(1);
    },
  );

  test("that loses its connection, and the lock with it, while Zoho is asked, loses no token", async () => {
    const world = new TokenWorld();
    world.answer = undefined;
    const gone = new Error("connection lost");
    let lose = () => {};
    const { store } = world;
    const manager = world.process({
      store: {
        get: (user) => store.get(user),
        set: (user, token) => store.set(user, token),
        delete: (user) => store.delete(user),
        withLock: (_, work) => {
          void work();
          return new Promise((_resolve, reject) => {
            lose = () => reject(gone);
          });
        },
      },
    });
    const call = tokenOf(manager);
    await idle();
    lose();
    store.failing.set("set", gone);
    await idle();
    world.pending[0]?.answer("good");
    expect(await call).toBe("ada-1");
    store.failing.clear();
    await world.clock.advance(1_000);
    await tokenOf(manager);
    await idle();
    expect(store.tokens.get("ada")).toMatchObject({ accessToken: "ada-1" });
  });

  test("that fails is not asked at every call", async () => {
    const world = new TokenWorld();
    world.store.failing.set("set", new Error("full"));
    const manager = world.process();
    await tokenOf(manager);
    world.store.calls.length = 0;
    for (let count = 0; count < 50; count += 1) await tokenOf(manager);
    expect(world.store.calls).toEqual([]);
  });

  test("that fails tells who wanted the token to be kept", async () => {
    const world = new TokenWorld();
    world.store.failing.set("set", new Error("full"));
    const manager = world.process();
    expect(await code(manager.grant("ada", "c"))).toBe("TOKEN_STORE_FAILED");
    expect(await tokenOf(manager)).toBe("ada-1");
    expect(world.asked).toHaveLength(1);
  });

  test("does not get an unsaved token where it holds a newer one by now", async () => {
    const world = new TokenWorld();
    world.store.failing.set("set", new Error("full"));
    const manager = world.process();
    await tokenOf(manager);
    world.store.failing.clear();
    world.clock.now += 2_000;
    await world.process().adopt("ada", "newer");
    await tokenOf(manager);
    await idle();
    expect(world.store.tokens.get("ada")).toMatchObject({ accessToken: "ada-2", refreshToken: "newer" });
    expect(await tokenOf(manager)).toBe("ada-2");
  });
});

test("the tokens of 50 users never mix, whatever the order of calls and answers", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(49), fc.boolean(), fc.boolean()), { minLength: 50, maxLength: 200 }),
      fc.scheduler(),
      async (steps, scheduler) => {
        const world = new TokenWorld();
        const processes = [world.process(), world.process()] as const;
        const calls = steps.map(async ([number, refused, second]) => {
          const user = `user${number}`;
          const manager = processes[second ? 1 : 0];
          await scheduler.schedule(Promise.resolve());
          const { token } = await manager.current(user);
          await scheduler.schedule(Promise.resolve());
          return { user, token: refused ? (await manager.replace(user, token)).token : token };
        });
        await scheduler.waitFor(Promise.all(calls));
        for (const { user, token } of await Promise.all(calls)) expect(token.startsWith(`${user}-`)).toBe(true);
        expect(world.most).toBe(1);
      },
    ),
    { numRuns: 20 },
  ));

test("a manager shows no secret", async () => {
  const world = new TokenWorld();
  const manager = world.process();
  await manager.adopt("ada", "1000.secret");
  const shown = inspect(manager, { depth: 20, showHidden: true }) + JSON.stringify(manager) + String(manager);
  for (const secret of ["1000.secret", "ada-1", "refresh-of", '"secret"']) expect(shown).not.toContain(secret);
});

describe("the end", () => {
  test("waits for what Zoho is being asked and keeps it; nobody is served any more", async () => {
    const world = new TokenWorld();
    const manager = world.process();
    world.answer = undefined;
    const controller = new AbortController();
    const call = failureOf(manager.current("ada", { signal: controller.signal }));
    await idle();
    controller.abort();
    await call;
    let closed = false;
    const closing = manager.close().then(() => {
      closed = true;
    });
    await idle();
    expect(closed).toBe(false);
    expect(await code(manager.current("bob"))).toBe("CLIENT_CLOSED");
    world.pending[0]?.answer("good");
    // Without its clock being moved.
    await closing;
    expect(world.store.tokens.get("ada")).toMatchObject({ accessToken: "ada-1" });
    expect(world.clock.pending).toBe(0);
  });

  test("comes after five seconds where Zoho does not answer, and at once where nothing is asked", async () => {
    const world = new TokenWorld();
    const manager = world.process();
    await tokenOf(manager);
    await manager.close();
    expect(world.clock.pending).toBe(0);
    const other = world.process();
    world.answer = undefined;
    void other.replace("ada", "ada-1").catch(() => undefined);
    await idle();
    const closing = other.close();
    await world.clock.advance(5_000);
    await closing;
  });
});

/** A signal that counts who listens to it. */
function watchedSignal() {
  const { signal } = new AbortController();
  let added = 0;
  let removed = 0;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...given: Parameters<typeof add>) => {
    added += 1;
    add(...given);
  };
  signal.removeEventListener = (...given: Parameters<typeof remove>) => {
    removed += 1;
    remove(...given);
  };
  return { signal, added: () => added, removed: () => removed };
}
