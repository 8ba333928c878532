import { withoutSecrets } from "../core/errors/secrets.js";
import { codeOf, isError, messageOf } from "../core/kind.js";
import { SILENT } from "../core/lifetime/within.js";

/**
 * What a failure of a statement means: the connection is lost, the server cannot be reached, others were in the way, or a retry
 * would fail too.
 */
export type FailureKind = "lost" | "unreachable" | "conflict" | "final";

/** Codes of Node, and of the package `postgres`. */
const LOST = new Set(["ECONNRESET", "EPIPE", "CONNECTION_CLOSED", "CONNECTION_DESTROYED"]);
const UNREACHABLE = new Set([SILENT, "ECONNREFUSED", "CONNECT_TIMEOUT"]);

/** Connection failures, and a server that stops, has crashed or is starting. */
const LOST_STATE = /^(08...|57P0[123])$/;

/** A serialization failure, a deadlock, a lock that was not free in time, and a canceled statement. */
const CONFLICT = /^(40001|40P01|55P03|57014)$/;

/** What `pg` says of lost connections, without a code. */
const LOST_MESSAGE = /^Connection terminated|not queryable|timeout/i;

export function kindOfFailure(error: unknown): FailureKind {
  const code = codeOf(error);
  if (code === undefined) return LOST_MESSAGE.test(messageOf(error)) ? "lost" : "final";
  if (CONFLICT.test(code)) return "conflict";
  if (UNREACHABLE.has(code)) return "unreachable";
  return LOST.has(code) || LOST_STATE.test(code) ? "lost" : "final";
}

const CREATE = "create the tables with `npx zcrm store init postgres`, or with the store's createTables()";
const REACH = "start the server, and check the host and the port";
const ALLOW = "check the user and the password (PGUSER and PGPASSWORD, or the options of the client)";

/** By SQLSTATE, or by the code of the system. */
const REMEDIES: Readonly<Record<string, string>> = {
  "22021": "use a database with the encoding UTF8",
  "22P05": "use a database with the encoding UTF8",
  "25006": "connect to the primary server: this one is read-only, as a standby is",
  "28000": ALLOW,
  "28P01": ALLOW,
  "3D000": "create the database, or connect to another one",
  "3F000": `create the schema, then ${CREATE}`,
  "42501": "grant the user SELECT, INSERT, UPDATE and DELETE on the tables, and USAGE on their schema",
  "42703": "the table is not one of zcrm's: pass another name as `table`",
  "42P01": CREATE,
  "55P03": "another transaction holds the row: end it",
  "53300": "use one pool for the whole program, or a pooler such as PgBouncer",
  CONNECT_TIMEOUT: REACH,
  ECONNREFUSED: REACH,
  ENOTFOUND: REACH,
  ETIMEDOUT: REACH,
};

/**
 * The error for programs. The driver's own error is not its cause: it may have the statement's values, which are tokens.
 */
export function explained(error: unknown): Error {
  const code = codeOf(error);
  const message = withoutSecrets(messageOf(error) || "no connection");
  const remedy = (code !== undefined && Object.hasOwn(REMEDIES, code) && REMEDIES[code]) || otherRemedy(error);
  return Object.assign(new Error(`PostgreSQL: ${code === undefined ? "" : `${code}, `}${message}; ${remedy}`), {
    code,
  });
}

const otherRemedy = (error: unknown): string =>
  isError(error) && /not queryable/.test(error.message)
    ? "pass a Pool of pg instead of a Client: it opens a new connection when one is lost"
    : "check the server and the client that was passed to the store";
