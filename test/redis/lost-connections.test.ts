/** What happens to a store whose connections break: before a script runs, or after it but before its reply. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { redisStore } from "../../src/redis/index.js";
import { redisState } from "../../src/redis/redis-state.js";
import { randomOf } from "../support/organization/random.js";
import { type Fate, startCuttingProxy } from "../support/servers/cutting-proxy.js";
import { type ConnectedRedis, connectRedis, REDIS_PACKAGES } from "../support/stores/redis-clients.js";
import { redisServer } from "../support/stores/redis-server.js";
import { startServer } from "../support/stores/server-process.js";
import { sharedServer } from "../support/stores/shared-server.js";

const TOKEN = { accessToken: "1000.a.b", refreshToken: "1000.c.d", expiresAt: 1_900_000_000_000 };

let port: number;
beforeAll(async () => {
  ({ port } = await sharedServer("redis"));
});

const opened: ConnectedRedis[] = [];
afterAll(() => Promise.all(opened.map((redis) => redis.close())));
async function connected(name: (typeof REDIS_PACKAGES)[number], to: number) {
  const redis = await connectRedis(name, `redis://127.0.0.1:${to}`);
  opened.push(redis);
  return redis.client;
}

/** Lets a script pass, unless the list has something else for it. */
const following = (fates: readonly Fate[]) => {
  let count = 0;
  return (): Fate => {
    count += 1;
    return fates[count - 1] ?? "passed";
  };
};

describe.each(REDIS_PACKAGES)("with a client of %s", (name) => {
  test.each<Fate>(["before", "after"])("a write under the lock that is cut %s it runs is repeated", async (fate) => {
    await using proxy = await startCuttingProxy(port, following(["passed", fate, fate]));
    const store = redisStore(await connected(name, proxy.port), { prefix: `cut-${name}-${fate}:` });

    expect(await store.withLock?.("ada", async (held) => held?.set("ada", TOKEN))).toBe(true);

    expect(proxy.counts[fate]).toBe(2);
    expect(await store.get("ada")).toEqual(TOKEN);
  });

  test("a lock whose reply is lost is not lost, and has no second holder", async () => {
    await using proxy = await startCuttingProxy(port, following(["after", "after"]));
    const prefix = `lock-${name}:`;
    const store = redisStore(await connected(name, proxy.port), { prefix });
    const other = redisStore(await connected(name, port), { prefix });

    const order: string[] = [];
    let waiting: Promise<void> | undefined;
    await store.withLock?.("ada", async (held) => {
      waiting = other.withLock?.("ada", async () => void order.push("other"));
      expect(await held?.set("ada", TOKEN)).toBe(true);
      order.push("first");
    });
    await waiting;
    expect(order).toEqual(["first", "other"]);
  });

  test("a request whose reply is lost counts once", async () => {
    await using proxy = await startCuttingProxy(port, following(["after", "after"]));
    const { budget } = redisStore(await connected(name, proxy.port), { prefix: `count-${name}:` });
    const request = { refreshToken: "1000.c.d", limit: 2, window: 60_000 };

    expect(await budget?.take({ ...request, id: "one" })).toBeUndefined();
    expect(await budget?.take({ ...request, id: "two" })).toBeUndefined();
    expect(await budget?.take({ ...request, id: "three" })).toHaveLength(2);
  });

  test("a change of a state whose reply is lost takes effect once", async () => {
    await using proxy = await startCuttingProxy(port, following(["passed", "after", "after"]));
    const state = redisState(await connected(name, proxy.port), { prefix: `state-${name}:` });
    const add = () => state.update("sum", (text = "0") => ({ text: `${+text + 1}`, life: 60_000, result: +text + 1 }));

    expect(await add()).toBe(1);
    expect(await add()).toBe(2);
  });

  test("no call fails if a third of all scripts are cut off", async () => {
    const random = randomOf(17);
    const choose = (): Fate => (random() < 2 / 3 ? "passed" : random() < 1 / 2 ? "before" : "after");
    await using proxy = await startCuttingProxy(port, choose);
    const prefix = `third-${name}:`;
    const clients = await Promise.all([1, 2, 3, 4].map(() => connected(name, proxy.port)));

    await Promise.all(
      clients.map(async (client, index) => {
        const store = redisStore(client, { prefix });
        for (let round = 0; round < 5; round += 1) {
          const token = { ...TOKEN, accessToken: `${index}-${round}` };
          expect(await store.withLock?.("ada", async (held) => held?.set("ada", token))).toBe(true);
          expect((await store.get("ada"))?.refreshToken).toBe(TOKEN.refreshToken);
        }
      }),
    );

    expect(proxy.counts.before).toBeGreaterThan(5);
    expect(proxy.counts.after).toBeGreaterThan(5);
  });
});

test("a server that is killed between the lock and the write, and comes back empty, refuses the write", async () => {
  const first = await startServer(redisServer);
  const client = await connected("redis", first.port);
  const store = redisStore(client);
  let second: Awaited<ReturnType<typeof startServer>> | undefined;
  try {
    await store.withLock?.("ada", async (held) => {
      await first.crash();
      second = await startServer(redisServer, first);

      expect(await held?.set("ada", TOKEN)).toBe(false);
    });

    expect(await store.get("ada")).toBeUndefined();
    expect(await store.withLock?.("ada", async (held) => held?.set("ada", TOKEN))).toBe(true);
    expect(await store.get("ada")).toEqual(TOKEN);
  } finally {
    await (second ?? first).stop();
  }
});
