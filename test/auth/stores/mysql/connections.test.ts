import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { guardedStore } from "../../../../src/auth/guarded-store.js";
import { wait } from "../../../../src/core/lifetime/wait.js";
import { bundled } from "../../../support/bundled.js";
import { startGateway } from "../../../support/servers/gateway.js";
import { TestDatabase, TOKEN } from "./database.js";

let database: TestDatabase;
beforeAll(async () => {
  database = await TestDatabase.connect("connections");
});
beforeEach(() => database.drop());
afterEach(() => database.closeStores());
afterAll(() => database?.close());

test("connections that the server has closed are replaced", async () => {
  const store = await database.created();
  await store.set("ada", TOKEN);

  await database.killConnections();

  expect(await store.get("ada")).toEqual(TOKEN);
});

test("connections that a gateway has silently dropped are replaced", async () => {
  await database.created();
  await using gateway = await startGateway(database.server.port);
  const store = database.open({ host: "127.0.0.1", port: gateway.port });
  await Promise.all([store.get("ada"), store.get("bob"), store.get("eve")]);

  gateway.forget();

  await store.set("ada", TOKEN);
  expect(await store.get("ada")).toEqual(TOKEN);
});

test("connections that have gone silent are replaced, all of them after the first", async () => {
  await database.created();
  await using gateway = await startGateway(database.server.port);
  const store = guardedStore(database.open({ host: "127.0.0.1", port: gateway.port, connectionLimit: 4 }), wait);
  await Promise.all(["ada", "bob", "eve", "joe"].map((user) => store.get(user)));

  gateway.silence();

  const begin = performance.now();
  await store.set("ada", TOKEN);
  expect(await Promise.all(Array.from({ length: 8 }, () => store.get("ada")))).toEqual(Array(8).fill(TOKEN));
  expect(performance.now() - begin).toBeLessThan(5_000);
});

test("a connection that goes silent during its work becomes free", async () => {
  const store = await database.created();
  await store.set("ada", TOKEN);
  await using gateway = await startGateway(database.server.port);
  const own = database.open({ host: "127.0.0.1", port: gateway.port, connectionLimit: 1 });
  await database.admin.query(`LOCK TABLES ${database.name}.oauthtokens WRITE`);
  const blocked = own.get("ada").catch((error: Error) => error.message);
  await expect.poll(async () => (await database.connections()).length).toBe(2);
  gateway.silence();
  await database.admin.query("UNLOCK TABLES");
  expect(await blocked).toContain("ETIMEDOUT; start the server");
  expect(await own.get("ada")).toEqual(TOKEN);
});

test("close closes all connections, and the next call opens new ones", async () => {
  const store = await database.created();
  await store.set("ada", TOKEN);

  await store.close();

  await expect.poll(() => database.connections()).toEqual([]);
  expect(await store.get("ada")).toEqual(TOKEN);
});

test("a lost connection releases its lock, and the work continues", async () => {
  const store = await database.created();
  const result = await store.withLock?.("ada", async () => {
    await database.killConnections();
    return store.withLock?.("ada", async () => "inside");
  });
  expect(result).toBe("inside");
});

test("a holder whose connection is lost cannot overwrite a newer token", async () => {
  const store = await database.created();
  const newer = { ...TOKEN, accessToken: "1000.newer" };
  await store.withLock?.("ada", async (held) => {
    expect(await held?.set("ada", TOKEN)).toBe(true);
    await database.killConnections();
    await store.withLock?.("ada", async (next) => {
      expect(await next?.set("ada", newer)).toBe(true);
      expect(await held?.set("ada", TOKEN)).toBe(false);
      expect(await held?.delete("ada")).toBe(false);
    });
    expect(await held?.set("ada", TOKEN)).toBe(false);
  });
  expect(await store.get("ada")).toEqual(newer);
});

test("a holder's write that is cut off changes nothing", async () => {
  const store = await database.created();
  await store.set("ada", TOKEN);
  await database.admin.query(`LOCK TABLES ${database.name}.oauthtokens WRITE`);
  const written = store.withLock?.("ada", async (held) => {
    const writing = held?.set("ada", { ...TOKEN, accessToken: "1000.never" });
    await expect.poll(waiting, { timeout: 10_000 }).toBe(1);
    await database.killConnections();
    return writing;
  });
  expect(await written).toBe(false);
  await database.admin.query("UNLOCK TABLES");
  expect(await store.get("ada")).toEqual(TOKEN);
});

/** The number of writes that wait for the locked table. */
async function waiting(): Promise<number> {
  const [rows] = await database.admin.query(
    "SELECT id FROM information_schema.processlist WHERE db = ? AND info LIKE 'UPDATE%'",
    [database.name],
  );
  return (rows as unknown[]).length;
}

test("a holder's write that is rejected leaves it the lock", async () => {
  const store = await database.old();
  await store.withLock?.("ada", async (held) => {
    await expect(held?.set("ada", { ...TOKEN, accessToken: "x".repeat(101) })).rejects.toThrow(/column.*widen/);
    const writes = Array.from({ length: 5 }, (_, index) => held?.set("ada", { ...TOKEN, expiresAt: index }));
    expect(await Promise.all(writes)).toEqual(Array(5).fill(true));
    // They may overtake each other, so one more comes last.
    expect(await held?.set("ada", { ...TOKEN, expiresAt: 5 })).toBe(true);
    expect(await held?.set("eve", TOKEN)).toBe(false);
  });
  expect(await database.rows()).toEqual([expect.objectContaining({ useridentifier: "ada", expirytime: 5 })]);
});

test("idle connections do not keep a program running", async () => {
  await database.created();
  const program = `
    import { mysqlStore } from ${JSON.stringify(await bundled("src/auth/stores/mysql/store.ts"))};
    const store = mysqlStore({ port: ${database.server.port}, database: "${database.name}" });
    await store.withLock("ada", () => store.set("ada", ${JSON.stringify(TOKEN)}));
    console.log((await store.get("ada")).accessToken);`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program], {
    timeout: 60_000,
  });
  expect(stdout.trim()).toBe(TOKEN.accessToken);
});
