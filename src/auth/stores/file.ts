import { ConfigError } from "../../core/errors/errors.js";
import type { TokenStore } from "../token-store.js";
import type { TokenFile } from "./token-file.js";

/** Options of {@link fileStore}. */
export interface FileStoreOptions {
  /**
   * Seals the file: a text of 16 characters or more, best a long random one. @default the environment's `ZCRM_STORE_KEY`
   */
  key?: string;
}

/** Shorter ones can be found by trying. */
const SHORTEST_KEY = 16;

/**
 * Keeps the tokens of all users in one file, for any number of processes on one machine: it is replaced as a whole, so
 * that a process which dies leaves the old content or the new, and only its owner may read it.
 *
 * With a key the content is sealed (AES-256-GCM, the key drawn by scrypt). A file that is not sealed yet is read all
 * the same, and sealed with the next write. Without the right key, nothing is read and nothing overwritten.
 *
 * `withLock` survives the death of a process: after at most 10 seconds another one goes on. A process that is stopped
 * for as long (by a debugger, or by work that never yields) loses its lock.
 *
 * @param path Left out: `zcrm/tokens.json` in the user's configuration directory (`XDG_CONFIG_HOME`, `APPDATA`, or
 *   `~/.config`).
 * @example
 * const crm = createClient({ store: fileStore("/var/lib/sync/tokens.json") });
 */
export function fileStore(path?: string, options: FileStoreOptions = {}): TokenStore {
  const key = options.key ?? (globalThis.process?.env?.ZCRM_STORE_KEY || undefined);
  if (path === "") throw invalid("fileStore: the path is empty; leave it out for the default");
  if (key !== undefined && key.length < SHORTEST_KEY) {
    throw invalid(`fileStore: the key (option "key", or ZCRM_STORE_KEY) has fewer than ${SHORTEST_KEY} characters`);
  }
  // Loaded with the first use, so that a program for a runtime without files can import this.
  let opening: Promise<TokenFile> | undefined;
  const open = (): Promise<TokenFile> => {
    opening ??= import("./token-file.js").then(({ openTokenFile }) => openTokenFile(path, key));
    return opening;
  };
  return {
    name: "file",
    get: async (user) => (await open()).get(user),
    set: async (user, token) => (await open()).set(user, token),
    delete: async (user) => (await open()).delete(user),
    withLock: async (user, work) => (await open()).withLock(user, work),
  };
}

const invalid = (message: string): ConfigError => new ConfigError(message, { code: "INVALID_CONFIGURATION" });
