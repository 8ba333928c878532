import { nameHash } from "../auth/stores/name-hash.js";
import { replacedTexts } from "../core/limits/replaced-text.js";
import type { SharedState } from "../core/limits/shared-state.js";
import type { RedisClient } from "./redis-client.js";
import { scriptsOf } from "./redis-scripts.js";
import { NOW } from "./server-time.js";

/** Returns the version that is there, its text, and the server's time. */
const READ = `${NOW}
local state = redis.call('HMGET', KEYS[1], 'id', 'text')
return {state[1], state[2], now}`;

/**
 * Arguments: the version that was read, that of this write, text, life. Returns whether the text is written. By its version, a
 * write whose reply was lost is recognized.
 */
const REPLACE = `
local id = redis.call('HGET', KEYS[1], 'id')
if id == ARGV[2] then return 1 end
if (id or '') ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'id', ARGV[2], 'text', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 1`;

/** Texts that processes share, in Redis. */
export function redisState(client: RedisClient, { prefix = "zcrm:" }: { prefix?: string } = {}): SharedState {
  const run = scriptsOf(client, "redisLimits");
  const keyOf = async (name: string): Promise<string> => `${prefix}state:${await nameHash(name)}`;
  return replacedTexts({
    name: "redis",
    async read(name) {
      const [version, text, now] = (await run(READ, await keyOf(name), [])) as readonly unknown[];
      return { version: textOf(version), text: textOf(text), now: Number(now) };
    },
    async replace(name, before, version, text, life) {
      const reply = await run(REPLACE, await keyOf(name), [before ?? "", version, text, Math.ceil(life)]);
      return Number(reply) === 1;
    },
  });
}

/** Clients return nothing as `null`. */
const textOf = (reply: unknown): string | undefined =>
  reply === null || reply === undefined ? undefined : String(reply);
