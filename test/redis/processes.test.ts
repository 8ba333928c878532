/** Processes of a fleet that share Redis: some are stopped, some have wrong clocks, and all want tokens. */
import { beforeAll, describe, expect, test } from "vitest";
import { randomOf } from "../support/organization/random.js";
import { startCuttingProxy } from "../support/servers/cutting-proxy.js";
import { startRecordingServer } from "../support/servers/recording-server.js";
import { REDIS_PACKAGES, type RedisPackage } from "../support/stores/redis-clients.js";
import { sharedServer } from "../support/stores/shared-server.js";
import { type StoreProcess, type StoreTask, startStoreProcess } from "../support/stores/store-process.js";
import { type LockingStore, openStore } from "../support/stores/store-spec.js";

let url: string;
beforeAll(async () => {
  url = `redis://127.0.0.1:${(await sharedServer("redis")).port}`;
});

const spec = (redis: RedisPackage, life?: number) => ({
  redis,
  url,
  prefix: "fleet:",
  ...(life !== undefined && { life }),
});

/** The processes of a fleet use both packages, and their clocks differ by 90 seconds. */
const fleet = (count: number, task: StoreTask, through = url): Promise<StoreProcess[]> =>
  Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const started = await startStoreProcess(
        { ...spec(index % 2 ? "redis" : "ioredis"), url: through },
        {
          ...task,
          skew: (index % 3) * 90_000 - 90_000,
        },
      );
      await started.line();
      return started;
    }),
  );

/** Runs work with a store, and closes it. */
async function withStore<T>(work: (store: LockingStore) => Promise<T>): Promise<T> {
  const store = await openStore(spec("redis"));
  try {
    return await work(store);
  } finally {
    await store.close?.();
  }
}

describe.concurrent("processes that share Redis", () => {
  test.each(REDIS_PACKAGES)("a holder that is stopped beyond its lease cannot overwrite a newer token (%s)", (name) =>
    withStore(async (store) => {
      const user = `stopped ${name}`;
      await using stopped = await startStoreProcess(spec(name, 400), { task: "save", user, accessToken: "old" });
      expect(await stopped.line()).toBe("held");
      stopped.pause();

      const newer = { accessToken: "newer", refreshToken: "refresh", expiresAt: 2 };
      expect(await store.withLock(user, async (held) => held?.set(user, newer))).toBe(true);

      stopped.go();
      stopped.resume();
      expect(await stopped.line()).toBe("false");
      await stopped.ended;
      expect(await store.get(user)).toEqual(newer);
    }),
  );

  test("a holder that is stopped while nobody else wants the lock saves its token", () =>
    withStore(async (store) => {
      const task: StoreTask = { task: "save", user: "bob", accessToken: "only" };
      await using stopped = await startStoreProcess(spec("ioredis", 100), task);
      expect(await stopped.line()).toBe("held");
      stopped.pause();
      await new Promise((resolve) => setTimeout(resolve, 200));

      stopped.go();
      stopped.resume();
      expect(await stopped.line()).toBe("true");
      await stopped.ended;
      expect((await store.get("bob"))?.accessToken).toBe("only");
    }));

  test("eight that ask for five tokens each get nine", async () => {
    const processes = await fleet(8, { task: "take", user: "budget", count: 5 });
    for (const each of processes) each.go();

    const counts = await Promise.all(processes.map(async (each) => Number(await each.line())));

    expect(counts.reduce((sum, count) => sum + count)).toBe(9);
    await Promise.all(processes.map((each) => each.ended));
  });

  test.each([
    ["", 0],
    [", although a third of all scripts are cut off", 1 / 3],
  ])("four of 50 calls each, with an expired token, request one new token%s", (_, share) =>
    withStore(async (store) => {
      const random = randomOf(4);
      await using proxy = await startCuttingProxy(Number(new URL(url).port), () =>
        random() >= share ? "passed" : random() < 1 / 2 ? "before" : "after",
      );
      const server = await startRecordingServer();
      try {
        const user = `eve ${share}`;
        await store.set(user, { accessToken: "expired", refreshToken: `refresh ${share}`, expiresAt: 1 });
        const task: StoreTask = { task: "call", url: server.url, user, count: 50 };
        const processes = await fleet(4, task, `redis://127.0.0.1:${proxy.port}`);
        for (const each of processes) each.go();
        await Promise.all(processes.map((each) => each.ended));

        expect(server.requests).toHaveLength(200);
        expect(server.tokenRequests).toHaveLength(1);
      } finally {
        await server.close();
      }
    }),
  );
});
