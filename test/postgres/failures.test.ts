import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inspect } from "node:util";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { guardedStore } from "../../src/auth/guarded-store.js";
import type { LockedStore } from "../../src/auth/token-store.js";
import { wait } from "../../src/core/lifetime/wait.js";
import { postgresStore } from "../../src/postgres/index.js";
import { failureOf } from "../support/requests.js";
import { startGateway } from "../support/servers/gateway.js";
import { POSTGRES_PACKAGES } from "../support/stores/postgres-clients.js";
import { postgresServer } from "../support/stores/postgres-server.js";
import { type ServerProcess, startServer } from "../support/stores/server-process.js";
import { TestDatabase, TOKEN } from "./database.js";

/** A server of its own, because it is killed. */
let server: ServerProcess;
let database: TestDatabase;
beforeAll(async () => {
  server = await startServer(postgresServer);
  database = await TestDatabase.create("failures", "", server.port);
  await database.open("pg").createTables();
  await database.query("CREATE ROLE crm LOGIN PASSWORD 'right-password'");
  const access = join(server.folder, "data/pg_hba.conf");
  await writeFile(access, `host all crm 127.0.0.1/32 scram-sha-256\n${await readFile(access, "utf8")}`);
  await database.query("SELECT pg_reload_conf()");
});
afterAll(async () => {
  await database?.closeClients();
  await server?.stop();
});

describe.each(POSTGRES_PACKAGES)("with %s", (kind) => {
  test("a missing table is an error with the command that creates it", async () => {
    const store = database.open(kind, { table: "missing" });
    const failures = await Promise.allSettled([
      store.get("ada"),
      store.set("ada", TOKEN),
      store.delete("ada"),
      store.withLock?.("ada", async () => 1),
      store.budget?.take({ refreshToken: "r", id: "a", limit: 9, window: 1_000 }),
    ]);
    const message = expect.stringMatching(/^PostgreSQL: 42P01, relation "missing(_state)?" does not .*store init/);
    expect(failures).toEqual(Array(5).fill({ status: "rejected", reason: expect.objectContaining({ message }) }));
    await expect(database.open(kind, { table: "nowhere.tokens" }).createTables()).rejects.toThrow(
      /3F000.*create the schema/,
    );
  });

  test("tables that exist are not changed, and their creation needs no rights then", async () => {
    await database.query("CREATE TABLE foreign_table (id int); INSERT INTO foreign_table VALUES (7)");
    const foreign = database.open(kind, { table: "foreign_table" });
    await foreign.createTables();
    await expect(foreign.get("ada")).rejects.toThrow(/42703.*another name/);
    expect(await database.query("SELECT * FROM foreign_table")).toEqual([{ id: 7 }]);
    await database.query("DROP TABLE foreign_table, foreign_table_state");

    await database.query("GRANT SELECT, INSERT, UPDATE, DELETE ON zcrm_tokens, zcrm_tokens_state TO crm");
    const store = database.open(kind, { user: "crm", password: "right-password" });
    await store.createTables();
    await store.withLock?.("rights", async (held) => expect(await held?.set("rights", TOKEN)).toBe(true));
    expect(await store.budget?.take({ refreshToken: "r", id: kind, limit: 9, window: 1_000 })).toBeUndefined();
    await expect(
      database.open(kind, { user: "crm", password: "right-password", table: "t" }).createTables(),
    ).rejects.toThrow(/42501.*grant/);
  });

  test("two processes can create the tables at the same time", async () => {
    const options = { table: `together_${kind}` };
    await Promise.all(Array.from({ length: 5 }, () => database.open(kind, options).createTables()));
    expect(await database.open(kind, options).get("ada")).toBeUndefined();
  });

  test("a wrong password is an error that does not show it", async () => {
    const error = await failureOf(database.open(kind, { user: "crm", password: "wrong-password-1" }).get("ada"));
    expect(String(error)).toMatch(
      /28P01, password authentication failed for user "crm"; check the user and the password/,
    );
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("wrong-password");
  });

  test("an error does not have the values of the statement, not even in its cause", async () => {
    await database.query(
      "CREATE TABLE IF NOT EXISTS narrow (LIKE zcrm_tokens INCLUDING ALL, CHECK (length(token) < 5))",
    );
    const error = await failureOf(database.open(kind, { table: "narrow" }).set("ada", TOKEN));
    expect(String(error)).toContain("23514");
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(TOKEN.refreshToken);
  });

  test("a server that cannot be written to is an error that says so, and tokens can be read", async () => {
    await database.open(kind).set(`read ${kind}`, TOKEN);
    await database.query("CREATE ROLE reader LOGIN SUPERUSER").catch(() => undefined);
    await database.query("ALTER ROLE reader SET default_transaction_read_only = on");
    const store = database.open(kind, { user: "reader" });
    expect(await store.get(`read ${kind}`)).toEqual(TOKEN);
    await expect(store.set("ada", TOKEN)).rejects.toThrow(/25006.*connect to the primary server/);
    await expect(store.withLock?.("ada", async () => 1)).rejects.toThrow("25006");
  });

  test("user names that PostgreSQL cannot hold are rejected", async () => {
    const store = database.open(kind);
    await expect(store.get("a\0b")).rejects.toThrow("NUL character");
    await expect(store.withLock?.("a\0b", async () => 1)).rejects.toThrow("NUL character");
    await expect(store.set("\ud83d", TOKEN)).rejects.toThrow("half a surrogate pair");
  });

  test("connections that the server has closed are replaced, also while a lock is held", async () => {
    const store = database.open(kind);
    await store.withLock?.("cut", async (held) => {
      await database.cut();
      expect(await held?.set("cut", TOKEN)).toBe(true);
      await database.cut();
    });
    expect(await store.withLock?.("cut", () => store.get("cut"))).toEqual(TOKEN);
  });
});

