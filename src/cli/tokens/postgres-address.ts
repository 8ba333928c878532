import { rememberSecrets } from "../../core/errors/secrets.js";
import { UsageError } from "../command.js";
import { openPostgresClient } from "./postgres-driver.js";
import type { TokenDatabase } from "./token-database.js";

/**
 * `postgres://USER@HOST:PORT/DATABASE?ssl=true&table=SCHEMA.TABLE`. What is missing comes from the environment, as for all
 * programs of PostgreSQL (PGHOST, PGUSER, PGPASSWORD, …).
 */
export function postgresDatabase({ hostname, port, pathname, searchParams, username, password }: URL): TokenDatabase {
  if (password) throw new UsageError("set the password in the environment (PGPASSWORD), not in the address");
  const options = {
    ...(hostname && { host: hostname.replace(/^\[(.*)\]$/, "$1") }),
    ...(port && { port: Number(port) }),
    ...(pathname.length > 1 && { database: decodeURIComponent(pathname.slice(1)) }),
    ...(username && { user: decodeURIComponent(username) }),
    ...((searchParams.get("ssl") === "true" || /^(require|verify-)/.test(searchParams.get("sslmode") ?? "")) && {
      ssl: true,
    }),
  };
  const table = searchParams.get("table") ?? undefined;
  return {
    async open() {
      rememberSecrets(process.env.PGPASSWORD);
      const { postgresStore } = await import("../../postgres/store.js");
      const { client, code, close } = openPostgresClient(options);
      const second = table === undefined ? "" : `, { table: ${JSON.stringify(table)} }`;
      return {
        store: { ...postgresStore(client, { ...(table !== undefined && { table }) }), close },
        code: `postgresStore(${code}${second})`,
      };
    },
    async script() {
      const { DEFAULT_TABLE, tablesScript } = await import("../../postgres/table.js");
      return tablesScript(table ?? DEFAULT_TABLE);
    },
  };
}
