import { afterAll, beforeAll, describe, test } from "vitest";
import { storeConformance } from "../../src/auth/conformance.js";
import type { TokenStore } from "../../src/auth/token-store.js";
import { POSTGRES_PACKAGES } from "../support/stores/postgres-clients.js";
import { TestDatabase } from "./database.js";

const SERIALIZABLE = "ALTER DATABASE conformance_serializable SET default_transaction_isolation = 'serializable'";
const LATIN1 = "ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0";

describe.each(POSTGRES_PACKAGES)("with %s", (kind) => {
  let database: TestDatabase;
  let store: TokenStore;
  beforeAll(async () => {
    database = await TestDatabase.create(`conformance_${kind}`);
    const created = database.open(kind);
    await created.createTables();
    store = created;
  });
  afterAll(() => database.closeClients());
  for (const { name, run } of storeConformance(async () => store)) test(name, run);
});

describe("in a database whose transactions are serializable, in a schema, encrypted", () => {
  let database: TestDatabase;
  let store: TokenStore;
  beforeAll(async () => {
    database = await TestDatabase.create("conformance_serializable");
    await database.query(`${SERIALIZABLE}; CREATE SCHEMA "Crm"`);
    const created = database.open("pg", { table: "Crm.tokens", key: "a key of 16 characters or more" });
    await created.createTables();
    store = created;
  });
  afterAll(() => database.closeClients());
  for (const { name, run } of storeConformance(async () => store)) test(name, run);
});

describe("in a database with another encoding", () => {
  let database: TestDatabase;
  let store: TokenStore;
  beforeAll(async () => {
    database = await TestDatabase.create("conformance_latin1", LATIN1);
    const created = database.open("postgres");
    await created.createTables();
    store = created;
  });
  afterAll(() => database.closeClients());
  for (const { name, run } of storeConformance(async () => store)) test(name, run);
});
