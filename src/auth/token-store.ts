import type { Token } from "./token.js";

/**
 * Where tokens are kept between calls. Users are told apart by a name of the program's own choosing. A store may throw
 * what it has; who calls it waits 5 seconds for an answer, 30 for a lock, and makes an `AuthError` of what goes wrong.
 * It must keep every member of a {@link Token}: `issuedAt` is how several processes stay below Zoho's limit together.
 *
 * @example
 * const store: TokenStore = {
 *   get: async (user) => JSON.parse((await redis.get(`zoho:${user}`)) ?? "null") ?? undefined,
 *   set: async (user, token) => void (await redis.set(`zoho:${user}`, JSON.stringify(token))),
 *   delete: async (user) => void (await redis.del(`zoho:${user}`)),
 * };
 */
export interface TokenStore {
  /** What errors call it, e.g. `file`. */
  readonly name?: string;
  /** The user's tokens; `undefined` where there are none. */
  get(user: string): Promise<Token | undefined>;
  /** Keeps the user's tokens in the place of what was there. */
  set(user: string, token: Token): Promise<void>;
  /** Forgets the user's tokens. */
  delete(user: string): Promise<void>;
  /**
   * Runs `work` while no other process does so for the same user, and settles as it does. A store that can lock brings
   * it, so that several processes do not refresh at once; `work` calls the other functions for the same user. It must
   * not wait for ever for a process that died.
   */
  withLock?<T>(user: string, work: () => Promise<T>): Promise<T>;
}
