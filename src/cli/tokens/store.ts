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

/** The options by which a command finds the tokens that it works on. */
export const STORE_OPTIONS = {
  user: { type: "string" },
  store: { type: "string" },
} as const;

/** The help on them. */
export const STORE_HELP = `\
  --user NAME        the name that the tokens are kept under [default: as configured, or zcrm_default_user]
  --store PLACE      where the tokens are kept: a file, or the database of old programs, as mysql or
                     mysql://HOST:PORT/DATABASE?ssl=true [default: zcrm/tokens.json in your configuration folder]`;

/** Where a command finds tokens. */
export interface KeptTokens {
  readonly store: TokenStore;
  /** The store, as the user is told of it. */
  readonly place: string;
  /** How a program opens the same store. */
  readonly code: string;
  /** What to give to a client, so that it uses them. */
  readonly options: ClientOptions;
}

/** Opens the store that the options name, for the user that they name. */
export async function openStore({ user, store: named }: Names): Promise<KeptTokens> {
  const { store: plain, ...told } = await storeAt(named);
  const store = guardedStore(plain, wait);
  return { ...told, store, options: { store, ...(user !== undefined && { user }) } };
}

type Names = { readonly [name in keyof typeof STORE_OPTIONS]?: string | undefined };

async function storeAt(named: string | undefined): Promise<{ store: TokenStore; place: string; code: string }> {
  if (named === undefined) return { store: fileStore(), place: defaultPath(), code: "fileStore()" };
  if (isMysqlAddress(named)) return { store: await openMysql(named), place: named, code: "mysqlStore({ … })" };
  return { store: fileStore(named), place: resolve(named), code: `fileStore(${JSON.stringify(resolve(named))})` };
}

/** The tokens that are kept for a user. @throws CommandError where there are none */
export async function tokenOf(user: string, { store, place }: KeptTokens): Promise<Token> {
  const token = await store.get(user);
  if (token) return token;
  throw new CommandError(`no tokens of ${JSON.stringify(user)} are kept in ${place}; run zcrm login`);
}
