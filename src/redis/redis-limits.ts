import { type LimitsOptions, type SharedLimits, sharedLimits } from "../core/limits/shared-limits.js";
import type { RedisClient } from "./redis-client.js";
import { redisState } from "./redis-state.js";

/** Options of {@link redisLimits}. */
export interface RedisLimitsOptions extends LimitsOptions {
  /** The beginning of all keys. @default "zcrm:" */
  prefix?: string;
}

/**
 * Shares the limits of an organization in Redis, among any number of machines.
 * @param client The program connects and closes it. It may be the one of {@link redisStore}.
 * @throws ConfigError `INVALID_CONFIGURATION` if it is not a client, or `organization` is empty.
 * @example
 * const crm = createClient({ store: redisStore(client), limits: redisLimits(client) });
 */
export const redisLimits = (client: RedisClient, options: RedisLimitsOptions = {}): SharedLimits =>
  sharedLimits(redisState(client, options), options);
