/** Where the keeper and the receivers keep what must survive restarts. */

/**
 * Keeps strings for a while. Store nothing of another organization in it. All processes with the same secret use the same
 * store, so a value that was set must be seen by all of them from then on. Beyond that nothing is expected: no locks, no
 * order of writes at the same moment. If entries are lost, events may arrive once more, and if all are lost, changes of
 * that time may be missed.
 *
 * @example
 * // In Redis, by a client of the package "redis":
 * const redisNotificationStore = (redis: RedisClientType, prefix = "zcrm:"): NotificationStore => ({
 *   get: async (key) => (await redis.get(prefix + key)) ?? undefined,
 *   set: async (key, text, life) => {
 *     await redis.set(prefix + key, text, { PX: life });
 *   },
 * });
 */
export interface NotificationStore {
  /** The string of a key; `undefined` if it was not set, or its life is over. */
  get(key: string): Promise<string | undefined>;
  /**
   * Sets the string of a key, durably if it is to survive a crash of the machine.
   * @param key At most 200 characters, of letters, digits and `/_-.` only
   * @param text At most 1,000 characters
   * @param life Milliseconds, a whole number, after which the entry may be removed. Removing it earlier loses it
   */
  set(key: string, text: string, life: number): Promise<void>;
}
