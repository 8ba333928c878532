import type { Connection, ConnectionOptions, Pool, PoolConnection, RowDataPacket } from "mysql2/promise";
import { ConfigError } from "../../../core/errors/errors.js";
import { rememberSecrets } from "../../../core/errors/secrets.js";
import { codeOf, isError } from "../../../core/kind.js";
import { SILENT, within } from "../../../core/lifetime/within.js";
import type { MysqlStoreOptions } from "./options.js";
import type { TableStatements } from "./table.js";

/** Seconds that a write waits for other writes. */
const WRITE_WAIT = 5;
/** Seconds that `withLock` waits for the lock. */
const LOCK_WAIT = 60;
/** The server releases the lock of a silent connection after 10 seconds: it does not notice that a machine is gone. */
const END_SILENT = "SET SESSION wait_timeout = 10";
/** Milliseconds between two pings while a lock is held. */
const BEAT = 3_000;
/** Milliseconds after which an idle connection that does not respond counts as lost, as does one that works. */
const IDLE_SILENCE = 1_500;
const SILENCE = 10_000;
/** The server must not truncate a value that is too long. */
const BE_STRICT = "SET SESSION sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES')";

/** A lock that is held. */
export interface HeldLock {
  /**
   * Runs statements in a transaction, under a second lock.
   * @returns `false` if the lock has been lost; then nothing has changed
   */
  write(tableLock: string, statements: (connection: Connection) => Promise<void>): Promise<boolean>;
}

/** The connections to one database. The driver is loaded with the first one. */
export class MysqlServer {
  readonly #options: ConnectionOptions;
  readonly #limit: number;
  #pool: Pool | undefined;
  /** When each connection of the pool was last used, and when one was last found lost. */
  readonly #used = new WeakMap<object, number>();
  #lostAt = 0;

