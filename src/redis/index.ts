export type { RedisClient } from "./redis-client.js";
export { type RedisLimitsOptions, redisLimits } from "./redis-limits.js";
export { type RedisStoreOptions, redisStore } from "./redis-store.js";
