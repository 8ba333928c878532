import { type LimitsOptions, type SharedLimits, sharedLimits } from "../core/limits/shared-limits.js";
import type { PostgresClient } from "./client.js";
import { postgresState } from "./state.js";

/** Options of {@link postgresLimits}. */
export interface PostgresLimitsOptions extends LimitsOptions {
  /** The table of the tokens, or `schema.table`: the limits are in its second one, with the suffix `_state`. @default "zcrm_tokens" */
  table?: string;
}

/**
 * Shares the limits of an organization in PostgreSQL, among any number of machines. The tables are those of the store.
 * @param client It may be the one of {@link postgresStore}.
 * @throws ConfigError `INVALID_CONFIGURATION` if it is not a client, or `table` or `organization` cannot be used.
 * @example
 * const crm = createClient({ store: postgresStore(pool), limits: postgresLimits(pool) });
 */
export const postgresLimits = (client: PostgresClient, options: PostgresLimitsOptions = {}): SharedLimits =>
  sharedLimits(postgresState(client, options), options);
