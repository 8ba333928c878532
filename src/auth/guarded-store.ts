import { AuthError } from "../core/errors/errors.js";
import { printable } from "../core/errors/printable.js";
import { rememberSecrets, withoutSecrets } from "../core/errors/secrets.js";
import { isError } from "../core/kind.js";
import type { CancelSignal } from "../core/lifetime/cancellation.js";
import type { Token } from "./token.js";
import type { BudgetRequest, LockedStore, TokenBudget, TokenStore } from "./token-store.js";

/** Milliseconds that an operation of a store may take, unless the store sets its own limit. */
const LIMIT = 5_000;
/** Milliseconds that waiting for a lock may take: its holder may be waiting for Zoho. */
const LOCK_LIMIT = 30_000;

/** Resolves after some milliseconds, or rejects as soon as the signal is aborted. */
export type Wait = (delay: number, signal: CancelSignal | undefined) => Promise<void>;

/** A store with every function, and with a budget if the wrapped one has it. */
export interface GuardedStore extends Required<Omit<TokenStore, "budget">>, Pick<TokenStore, "budget"> {}

/**
 * Wraps a store so that the client can rely on it: each promise settles in time, `get` returns a token or nothing, and
 * every failure is an `AuthError` `TOKEN_STORE_FAILED` that names the store. Without a lock, `withLock` only runs the work.
 * @param end Once it is aborted, waiting for the store ends, so that a store that hangs does not keep the program running.
 */
export function guardedStore(store: TokenStore, wait: Wait, end?: CancelSignal): GuardedStore {
  const { name = "the program's own", timeout = LIMIT } = store;
  const guard = <T>(operation: string, limit: number, work: () => Promise<T>): Promise<T> =>
    within(limit, wait, work, end).catch((cause: unknown) => {
      throw storeFailed(name, operation, cause);
    });

  return {
    name,
    timeout,
    get: (user) => guard("get", timeout, async () => checked(await store.get(user))),
    set: (user, token) =>
      guard("set", timeout, async () => {
        rememberSecrets(token.accessToken, token.refreshToken);
        await store.set(user, { ...token });
      }),
    delete: (user) =>
      guard("delete", timeout, async () => {
        await store.delete(user);
      }),
    withLock: <T>(user: string, work: (held?: LockedStore) => Promise<T>): Promise<T> => locked(user, work),
    ...(store.budget && { budget: guardedBudget(store.budget) }),
  };

  function guardedHeld(held: LockedStore): LockedStore {
    return {
      set: (user, token) =>
        guard("set", timeout, () => {
          rememberSecrets(token.accessToken, token.refreshToken);
          return held.set(user, { ...token });
        }),
      delete: (user) => guard("delete", timeout, () => held.delete(user)),
    };
  }

  function guardedBudget(budget: TokenBudget): TokenBudget {
    return {
      take: (request) => guard("budget.take", timeout, async () => checkedAges(await budget.take(request), request)),
      giveBack: (request) => guard("budget.giveBack", timeout, () => budget.giveBack(request)),
    };
  }

  /** Once the work has begun, its own outcome counts; a later failure of the lock does not. */
  function locked<T>(user: string, work: (held?: LockedStore) => Promise<T>): Promise<T> {
    if (!store.withLock) return work();
    return new Promise<T>((resolve, reject) => {
      let state: "waiting" | "begun" | "abandoned" = "waiting";
      const enter = async (acquired: () => void, held: LockedStore | undefined): Promise<void> => {
        // A lock that comes too late is released at once.
        if (state !== "waiting") return;
        state = "begun";
        acquired();
        await work(held && guardedHeld(held)).then(resolve, reject);
      };
      guard(
        "withLock",
        LOCK_LIMIT,
        () =>
          new Promise<void>((acquired, failed) => {
            const run = async () => store.withLock?.(user, (held) => enter(acquired, held));
            run().then(() => failed(new Error("the lock was released before the work began")), failed);
          }),
      ).catch((error: unknown) => {
        if (state === "waiting") state = "abandoned";
        reject(error);
      });
    });
  }
}

/** Rejects if the work takes longer than `limit` milliseconds, or when the client ends. */
async function within<T>(limit: number, wait: Wait, work: () => Promise<T>, end?: CancelSignal): Promise<T> {
  const timer = new AbortController();
  const onEnd = () => timer.abort(end?.reason);
  end?.addEventListener("abort", onEnd, { once: true });
  const timeout = wait(limit, timer.signal).then(() => {
    throw new Error(`no response within ${limit} ms`);
  });
  try {
    return await Promise.race([work(), timeout]);
  } finally {
    end?.removeEventListener("abort", onEnd);
    timer.abort();
    timeout.catch(() => undefined);
  }
}

/** A token as a store returned it. @throws Error if it is not a token */
export function checked(value: unknown): Token | undefined {
  // Many stores return null if there is nothing.
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "object") throw invalid("something other than an object");
  const { accessToken, refreshToken, expiresAt, apiDomain, accountsServer, scope, issuedAt } = value as Record<
    keyof Token,
    unknown
  >;
  rememberSecrets(accessToken, refreshToken);
  // It is empty if none has been requested yet.
  if (typeof accessToken !== "string" || !/^[\x21-\x7e]*$/.test(accessToken))
    throw invalid("a token with an invalid accessToken");
  if (typeof expiresAt !== "number" || !Number.isFinite(expiresAt)) throw invalid("a token with an invalid expiresAt");
  return {
    accessToken,
    expiresAt,
    ...optional("refreshToken", refreshToken),
    ...optional("apiDomain", apiDomain),
    ...optional("accountsServer", accountsServer),
    ...optional("scope", scope),
    ...times(issuedAt),
  };
}

/** A member that may be missing, or null as in an empty column. */
function optional<Name extends string>(name: Name, value: unknown): { [K in Name]?: string } {
  if (value === undefined || value === null) return {};
  if (typeof value !== "string" || value === "" || /\p{Cc}/u.test(value))
    throw invalid(`a token with an invalid ${name}`);
  return { [name]: value } as { [K in Name]?: string };
}

function times(value: unknown): { issuedAt?: number[] } {
  if (value === undefined || value === null) return {};
  if (!Array.isArray(value) || !value.every((time) => Number.isFinite(time)))
    throw invalid("a token with an invalid issuedAt");
  return { issuedAt: [...value] };
}

/**
 * The ages of counted requests, as a store returned them.
 * @throws Error if they are something else, or do not spend the budget: the request would be tried again at once, for ever
 */
function checkedAges(value: unknown, { limit, window }: BudgetRequest): readonly number[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || !value.every((age) => typeof age === "number" && age >= 0 && age < window))
    throw invalid("something other than the ages of counted requests");
  if (value.length < limit) throw invalid(`fewer than ${limit} counted requests, although the budget is spent`);
  return value;
}

const invalid = (what: string): Error => new Error(`it returned ${what}`);

function storeFailed(store: string, operation: string, cause: unknown): AuthError {
  const reason = isError(cause) ? `: ${printable(withoutSecrets(cause.message))}` : "";
  return new AuthError(
    `the token store (${store}) failed in ${operation}${reason}; fix the store, or pass another one to the client`,
    { code: "TOKEN_STORE_FAILED", retryable: true, details: { store, operation }, cause },
  );
}