describe.concurrent("what takes long", () => {
  test.each(POSTGRES_PACKAGES)("a server that does not respond is an error in time, with %s", async (kind) => {
    await using gateway = await startGateway(server.port);
    const store = guardedStore(database.open(kind, { port: gateway.port }), wait);
    await store.get("ada");
    gateway.hang();
    const begin = performance.now();
    await expect(store.get("ada")).rejects.toThrow(/ETIMEDOUT, no response within 1300 ms; start the server/);
    expect(performance.now() - begin).toBeLessThan(5_000);
  });

  test("a connection that has gone silent is replaced", async () => {
    await using gateway = await startGateway(server.port);
    for (const kind of POSTGRES_PACKAGES) {
      const store = database.open(kind, { port: gateway.port });
      await store.set(`silent ${kind}`, TOKEN);
      gateway.silence();
      expect(await store.get(`silent ${kind}`)).toEqual(TOKEN);
    }
  });

  test("a row that another transaction holds is waited for, but not for long", async () => {
    const store = database.open("pg");
    await store.set("row", TOKEN);
    const other = new pg.Client({ host: "127.0.0.1", port: server.port, user: "postgres", database: "failures" });
    await other.connect();
    try {
      await other.query("BEGIN; UPDATE zcrm_tokens SET fence = fence WHERE user_name = 'row'");
      const failing = failureOf(store.set("row", { ...TOKEN, accessToken: "1000.never" }));
      expect(String(await failing)).toMatch(/55P03.*another transaction/);
      const waiting = store.set("row", { ...TOKEN, accessToken: "1000.later" });
      await other.query("COMMIT");
      await waiting;
      expect((await store.get("row"))?.accessToken).toBe("1000.later");
    } finally {
      await other.end();
    }
  });
});

test("an encrypted token is only read with its key, by its user, and no other is read with a key", async () => {
  const [key, other] = ["the first key of 16", "the other key of 16"];
  await database.open("pg", { key }).set("sealed", TOKEN);
  await database.open("pg").set("plain", TOKEN);

  const [row] = await database.query("SELECT token FROM zcrm_tokens WHERE user_name = 'sealed'");
  expect(row?.token).not.toContain("1000.");
  expect(await database.open("pg", { key }).get("sealed")).toEqual(TOKEN);
  await expect(database.open("pg", { key: other }).get("sealed")).rejects.toThrow("cannot be opened with this key");
  await expect(database.open("pg").get("sealed")).rejects.toThrow("is encrypted: set its key");
  await expect(database.open("pg", { key }).get("plain")).rejects.toThrow("is not encrypted");
  await database.query(
    "UPDATE zcrm_tokens SET token = (SELECT token FROM zcrm_tokens WHERE user_name = 'sealed') WHERE user_name = 'plain'",
  );
  await expect(database.open("pg", { key }).get("plain")).rejects.toThrow("for another user");
});

test("a single client of pg works, and says what to do when its connection is lost", async () => {
  const client = new pg.Client({ host: "127.0.0.1", port: server.port, user: "postgres", database: "failures" });
  client.on("error", () => undefined);
  await client.connect();
  const store = postgresStore(client);
  await store.withLock?.("single", async (held) => expect(await held?.set("single", TOKEN)).toBe(true));
  await database.cut();
  await expect(store.get("single")).rejects.toThrow("pass a Pool of pg instead of a Client");
});

test("a table, a key or a client that cannot be used is an error", () => {
  for (const table of ["a b", 'a"b', "", ".", "a.b.c", "x".repeat(60)]) {
    expect(() => database.open("pg", { table })).toThrow(expect.objectContaining({ code: "INVALID_CONFIGURATION" }));
  }
  for (const client of [undefined, "postgres://localhost", {}, new pg.Pool().connect]) {
    expect(() => postgresStore(client as never)).toThrow(/pass a Pool of pg, or sql of postgres/);
  }
  expect(() => database.open("pg", { key: "short" })).toThrow(
    "of postgresStore, or ZCRM_STORE_KEY in the environment) has fewer than 16 characters",
  );
});

test("a server that is killed between lease and write gets the token when it is back", async () => {
  const kinds = POSTGRES_PACKAGES;
  const stores = kinds.map((kind) => database.open(kind));
  const hold = async (held: readonly (LockedStore | undefined)[]): Promise<void> => {
    const write = () => held.map(async (each, index) => each?.set(`crash ${kinds[index]}`, TOKEN));
    await server.crash();
    for (const failure of await Promise.allSettled(write())) {
      expect(failure).toMatchObject({
        status: "rejected",
        reason: { message: expect.stringContaining("ECONNREFUSED") },
      });
    }
    server = await startServer(postgresServer, server);
    expect(await Promise.all(write())).toEqual([true, true]);
  };
  const [first, second] = stores;
  await first?.withLock?.("crash pg", async (one) =>
    second?.withLock?.("crash postgres", async (two) => hold([one, two])),
  );
  for (const [index, store] of stores.entries()) expect(await store.get(`crash ${kinds[index]}`)).toEqual(TOKEN);
});
