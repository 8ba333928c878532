import { getEventListeners } from "node:events";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { guardedStore } from "../../src/auth/guarded-store.js";
import { memoryStore } from "../../src/auth/stores/memory.js";
import type { TokenStore } from "../../src/auth/token-store.js";
import { FakeClock, idle } from "../support/fake-clock.js";
import { failureOf } from "../support/requests.js";
import { TestStore } from "./token-world.js";

const token = { accessToken: "1000.access", refreshToken: "1000.refresh", expiresAt: 5 };

function guarded(store: TokenStore = new TestStore()) {
  const clock = new FakeClock();
  return { clock, store: guardedStore(store, clock.wait) };
}

test("a store that works behaves the same, and leaves no timer", async () => {
  const { clock, store } = guarded();
  await store.set("ada", token);
  expect(await store.get("ada")).toEqual(token);
  await store.delete("ada");
  expect(await store.get("ada")).toBeUndefined();
  expect(await store.withLock("ada", async () => 7)).toBe(7);
  expect(clock.pending).toBe(0);
});

test("a store may take as long as it says", async () => {
  const inner = new TestStore();
  inner.hanging.add("get");
  const { clock, store } = guarded(Object.assign(inner, { timeout: 20_000 }));
  let settled = false;
  const failure = failureOf(store.get("ada")).finally(() => {
    settled = true;
  });
  await clock.advance(19_000);
  expect(settled).toBe(false);
  await clock.advance(1_000);
  expect(await failure).toMatchObject({ code: "TOKEN_STORE_FAILED" });
});

describe("get", () => {
  const stored = async (value: unknown) => {
    const inner = new TestStore();
    inner.tokens.set("ada", value);
    return guarded(inner).store.get("ada");
  };

  test.each([
    ["a string", "token"],
    ["an array", []],
    ["no access token", { expiresAt: 1 }],
    ["an access token with a line break", { accessToken: "a\r\nx: y", expiresAt: 1 }],
    ["an access token with letters beyond ASCII", { accessToken: "ä", expiresAt: 1 }],
    ["a number as access token", { accessToken: 5, expiresAt: 1 }],
    ["a string as expiry", { accessToken: "a", expiresAt: "1" }],
    ["NaN as expiry", { accessToken: "a", expiresAt: Number.NaN }],
    ["no expiry", { accessToken: "a" }],
    ["an empty refresh token", { accessToken: "a", expiresAt: 1, refreshToken: "" }],
    ["a refresh token with a control character", { accessToken: "a", expiresAt: 1, refreshToken: "a\u0000" }],
    ["a host that is not a string", { accessToken: "a", expiresAt: 1, apiDomain: {} }],
    ["issue times that are strings", { accessToken: "a", expiresAt: 1, issuedAt: ["1"] }],
    ["issue times in one string", { accessToken: "a", expiresAt: 1, issuedAt: "1" }],
  ])("rejects %s", async (_, value) => {
    expect(await failureOf(stored(value))).toMatchObject({
      name: "AuthError",
      code: "TOKEN_STORE_FAILED",
      retryable: true,
      details: { store: "test", operation: "get" },
      message: expect.stringMatching(
        /store \(test\) failed in get: it returned (something other than an object|a token with an invalid \w+);/,
      ),
    });
  });

  test("treats null as missing, for the token and for its members", async () => {
    expect(await stored(null)).toBeUndefined();
    expect(
      await stored({ ...token, refreshToken: null, apiDomain: null, accountsServer: null, issuedAt: null }),
    ).toEqual({
      accessToken: "1000.access",
      expiresAt: 5,
    });
  });

  test("leaves out other members", async () => {
    expect(await stored({ ...token, issuedAt: [1], other: 1 })).toEqual({ ...token, issuedAt: [1] });
  });
});

