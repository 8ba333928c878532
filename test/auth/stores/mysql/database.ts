import type { Connection, RowDataPacket } from "mysql2/promise";
import { type MysqlStore, type MysqlStoreOptions, mysqlStore } from "../../../../src/auth/stores/mysql/store.js";
import { type MariaDb, mariaDb } from "../../../support/stores/mariadb.js";

/** The table of the old client's documentation, as its users created it. */
export const OLD_TABLE =
  "CREATE TABLE oauthtokens (useridentifier VARCHAR(100), accesstoken VARCHAR(100), refreshtoken VARCHAR(100), expirytime BIGINT)";

export const TOKEN = { accessToken: "1000.a.b", refreshToken: "1000.c.d", expiresAt: 1_900_000_000_123 };

/** A token with members that the old client's table has no columns for. */
export const WHOLE_TOKEN = {
  ...TOKEN,
  apiDomain: "https://www.zohoapis.eu",
  accountsServer: "https://accounts.zoho.eu",
  issuedAt: [1, 2],
};

/** A database of a test file, and the stores that its tests open there. */
export class TestDatabase {
  readonly server: MariaDb;
  readonly admin: Connection;
  readonly name: string;
  readonly #stores: MysqlStore[] = [];

  private constructor(server: MariaDb, admin: Connection, name: string) {
    this.server = server;
    this.admin = admin;
    this.name = name;
  }

  static async connect(name: string): Promise<TestDatabase> {
    const server = await mariaDb();
    return new TestDatabase(server, await server.connect(), name);
  }

  /** A store for the database, which need not exist. */
  open(options: MysqlStoreOptions = {}): MysqlStore {
    const store = mysqlStore({ port: this.server.port, database: this.name, ...options });
    this.#stores.push(store);
    return store;
  }

  /** A store whose database and tables exist. */
  async created(): Promise<MysqlStore> {
    const store = this.open();
    await store.createTables();
    return store;
  }

  /** A store for a database that the old client's user has created. */
  async old(table = OLD_TABLE): Promise<MysqlStore> {
    await this.admin.query(`CREATE DATABASE ${this.name} CHARACTER SET latin1`);
    await this.admin.query(`USE ${this.name}`);
    await this.admin.query(table);
    return this.open();
  }

  /** A store for an old table whose user has rights on that table alone. */
  async restricted(table = OLD_TABLE): Promise<MysqlStoreOptions> {
    await this.old(table);
    const user = `alone_${this.name}`;
    await this.admin.query(`CREATE OR REPLACE USER '${user}'@'127.0.0.1' IDENTIFIED BY 'secret'`);
    await this.admin.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${this.name}.oauthtokens TO '${user}'@'127.0.0.1'`);
    return { host: "127.0.0.1", port: this.server.port, database: this.name, user, password: "secret" };
  }

  async rows(): Promise<unknown[]> {
    return (await this.admin.query<RowDataPacket[]>(`SELECT * FROM ${this.name}.oauthtokens`))[0];
  }

  async drop(): Promise<void> {
    await this.admin.query(`DROP DATABASE IF EXISTS ${this.name}`);
  }

  /** The connections to the database, except the administrator's. */
  async connections(): Promise<number[]> {
    const [rows] = await this.admin.query<RowDataPacket[]>(
      "SELECT id FROM information_schema.processlist WHERE id <> CONNECTION_ID() AND db = ?",
      [this.name],
    );
    return rows.map(({ id }) => Number(id));
  }

  async killConnections(): Promise<void> {
    for (const id of await this.connections()) await this.admin.query("KILL ?", [id]);
  }

  async closeStores(): Promise<void> {
    await Promise.all(this.#stores.splice(0).map((store) => store.close()));
  }

  async close(): Promise<void> {
    await this.closeStores();
    await this.drop();
    await this.admin.end();
  }
}