  constructor(options: MysqlStoreOptions, database: string) {
    const { host = "localhost", port = 3306, user = "root", password = "", ssl = false } = options;
    rememberSecrets(password);
    this.#options = {
      host,
      port,
      user,
      password,
      database,
      charset: "utf8mb4",
      connectTimeout: options.connectTimeout ?? 10_000,
      ...(ssl && { ssl: tlsOf(ssl === true ? {} : ssl) }),
    };
    this.#limit = options.connectionLimit ?? 10;
  }

  /** Runs `work` with a connection from the pool. */
  async run<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    try {
      const connection = await this.#takeConnection();
      try {
        return await this.#watch(connection, SILENCE, work(connection));
      } finally {
        this.#used.set(innerOf(connection), performance.now());
        socketOf(connection)?.unref();
        connection.release();
      }
    } catch (cause) {
      throw this.#explain(cause);
    }
  }

  /** Runs `work` in a transaction, one at a time for each lock name. */
  transaction(name: string, work: (connection: Connection) => Promise<void>): Promise<void> {
    return this.run(async (connection) => {
      try {
        await takeLock(connection, name, WRITE_WAIT);
        await connection.query("START TRANSACTION");
        await work(connection);
        await connection.query("COMMIT");
        await connection.execute("DO RELEASE_LOCK(?)", [name]);
      } catch (error) {
        // When its connection ends, the server rolls back and releases the lock.
        connection.destroy();
        throw error;
      }
    });
  }

  /**
   * Runs `work` while no one else holds the lock. The lock has its own connection, and the server releases it with that. Writes
   * of the holder go over it too: if the lock is lost, so is everything that was not committed.
   */
  async withLock<T>(name: string, work: (held: HeldLock) => Promise<T>): Promise<T> {
    const connection = await this.#connect(this.#options).catch((cause: unknown) =>
      Promise.reject(this.#explain(cause)),
    );
    const beat = setInterval(() => connection.ping().catch(() => undefined), BEAT);
    beat.unref();
    let last: Promise<unknown> = Promise.resolve();
    const write: HeldLock["write"] = (tableLock, statements) => {
      const next = last.then(() => this.#writeHeld(connection, name, tableLock, statements));
      last = next.catch(() => undefined);
      return next;
    };
    try {
      const held = connection.query(END_SILENT).then(async () => {
        await connection.query(BE_STRICT);
        await takeLock(connection, name, LOCK_WAIT);
      });
      await within(LOCK_WAIT * 1_000 + SILENCE, held).catch((cause: unknown) => Promise.reject(this.#explain(cause)));
      return await work({ write });
    } finally {
      clearInterval(beat);
      await ended(connection);
    }
  }

  /** @returns `false` if the connection, and the lock with it, has been lost */
  async #writeHeld(
    connection: Connection,
    name: string,
    tableLock: string,
    statements: (connection: Connection) => Promise<void>,
  ): Promise<boolean> {
    const isHeld = async (): Promise<boolean> => {
      const [[row]] = await connection.execute<RowDataPacket[]>("SELECT IS_USED_LOCK(?) = CONNECTION_ID() AS held", [
        name,
      ]);
      return Number(row?.held) === 1;
    };
    const work = async (): Promise<boolean> => {
      if (!(await isHeld())) return false;
      await takeLock(connection, tableLock, WRITE_WAIT);
      try {
        await connection.query("START TRANSACTION");
        await statements(connection);
        await connection.query("COMMIT");
        return true;
      } finally {
        await connection.query("ROLLBACK");
        await connection.execute("DO RELEASE_LOCK(?)", [tableLock]);
      }
    };
    try {
      return await within(SILENCE, work());
    } catch (cause) {
      if (!isLost(cause)) throw this.#explain(cause);
      giveUp(connection);
      return false;
    }
  }

  /** Creates the database and the tables that are missing. */
  async create({ use, createDatabase, createTable, createDetails }: TableStatements): Promise<void> {
    const { database: _, ...options } = this.#options;
    const connection = await this.#connect(options).catch((cause: unknown) => Promise.reject(this.#explain(cause)));
    try {
      // Not "IF NOT EXISTS": without the right to create a database, even that fails.
      await connection.query(use).catch(async (error: unknown) => {
        if (codeOf(error) !== "ER_BAD_DB_ERROR") throw error;
        await connection.query(createDatabase);
        await connection.query(use);
      });
      await connection.query(createTable);
      await connection.query(createDetails);
    } catch (cause) {
      throw this.#explain(cause);
    } finally {
      await ended(connection);
    }
  }

  /** Opens a connection outside the pool. */
  async #connect(options: ConnectionOptions): Promise<Connection> {
    const { createConnection } = await loadDriver();
    const connection = await createConnection(options);
    // An idle connection that breaks emits an error event, which would end the program without a listener.
    connection.on("error", () => undefined);
    return connection;
  }

  async close(): Promise<void> {
    const pool = this.#pool;
    this.#pool = undefined;
    // Lost connections have ended already.
    await within(SILENCE, pool?.end() ?? Promise.resolve()).catch(() => undefined);
  }

  /**
   * Takes a connection from the pool, and discards lost ones. A network may drop idle connections silently, all at once: if one
   * does not respond, those that were idle as long are not asked at all.
   */
  async #takeConnection(): Promise<PoolConnection> {
    const { createPool } = await loadDriver();
    this.#pool ??= createPool({ ...this.#options, connectionLimit: this.#limit });
    const pool = this.#pool;
    for (;;) {
      const connection = await pool.getConnection();
      const used = this.#used.get(innerOf(connection));
      if (used !== undefined && used <= this.#lostAt) {
        giveUp(connection);
        continue;
      }
      socketOf(connection)?.ref();
      try {
        await this.#watch(connection, used === undefined ? SILENCE : IDLE_SILENCE, connection.query(BE_STRICT));
        return connection;
      } catch (error) {
        giveUp(connection);
        // A new connection that fails will not get better.
        if (used === undefined) throw error;
      }
    }
  }

  /** Gives a connection up if it does not respond: in the pool it would be taken again, and never become free. */
  async #watch<T>(connection: PoolConnection, limit: number, work: Promise<T>): Promise<T> {
    try {
      return await within(limit, work);
    } catch (error) {
      if (codeOf(error) === SILENT) {
        this.#lostAt = performance.now();
        giveUp(connection);
      }
      throw error;
    }
  }

  #explain(cause: unknown): unknown {
    const code = codeOf(cause);
    if (code === undefined || cause instanceof ConfigError) return cause;
    // The driver's message quotes the value.
    if (UNFIT.has(code))
      return new Error(`a column of the table cannot hold the value exactly (${code}): widen the column`);
    const { host, port, user, database } = this.#options;
    const remedy = Object.hasOwn(REMEDIES, code) ? REMEDIES[code] : "see the cause";
    return new Error(`database ${database} at ${host}:${port}, user ${user}: ${code}; ${remedy}`, { cause });
  }
}

