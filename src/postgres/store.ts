import { LEASE_TIMING, type Lease, type LeasePlace, type LeaseTiming, withLease } from "../auth/stores/lease.js";
import { nameHash } from "../auth/stores/name-hash.js";
import { storeKey } from "../auth/stores/store-key.js";
import { tokenText } from "../auth/stores/token-text.js";
import type { TokenStore } from "../auth/token-store.js";
import { codeOf } from "../core/kind.js";
import { sharedBudget } from "./budget.js";
import type { PostgresClient } from "./client.js";
import { Database } from "./database.js";
import { postgresState } from "./state.js";
import { DEFAULT_TABLE, statementsFor } from "./table.js";

/** Options of {@link postgresStore}. */
export interface PostgresStoreOptions {
  /** The table, or `schema.table`. A second one has the suffix `_state`. @default "zcrm_tokens" */
  table?: string;
  /** Encrypts the tokens: at least 16 characters, preferably random. @default the environment's `ZCRM_STORE_KEY` */
  key?: string;
}

/** A token store in a PostgreSQL database. */
export interface PostgresStore extends TokenStore {
  /** Creates the tables that are missing. Existing ones are not changed. */
  createTables(): Promise<void>;
}

/**
 * Stores tokens in PostgreSQL, for any number of machines. Each step is one statement, so it also works behind PgBouncer in
 * transaction mode. `npx zcrm store init postgres` creates the tables.
 *
 * One process at a time renews a user's token, for as long as it lives; the lock of one that dies is free within 10 seconds.
 * A process that has lost the lock cannot overwrite a newer token. Token requests are counted for all processes.
 *
 * @param client A `Pool` of `pg`, or `sql` of `postgres`. A `Client` of `pg` works until its connection is lost.
 * @throws ConfigError `INVALID_CONFIGURATION` if it is not a client, the table's name cannot be used, or the key is too short.
 * @example
 * const pool = new Pool({ connectionString: process.env.DATABASE_URL });
 * pool.on("error", console.warn); // a lost idle connection; without a listener, it ends the program
 * const crm = createClient({ store: postgresStore(pool) });
 */
export const postgresStore = (client: PostgresClient, options: PostgresStoreOptions = {}): PostgresStore =>
  openPostgresStore(client, options, LEASE_TIMING);

/** `postgresStore`, with other times for tests. */
export function openPostgresStore(
  client: PostgresClient,
  { table = DEFAULT_TABLE, key }: PostgresStoreOptions,
  timing: LeaseTiming,
): PostgresStore {
  const sql = statementsFor(table);
  const database = new Database(client);
  const tokens = tokenText(storeKey(key, "postgresStore"), "postgresStore");

  /** A write under a lease. @returns whether it was still held */
  const writeHeld = async (user: string, text: string | null, { owner, fence }: Lease): Promise<boolean> =>
    (await database.rows(sql.setHeld, [await userHash(user), text, owner, String(fence)])).length > 0;

  const leases: LeasePlace = {
    async acquire(user, owner, life) {
      const [[fence] = []] = await database.rows(sql.acquire, [await userHash(user), user, owner, String(life)]);
      return typeof fence === "string" ? Number(fence) : undefined;
    },
    async renew(user, owner, life) {
      return (await database.rows(sql.renew, [await userHash(user), owner, String(life)])).length > 0;
    },
    async release(user, owner) {
      const hash = await userHash(user);
      const [[hasToken] = []] = await database.rows(sql.release, [hash, owner]);
      // Anybody may name a user that does not exist, so nothing is kept for one without tokens.
      if (hasToken === "false") await database.rows(sql.remove, [hash]);
    },
    set: async (user, token, lease) => writeHeld(user, await tokens.write(user, token), lease),
    delete: (user, lease) => writeHeld(user, null, lease),
  };

  return {
    name: "postgres",

    async get(user) {
      const [[text] = []] = await database.rows(sql.get, [await userHash(user)]);
      return typeof text === "string" ? tokens.read(user, text) : undefined;
    },

    async set(user, token) {
      await database.rows(sql.set, [await userHash(user), user, await tokens.write(user, token)]);
    },

    async delete(user) {
      const hash = await userHash(user);
      await database.rows(sql.clear, [hash]);
      await database.rows(sql.remove, [hash]);
    },

    withLock: (user, work) => withLease(leases, user, work, timing),
    budget: sharedBudget(postgresState(client, { table })),

    async createTables() {
      for (const { name, create } of sql.tables) await createTable(database, name, create);
    },
  };
}

/** Milliseconds for creating a table, which may wait for other transactions. */
const CREATE_LIMIT = 10_000;

/** Without the right to create tables, even `IF NOT EXISTS` fails, so that is asked first. */
async function createTable(database: Database, name: string, create: string): Promise<void> {
  const isThere = async (): Promise<boolean> => {
    const [[found] = []] = await database.rows("SELECT (to_regclass($1::text) IS NOT NULL)::text", [name]);
    return found === "true";
  };
  if (await isThere()) return;
  await database.rows(create, [], CREATE_LIMIT).catch(async (error: unknown) => {
    // Two that create it at the same time: the server reports the second as a duplicate.
    if (!/^(23505|42P07|42710)$/.test(codeOf(error) ?? "") || !(await isThere())) throw error;
  });
}

async function userHash(user: string): Promise<string> {
  if (user.includes("\0")) {
    throw new Error("the user name contains a NUL character, which PostgreSQL cannot hold: use another name");
  }
  return nameHash(user);
}
