import { nameHash } from "../auth/stores/name-hash.js";
import { wait } from "../core/lifetime/wait.js";
import type { SharedState } from "../core/limits/shared-state.js";
import type { RedisClient } from "./redis-client.js";
import { OPERATION_LIMIT, scriptsOf } from "./redis-scripts.js";

const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)`;

/** Returns the id of the write that left the text, the text, and the server's time. */
const READ = `${NOW}
local state = redis.call('HMGET', KEYS[1], 'id', 'text')
return {state[1], state[2], now}`;

/**
 * Arguments: the id that was read, the id of this write, text, life. Returns nothing if it has written, otherwise what `READ`
 * does. With an id, a write whose reply was lost is recognized.
 */
const REPLACE = `${NOW}
local state = redis.call('HMGET', KEYS[1], 'id', 'text')
if state[1] == ARGV[2] then return false end
if (state[1] or '') ~= ARGV[1] then return {state[1], state[2], now} end
redis.call('HSET', KEYS[1], 'id', ARGV[2], 'text', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return false`;

/** Milliseconds after a conflict before the next attempt, at first and at most. */
const SHORTEST_PAUSE = 4;
const LONGEST_PAUSE = 100;

/** A state in Redis, which many processes change at once. */
export function redisState(client: RedisClient, { prefix = "zcrm:" }: { prefix?: string } = {}): SharedState {
  const run = scriptsOf(client, "redisLimits");
  return {
    name: "redis",
    async update(name, change) {
      const end = performance.now() + OPERATION_LIMIT;
      const key = `${prefix}state:${await nameHash(name)}`;
      let found: unknown = await run(READ, key, [], end);
      for (let pause = SHORTEST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
        const [id, present, now] = found as [string | null, string | null, number];
        const { text, life, result } = change(present === null ? undefined : String(present), Number(now));
        found = await run(REPLACE, key, [id ?? "", crypto.randomUUID(), text, Math.ceil(life)], end);
        if (found === null || found === undefined) return result;
        if (performance.now() > end) throw new Error("Redis: too many processes change the same state at once");
        await wait(pause * Math.random(), undefined);
      }
    },
  };
}