/** @throws ConfigError if the driver, which a program may leave out, is not installed. */
const loadDriver = (): Promise<typeof import("./driver.js")> =>
  import("./driver.js").catch((cause: unknown) => {
    if (!MISSING.has(String(codeOf(cause)))) throw cause;
    throw new ConfigError(
      "the MySQL store needs the package mysql2, which is not installed (it is an optional dependency of zcrm); run: npm install mysql2",
      { code: "MISSING_PACKAGES", details: { packages: ["mysql2"] }, cause },
    );
  });

/** The codes of `import` and of `require`. */
const MISSING: ReadonlySet<string> = new Set(["ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND"]);

const CREATE = "create it with `npx zcrm store init mysql`, or with the store's createTables()";
const REACH = "start the server, check the host and the port, or use another token store (mysql_module, fileStore)";
const ALLOW = "check the user, the password and the user's rights (mysql_username, mysql_password)";

/** By the error code of the server or of the system. */
const REMEDIES: Readonly<Record<string, string>> = {
  ER_BAD_DB_ERROR: CREATE,
  ER_NO_SUCH_TABLE: CREATE,
  ER_ACCESS_DENIED_ERROR: ALLOW,
  ER_DBACCESS_DENIED_ERROR: ALLOW,
  ER_TABLEACCESS_DENIED_ERROR: ALLOW,
  ECONNREFUSED: REACH,
  ENOTFOUND: REACH,
  ETIMEDOUT: REACH,
};

const UNFIT: ReadonlySet<string> = new Set([
  "ER_DATA_TOO_LONG",
  "ER_DUP_ENTRY",
  "ER_TRUNCATED_WRONG_VALUE_FOR_FIELD",
  "ER_WARN_DATA_OUT_OF_RANGE",
  "WARN_DATA_TRUNCATED",
]);

/** Whether an error means that the connection has ended, or that it must be given up. */
const isLost = (error: unknown): boolean =>
  codeOf(error) === SILENT ||
  codeOf(error) === "ER_CONNECTION_KILLED" ||
  (isError(error) && "fatal" in error && !!error.fatal);

async function takeLock(connection: Connection, name: string, seconds: number): Promise<void> {
  const [[row]] = await connection.execute<RowDataPacket[]>("SELECT GET_LOCK(?, ?) AS held", [name, seconds]);
  if (Number(row?.held) !== 1) throw new Error(`another process held the lock for ${seconds} seconds`);
}

/** Without a check of the host name, any server with a certificate of the same CA would be accepted. */
const tlsOf = (tls: NonNullable<Exclude<MysqlStoreOptions["ssl"], boolean>>) => ({
  ...tls,
  verifyIdentity: tls.rejectUnauthorized !== false,
});

/** Ends a connection, whether or not its server still responds. */
async function ended(connection: Connection): Promise<void> {
  await within(IDLE_SILENCE, connection.end()).catch(() => giveUp(connection));
  socketOf(connection)?.unref();
}

/** The driver itself would wait for the server to close the connection. */
function giveUp(connection: Connection): void {
  const socket = socketOf(connection);
  connection.destroy();
  socket?.destroy();
}

/** An idle socket must not keep a program running. */
function socketOf(connection: Connection): { ref(): void; unref(): void; destroy(): void } | undefined {
  return Reflect.get(innerOf(connection), "stream");
}

/** The driver's own connection; the pool wraps it anew each time. */
const innerOf = (connection: Connection): object => Reflect.get(connection, "connection");
