import { ConfigError } from "../../core/errors/errors.js";

/** The SQL statements for one table. Every value is a parameter. */
export interface TableStatements {
  /** Parameters: hash of the user, the user. */
  readonly select: string;
  /** Like `select`, without the details table. Parameter: the user. */
  readonly selectAlone: string;
  /** Parameters: access token, refresh token, expiry, the user. */
  readonly update: string;
  /** Parameters: the user, access token, refresh token, expiry. */
  readonly insert: string;
  /** Parameter: the user. */
  readonly delete: string;
  /** Parameters: hash of the user, API domain, accounts server, issue times. */
  readonly replaceDetails: string;
  /** Parameter: hash of the user. */
  readonly deleteDetails: string;
  readonly use: string;
  readonly createDatabase: string;
  readonly createTable: string;
  readonly createDetails: string;
}

/** The names of the old client. */
export const DEFAULT_DATABASE = "zohooauth";
export const DEFAULT_TABLE = "oauthtokens";

const SUFFIX = "_zcrm";

/** @throws ConfigError for a name with other characters than letters, digits and underscores. */
export function tableStatements(database: string, table: string): TableStatements {
  checkName("database", database, 64);
  checkName("table", table, 64 - SUFFIX.length);
  const tokens = `\`${table}\``;
  const details = `\`${table}${SUFFIX}\``;
  // Compared as bytes: collations ignore case, accents and trailing spaces. The column may have another character set.
  const isUser = "CAST(CONVERT(useridentifier USING utf8mb4) AS BINARY) = CAST(? AS BINARY)";
  const columns = "accesstoken, refreshtoken, expirytime";
  return {
    select:
      `SELECT ${columns}, api_domain, accounts_server, issued_at FROM ${tokens} ` +
      `LEFT JOIN ${details} ON user_hash = ? WHERE ${isUser} ORDER BY expirytime DESC LIMIT 1`,
    selectAlone: `SELECT ${columns} FROM ${tokens} WHERE ${isUser} ORDER BY expirytime DESC`,
    update: `UPDATE ${tokens} SET accesstoken = ?, refreshtoken = ?, expirytime = ? WHERE ${isUser}`,
    insert: `INSERT INTO ${tokens} (useridentifier, ${columns}) VALUES (?, ?, ?, ?)`,
    delete: `DELETE FROM ${tokens} WHERE ${isUser}`,
    replaceDetails: `REPLACE INTO ${details} (user_hash, api_domain, accounts_server, issued_at) VALUES (?, ?, ?, ?)`,
    deleteDetails: `DELETE FROM ${details} WHERE user_hash = ?`,
    use: `USE \`${database}\``,
    createDatabase: `CREATE DATABASE \`${database}\` CHARACTER SET utf8mb4`,
    createTable:
      `CREATE TABLE IF NOT EXISTS ${tokens} (useridentifier VARCHAR(4096) NOT NULL, ` +
      "accesstoken VARCHAR(4096) NOT NULL, refreshtoken VARCHAR(4096) NOT NULL, expirytime BIGINT NOT NULL) " +
      "ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
    createDetails:
      `CREATE TABLE IF NOT EXISTS ${details} (user_hash CHAR(64) CHARACTER SET ascii NOT NULL PRIMARY KEY, ` +
      "api_domain TEXT, accounts_server TEXT, issued_at TEXT) ENGINE = InnoDB CHARACTER SET utf8mb4",
  };
}

/** A script that creates what is missing, for administrators. */
export function creationScript(database: string, table: string): string {
  const { createDatabase, use, createTable, createDetails } = tableStatements(database, table);
  const create = createDatabase.replace("CREATE DATABASE", "CREATE DATABASE IF NOT EXISTS");
  return [create, use, createTable, createDetails].map((statement) => `${statement};\n`).join("");
}

/** The name becomes a part of every statement. */
function checkName(option: string, name: string, longest: number): void {
  if (/^\w+$/.test(name) && name.length <= longest) return;
  throw new ConfigError(
    `mysqlStore: the ${option} name must consist of letters, digits and underscores, at most ${longest}`,
    { code: "INVALID_CONFIGURATION", details: { setting: option } },
  );
}
