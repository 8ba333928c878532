import { CommandError, command, reasonOf, UsageError } from "../command.js";
import { isMysqlAddress, openMysql } from "./mysql-address.js";

/** `zcrm store init mysql` */
export const storeInit = command({
  summary: "create the token tables of a database",
  usage: ["init mysql", "init mysql://HOST:PORT/DATABASE?ssl=true"],
  words: ["init"],
  about: [
    "Creates the database and the token tables if they are missing, and changes nothing that exists. User and password come from the configuration (mysql_username, mysql_password), which zcrm config shows. The defaults are those of old programs: localhost, 3306, zohooauth, no TLS.",
  ],
  options: {},
  json: "{ store }",
  exitCodes: { 0: "success", 1: "the database cannot be reached or reports an error" },
  async run(_, { words: [verb, address, ...more] }) {
    if (verb !== "init" || address === undefined || !isMysqlAddress(address) || more.length > 0)
      throw new UsageError("usage: zcrm store init mysql, or mysql://HOST:PORT/DATABASE");
    const { store } = await openMysql(address);
    try {
      await store.createTables();
    } catch (error) {
      throw new CommandError(`${address}: ${reasonOf(error)}`);
    } finally {
      await store.close();
    }
    return { text: `${address}: the tables are ready`, data: { store: address } };
  },
});
