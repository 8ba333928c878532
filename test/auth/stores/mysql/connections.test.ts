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

test("idle connections do not keep a program running", async () => {
  await database.created();
  const program = `
    import { mysqlStore } from ${JSON.stringify(await bundled("src/auth/stores/mysql.ts"))};
    const store = mysqlStore({ port: ${database.server.port}, database: "${database.name}" });
    await store.withLock("ada", () => store.set("ada", ${JSON.stringify(TOKEN)}));
    console.log((await store.get("ada")).accessToken);`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program], {
    timeout: 60_000,
  });
  expect(stdout.trim()).toBe(TOKEN.accessToken);
});
