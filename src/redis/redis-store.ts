import { LEASE_TIMING, type LeasePlace, type LeaseTiming, withLease } from "../auth/stores/lease.js";
import { nameHash } from "../auth/stores/name-hash.js";
import { storeKey } from "../auth/stores/store-key.js";
import { tokenText } from "../auth/stores/token-text.js";
import type { TokenStore } from "../auth/token-store.js";
import { redisBudget } from "./redis-budget.js";
import type { RedisClient } from "./redis-client.js";
import { OPERATION_LIMIT, scriptsOf } from "./redis-scripts.js";
import { ACQUIRE, DELETE, DELETE_HELD, GET, RELEASE, RENEW, SET, SET_HELD, TIME } from "./token-scripts.js";

/** Options of {@link redisStore}. */
export interface RedisStoreOptions {
  /** The beginning of all keys. @default "zcrm:" */
  prefix?: string;
  /** Encrypts the tokens: at least 16 characters, preferably random. @default the environment's `ZCRM_STORE_KEY` */
  key?: string;
}

/**
 * Stores tokens in Redis 5 or later, or Valkey, for any number of machines. One process at a time renews a user's token, and
 * the requests for tokens are counted for all. A process that is stopped for 10 seconds loses its lock, and cannot replace
 * newer tokens when it continues.
 *
 * The tokens are JSON unless there is a `key`; in the names of Redis keys, users and tokens are hashes. Tokens do not expire.
 *
 * @param client The program connects and closes it.
 * @throws ConfigError `INVALID_CONFIGURATION` if it is not a client, or the key is too short.
 * @example
 * const redis = await createRedis({ url: process.env.REDIS_URL }).on("error", console.error).connect();
 * const crm = createClient({ store: redisStore(redis) });
 */
export const redisStore = (client: RedisClient, options: RedisStoreOptions = {}): TokenStore =>
  openRedisStore(client, options, LEASE_TIMING);

/** @param timing That of the lock. */
export function openRedisStore(client: RedisClient, options: RedisStoreOptions, timing: LeaseTiming): TokenStore {
  const { prefix = "zcrm:", key } = options;
  const run = scriptsOf(client, "redisStore");
  const text = tokenText(storeKey(key, "redisStore"), "redisStore");
  const keyOf = async (user: string): Promise<string> => `${prefix}tokens:${await nameHash(user)}`;
  const isDone = (reply: unknown): boolean => Number(reply) === 1;

  /** A write without a lease. */
  const write = async (script: string, key: string, ...args: readonly string[]): Promise<void> => {
    const end = performance.now() + OPERATION_LIMIT;
    const last = Number(await run(TIME, key, [], end)) + OPERATION_LIMIT;
    if (!isDone(await run(script, key, [last, ...args], end))) {
      throw new Error("Redis got the command too late, and changed nothing; try again");
    }
  };

  const place: LeasePlace = {
    async acquire(user, owner, life) {
      const fence = await run(ACQUIRE, await keyOf(user), [owner, life]);
      return fence === null || fence === undefined ? undefined : Number(fence);
    },
    renew: async (user, owner, life) => isDone(await run(RENEW, await keyOf(user), [owner, life])),
    async release(user, owner) {
      await run(RELEASE, await keyOf(user), [owner]);
    },
    async set(user, token, { owner, fence }) {
      return isDone(await run(SET_HELD, await keyOf(user), [owner, fence, await text.write(user, token)]));
    },
    delete: async (user, { owner, fence }) => isDone(await run(DELETE_HELD, await keyOf(user), [owner, fence])),
  };

  return {
    name: "redis",
    async get(user) {
      const row = await run(GET, await keyOf(user), []);
      return row === null || row === undefined ? undefined : text.read(user, String(row));
    },
    async set(user, token) {
      await write(SET, await keyOf(user), await text.write(user, token));
    },
    delete: async (user) => write(DELETE, await keyOf(user)),
    withLock: (user, work) => withLease(place, user, work, timing),
    budget: redisBudget(run, prefix),
  };
}
