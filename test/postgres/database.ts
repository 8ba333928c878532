import pg from "pg";
import { LEASE_TIMING, type LeaseTiming } from "../../src/auth/stores/lease.js";
import type { PostgresClient } from "../../src/postgres/client.js";
import { openPostgresStore, type PostgresStore, type PostgresStoreOptions } from "../../src/postgres/store.js";
import {
  type OpenPostgres,
  type PostgresAddress,
  type PostgresPackage,
  postgresClient,
} from "../support/stores/postgres-clients.js";
import { sharedServer } from "../support/stores/shared-server.js";

export const TOKEN = { accessToken: "1000.a.b", refreshToken: "1000.c.d", expiresAt: 1_900_000_000_123 };

/** A database of a test file, and the clients that its tests open. */
export class TestDatabase {
  readonly port: number;
  readonly name: string;
  readonly #opened: OpenPostgres[] = [];

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

  client(kind: PostgresPackage, address: Partial<PostgresAddress> = {}): PostgresClient {
    const opened = postgresClient(kind, { port: this.port, database: this.name, ...address });
    this.#opened.push(opened);
    return opened.client;
  }

  /** A store with a client of its own. */
  open(
    kind: PostgresPackage,
    { life, ...options }: PostgresStoreOptions & Partial<PostgresAddress> & Partial<LeaseTiming> = {},
  ): PostgresStore {
    const { table, key, ...address } = options;
    const store = { ...(table !== undefined && { table }), ...(key !== undefined && { key }) };
    return openPostgresStore(this.client(kind, address), store, {
      ...LEASE_TIMING,
      ...(life !== undefined && { life }),
    });
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
