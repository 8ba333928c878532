import { ConfigError } from "../core/errors/errors.js";

/** A `Pool` or `Client` of the package `pg`, or `sql` of the package `postgres`. */
export type PostgresClient = PgClient | PostgresJsClient;

/** What is used of a `Pool` or `Client` of `pg`. */
export interface PgClient {
  query(statement: PgStatement): Promise<{ readonly rows: readonly (readonly unknown[])[] }>;
}

/** A statement as `pg` takes it. */
export interface PgStatement {
  text: string;
  values: (string | null)[];
  rowMode: "array";
}

/** What is used of `sql` of `postgres`. */
export interface PostgresJsClient {
  unsafe(text: string, values: (string | null)[]): { values(): PromiseLike<Iterable<unknown>>; cancel(): unknown };
}

/** A row, by the order of its columns: a client may rename them. All columns are text. */
export type Row = readonly (string | null)[];

/** The only call of a client: it sends one statement without a name, so that it passes a pooler like PgBouncer. */
export interface Call {
  readonly rows: Promise<readonly Row[]>;
  /** Gives the statement up. */
  cancel(): void;
}

/** @param limit Milliseconds after which the caller gives up, so that a pool discards the connection. */
export function call(client: PostgresClient, text: string, values: readonly (string | null)[], limit: number): Call {
  if ("unsafe" in client) {
    const query = client.unsafe(text, [...values]);
    return {
      rows: Promise.resolve(query.values()).then((rows) => Array.from(rows) as Row[]),
      // It reports a failure that nobody else handles.
      cancel: () => void Promise.resolve(query.cancel()).catch(() => undefined),
    };
  }
  const statement = { text, values: [...values], rowMode: "array" as const, query_timeout: limit };
  return { rows: client.query(statement).then(({ rows }) => rows as readonly Row[]), cancel: () => undefined };
}

/** @throws ConfigError if it is not a client, as programs without types may pass */
export function checkClient(client: PostgresClient): void {
  const { query, unsafe } = (client ?? {}) as Partial<PgClient & PostgresJsClient>;
  if (typeof query === "function" || typeof unsafe === "function") return;
  throw new ConfigError("the client of PostgreSQL is not one: pass a Pool of pg, or sql of postgres", {
    code: "INVALID_CONFIGURATION",
  });
}
