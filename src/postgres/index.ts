export type { PgClient, PgStatement, PostgresClient, PostgresJsClient } from "./client.js";
export { type PostgresLimitsOptions, postgresLimits } from "./limits.js";
export { type PostgresStore, type PostgresStoreOptions, postgresStore } from "./store.js";
