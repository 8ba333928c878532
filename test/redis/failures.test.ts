/** Every failure is an error that says what to do, and none shows a secret. */
import { inspect } from "node:util";
import { Redis } from "ioredis";
import { createClient } from "redis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { guardedStore } from "../../src/auth/guarded-store.js";
import type { TokenStore } from "../../src/auth/token-store.js";
import { wait } from "../../src/core/lifetime/wait.js";
import { type RedisClient, redisStore } from "../../src/redis/index.js";
import { redisState } from "../../src/redis/redis-state.js";
import { failureOf } from "../support/requests.js";
import {
  type ConnectedRedis,
  connectRedis,
  REDIS_PACKAGES,
  type RedisPackage,
} from "../support/stores/redis-clients.js";
import { redisServer } from "../support/stores/redis-server.js";
import { type ServerProcess, startServer } from "../support/stores/server-process.js";

const TOKEN = { accessToken: "1000.access.token", refreshToken: "1000.refresh.token", expiresAt: 1_900_000_000_000 };
const PASSWORD = "correct-horse-7-battery";

let server: ServerProcess;
let admin: ConnectedRedis;
beforeAll(async () => {
  server = await startServer(redisServer);
  admin = await connectRedis("redis", `redis://127.0.0.1:${server.port}`);
});
afterAll(async () => {
  await Promise.all(opened.map((redis) => redis.close()));
  await admin?.close();
  await server?.stop();
});

const opened: ConnectedRedis[] = [];
async function storeOn(name: RedisPackage, url = `redis://127.0.0.1:${server.port}`): Promise<TokenStore> {
  const redis = await connectRedis(name, url);
  opened.push(redis);
  return redisStore(redis.client);
}

/** The failures of all operations. They show no secret, also through the client's own checks. */
async function failuresOf(store: TokenStore): Promise<string[]> {
  const { get, set, delete: remove, withLock, budget } = store;
  const request = { refreshToken: TOKEN.refreshToken, id: "1", limit: 9, window: 600_000 };
  const failures = await Promise.all([
    failureOf(get("ada")),
    failureOf(set("ada", TOKEN)),
    failureOf(remove("ada")),
    failureOf(withLock?.("ada", async () => 1) ?? Promise.resolve()),
    failureOf(budget?.take(request) ?? Promise.resolve()),
    failureOf(guardedStore(store, wait).set("ada", TOKEN)),
  ]);
  for (const failure of failures) {
    expect(inspect(failure, { depth: 9, showHidden: true })).not.toMatch(/1000\.|correct-horse/);
  }
  return failures.map(String);
}

const all = (pattern: RegExp) => Array.from({ length: 6 }, () => expect.stringMatching(pattern));

