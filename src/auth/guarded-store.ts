import { AuthError } from "../core/errors/errors.js";
import type { CancelSignal } from "../core/lifetime/cancellation.js";
import type { Token } from "./token.js";
import type { TokenStore } from "./token-store.js";

/** Milliseconds within which a store must have answered. */
const LIMIT = 5_000;
/** Milliseconds within which a lock must be had; its holder may be asking Zoho meanwhile. */
const LOCK_LIMIT = 30_000;

/** Resolves after some milliseconds, or rejects as soon as the signal is aborted. */
export type Wait = (delay: number, signal: CancelSignal | undefined) => Promise<void>;

/**
 * A store that can be relied on: each of its promises settles in time, what it gives is a token or nothing, and all it
 * fails with is an `AuthError` `TOKEN_STORE_FAILED` that names it. Where it cannot lock, locking does nothing.
 * @param end From then on nothing is waited for, so that a store which hangs does not keep the program running.
 */
export function guardedStore(store: TokenStore, wait: Wait, end?: AbortSignal): Required<TokenStore> {
  const name = store.name ?? "the program's own";
  const guard = <T>(operation: string, limit: number, secrets: readonly string[], work: () => Promise<T>): Promise<T> =>
    within(limit, wait, work, end).catch((cause: unknown) => {
      throw storeFailed(name, operation, cause, secrets);
    });

  return {
    name,
    get: (user) => guard("get", LIMIT, [], async () => checked(await store.get(user))),
    set: (user, token) =>
      guard("set", LIMIT, [token.accessToken, token.refreshToken ?? token.accessToken], async () => {
        await store.set(user, { ...token });
      }),
    delete: (user) =>
      guard("delete", LIMIT, [], async () => {
        await store.delete(user);
      }),
    withLock: <T>(user: string, work: () => Promise<T>): Promise<T> => locked(user, work),
  };

  /** Once the work has begun, what becomes of it counts, and no failure of the lock that follows. */
  function locked<T>(user: string, work: () => Promise<T>): Promise<T> {
    if (!store.withLock) return work();
    return new Promise<T>((resolve, reject) => {
      let state: "waiting" | "begun" | "given up" = "waiting";
      const enter = async (had: () => void): Promise<void> => {
        // A lock that comes late is let go at once.
        if (state !== "waiting") return;
        state = "begun";
        had();
        await work().then(resolve, reject);
      };
      guard(
        "withLock",
        LOCK_LIMIT,
        [],
        () =>
          new Promise<void>((had, failed) => {
            const whole = async () => store.withLock?.(user, () => enter(had));
            whole().then(() => failed(new Error("the lock was given back before its work began")), failed);
          }),
      ).catch((error: unknown) => {
        if (state === "waiting") state = "given up";
        reject(error);
      });
    });
  }
}

/** Bounds a piece of work; its own end is not waited for any more. */
async function within<T>(limit: number, wait: Wait, work: () => Promise<T>, end?: AbortSignal): Promise<T> {
  const timer = new AbortController();
  const onEnd = () => timer.abort(end?.reason);
  end?.addEventListener("abort", onEnd, { once: true });
  const late = wait(limit, timer.signal).then(() => {
    throw new Error(`there was no answer within ${limit} ms`);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    end?.removeEventListener("abort", onEnd);
    timer.abort();
    late.catch(() => undefined);
  }
}

function checked(value: unknown): Token | undefined {
  // Many stores have null for what is not there.
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "object") throw nonsense("no object");
  const { accessToken, refreshToken, expiresAt, apiDomain, accountsServer, issuedAt } = value as Record<
    keyof Token,
    unknown
  >;
  // One that was never fetched is empty.
  if (typeof accessToken !== "string" || !/^[\x21-\x7e]*$/.test(accessToken)) throw nonsense("a bad accessToken");
  if (typeof expiresAt !== "number" || !Number.isFinite(expiresAt)) throw nonsense("a bad expiresAt");
  return {
    accessToken,
    expiresAt,
    ...text("refreshToken", refreshToken),
    ...text("apiDomain", apiDomain),
    ...text("accountsServer", accountsServer),
    ...times(issuedAt),
  };
}

/** A member that may be left out, or be null where a column is empty. */
function text<Name extends string>(name: Name, value: unknown): { [K in Name]?: string } {
  if (value === undefined || value === null) return {};
  if (typeof value !== "string" || value === "" || /\p{Cc}/u.test(value)) throw nonsense(`a bad ${name}`);
  return { [name]: value } as { [K in Name]?: string };
}

function times(value: unknown): { issuedAt?: number[] } {
  if (value === undefined || value === null) return {};
  if (!Array.isArray(value) || !value.every((time) => Number.isFinite(time))) throw nonsense("a bad issuedAt");
  return { issuedAt: [...value] };
}

const nonsense = (what: string): Error => new Error(`it gave ${what} in the place of a token`);

function storeFailed(store: string, operation: string, cause: unknown, secrets: readonly string[]): AuthError {
  const safe = isHarmless(cause, secrets);
  const reason = safe && cause instanceof Error ? `: ${cause.message}` : "";
  return new AuthError(
    `the token store (${store}) failed in ${operation}${reason}; mend it, or give the client another store`,
    { code: "TOKEN_STORE_FAILED", retryable: true, details: { store, operation }, ...(safe && { cause }) },
  );
}

/** Whether nothing in what a store failed with shows a token. */
function isHarmless(cause: unknown, secrets: readonly string[]): boolean {
  try {
    const shown =
      JSON.stringify(cause, (_, value: unknown) => (value instanceof Error ? membersOf(value) : value)) ?? "";
    return !/1000\.[0-9a-f]{8}/.test(shown) && !secrets.some((secret) => secret !== "" && shown.includes(secret));
  } catch {
    return false;
  }
}

const membersOf = (error: Error): Record<string, unknown> =>
  Object.fromEntries(Object.getOwnPropertyNames(error).map((name) => [name, Reflect.get(error, name)]));
