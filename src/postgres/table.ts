import { ConfigError } from "../core/errors/errors.js";

/** The SQL statements for the tables. Each is a transaction of its own, and can be repeated. All values are text. */
export interface Statements {
  /** $1 hash of the user → token */
  readonly get: string;
  /** $1 hash of the user, $2 the user, $3 token */
  readonly set: string;
  /** $1 hash of the user */
  readonly clear: string;
  /** Removes a row without a token that nobody holds. $1 hash of the user */
  readonly remove: string;
  /** $1 hash of the user, $2 token or NULL, $3 owner, $4 fence → a row if the lease is still the owner's */
  readonly setHeld: string;
  /** $1 hash of the user, $2 the user, $3 owner, $4 milliseconds → fence, if the lease is the owner's now */
  readonly acquire: string;
  /** $1 hash of the user, $2 owner, $3 milliseconds → a row if the lease is still the owner's */
  readonly renew: string;
  /** $1 hash of the user, $2 owner → whether a token is left, if the lease was the owner's */
  readonly release: string;
  /** $1 key → time in milliseconds, version, text unless it has expired */
  readonly readState: string;
  /** $1 key, $2 text, $3 new version, $4 milliseconds → a row unless there is another text */
  readonly insertState: string;
  /** $1 key, $2 text, $3 new version, $4 milliseconds, $5 version before → a row unless there is another text */
  readonly updateState: string;
  /** Removes texts that have expired. */
  readonly removeExpired: string;
  /** Tables as they are named in SQL, with the statements that create them. */
  readonly tables: readonly { readonly name: string; readonly create: string }[];
}

/** The name of the tokens' table; the table of texts that processes share has a suffix. */
export const DEFAULT_TABLE = "zcrm_tokens";
const SUFFIX = "_state";

/** Characters that PostgreSQL keeps of a name. */
const LONGEST_NAME = 63;

/** Milliseconds that a statement waits for a row that another transaction has changed. Holds for this statement only. */
const LIMITED = "WITH limited AS (SELECT set_config('lock_timeout', '800', true))";

/** The server's clock: those of the machines may differ. */
const after = (parameter: string): string =>
  `clock_timestamp() + ${parameter}::double precision * interval '1 millisecond'`;

/**
 * A lease is a part of the user's row: its owner, when it ends, and a fence, which grows with each acquisition and each
 * write by somebody else. So one statement can write a token only if the lease is still the owner's.
 *
 * @param table A name, or a schema and a name
 * @throws ConfigError for a name with other characters than letters, digits and underscores
 */
export function statementsFor(table: string): Statements {
  const parts = table.split(".");
  const isName = (part: string): boolean => /^\w+$/.test(part) && part.length <= LONGEST_NAME - SUFFIX.length;
  if (parts.length > 2 || !parts.every(isName)) {
    throw new ConfigError(
      "postgresStore: `table` must be a name, or a schema and a name with a dot between them; each must consist of " +
        `letters, digits and underscores, at most ${LONGEST_NAME - SUFFIX.length}`,
      { code: "INVALID_CONFIGURATION", details: { setting: "table" } },
    );
  }
  const tokens = parts.map((part) => `"${part}"`).join(".");
  const state = `${tokens.slice(0, -1)}${SUFFIX}"`;
  return {
    get: `SELECT token FROM ${tokens} WHERE user_hash = $1::text`,
    set:
      `${LIMITED} INSERT INTO ${tokens} AS t (user_hash, user_name, token, fence) ` +
      "SELECT $1::text, $2::text, $3::text, 1 FROM limited " +
      "ON CONFLICT (user_hash) DO UPDATE SET token = excluded.token, fence = t.fence + 1",
    clear: `${LIMITED} UPDATE ${tokens} SET token = NULL, fence = fence + 1 FROM limited WHERE user_hash = $1::text`,
    remove:
      `DELETE FROM ${tokens} WHERE user_hash = $1::text AND token IS NULL ` +
      "AND (owner IS NULL OR held_until <= clock_timestamp())",
    setHeld:
      `${LIMITED} UPDATE ${tokens} SET token = $2::text FROM limited ` +
      "WHERE user_hash = $1::text AND owner = $3::text AND fence = $4::bigint RETURNING '1'",
    // Those who wait for the lease only read.
    acquire:
      `${LIMITED} INSERT INTO ${tokens} AS t (user_hash, user_name, owner, fence, held_until) ` +
      `SELECT $1::text, $2::text, $3::text, 1, ${after("$4")} FROM limited WHERE NOT EXISTS (SELECT FROM ${tokens} ` +
      "WHERE user_hash = $1::text AND owner <> $3::text AND held_until > clock_timestamp()) " +
      `ON CONFLICT (user_hash) DO UPDATE SET owner = excluded.owner, held_until = ${after("$4")}, ` +
      "fence = t.fence + (t.owner IS DISTINCT FROM excluded.owner)::int " +
      "WHERE t.owner IS NULL OR t.owner = excluded.owner OR t.held_until <= clock_timestamp() RETURNING t.fence::text",
    renew:
      `${LIMITED} UPDATE ${tokens} SET held_until = ${after("$3")} FROM limited ` +
      "WHERE user_hash = $1::text AND owner = $2::text RETURNING '1'",
    release:
      `${LIMITED} UPDATE ${tokens} SET owner = NULL, held_until = NULL FROM limited ` +
      "WHERE user_hash = $1::text AND owner = $2::text RETURNING (token IS NOT NULL)::text",
    readState:
      "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::text, version, " +
      "CASE WHEN expires_at > clock_timestamp() THEN text END " +
      `FROM (SELECT $1::text AS wanted) AS one LEFT JOIN ${state} ON key = wanted`,
    insertState:
      `${LIMITED} INSERT INTO ${state} AS s (key, text, version, expires_at) ` +
      `SELECT $1::text, $2::text, $3::text, ${after("$4")} FROM limited ` +
      "ON CONFLICT (key) DO UPDATE SET version = excluded.version WHERE s.version = excluded.version RETURNING '1'",
    updateState:
      `${LIMITED} UPDATE ${state} SET text = $2::text, version = $3::text, expires_at = ${after("$4")} FROM limited ` +
      "WHERE key = $1::text AND version IN ($5::text, $3::text) RETURNING '1'",
    removeExpired: `DELETE FROM ${state} WHERE expires_at <= clock_timestamp()`,
    tables: [
      {
        name: tokens,
        create:
          `CREATE TABLE IF NOT EXISTS ${tokens} (user_hash text PRIMARY KEY, user_name text NOT NULL, token text, ` +
          "owner text, fence bigint NOT NULL, held_until timestamptz)",
      },
      {
        name: state,
        create:
          `CREATE TABLE IF NOT EXISTS ${state} (key text PRIMARY KEY, text text NOT NULL, version text NOT NULL, ` +
          "expires_at timestamptz NOT NULL)",
      },
    ],
  };
}

/** A script that creates the tables, for administrators. */
export const tablesScript = (table: string): string =>
  statementsFor(table)
    .tables.map(({ create }) => `${create};\n`)
    .join("");
