import { afterAll, afterEach, beforeAll, describe, test } from "vitest";
import { storeConformance } from "../../../../src/auth/conformance.js";
import type { MysqlStoreOptions } from "../../../../src/auth/stores/mysql/store.js";
import { OLD_TABLE, TestDatabase } from "./database.js";

let database: TestDatabase;
beforeAll(async () => {
  database = await TestDatabase.connect("conformance");
});
afterEach(() => database.closeStores());
afterAll(() => database?.close());

describe("with the tables that the store creates", () => {
  beforeAll(() => database.drop());
  for (const { name, run } of storeConformance(() => database.created())) test(name, run);
});

const OLD_TABLES = {
  "short columns": OLD_TABLE,
  "latin1, and an engine without transactions": `${OLD_TABLE} ENGINE = MyISAM CHARACTER SET latin1`,
  "utf8mb4, a collation that ignores case, and a key": `${OLD_TABLE.slice(0, -1)}, UNIQUE (useridentifier)) CHARACTER SET utf8mb4`,
};
describe.each(Object.entries(OLD_TABLES))("with the old client's table: %s", (_, table) => {
  beforeAll(async () => {
    await database.drop();
    await database.old(table);
  });
  for (const { name, run } of storeConformance(async () => database.open(), { bareTokens: true })) test(name, run);
});

describe("with the old client's table, and rights on it alone", () => {
  let options: MysqlStoreOptions;
  beforeAll(async () => {
    await database.drop();
    options = await database.restricted(OLD_TABLE.replaceAll("VARCHAR(100)", "VARCHAR(200)"));
  });
  for (const { name, run } of storeConformance(async () => database.open(options))) test(name, run);
});
