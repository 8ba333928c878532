import { CommandError, command, reasonOf, UsageError } from "../command.js";
import { DATABASES, databaseAt } from "./database.js";

/** `zcrm store init` */
export const storeInit = command({
  usage: [
    "init mysql",
    "init mysql://HOST:PORT/DATABASE?ssl=true",
    "init postgres",
    "init postgres://USER@HOST:PORT/DATABASE?ssl=true&table=SCHEMA.TABLE",
  ],
  words: ["init"],
  about: [
    "Creates the token tables if they are missing, and changes nothing that exists. With --sql it prints the statements instead, so that an administrator can run them.",
    "MySQL: also creates the database. User and password come from the configuration (mysql_username, mysql_password), which zcrm config shows. The defaults are those of old programs: localhost, 3306, zohooauth, no TLS.",
    "PostgreSQL: uses the package pg or postgres of your project. The password, and what the address does not say, comes from PostgreSQL's own variables (PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD).",
  ],
  examples: [
    ["npx zcrm store init postgres --sql | psql", "let psql create the tables"],
    ["npx zcrm store init mysql", "create the tables of old programs"],
  ],
  options: { sql: { type: "boolean", help: "print the SQL statements, and connect to nothing" } },
  json: "{ store, sql }, sql only with --sql",
  exitCodes: { 0: "success", 1: "the database cannot be reached or reports an error" },
  async run({ sql }, { words: [verb, address, ...more] }) {
    const database = verb === "init" && address !== undefined && more.length === 0 ? databaseAt(address) : undefined;
    if (database === undefined) throw new UsageError(`usage: zcrm store init mysql, or another of: ${DATABASES}`);
    if (sql) {
      const script = await database.script();
      return { text: script.trimEnd(), data: { store: address, sql: script } };
    }
    const { store } = await database.open();
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
