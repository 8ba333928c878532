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
   * one of several processes renews a token. A lock that can be lost, as one that expires, passes `held`.
   */
  withLock?<T>(user: string, work: (held?: LockedStore) => Promise<T>): Promise<T>;
  /** Counts token requests for all processes at once. Without it, they are counted by the `issuedAt` of stored tokens. */
  readonly budget?: TokenBudget;
}

/** Writes of the holder of a lock. Once another may hold the lock, they change nothing and return `false`. */
export interface LockedStore {
  /** Like the store's `set`. */
  set(user: string, token: Token): Promise<boolean>;
  /** Like the store's `delete`. */
  delete(user: string): Promise<boolean>;
}

/** Counts the requests for access tokens: Zoho issues only a few for a refresh token in a while. */
export interface TokenBudget {
  /**
   * Counts a request, unless `limit` requests were counted within the window. One with the same `id` counts once.
   * @returns `undefined` if it counts; otherwise how many milliseconds ago each request was counted, oldest first
   */
  take(request: BudgetRequest): Promise<readonly number[] | undefined>;
  /** Stops counting a request, because no token was issued for it. */
  giveBack(request: Pick<BudgetRequest, "refreshToken" | "id">): Promise<void>;
}

/** A request for an access token. */
export interface BudgetRequest {
  readonly refreshToken: string;
  readonly id: string;
  readonly limit: number;
  /** Milliseconds. */
  readonly window: number;
}
