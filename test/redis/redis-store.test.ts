import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { LEASE_TIMING } from "../../src/auth/stores/lease.js";
import type { LockedStore } from "../../src/auth/token-store.js";
import { type RedisClient, redisStore } from "../../src/redis/index.js";
import { openRedisStore } from "../../src/redis/redis-store.js";
import { type ConnectedRedis, connectRedis, REDIS_PACKAGES } from "../support/stores/redis-clients.js";
import { sharedServer } from "../support/stores/shared-server.js";

const TOKEN = {
  accessToken: "1000.access.token",
  refreshToken: "1000.refresh.token",
  expiresAt: 1_900_000_000_000,
  issuedAt: [1, 2],
};
const NEWER = { ...TOKEN, accessToken: "1000.newer.token" };

describe.each(REDIS_PACKAGES)("with a client of %s", (name) => {
  let redis: ConnectedRedis;
  let prefix: string;
  beforeAll(async () => {
    redis = await connectRedis(name, `redis://127.0.0.1:${(await sharedServer("redis")).port}`);
  });
  afterAll(() => redis?.close());
  beforeEach(() => {
    prefix = `store-${crypto.randomUUID()}:`;
  });

  const open = (options = {}) => redisStore(redis.client, { prefix, ...options });
  /** A store whose leases are short, and never renewed, as those of a process that is stopped. */
  const paused = (life = 50) =>
    openRedisStore(redis.client, { prefix }, { ...LEASE_TIMING, life, every: () => () => {} });
  const keys = async (): Promise<string[]> => ((await redis.call("KEYS", `${prefix}*`)) as unknown[]).map(String);
  const everything = async (): Promise<string> => {
    const found = await keys();
    const contents = await Promise.all(found.map(async (key) => JSON.stringify(await redis.call("DUMP", key))));
    const rows = await Promise.all(
      found
        .filter((key) => key.includes("tokens:"))
        .map(async (key) => JSON.stringify(await redis.call("HGETALL", key))),
    );
    return [...found, ...contents, ...rows].join("\n");
  };
  const budget = { refreshToken: TOKEN.refreshToken, limit: 9, window: 600_000 };

  describe("a holder whose lease has expired", () => {
    /** The view of a holder that was paused until its lease expired. */
    async function expired(work: (held: LockedStore) => Promise<void>): Promise<void> {
      await paused().withLock?.("ada", async (held) => {
        await new Promise((resolve) => setTimeout(resolve, 80));
        if (held) await work(held);
      });
    }

    test("can still write if nobody has taken the lock", () =>
      expired(async (held) => {
        expect(await held.set("ada", TOKEN)).toBe(true);
        expect(await open().get("ada")).toEqual(TOKEN);
      }));

    test("cannot overwrite what the next holder has written", () =>
      expired(async (held) => {
        await open().withLock?.("ada", async (next) => expect(await next?.set("ada", NEWER)).toBe(true));
        expect(await held.set("ada", TOKEN)).toBe(false);
        expect(await held.delete("ada")).toBe(false);
        expect(await open().get("ada")).toEqual(NEWER);
      }));

    test("cannot write before the next holder does", () =>
      expired(async (held) => {
        await open().withLock?.("ada", async (next) => {
          expect(await held.set("ada", TOKEN)).toBe(false);
          expect(await next?.set("ada", NEWER)).toBe(true);
        });
      }));

    test("cannot write although the numbers of leases begin anew, since nothing is kept of a user without tokens", () =>
      expired(async (held) => {
        await open().withLock?.("ada", async () => undefined);
        expect(await keys()).toEqual([]);
        await open().withLock?.("ada", async () => expect(await held.set("ada", TOKEN)).toBe(false));
        expect(await held.set("ada", TOKEN)).toBe(false);
      }));

    test("does not release the lock of the next holder", async () => {
      let next: Promise<void> | undefined;
      let end = (): void => {};
      await expired(
        () =>
          new Promise<void>((entered) => {
            next = open().withLock?.("ada", () => {
              entered();
              return new Promise<void>((resolve) => (end = resolve));
            });
          }),
      );
      const hurried = openRedisStore(redis.client, { prefix }, { ...LEASE_TIMING, patience: 50 });
      await expect(hurried.withLock?.("ada", async () => "inside")).rejects.toThrow("another process held the lock");
      end();
      await next;
      expect(await hurried.withLock?.("ada", async () => "inside")).toBe("inside");
    });

    test("cannot overwrite or bring back what was written without a lock", () =>
      expired(async (held) => {
        await open().set("ada", NEWER);
        expect(await held.set("ada", TOKEN)).toBe(false);
        await open().delete("ada");
        expect(await held.set("ada", TOKEN)).toBe(false);
        expect(await open().get("ada")).toBeUndefined();
      }));
  });

  test("the lock of a dead holder is free when its lease expires, and not before", async () => {
    const order: string[] = [];
    const dead = paused(400);
    let end = () => {};
    const dying = dead.withLock?.("ada", () => new Promise<void>((resolve) => (end = resolve)));
    await expect.poll(keys).toHaveLength(1);

    const start = performance.now();
    await open().withLock?.("ada", async () => void order.push("next"));

    expect(performance.now() - start).toBeGreaterThan(250);
    expect(order).toEqual(["next"]);
    end();
    await dying;
  });

  test("a living holder keeps the lock beyond the life of a lease", async () => {
    const store = openRedisStore(redis.client, { prefix }, { ...LEASE_TIMING, life: 150 });
    let hasEntered = false;
    let waiting: Promise<void> | undefined;
    await store.withLock?.("ada", async (held) => {
      waiting = open().withLock?.("ada", async () => {
        hasEntered = true;
      });
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(hasEntered).toBe(false);
      expect(await held?.set("ada", TOKEN)).toBe(true);
    });
    await waiting;
    expect(hasEntered).toBe(true);
  });

  test("a holder cannot write for another user", async () => {
    await open().withLock?.("ada", async (held) => expect(await held?.set("bob", TOKEN)).toBe(false));
    expect(await open().get("bob")).toBeUndefined();
  });

  test("no name of a user and no token is in the name of a key", async () => {
    const store = open();
    await store.set("ada@example.com", TOKEN);
    await store.budget?.take({ ...budget, id: "1" });

    const names = await keys();
    expect(names.map((key) => key.replace(/[0-9a-f]{64}$/, "")).toSorted()).toEqual([
      `${prefix}budget:`,
      `${prefix}tokens:`,
    ]);
  });

  test("with a key, nobody who reads Redis finds a token", async () => {
    await open().set("ada", TOKEN);
    expect(await everything()).toContain(TOKEN.refreshToken);

    await open({ key: "a key of some length" }).set("ada", TOKEN);

    expect(await everything()).not.toMatch(/1000\.|access/);
    expect(await open({ key: "a key of some length" }).get("ada")).toEqual(TOKEN);
  });

  test("encrypted tokens need the same key, and belong to one user", async () => {
    const store = open({ key: "a key of some length" });
    await store.set("ada", TOKEN);
    await store.set("bob", NEWER);
    await expect(open().get("ada")).rejects.toThrow(/is encrypted: set its key \(option "key" of redisStore/);
    await expect(open({ key: "another key of some length" }).get("ada")).rejects.toThrow(/cannot be opened/);

    const [one = "", other = ""] = await keys();
    await redis.call("COPY", one, other, "REPLACE");

    const read = await Promise.allSettled([store.get("ada"), store.get("bob")]);
    expect(read.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("with a key, tokens that are not encrypted are refused", async () => {
    await open().set("ada", TOKEN);
    await expect(open({ key: "a key of some length" }).get("ada")).rejects.toThrow(/is not encrypted/);
  });

  test("tokens never expire, counted requests do, and a user without tokens leaves nothing", async () => {
    const store = open();
    await store.withLock?.("ada", async (held) => {
      const [key = ""] = await keys();
      // Should the holder die.
      expect(Number(await redis.call("PTTL", key))).toBeGreaterThan(60_000);
      await held?.set("ada", TOKEN);
      expect(Number(await redis.call("PTTL", key))).toBe(-1);
      await held?.delete("ada");
      expect(Number(await redis.call("PTTL", key))).toBeGreaterThan(60_000);
    });
    await store.withLock?.("nobody", async () => store.get("nobody"));
    await store.set("bob", TOKEN);
    await store.delete("bob");
    expect(await keys()).toEqual([]);

    await store.budget?.take({ ...budget, id: "1", window: 5_000 });
    const [key = ""] = await keys();
    const left = Number(await redis.call("PTTL", key));
    expect(left).toBeGreaterThan(1_000);
    expect(left).toBeLessThanOrEqual(5_000);
  });

  test("requests count until the window has passed", async () => {
    const store = open();
    const request = { ...budget, limit: 1, window: 300 };
    expect(await store.budget?.take({ ...request, id: "1" })).toBeUndefined();
    const ages = await store.budget?.take({ ...request, id: "2" });
    expect(ages).toHaveLength(1);
    await expect.poll(() => store.budget?.take({ ...request, id: "2" })).toBeUndefined();
  });

  test("a write that the client sends too late changes nothing", async () => {
    await open().set("ada", NEWER);
    // A client without a connection keeps commands, and sends them when it has one again.
    let isLate = false;
    const slow = {
      async eval(script: string, { keys, arguments: args }: { keys: string[]; arguments: string[] }) {
        const [last, ...others] = args;
        const first = isLate && last ? [String(Number(last) - 60_000)] : args.slice(0, 1);
        isLate = true;
        return redis.call("EVAL", script, String(keys.length), ...keys, ...first, ...others);
      },
    };
    await expect(redisStore(slow, { prefix }).set("ada", TOKEN)).rejects.toThrow("too late");
    expect(await open().get("ada")).toEqual(NEWER);
  });

  test("any object with eval(script, { keys, arguments }) is a client", async () => {
    const adapter: RedisClient = {
      eval: (script, { keys, arguments: args }) => redis.call("EVAL", script, String(keys.length), ...keys, ...args),
    };
    const store = redisStore(adapter, { prefix });
    expect(await store.withLock?.("ada", async (held) => held?.set("ada", TOKEN))).toBe(true);
    expect(await open().get("ada")).toEqual(TOKEN);
  });
});
