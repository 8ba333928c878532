import { SettingReader } from "../../config/setting-reader.js";
import { processSources } from "../../config/sources.js";
import { UsageError } from "../command.js";
import type { TokenDatabase } from "./token-database.js";

/** `mysql://HOST:PORT/DATABASE?ssl=true`. The defaults are those of old programs. */
export function mysqlDatabase({ hostname, port, pathname, searchParams, username, password }: URL): TokenDatabase {
  if (username || password)
    throw new UsageError(
      "set the user and password in the configuration (mysql_username, mysql_password), not in the address",
    );
  const database = decodeURIComponent(pathname.slice(1));
  return {
    async open() {
      const configured = new SettingReader({}, "legacy", processSources());
      const { mysql_username, mysql_password } = configured.required("mysql_username", "mysql_password");
      const { mysqlStore } = await import("../../auth/stores/mysql/store.js");
      const options = {
        ...(hostname && { host: hostname }),
        ...(port && { port: Number(port) }),
        ...(database && { database }),
        user: mysql_username,
        ...(searchParams.get("ssl") === "true" && { ssl: true }),
      };
      const shown = Object.entries(options).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
      if (mysql_password !== "") shown.push("password");
      return {
        store: mysqlStore({ ...options, password: mysql_password }),
        code: `mysqlStore({ ${shown.join(", ")} })`,
      };
    },
    async script() {
      const { creationScript, DEFAULT_DATABASE, DEFAULT_TABLE } = await import("../../auth/stores/mysql/table.js");
      return creationScript(database || DEFAULT_DATABASE, DEFAULT_TABLE);
    },
  };
}
