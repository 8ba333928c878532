import { NOW } from "./server-time.js";

/*
 * The tokens and the lease of a user are one hash, so that a cluster has them in one slot:
 *
 *   token   the tokens; missing if there are none
 *   fence   grows with each lease and each write without one
 *   owner   who has acquired the lock; missing once it is released
 *   until   when the lease expires, in milliseconds by the server's clock
 *
 * A hash with tokens never expires. One without them is only needed as long as someone may hold the lock.
 */

/** Milliseconds after which a hash without tokens is forgotten. A holder that was paused for longer has lost its lock. */
const KEPT = 600_000;

const FORGET = `
if redis.call('HEXISTS', KEYS[1], 'token') == 0 then redis.call('PEXPIRE', KEYS[1], ${KEPT}) end`;

/** Returns the tokens. */
export const GET = "return redis.call('HGET', KEYS[1], 'token')";

/** Returns the server's time. */
export const TIME = `${NOW}
return now`;

/** Arguments: owner, life. Returns the fence, or nothing if another owner's lease lasts. */
export const ACQUIRE = `${NOW}
local lease = redis.call('HMGET', KEYS[1], 'owner', 'until')
if lease[1] ~= ARGV[1] then
  if lease[1] and tonumber(lease[2]) > now then return false end
  redis.call('HINCRBY', KEYS[1], 'fence', 1)
end
redis.call('HSET', KEYS[1], 'owner', ARGV[1], 'until', now + ARGV[2])${FORGET}
return tonumber(redis.call('HGET', KEYS[1], 'fence'))`;

/** Arguments: owner, life. Returns whether no one else has acquired the lock. */
export const RENEW = `${NOW}
if redis.call('HGET', KEYS[1], 'owner') ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'until', now + ARGV[2])${FORGET}
return 1`;

/** Arguments: owner. */
export const RELEASE = `
if redis.call('HGET', KEYS[1], 'owner') ~= ARGV[1] then return 0 end
if redis.call('HEXISTS', KEYS[1], 'token') == 0 then return redis.call('DEL', KEYS[1]) end
return redis.call('HDEL', KEYS[1], 'owner', 'until')`;

const UNLESS_HELD = `
local lease = redis.call('HMGET', KEYS[1], 'owner', 'fence')
if lease[1] ~= ARGV[1] or lease[2] ~= ARGV[2] then return 0 end`;

/** Arguments: owner, fence, tokens. Returns whether they were saved. */
export const SET_HELD = `${UNLESS_HELD}
redis.call('HSET', KEYS[1], 'token', ARGV[3])
redis.call('PERSIST', KEYS[1])
return 1`;

/** Arguments: owner, fence. Returns whether the tokens are gone. */
export const DELETE_HELD = `${UNLESS_HELD}
redis.call('HDEL', KEYS[1], 'token')${FORGET}
return 1`;

/** A client may keep a command while it has no connection, and send it much later. */
const UNLESS_LATE = `${NOW}
if now > tonumber(ARGV[1]) then return 0 end`;

/** Arguments: the server's time until which this may run, tokens. Returns whether they were saved. */
export const SET = `${UNLESS_LATE}
redis.call('HINCRBY', KEYS[1], 'fence', 1)
redis.call('HSET', KEYS[1], 'token', ARGV[2])
redis.call('PERSIST', KEYS[1])
return 1`;

/** Arguments: the server's time until which this may run. Returns whether the tokens are gone. */
export const DELETE = `${UNLESS_LATE}
local lease = redis.call('HMGET', KEYS[1], 'owner', 'until')
if lease[1] and tonumber(lease[2]) > now then
  redis.call('HINCRBY', KEYS[1], 'fence', 1)
  redis.call('HDEL', KEYS[1], 'token')${FORGET}
else
  redis.call('DEL', KEYS[1])
end
return 1`;
