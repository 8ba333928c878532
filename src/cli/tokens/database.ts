import { UsageError } from "../command.js";
import { mysqlDatabase } from "./mysql-address.js";
import { postgresDatabase } from "./postgres-address.js";
import type { TokenDatabase } from "./token-database.js";

/** The forms of addresses, for messages and help. */
export const DATABASES = "mysql, mysql://HOST:PORT/DATABASE, postgres, or postgres://USER@HOST:PORT/DATABASE";

/** The database at an address; `undefined` if it is not the address of one. @throws UsageError if it has a mistake */
export function databaseAt(address: string): TokenDatabase | undefined {
  if (/^mysql(:\/\/|$)/.test(address)) return mysqlDatabase(urlOf(address));
  if (/^postgres(ql)?(:\/\/|$)/.test(address)) return postgresDatabase(urlOf(address));
  return undefined;
}

function urlOf(address: string): URL {
  const text = address.includes("://") ? address : `${address}://`;
  // The address may contain a password.
  if (!URL.canParse(text)) throw new UsageError(`this is not an address of a database: pass ${DATABASES}`);
  return new URL(text);
}
