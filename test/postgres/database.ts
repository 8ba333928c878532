import pg from "pg";
import postgres from "postgres";
import type { PostgresClient } from "../../src/postgres/client.js";
import { LEASE_TIMING, type LeaseTiming } from "../../src/postgres/lease.js";
import { openPostgresStore, type PostgresStore, type PostgresStoreOptions } from "../../src/postgres/store.js";
import { sharedServer } from "../support/stores/shared-server.js";

export const TOKEN = { accessToken: "1000.a.b", refreshToken: "1000.c.d", expiresAt: 1_900_000_000_123 };

/** Where a client connects to. */
export interface Address {
  readonly port: number;
  readonly database: string;
  readonly user?: string;
  readonly password?: string;
}

/** A client of a program, with what closes it. */
export interface OpenClient {
  readonly client: PostgresClient;
  close(): Promise<void>;
}

/** The clients that programs have. */
export const CLIENTS: Readonly<Record<string, (address: Address) => OpenClient>> = {
  pg(address) {
    const pool = new pg.Pool({ host: "127.0.0.1", user: "postgres", ...address });
    pool.on("error", () => undefined);
    return { client: pool, close: () => pool.end() };
  },
  postgres(address) {
    // Otherwise the package reads the types with each connection, and nobody handles the failure of that.
    const sql = postgres({ host: "127.0.0.1", user: "postgres", ...address, fetch_types: false });
    return { client: sql, close: () => sql.end({ timeout: 1 }) };
  },
};

/** A database of a test file, and the clients that its tests open. */
export class TestDatabase {
  readonly port: number;
  readonly name: string;
  readonly #opened: OpenClient[] = [];

  private constructor(port: number, name: string) {
    this.port = port;
    this.name = name;
  }

  /** @param settings What follows the name in `CREATE DATABASE` */
  static async create(name: string, settings = "", port?: number): Promise<TestDatabase> {
    const database = new TestDatabase(port ?? (await sharedServer("postgres")).port, name);
    await database.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`, "postgres");
    await database.query(`CREATE DATABASE ${name} ${settings}`, "postgres");
    return database;
  }

  /** Runs a statement as the administrator. */
  async query(text: string, database = this.name): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ host: "127.0.0.1", port: this.port, user: "postgres", database });
    await client.connect();
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  }

  client(kind: string, address: Partial<Address> = {}): PostgresClient {
    const opened = CLIENTS[kind]?.({ port: this.port, database: this.name, ...address });
    if (!opened) throw new Error(kind);
    this.#opened.push(opened);
    return opened.client;
  }

  /** A store with a client of its own. */
  open(
    kind: string,
    { ttl, ...options }: PostgresStoreOptions & Partial<Address> & Partial<LeaseTiming> = {},
  ): PostgresStore {
    const { table, key, ...address } = options;
    const store = { ...(table !== undefined && { table }), ...(key !== undefined && { key }) };
    return openPostgresStore(this.client(kind, address), store, { ...LEASE_TIMING, ...(ttl !== undefined && { ttl }) });
  }

  /** Ends the connections of all clients. */
  async cut(): Promise<void> {
    await this.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${this.name}' AND pid <> pg_backend_pid()`,
    );
  }

  async closeClients(): Promise<void> {
    await Promise.all(this.#opened.splice(0).map(({ close }) => close()));
  }
}
