import type { Token } from "./token.js";

/**
 * Stores tokens between calls. The program chooses the users' names. A store must keep every member of a {@link Token}.
 * It may throw any error. Waiting for the lock may take 30 seconds.
 *
 * @example
 * const store: TokenStore = {
 *   get: async (user) => JSON.parse((await redis.get(`zoho:${user}`)) ?? "null") ?? undefined,
 *   set: async (user, token) => void (await redis.set(`zoho:${user}`, JSON.stringify(token))),
 *   delete: async (user) => void (await redis.del(`zoho:${user}`)),
 * };
 */
export interface TokenStore {
  /** The name that errors use, e.g. `redis`. */
  readonly name?: string;
  /** Milliseconds that a call of `get`, `set` or `delete` may take. @default 5000 */
  readonly timeout?: number;
  /** Returns the user's tokens, or `undefined` if there are none. */
  get(user: string): Promise<Token | undefined>;
  /** Saves the user's tokens, and replaces earlier ones. */
  set(user: string, token: Token): Promise<void>;
  /** Deletes the user's tokens. */
  delete(user: string): Promise<void>;
  /**
   * Runs `work` while no other process runs work for the same user. `work` calls the other functions. With a lock, only
   * one of several processes renews a token.
   */
  withLock?<T>(user: string, work: () => Promise<T>): Promise<T>;
}
