import { type Command, CommandError, readOptions, UsageError } from "../command.js";
import { isMysqlAddress, openMysql } from "./mysql-address.js";

const help = `Usage: zcrm store init mysql
       zcrm store init mysql://HOST:PORT/DATABASE?ssl=true

Creates the database and the tables that keep tokens, where they are missing; what is there is left as it is.
User and password come from the configuration (mysql_username, mysql_password), which zcrm config shows. What is left
out is as old programs have it: localhost, 3306, zohooauth, no TLS.

Exit codes: 0 done, 1 the database cannot be reached or refuses, 2 wrong usage.`;

/** `zcrm store init mysql` */
export const storeInit: Command = {
  summary: "store init mysql: create the tables that keep tokens",
  help,
  async run([verb, address, ...rest]) {
    if (verb !== "init" || address === undefined || !isMysqlAddress(address))
      throw new UsageError("what there is to do is: zcrm store init mysql");
    readOptions(rest, {});
    const store = await openMysql(address);
    try {
      await store.createTables();
    } catch (error) {
      throw new CommandError(`${address}: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      await store.close();
    }
    console.log(`${address}: the tables are there.`);
    return 0;
  },
};
