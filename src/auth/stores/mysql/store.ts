import type { Connection, ResultSetHeader, RowDataPacket } from "mysql2/promise";
import { codeOf } from "../../../core/kind.js";
import type { Token } from "../../token.js";
import type { TokenStore } from "../../token-store.js";
import { readTokenRow, type TokenRow } from "../legacy/token-row.js";
import { nameHash } from "../name-hash.js";
import type { MysqlStoreOptions } from "./options.js";
import { MysqlServer } from "./server.js";
import {
  checkUser,
  DEFAULT_DATABASE,
  DEFAULT_TABLE,
  type Details,
  detailsRow,
  readDetailsRow,
  tableStatements,
} from "./table.js";

export type { MysqlStoreOptions, MysqlTls } from "./options.js";

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
 * table with the suffix `_zcrm`, which the first write creates. If the database user may neither create nor use it, they
 * are in a row of the first table, whose name no program asks for.
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

  /** The statements that save a token. */
  const writing = async (user: string, token: Token): Promise<Statements> => {
    checkUser(user);
    const { accessToken, refreshToken = "", expiresAt, apiDomain = null, accountsServer = null, issuedAt } = token;
    const hash = await nameHash(user);
    const details = [hash, apiDomain, accountsServer, issuedAt ? JSON.stringify(issuedAt) : null];
    const values = [accessToken, refreshToken, String(expiresAt)];
    return async (connection) => {
      await replaceRow(connection, user, values);
      // A server may truncate and replace characters, and every server drops trailing spaces that do not fit.
      const [rows] = await connection.execute<Row[]>(sql.selectAlone, [user]);
      if (rows.length === 0) throw unfit("useridentifier", table);
      for (const row of rows) {
        if (row.accesstoken !== accessToken) throw unfit("accesstoken", table);
        if (row.refreshtoken !== refreshToken) throw unfit("refreshtoken", table);
        if (Number(row.expirytime) !== expiresAt) throw unfit("expirytime", table);
      }
      await connection
        .execute(sql.replaceDetails, details)
        .catch(withoutDetails(() => writeDetailsRow(connection, hash, token)));
    };
  };

  /** The statements that delete a user's tokens. */
  const deleting = async (user: string): Promise<Statements> => {
    checkUser(user);
    const hash = await nameHash(user);
    return async (connection) => {
      await connection.execute(sql.delete, [user]);
      const inOneTable = () => connection.execute(sql.delete, [detailsRow(hash, {}).name]);
      await connection.execute(sql.deleteDetails, [hash]).catch(withoutDetails<unknown>(inOneTable));
    };
  };

  const replaceRow = async (connection: Connection, name: string, values: readonly string[]): Promise<void> => {
    const [{ affectedRows }] = await connection.execute<ResultSetHeader>(sql.update, [...values, name]);
    if (affectedRows === 0) await connection.execute(sql.insert, [name, ...values]);
  };

  /** Details that do not fit are left out. */
  const writeDetailsRow = async (connection: Connection, hash: string, details: Details): Promise<void> => {
    const { name, values } = detailsRow(hash, details);
    const remove = () => connection.execute(sql.delete, [name]);
    if (values === undefined) await remove();
    else await replaceRow(connection, name, values).catch(remove);
  };

  return {
    name: "mysql",

    async get(user) {
      checkUser(user);
      const hash = await nameHash(user);
      return server.run(async (connection) => {
        const alone = async (name: string) => (await connection.execute<Row[]>(sql.selectAlone, [name]))[0][0];
        const together = async () => (await connection.execute<Row[]>(sql.select, [hash, user]))[0][0];
        const inOneTable = async () => {
          const row = await alone(user);
          const details = row && (await alone(detailsRow(hash, {}).name));
          return row && { ...readTokenRow(row), ...(details && readDetailsRow(details)) };
        };
        return together()
          .then((row) => row && { ...readTokenRow(row), ...readDetails(row) })
          .catch(withoutDetails(inOneTable));
      });
    },

    async set(user, token) {
      await prepare();
      await transaction(await writing(user, token));
    },

    async delete(user) {
      await transaction(await deleting(user));
    },

    withLock: async (user, work) =>
      server.withLock(await lockOf(`user ${user}`), (held) =>
        work({
          async set(name, token) {
            if (name !== user) return false;
            await prepare();
            return held.write(await lockOf("table"), await writing(name, token));
          },
          delete: async (name) => name === user && held.write(await lockOf("table"), await deleting(name)),
        }),
      ),
    createTables: () => server.create(sql),
    close: () => server.close(),
  };
}

/** What a write does in its transaction. */
type Statements = (connection: Connection) => Promise<void>;

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
