/**
 * What survives restarts: one store for each organization, shared by its keeper and receivers. It must return what was set
 * last, to all of them; locks are not needed. If it loses an entry, events come again, or changes are missed.
 *
 * @example
 * // In Redis, by a client of the package "redis":
 * const store: NotificationStore = {
 *   get: async (key) => (await redis.get(key)) ?? undefined,
 *   set: async (key, text, life) => void (await redis.set(key, text, { PX: life })),
 * };
 */
export interface NotificationStore {
  get(key: string): Promise<string | undefined>;
  /**
   * @param key At most 200 letters, digits, `/` and `_`
   * @param text At most 1,000 characters
   * @param life Milliseconds after which `get` returns `undefined`
   */
  set(key: string, text: string, life: number): Promise<void>;
}
