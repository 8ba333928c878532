import { replacedTexts } from "../core/limits/replaced-text.js";
import type { SharedState } from "../core/limits/shared-state.js";
import type { PostgresClient } from "./client.js";
import { Database } from "./database.js";
import { DEFAULT_TABLE, statementsFor } from "./table.js";

/**
 * Texts that processes share, in a table.
 * @param options.table The table of the tokens; the texts are in a second one with the suffix `_state`
 */
export function postgresState(client: PostgresClient, options: { table?: string } = {}): SharedState {
  const sql = statementsFor(options.table ?? DEFAULT_TABLE);
  const database = new Database(client);
  return replacedTexts({
    name: "postgres",
    async read(key) {
      const [[now, version, text] = []] = await database.rows(sql.readState, [key]);
      return { now: Number(now), version: version ?? undefined, text: text ?? undefined };
    },
    async replace(key, before, version, text, life) {
      const values = [key, text, version, String(life)];
      if (before !== undefined) return (await database.rows(sql.updateState, [...values, before])).length > 0;
      const isWritten = (await database.rows(sql.insertState, values)).length > 0;
      // New keys are rare, so this is the time to look for old ones.
      await database.rows(sql.removeExpired).catch(() => undefined);
      return isWritten;
    },
  });
}