describe.each(REDIS_PACKAGES)("with a client of %s", (name) => {
  test("a client that is closed", async () => {
    const redis = await connectRedis(name, `redis://127.0.0.1:${server.port}`);
    await redis.close();

    const start = performance.now();
    expect(await failuresOf(redisStore(redis.client))).toEqual(all(/Redis: .*closed; connect the client before/));
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  test("a replica, which cannot be written", async () => {
    const store = await storeOn(name);
    await store.set("ada", TOKEN);
    await admin.call("REPLICAOF", "127.0.0.1", "1");
    await admin.call("CONFIG", "SET", "replica-serve-stale-data", "yes");
    try {
      expect(await store.get("ada")).toEqual(TOKEN);
      const failures = await failuresOf({ ...store, get: () => store.set("ada", TOKEN) as Promise<undefined> });
      expect(failures).toEqual(all(/READONLY.*to the primary server/));
    } finally {
      await admin.call("REPLICAOF", "NO", "ONE");
    }
  });

  test("a server without free memory", async () => {
    const store = await storeOn(name);
    await store.set("ada", TOKEN);
    await admin.call("CONFIG", "SET", "maxmemory", "1");
    try {
      expect(await store.get("ada")).toEqual(TOKEN);
      expect(await failureOf(store.set("ada", TOKEN)).then(String)).toMatch(/OOM.*raise maxmemory/);
      expect(await failureOf(store.withLock?.("bob", async () => 1) ?? Promise.resolve()).then(String)).toMatch(/OOM/);
    } finally {
      await admin.call("CONFIG", "SET", "maxmemory", "0");
    }
    expect(await store.withLock?.("bob", async (held) => held?.set("bob", TOKEN))).toBe(true);
  });

  test("a password that the server expects", async () => {
    await admin.call("ACL", "SETUSER", "crm", "on", `>${PASSWORD}`, "~*", "+@all");
    await admin.call("ACL", "SETUSER", "reader", "on", `>${PASSWORD}`, "~zcrm:*", "+@all", "-eval");
    const reader = await storeOn(name, `redis://reader:${PASSWORD}@127.0.0.1:${server.port}`);
    expect(await failuresOf(reader)).toEqual(all(/NOPERM.*let the user run EVAL/));
  });
});

// Each takes as long as an operation may, so they run at once, each with its own server.
describe.concurrent.each(REDIS_PACKAGES)("with a client of %s, for as long as an operation may take", (name) => {
  test("a server that hangs", async () => {
    const hanging = await startServer(redisServer);
    const store = await storeOn(name, `redis://127.0.0.1:${hanging.port}`);
    await store.set("ada", TOKEN);
    process.kill(hanging.pid, "SIGSTOP");
    try {
      const start = performance.now();
      expect(await failuresOf(store)).toEqual(all(/no response within 4\d{3} ms; check that the server runs/));
      expect(performance.now() - start).toBeLessThan(5_500);
    } finally {
      process.kill(hanging.pid, "SIGCONT");
    }
    await expect.poll(() => store.get("ada")).toEqual(TOKEN);
    // No lock is left over from the attempts.
    expect(await store.withLock?.("ada", async () => "free")).toBe("free");
    await hanging.stop();
  });

  test("a server that does not run", async () => {
    const other = await startServer(redisServer);
    const store = await storeOn(name, `redis://127.0.0.1:${other.port}`);
    await store.get("ada");
    await other.stop();
    expect(await failuresOf(store)).toEqual(all(/Redis: .*; check that the server runs/));
  });
});

test("a client of redis that is not connected yet", async () => {
  const store = redisStore(createClient({ url: `redis://:${PASSWORD}@127.0.0.1:${server.port}` }));
  expect(await failuresOf(store)).toEqual(all(/Redis: The client is closed; connect the client before its first use/));
});

test("a client of ioredis with a wrong password", async () => {
  const client = new Redis(`redis://crm:${PASSWORD}-wrong@127.0.0.1:${server.port}`);
  client.on("error", () => undefined);
  expect(await failuresOf(redisStore(client))).toEqual(all(/(NOAUTH|WRONGPASS).*check the user and the password/));
  client.disconnect();
});

test("what something else wrote under the same key", async () => {
  const store = await storeOn("redis");
  await store.set("eve", TOKEN);
  const [key = ""] = (await admin.call("KEYS", "zcrm:tokens:*")) as string[];
  const keys = (await admin.call("KEYS", "zcrm:tokens:*")) as string[];
  for (const each of keys) await admin.call("HSET", each, "token", "1000.not.json");
  await expect(store.get("eve")).rejects.toThrow(/redisStore found something other than/);
  for (const each of keys) await admin.call("SET", each, "1");
  await expect(store.get("eve")).rejects.toThrow(/WRONGTYPE.*choose another prefix/);
  await admin.call("DEL", key, ...keys);
});

test.each([
  ["nothing", undefined],
  ["options", { url: "redis://localhost" }],
  ["a promise of a client", Promise.resolve()],
])("%s instead of a client", (_, wrong) => {
  for (const open of [redisStore, redisState]) {
    expect(() => open(wrong as unknown as RedisClient)).toThrow(
      expect.objectContaining({ code: "INVALID_CONFIGURATION", message: expect.stringContaining("pass a client") }),
    );
  }
});

test("a client that takes callbacks, as redis before version 4", async () => {
  const store = redisStore({ eval: () => true } as unknown as RedisClient);
  await expect(store.get("ada")).rejects.toThrow("pass a client of redis 4 or later");
});

test("an address with a password, in the error of a client over HTTP", async () => {
  const client = {
    eval: () => Promise.reject(new Error(`ERR cannot reach https://crm:${PASSWORD}@redis.example.com/pipeline`)),
  };
  expect(await failuresOf(redisStore(client))).toEqual(all(/ERR cannot reach https:\/\/redis\.example\.com/));
});

test("a key that is too short", () => {
  expect(() => redisStore({ eval: async () => 1 }, { key: "short" })).toThrow(/fewer than 16 characters/);
});
