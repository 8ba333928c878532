import type { MysqlStore } from "../../auth/stores/mysql.js";
import { SettingReader } from "../../config/setting-reader.js";
import { processSources } from "../../config/sources.js";
import { UsageError } from "../command.js";

/** Whether a store is a MySQL database: `mysql`, or `mysql://HOST:PORT/DATABASE`. */
export const isMysqlAddress = (text: string): boolean => /^mysql(:\/\/|$)/.test(text);

/** A database, and the code that opens it in a program. */
export interface OpenMysql {
  readonly store: MysqlStore;
  /** Without the password, which the program has to get from elsewhere. */
  readonly code: string;
}

/** Opens the database as the configured user. The defaults for the address are those of old programs. */
export async function openMysql(text: string): Promise<OpenMysql> {
  const address = text === "mysql" ? "mysql://" : text;
  if (!URL.canParse(address)) throw new UsageError(`${text} is not an address: pass mysql://HOST:PORT/DATABASE`);
  const { hostname, port, pathname, searchParams, username, password } = new URL(address);
  if (username || password)
    throw new UsageError(
      "set the user and password in the configuration (mysql_username, mysql_password), not in the address",
    );
  const configured = new SettingReader({}, "legacy", processSources());
  const { mysql_username, mysql_password } = configured.required("mysql_username", "mysql_password");
  const { mysqlStore } = await import("../../auth/stores/mysql.js");
  const options = {
    ...(hostname && { host: hostname }),
    ...(port && { port: Number(port) }),
    ...(pathname.length > 1 && { database: decodeURIComponent(pathname.slice(1)) }),
    user: mysql_username,
    ...(searchParams.get("ssl") === "true" && { ssl: true }),
  };
  const shown = Object.entries(options).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  if (mysql_password !== "") shown.push("password");
  return {
    store: mysqlStore({ ...options, password: mysql_password }),
    code: `mysqlStore({ ${shown.join(", ")} })`,
  };
}
