import { ConfigError } from "../../../core/errors/errors.js";
import type { Token } from "../../token.js";
import type { TokenRow } from "../legacy/token-row.js";

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

/** The members of a token that the old client's table has no columns for. */
export type Details = Pick<Token, "apiDomain" | "accountsServer" | "issuedAt">;

/** How the name of a row begins that holds the details of another one, for users who may not create the second table. */
const MARK = "#zcrm ";

/** @throws Error if it is the name of such a row. */
export function checkUser(user: string): void {
  if (user.startsWith(MARK)) throw new Error(`user names that begin with "${MARK}" are reserved: use another name`);
}

/** Details as a row of the old client's table. Programs read rows by the names of their users, so none sees it. */
export interface DetailsRow {
  readonly name: string;
  readonly values: readonly [accessToken: string, refreshToken: string, expiry: string];
}

/** @param hash Of the user. @returns no values for a token without details. The columns may have only 100 characters. */
export function detailsRow(
  hash: string,
  { apiDomain, accountsServer, issuedAt }: Details,
): Partial<DetailsRow> & { name: string } {
  const name = `${MARK}${hash}`;
  if (apiDomain === undefined && accountsServer === undefined && issuedAt === undefined) return { name };
  const latest = issuedAt?.at(-1) ?? 0;
  const ages = issuedAt?.map((time) => (latest - time).toString(36)).join(",") ?? NO_TIMES;
  return { name, values: [ages, `${apiDomain ?? ""}|${accountsServer ?? ""}`, String(latest)] };
}

const NO_TIMES = "none";

/** Reads the values of such a row. */
export function readDetailsRow({ accesstoken, refreshtoken, expirytime }: TokenRow): Details {
  const [apiDomain, accountsServer] = String(refreshtoken).split("|");
  const ages = String(accesstoken);
  const times = ages === "" ? [] : ages.split(",").map((age) => Number(expirytime) - Number.parseInt(age, 36));
  return {
    ...(apiDomain && { apiDomain }),
    ...(accountsServer && { accountsServer }),
    ...(ages !== NO_TIMES && times.every(Number.isFinite) && { issuedAt: times }),
  };
}

/** The name becomes a part of every statement. */
function checkName(option: string, name: string, longest: number): void {
  if (/^\w+$/.test(name) && name.length <= longest) return;
  throw new ConfigError(
    `mysqlStore: the ${option} name must consist of letters, digits and underscores, at most ${longest}`,
    { code: "INVALID_CONFIGURATION", details: { setting: option } },
  );
}
