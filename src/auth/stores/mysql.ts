import type { Connection, ResultSetHeader, RowDataPacket } from "mysql2/promise";
import { codeOf } from "../../core/kind.js";
import type { Token } from "../token.js";
import type { TokenStore } from "../token-store.js";
import { readTokenRow, type TokenRow } from "./legacy/token-row.js";
import type { MysqlStoreOptions } from "./mysql-options.js";
import { MysqlServer } from "./mysql-server.js";
import { DEFAULT_DATABASE, DEFAULT_TABLE, tableStatements } from "./mysql-table.js";
import { nameHash } from "./name-hash.js";

export type { MysqlStoreOptions, MysqlTls } from "./mysql-options.js";

/** A token store in a MySQL or MariaDB database. */
export interface MysqlStore extends TokenStore {
  /** Creates the database and the tables, if they are missing. Existing ones are not changed. */
  createTables(): Promise<void>;
  /** Closes all connections. A later call opens new ones. Idle connections do not keep a program running. */
  close(): Promise<void>;
}

/**
 * Stores tokens in the old client's table as it is: `oauthtokens(useridentifier, accesstoken, refreshtoken,
 * expirytime)`. Rows that the old client wrote can be read. If a user has several, the one that expires last counts.
 * `createTables()` creates the table.
 *
 * That table has no columns for the data center's hosts and the issue times of the latest tokens. They are in a second
 * table with the suffix `_zcrm`, which the first write creates. If the database user may not create it, the store works
 * without: then the hosts must be configured, and each process only counts its own tokens.
 *
 * A value that a column cannot hold exactly is rejected. User names are compared exactly, whatever the collation.
 *
 * @throws ConfigError `INVALID_CONFIGURATION` if the name of the database or of the table cannot be used.
 * @example
 * const store = mysqlStore({ host: "db.example.com", user: "crm", password, ssl: true });
 * const crm = createClient({ store });
 */
export function mysqlStore(options: MysqlStoreOptions = {}): MysqlStore {
  const { database = DEFAULT_DATABASE, table = DEFAULT_TABLE } = options;
  const sql = tableStatements(database, table);
  const server = new MysqlServer(options, database);
  const lockOf = async (what: string): Promise<string> => (await nameHash(`${database}.${table} ${what}`)).slice(0, 40);
  // Not within a transaction, which a new table would commit.
  let prepared: Promise<unknown> | undefined;
  const prepare = (): Promise<unknown> => {
    prepared ??= server.run((connection) => connection.query(sql.createDetails).catch(withoutDetails(async () => [])));
    return prepared.catch((error: unknown) => {
      prepared = undefined;
      throw error;
    });
  };
  const transaction = async (work: (connection: Connection) => Promise<void>): Promise<void> =>
    server.transaction(await lockOf("table"), work);

  return {
    name: "mysql",

    async get(user) {
      const hash = await nameHash(user);
      return server.run(async (connection) => {
        const [rows] = await connection
          .execute<Row[]>(sql.select, [hash, user])
          .catch(withoutDetails(() => connection.execute<Row[]>(sql.selectAlone, [user])));
        return rows[0] && { ...readTokenRow(rows[0]), ...readDetails(rows[0]) };
      });
    },

    async set(user, token) {
      const { accessToken, refreshToken = "", expiresAt, apiDomain = null, accountsServer = null, issuedAt } = token;
      const details = [await nameHash(user), apiDomain, accountsServer, issuedAt ? JSON.stringify(issuedAt) : null];
      const values = [accessToken, refreshToken, String(expiresAt)];
      await prepare();
      await transaction(async (connection) => {
        const [{ affectedRows }] = await connection.execute<ResultSetHeader>(sql.update, [...values, user]);
        if (affectedRows === 0) await connection.execute(sql.insert, [user, ...values]);
        // A server may truncate and replace characters, and every server drops trailing spaces that do not fit.
        const [rows] = await connection.execute<Row[]>(sql.selectAlone, [user]);
        if (rows.length === 0) throw unfit("useridentifier", table);
        for (const row of rows) {
          if (row.accesstoken !== accessToken) throw unfit("accesstoken", table);
          if (row.refreshtoken !== refreshToken) throw unfit("refreshtoken", table);
          if (Number(row.expirytime) !== expiresAt) throw unfit("expirytime", table);
        }
        await connection.execute(sql.replaceDetails, details).catch(withoutDetails(async () => undefined));
      });
    },

    async delete(user) {
      const hash = await nameHash(user);
      await transaction(async (connection) => {
        await connection.execute(sql.delete, [user]);
        await connection.execute(sql.deleteDetails, [hash]).catch(withoutDetails(async () => undefined));
      });
    },

    withLock: async (user, work) => server.withLock(await lockOf(`user ${user}`), work),
    createTables: () => server.create(sql),
    close: () => server.close(),
  };
}

interface Row extends RowDataPacket, TokenRow {
  readonly api_domain?: string | null;
  readonly accounts_server?: string | null;
  readonly issued_at?: string | null;
}

const readDetails = ({ api_domain, accounts_server, issued_at }: Row): Partial<Token> => ({
  ...(api_domain && { apiDomain: api_domain }),
  ...(accounts_server && { accountsServer: accounts_server }),
  ...(issued_at && { issuedAt: JSON.parse(issued_at) as number[] }),
});

/** The details table may be missing, or the database user may not use it. */
const withoutDetails =
  <T>(instead: () => Promise<T>) =>
  (error: unknown): Promise<T> => {
    const code = codeOf(error);
    if (code === "ER_NO_SUCH_TABLE" || code === "ER_TABLEACCESS_DENIED_ERROR") return instead();
    throw error;
  };

const unfit = (column: string, table: string): Error =>
  new Error(
    `the column ${column} of ${table} cannot hold the value exactly: widen the column, or change it to utf8mb4`,
  );
