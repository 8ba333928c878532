import { ConfigError } from "../../core/errors/errors.js";
import { needFiles } from "../../core/platform.js";
import type { TokenStore } from "../token-store.js";
import { storeKey } from "./store-key.js";
import type { TokenFile } from "./token-file.js";

/** Options of {@link fileStore}. */
export interface FileStoreOptions {
  /**
   * Encrypts the file: a string of at least 16 characters, preferably random. @default the environment's `ZCRM_STORE_KEY`
   */
  key?: string;
}

/**
 * Stores the tokens of all users in one file, for any number of processes on one machine. Each write replaces the whole
 * file, so a process that dies leaves the old content or the new. Only the file's owner can read it.
 *
 * With a key, the content is encrypted (AES-256-GCM, with a key derived by scrypt). Without the right key, the store neither
 * reads nor overwrites it; with a key, it does not read a file that is not encrypted.
 *
 * `withLock` survives the death of a process: another one gets the lock within 10 seconds. A process that is stopped for
 * that long, by a debugger or by work that blocks the event loop, loses its lock.
 *
 * @param path @default `zcrm/tokens.json` in the user's configuration folder (`XDG_CONFIG_HOME`, `APPDATA`, or `~/.config`)
 * @throws ConfigError `INVALID_CONFIGURATION` if the path is empty or the key is too short.
 * @example
 * const crm = createClient({ store: fileStore("/var/lib/sync/tokens.json") });
 */
export function fileStore(path?: string, options: FileStoreOptions = {}): TokenStore {
  if (path === "") {
    throw new ConfigError("fileStore: the path is empty; omit it to use the default", {
      code: "INVALID_CONFIGURATION",
    });
  }
  const key = storeKey(options.key, "fileStore");
  // Loaded on first use, so that a program for a runtime without files can import this module.
  let opening: Promise<TokenFile> | undefined;
  const open = (): Promise<TokenFile> => {
    needFiles("fileStore()", "pass a store of your own, such as memoryStore()");
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
