import { wait } from "../core/lifetime/wait.js";
import type { SharedState } from "../core/limits/shared-state.js";
import type { PostgresClient } from "./client.js";
import { Database } from "./database.js";
import { DEFAULT_TABLE, statementsFor } from "./table.js";

/** Milliseconds for changing a text that others change as well. */
const LIMIT = 4_500;
/** Milliseconds of the longest pause between two attempts. */
const LONGEST_PAUSE = 64;

/**
 * Texts that processes share, in a table. A text is replaced only if nobody else has replaced it since it was read, so no
 * one holds a lock while the change is computed: a process that is stopped never keeps others waiting.
 *
 * @param options.table The table of the tokens; the texts are in a second one with the suffix `_state`
 */
export function postgresState(client: PostgresClient, options: { table?: string } = {}): SharedState {
  const sql = statementsFor(options.table ?? DEFAULT_TABLE);
  const database = new Database(client);
  return {
    name: "postgres",
    async update(key, change) {
      const end = performance.now() + LIMIT;
      for (let pause = 1; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
        const [[time, before, text] = []] = await database.rows(sql.readState, [key]);
        const { text: next, life, result } = change(text ?? undefined, Number(time));
        const values = [key, next, crypto.randomUUID(), String(life)];
        const written =
          typeof before === "string"
            ? await database.rows(sql.updateState, [...values, before])
            : await database.rows(sql.insertState, values);
        if (written.length > 0) {
          // New keys are rare, so this is the time to look for old ones.
          if (typeof before !== "string") await database.rows(sql.removeExpired).catch(() => undefined);
          return result;
        }
        if (performance.now() > end)
          throw new Error("PostgreSQL: other processes changed the shared state all the time");
        await wait(pause * Math.random(), undefined);
      }
    },
  };
}
