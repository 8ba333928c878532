import { type Command, CommandError, readOptions, reasonOf, UsageError } from "../command.js";
import { isMysqlAddress, openMysql } from "./mysql-address.js";

const help = `Usage: zcrm store init mysql
       zcrm store init mysql://HOST:PORT/DATABASE?ssl=true

Creates the database and the token tables if they are missing, and changes nothing that exists. User and password come
from the configuration (mysql_username, mysql_password), which zcrm config shows. The defaults are those of old
programs: localhost, 3306, zohooauth, no TLS.

Exit codes: 0 success, 1 the database cannot be reached or reports an error, 2 wrong usage.`;

/** `zcrm store init mysql` */
export const storeInit: Command = {
  summary: "store init mysql: create the token tables",
  help,
  async run([verb, address, ...rest]) {
    if (verb !== "init" || address === undefined || !isMysqlAddress(address))
      throw new UsageError("the only command is: zcrm store init mysql");
    readOptions(rest, {});
    const store = await openMysql(address);
    try {
      await store.createTables();
    } catch (error) {
      throw new CommandError(`${address}: ${reasonOf(error)}`);
    } finally {
      await store.close();
    }
    console.log(`${address}: the tables exist.`);
    return 0;
  },
};
