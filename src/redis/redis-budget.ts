import { nameHash } from "../auth/stores/name-hash.js";
import type { TokenBudget } from "../auth/token-store.js";
import type { RunScript } from "./redis-scripts.js";
import { NOW } from "./server-time.js";

/**
 * Arguments: id, limit, window. The set has the id of each request, sorted by the server's time of it. Returns nothing if the
 * request counts, otherwise the ages of those that do. The set is forgotten once none of them counts.
 */
const TAKE = `${NOW}
local window = tonumber(ARGV[3])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - window)
redis.call('ZREMRANGEBYSCORE', KEYS[1], now + window, '+inf')
if redis.call('ZSCORE', KEYS[1], ARGV[1]) then return false end
if redis.call('ZCARD', KEYS[1]) < tonumber(ARGV[2]) then
  redis.call('ZADD', KEYS[1], now, ARGV[1])
  redis.call('PEXPIRE', KEYS[1], window)
  return false
end
local ages = {}
local counted = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
for at = 2, #counted, 2 do ages[#ages + 1] = math.max(0, now - counted[at]) end
return ages`;

/** Arguments: id. */
const GIVE_BACK = "return redis.call('ZREM', KEYS[1], ARGV[1])";

/** Counts the token requests of all processes by the server's clock. */
export function redisBudget(run: RunScript, prefix: string): TokenBudget {
  const keyOf = async (refreshToken: string): Promise<string> => `${prefix}budget:${await nameHash(refreshToken)}`;
  return {
    async take({ refreshToken, id, limit, window }) {
      const ages = await run(TAKE, await keyOf(refreshToken), [id, limit, window]);
      return Array.isArray(ages) ? ages.map(Number) : undefined;
    },
    async giveBack({ refreshToken, id }) {
      await run(GIVE_BACK, await keyOf(refreshToken), [id]);
    },
  };
}