describe("a failure", () => {
  test("has a cause, and names the store and the operation", async () => {
    const cause = new Error("the disk is full");
    const failing: TokenStore = { ...memoryStore(), name: "file", set: () => Promise.reject(cause) };
    expect(await failureOf(guarded(failing).store.set("ada", token))).toMatchObject({
      message: expect.stringMatching(/file.*set.*the disk is full/),
      cause,
      details: { store: "file", operation: "set" },
    });
  });

  test("is the same if the store throws, or has no name", async () => {
    const { get, set } = memoryStore();
    const failing: TokenStore = {
      get,
      set,
      delete: () => {
        throw new Error("no");
      },
    };
    expect(await failureOf(guarded(failing).store.delete("ada"))).toMatchObject({
      details: { store: "the program's own", operation: "delete" },
    });
  });

  const secret = "1000.0123456789abcdef0123456789abcdef";
  test.each<[string, unknown]>([
    ["in its message", new Error("INSERT '1000.access'")],
    ["in a member", Object.assign(new Error("query failed"), { sql: "SET x = '1000.refresh'" })],
    ["in its cause", new Error("failed", { cause: new Error(`at ${secret}`) })],
    ["in a string instead of an error", secret],
  ])("with a token %s does not show it", async (_, cause) => {
    const failing: TokenStore = { ...memoryStore(), set: () => Promise.reject(cause) };
    const error = await failureOf(guarded(failing).store.set("ada", token));
    expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/1000\./);
    expect(error).toMatchObject({ code: "TOKEN_STORE_FAILED" });
  });

  test.each(["get", "set", "delete"] as const)("follows after 5 seconds if %s hangs", async (operation) => {
    const inner = new TestStore();
    inner.hanging.add(operation);
    const { clock, store } = guarded(inner);
    const failed = failureOf(operation === "set" ? store.set("ada", token) : store[operation]("ada"));
    await clock.advance(4_999);
    expect(clock.pending).toBe(1);
    await clock.advance(1);
    expect(await failed).toMatchObject({ message: expect.stringMatching(/no response within 5000 ms/) });
  });
});

describe("after the end of the client", () => {
  test.each(["get", "set", "delete", "withLock"] as const)("a wait for %s ends", async (operation) => {
    const hanging: TokenStore = {
      ...memoryStore(),
      name: "hanging",
      withLock: (_, work) => work(),
      [operation]: () => new Promise(() => undefined),
    };
    const clock = new FakeClock();
    const end = new AbortController();
    const store = guardedStore(hanging, clock.wait, end.signal);
    const calls = {
      get: () => store.get("ada"),
      set: () => store.set("ada", token),
      delete: () => store.delete("ada"),
      withLock: () => store.withLock("ada", async () => undefined),
    };
    const failed = failureOf(calls[operation]());
    await idle();
    expect([clock.pending, getEventListeners(end.signal, "abort").length]).toEqual([1, 1]);
    end.abort(new Error("the client is closed"));
    expect(await failed).toMatchObject({ code: "TOKEN_STORE_FAILED", details: { store: "hanging", operation } });
    expect(clock.pending).toBe(0);
  });

  test("a store that works has left no listener", async () => {
    const end = new AbortController();
    const store = guardedStore(memoryStore(), new FakeClock().wait, end.signal);
    await store.set("ada", token);
    await store.get("ada");
    expect(getEventListeners(end.signal, "abort")).toEqual([]);
  });
});

describe("a lock", () => {
  test("that comes too late is released without running the work", async () => {
    const inner = new TestStore();
    const { clock, store } = guarded(inner);
    let release = () => {};
    const held = inner.withLock("ada", () => new Promise<void>((resolve) => (release = resolve)));
    let worked = false;
    const failed = failureOf(
      store.withLock("ada", async () => {
        worked = true;
      }),
    );
    await clock.advance(30_000);
    expect(await failed).toMatchObject({ code: "TOKEN_STORE_FAILED", details: { operation: "withLock" } });
    release();
    await held;
    await idle();
    expect(worked).toBe(false);
    expect(await store.withLock("ada", async () => "free")).toBe("free");
  });

  test("has no time limit once the work has begun", async () => {
    const { clock, store } = guarded();
    let end = (_: string) => {};
    const result = store.withLock("ada", () => new Promise<string>((resolve) => (end = resolve)));
    await clock.advance(300_000);
    end("done");
    expect(await result).toBe("done");
  });

  test("that is lost during the work does not change its result", async () => {
    const breaking: TokenStore = {
      ...memoryStore(),
      withLock: async (_, work) => {
        void work();
        throw new Error("the connection is gone");
      },
    };
    expect(await guarded(breaking).store.withLock("ada", async () => "done")).toBe("done");
  });

  test("that never runs the work is a failure", async () => {
    const never: TokenStore = { ...memoryStore(), withLock: async () => undefined as never };
    expect(await failureOf(guarded(never).store.withLock("ada", async () => 1))).toMatchObject({
      code: "TOKEN_STORE_FAILED",
    });
  });

  test("passes on an error of the work", async () => {
    const failure = new Error("of the work");
    expect(await failureOf(guarded().store.withLock("ada", () => Promise.reject(failure)))).toBe(failure);
  });
});
