import { afterAll, beforeAll, expect, test } from "vitest";
import { mysqlStore } from "../../../../src/auth/stores/mysql/store.js";
import { TestDatabase, WHOLE_TOKEN } from "./database.js";

let database: TestDatabase;
beforeAll(async () => {
  // The default name; no other test file uses it.
  database = await TestDatabase.connect("zohooauth");
  await database.drop();
});
afterAll(() => database?.close());

test("a missing database or table is an error with the command that creates it", async () => {
  const open = () => database.open();
  await expect(open().get("ada")).rejects.toThrow(/database zohooauth at localhost:\d+.*ER_BAD_DB_ERROR.*store init/);
  await database.admin.query("CREATE DATABASE zohooauth");
  await expect(open().get("ada")).rejects.toThrow(/ER_NO_SUCH_TABLE.*store init/);
  await expect(open().set("ada", WHOLE_TOKEN)).rejects.toThrow(/ER_NO_SUCH_TABLE.*store init/);
});

test("a wrong password is an error that does not show it", async () => {
  const store = database.open({ user: "nobody", password: "wrong-password" });
  const error = await store.get("ada").catch((error: unknown) => error);
  expect(String(error)).toMatch(/user nobody.*ER_ACCESS_DENIED_ERROR.*mysql_password/);
  expect(JSON.stringify(error)).not.toContain("wrong-password");
  await expect(store.withLock?.("ada", async () => 1)).rejects.toThrow(/ER_ACCESS_DENIED_ERROR/);
});

test("a server that does not run is an error with the address", async () => {
  const store = database.open({ port: 1 });
  await expect(store.get("ada")).rejects.toThrow(/at localhost:1.*ECONNREFUSED.*start the server/);
  await expect(store.createTables()).rejects.toThrow(/ECONNREFUSED/);
});

test("a name that cannot be that of a table or database is an error", () => {
  for (const table of ["a`b", "a b", "a;b", "", "x".repeat(60)]) {
    expect(() => mysqlStore({ table })).toThrow(expect.objectContaining({ code: "INVALID_CONFIGURATION" }));
  }
  expect(() => mysqlStore({ database: "zoho`" })).toThrow("the database name must consist of");
});
