import { afterAll, beforeAll, describe, test } from "vitest";
import { storeConformance } from "../../src/auth/conformance.js";
import type { TokenStore } from "../../src/auth/token-store.js";
import { redisStore } from "../../src/redis/index.js";
import { type ConnectedRedis, connectRedis, REDIS_PACKAGES } from "../support/stores/redis-clients.js";
import { sharedServer } from "../support/stores/shared-server.js";

describe.each(REDIS_PACKAGES)("the store with a client of %s", (name) => {
  let redis: ConnectedRedis;
  beforeAll(async () => {
    redis = await connectRedis(name, `redis://127.0.0.1:${(await sharedServer("redis")).port}`);
  });
  afterAll(() => redis?.close());

  const prefix = `conformance-${name}:`;
  for (const { name: rule, run } of storeConformance(async () => redisStore(redis.client, { prefix }))) test(rule, run);

  describe("with encryption", () => {
    // One store for all, since a new one derives its key first.
    let store: TokenStore | undefined;
    const open = async (): Promise<TokenStore> => {
      store ??= redisStore(redis.client, { prefix: `sealed-${name}:`, key: "a key of some length" });
      return store;
    };
    for (const { name: rule, run } of storeConformance(open)) test(rule, run);
  });
});
