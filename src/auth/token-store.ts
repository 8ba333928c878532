import type { Token } from "./token.js";

/**
 * Where tokens are kept between calls. Users are told apart by a name of the program's own choosing. Every member of a
 * {@link Token} is to be kept. A store may throw what it has; it is given 5 seconds for an answer, 30 for a lock.
 *
 * @example
 * const store: TokenStore = {
 *   get: async (user) => JSON.parse((await redis.get(`zoho:${user}`)) ?? "null") ?? undefined,
 *   set: async (user, token) => void (await redis.set(`zoho:${user}`, JSON.stringify(token))),
 *   delete: async (user) => void (await redis.del(`zoho:${user}`)),
 * };
 */
export interface TokenStore {
  /** What errors call it, e.g. `redis`. */
  readonly name?: string;
  /** The user's tokens; `undefined` where there are none. */
  get(user: string): Promise<Token | undefined>;
  /** Keeps the user's tokens in the place of what was there. */
  set(user: string, token: Token): Promise<void>;
  /** Forgets the user's tokens. */
  delete(user: string): Promise<void>;
  /**
   * Runs `work`, which calls the other functions, while no other process does so for the same user. A store that can
   * lock brings it, so that several processes do not refresh at once.
   */
  withLock?<T>(user: string, work: () => Promise<T>): Promise<T>;
}
