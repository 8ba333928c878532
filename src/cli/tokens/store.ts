import { resolve } from "node:path";
import { guardedStore } from "../../auth/guarded-store.js";
import { fileStore } from "../../auth/stores/file.js";
import { defaultPath } from "../../auth/stores/token-file.js";
import type { Token } from "../../auth/token.js";
import type { TokenStore } from "../../auth/token-store.js";
import type { ClientOptions } from "../../config/options.js";
import { wait } from "../../core/lifetime/wait.js";
import { CommandError } from "../command.js";
import { isMysqlAddress, openMysql } from "./mysql-address.js";

/** The options that select the tokens a command works on. */
export const STORE_OPTIONS = {
  user: { type: "string" },
  store: { type: "string" },
} as const;

/** The help for these options. */
export const STORE_HELP = `\
  --user NAME        the name that the tokens are stored under [default: as configured, or zcrm_default_user]
  --store PLACE      where the tokens are stored: a file, or the database of old programs, as mysql or
                     mysql://HOST:PORT/DATABASE?ssl=true [default: zcrm/tokens.json in your configuration folder]`;

/** The store that a command works on. */
export interface StoredTokens {
  readonly store: Required<TokenStore>;
  /** The store's name in messages. */
  readonly place: string;
  /** Code that opens the same store in a program. */
  readonly code: string;
  /** Options for a client that uses these tokens. */
  readonly options: ClientOptions;
}

/** Opens the store in the options, for the user in the options. */
export async function openStore({ user, store: named }: StoreOptions): Promise<StoredTokens> {
  const { store, ...names } = await storeAt(named);
  return { ...names, store: guardedStore(store, wait), options: { store, ...(user !== undefined && { user }) } };
}

type StoreOptions = { readonly [name in keyof typeof STORE_OPTIONS]?: string | undefined };

async function storeAt(named: string | undefined): Promise<{ store: TokenStore; place: string; code: string }> {
  if (named === undefined) return { store: fileStore(), place: defaultPath(), code: "fileStore()" };
  if (isMysqlAddress(named)) return { store: await openMysql(named), place: named, code: "mysqlStore({ … })" };
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

/** The stored token of a user. @throws CommandError if there is none */
export async function tokenOf(user: string, { store, place }: StoredTokens): Promise<Token> {
  const token = await store.get(user);
  if (token) return token;
  throw new CommandError(`${place} has no tokens of ${JSON.stringify(user)}; run zcrm login`);
}
