/** The clients of the real packages can be passed as they are, and what is not a client cannot. */
import pg from "pg";
import postgres from "postgres";
import { type PostgresClient, postgresStore } from "zcrm/postgres";

export const clients: PostgresClient[] = [
  new pg.Pool(),
  new pg.Client(),
  await new pg.Pool().connect(),
  postgres("postgres://localhost"),
  postgres("postgres://localhost", { types: { big: postgres.BigInt } }),
  await postgres().reserve(),
];
export const stores = [
  postgresStore(new pg.Pool()),
  postgresStore(postgres(), { table: "crm.tokens", key: "a key of 16 characters" }),
];
export const wrong: PostgresClient[] = [
  // @ts-expect-error The options of a client.
  { connectionString: "postgres://localhost" },
  // @ts-expect-error A client that is not there yet.
  new pg.Pool().connect(),
  // @ts-expect-error The function of the package.
  postgres,
];
// @ts-expect-error There is not an option for this.
postgresStore(new pg.Pool(), { tabel: "crm" });
