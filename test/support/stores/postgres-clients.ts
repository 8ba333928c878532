import pg from "pg";
import postgres from "postgres";
import type { PostgresClient } from "../../../src/postgres/client.js";

/** The packages whose clients programs pass. */
export const POSTGRES_PACKAGES = ["pg", "postgres"] as const;
export type PostgresPackage = (typeof POSTGRES_PACKAGES)[number];

/** Where a client connects to. */
export interface PostgresAddress {
  readonly port: number;
  readonly database: string;
  /** @default "postgres", who needs no password */
  readonly user?: string;
  readonly password?: string;
}

/** A client as a program has it, and what closes it. */
export interface OpenPostgres {
  readonly client: PostgresClient;
  close(): Promise<void>;
}

export function postgresClient(name: PostgresPackage, address: PostgresAddress): OpenPostgres {
  const options = { host: "127.0.0.1", user: "postgres", ...address };
  if (name === "pg") {
    const pool = new pg.Pool(options);
    pool.on("error", () => undefined);
    return { client: pool, close: () => pool.end() };
  }
  // Otherwise the package reads the types with each connection, and nobody handles the failure of that.
  const sql = postgres({ ...options, fetch_types: false, onnotice: () => undefined });
  return { client: sql, close: () => sql.end({ timeout: 1 }) };
}
