import { join } from "node:path";
import { fileStore } from "../../../src/auth/stores/file.js";
import { withFileLock } from "../../../src/auth/stores/file-lock.js";
import { memoryStore } from "../../../src/auth/stores/memory.js";
import { type MysqlStoreOptions, mysqlStore } from "../../../src/auth/stores/mysql.js";
import type { TokenStore } from "../../../src/auth/token-store.js";

/** A store, in a form that can be sent to a process. */
export type StoreSpec =
  | { readonly file: string }
  | { readonly mysql: MysqlStoreOptions }
  /** Locks in a folder, as the file store has them, with another time until a silent holder counts as dead. */
  | { readonly locks: string; readonly silence: number };

/** A store that can lock. */
export interface LockingStore extends TokenStore {
  withLock<T>(user: string, work: () => Promise<T>): Promise<T>;
  /** Closes the connections of a store that has any. */
  close?(): Promise<void>;
}

export function openStore(spec: StoreSpec): LockingStore {
  if ("locks" in spec) {
    const { locks, silence } = spec;
    return { ...memoryStore(), withLock: (user, work) => withFileLock(join(locks, user), silence, work) };
  }
  const store = "file" in spec ? fileStore(spec.file) : mysqlStore(spec.mysql);
  if (!store.withLock) throw new Error("the store cannot lock");
  return { ...store, withLock: store.withLock };
}
