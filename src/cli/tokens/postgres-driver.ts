import { createRequire } from "node:module";
import { join } from "node:path";
import type { PgClient, PostgresClient, PostgresJsClient } from "../../postgres/client.js";
import { CommandError } from "../command.js";

/** A client of the project's own package. */
export interface OpenPostgresClient {
  readonly client: PostgresClient;
  /** How a program opens the same client. */
  readonly code: string;
  close(): Promise<void>;
}

/** What is used of the package `pg`. */
interface Pg {
  readonly Pool: new (
    options: object,
  ) => PgClient & {
    on(event: "error", listener: () => void): void;
    end(): Promise<void>;
  };
}

/** What is used of the package `postgres`. */
type PostgresJs = (options: object) => PostgresJsClient & { end(options: { timeout: number }): Promise<void> };

/**
 * Opens a client with `pg` or `postgres`, whichever the project in the working directory has.
 * @throws CommandError with the line that installs one, if there is none
 */
export function openPostgresClient(options: object): OpenPostgresClient {
  const shown = Object.entries(options)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .join(", ");
  const pg = loaded("pg") as Pg | undefined;
  if (pg) {
    const pool = new pg.Pool({ ...options, connectionTimeoutMillis: 5_000, allowExitOnIdle: true });
    // A lost idle connection is replaced. An idle connection does not keep the command running.
    pool.on("error", () => undefined);
    return { client: pool, code: `new Pool({ ${shown} })`, close: () => pool.end() };
  }
  const postgres = loaded("postgres") as PostgresJs | undefined;
  if (postgres) {
    const sql = postgres({
      ...options,
      fetch_types: false,
      connect_timeout: 5,
      idle_timeout: 1,
      onnotice: () => undefined,
    });
    return { client: sql, code: `postgres({ ${shown} })`, close: () => sql.end({ timeout: 1 }) };
  }
  throw new CommandError(
    "PostgreSQL needs the package pg or postgres, and this project has neither; run: npm install pg",
  );
}

/** A package of the project in the working directory; `undefined` if it is not installed there. */
function loaded(name: string): unknown {
  const require = createRequire(join(process.cwd(), "-"));
  try {
    require.resolve(name);
  } catch {
    return undefined;
  }
  return require(name);
}
