import { join } from "node:path";
import { fileStore } from "../../../src/auth/stores/file.js";
import { withFileLock } from "../../../src/auth/stores/file-lock.js";
import { LEASE_TIMING } from "../../../src/auth/stores/lease.js";
import { memoryStore } from "../../../src/auth/stores/memory.js";
import { type MysqlStoreOptions, mysqlStore } from "../../../src/auth/stores/mysql/store.js";
import type { LockedStore, TokenStore } from "../../../src/auth/token-store.js";
import { openPostgresStore } from "../../../src/postgres/store.js";
import { openRedisStore } from "../../../src/redis/redis-store.js";
import type { PostgresAddress, PostgresPackage } from "./postgres-clients.js";
import { connectRedis, type RedisPackage } from "./redis-clients.js";

/** A store, in a form that can be sent to a process. */
export type StoreSpec =
  | { readonly file: string }
  | { readonly mysql: MysqlStoreOptions }
  | { readonly redis: RedisPackage; readonly url: string; readonly prefix: string; readonly life?: number }
  | { readonly postgres: PostgresPackage; readonly address: PostgresAddress; readonly life?: number }
  /** Locks in a folder, as the file store has them, with another time until a silent holder counts as dead. */
  | { readonly locks: string; readonly silence: number };

/** A store that can lock. */
export interface LockingStore extends TokenStore {
  withLock<T>(user: string, work: (held?: LockedStore) => Promise<T>): Promise<T>;
  /** Closes the connections of a store that has any. */
  close?(): Promise<void>;
}

export async function openStore(spec: StoreSpec): Promise<LockingStore> {
  if ("locks" in spec) {
    const { locks, silence } = spec;
    return { ...memoryStore(), withLock: (user, work) => withFileLock(join(locks, user), silence, () => work()) };
  }
  if ("redis" in spec) {
    const { client, close } = await connectRedis(spec.redis, spec.url);
    const store = openRedisStore(
      client,
      { prefix: spec.prefix },
      { ...LEASE_TIMING, life: spec.life ?? LEASE_TIMING.life },
    );
    return { ...locking(store), close };
  }
  if ("postgres" in spec) {
    // A process for another store does not load the clients.
    const { postgresClient } = await import("./postgres-clients.js");
    const { client, close } = postgresClient(spec.postgres, spec.address);
    const store = openPostgresStore(client, {}, { ...LEASE_TIMING, life: spec.life ?? LEASE_TIMING.life });
    return { ...locking(store), close };
  }
  return locking("file" in spec ? fileStore(spec.file) : mysqlStore(spec.mysql));
}

function locking(store: TokenStore): LockingStore {
  if (!store.withLock) throw new Error("the store cannot lock");
  return { ...store, withLock: store.withLock };
}
