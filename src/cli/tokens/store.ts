import { resolve } from "node:path";
import { type GuardedStore, guardedStore } from "../../auth/guarded-store.js";
import { fileStore } from "../../auth/stores/file.js";
import { defaultPath } from "../../auth/stores/token-file.js";
import type { TokenStore } from "../../auth/token-store.js";
import { effectiveSettings } from "../../config/effective.js";
import type { ClientOptions } from "../../config/options.js";
import { resolveSettings } from "../../config/resolve.js";
import { wait } from "../../core/lifetime/wait.js";
import { CommandError, UsageError } from "../command.js";
import type { Options, Values } from "../definition.js";
import { DATABASES, databaseAt } from "./database.js";

/** The options that select the tokens a command works on. */
export const STORE_OPTIONS = {
  user: {
    type: "string",
    value: "NAME",
    help: "the name that the tokens are stored under [default: as configured, or zcrm_default_user]",
  },
  store: {
    type: "string",
    value: "PLACE",
    help: "where the tokens are stored: a file, mysql://HOST:PORT/DATABASE?ssl=true (mysql is the database of old programs), or postgres://USER@HOST:PORT/DATABASE?ssl=true [default: zcrm/tokens.json in your configuration folder]",
  },
} as const satisfies Options;

/** The store that a command works on. */
export interface StoredTokens {
  readonly store: GuardedStore;
  /** The store's name in messages. */
  readonly place: string;
  /** Code that opens the same store in a program. */
  readonly code: string;
  /** Options for a client that uses these tokens. */
  readonly options: ClientOptions;
}

/** Opens the store in the options, for the user in the options. */
export async function openStore({ user, store: named }: Values<typeof STORE_OPTIONS>): Promise<StoredTokens> {
  const { store, ...names } = await storeAt(named);
  return { ...names, store: guardedStore(store, wait), options: { store, ...(user !== undefined && { user }) } };
}

async function storeAt(named: string | undefined): Promise<{ store: TokenStore; place: string; code: string }> {
  if (named === undefined) return { store: fileStore(), place: defaultPath(), code: "fileStore()" };
  const database = databaseAt(named);
  if (database) return { ...(await database.open()), place: named };
  const [, scheme] = /^([a-z][a-z0-9+.-]+):\/\//i.exec(named) ?? [];
  // The address may contain a password.
  if (scheme !== undefined) throw new UsageError(`--store ${scheme}://… is not a store; pass a file, ${DATABASES}`);
  if (named === "") throw new UsageError(`--store is empty: pass a file, ${DATABASES}`);
  return { store: fileStore(named), place: resolve(named), code: `fileStore(${JSON.stringify(resolve(named))})` };
}

/**
 * Makes sure that a store can keep tokens, and leaves its content as it was.
 * @throws AuthError if it cannot
 */
export async function checkStore(user: string, { store }: StoredTokens): Promise<void> {
  // The lock of a file is written beside it.
  await store.withLock(user, async () => {
    const before = await store.get(user);
    if (before !== undefined) return store.set(user, before);
    if (store.name === "file") return;
    await store.set(user, { accessToken: "", expiresAt: 0 });
    await store.delete(user);
  });
}

/** The refresh token of the configuration, which programs without a store use, by the place where it is set. */
export function configuredToken(): { place: string } | undefined {
  const { value, source } = effectiveSettings().find(({ name }) => name === "refresh_token") ?? {};
  return value === undefined || source === undefined ? undefined : { place: source };
}

/** Tokens that a command uses. */
export interface UsableTokens {
  readonly stored: StoredTokens;
  /** Where the refresh token is configured, if the store has none. */
  readonly configured: { place: string } | undefined;
  /** Options for a client that uses the tokens. */
  readonly options: ClientOptions;
}

/**
 * The stored tokens, or those of the configuration if there are none and no store is named.
 * @throws CommandError if there are neither
 */
export async function usableTokens(given: Values<typeof STORE_OPTIONS>): Promise<UsableTokens> {
  const stored = await openStore(given);
  const { user } = resolveSettings(stored.options);
  if ((await stored.store.get(user)) !== undefined) return { stored, configured: undefined, options: stored.options };
  const configured = given.store === undefined ? configuredToken() : undefined;
  if (configured === undefined) throw noTokens(user, stored);
  const { store: _, ...options } = stored.options;
  return { stored, configured, options };
}

export const noTokens = (user: string, { place }: StoredTokens): CommandError =>
  new CommandError(`${place} has no tokens of ${JSON.stringify(user)}; run zcrm login`);
