/** The clients of the real packages can be passed as they are, and what is not a client cannot. */
import { Cluster, Redis } from "ioredis";
import { createClient, createClientPool, createCluster, createSentinel } from "redis";
import { type RedisClient, redisStore } from "zcrm/redis";

export const clients: RedisClient[] = [
  createClient(),
  createClient({ RESP: 3 }),
  createClientPool(),
  createCluster({ rootNodes: [] }),
  createSentinel({ name: "a", sentinelRootNodes: [] }),
  new Redis(),
  new Cluster([]),
];
export const wrong: RedisClient[] = [
  // @ts-expect-error The options of a client.
  { url: "redis://localhost" },
  // @ts-expect-error A client that is not there yet.
  createClient().connect(),
];

/** The part of another client's interface that the example in the documentation adapts. */
declare const upstash: { eval(script: string, keys: string[], args: string[]): Promise<unknown> };
export const adapted = redisStore({ eval: (script, { keys, arguments: args }) => upstash.eval(script, keys, args) });
