/** Behind PgBouncer in transaction mode, which breaks what relies on a session: its settings, locks and prepared statements. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { storeConformance } from "../../src/auth/conformance.js";
import { pgBouncerServer } from "../support/stores/pgbouncer-server.js";
import { POSTGRES_PACKAGES } from "../support/stores/postgres-clients.js";
import { type ServerProcess, startServer } from "../support/stores/server-process.js";
import { TestDatabase } from "./database.js";

let database: TestDatabase;
let pooler: ServerProcess;
beforeAll(async () => {
  database = await TestDatabase.create("pooler");
  pooler = await startServer(pgBouncerServer(database.port));
});
afterAll(async () => {
  await database?.closeClients();
  await pooler?.stop();
});

describe.each(POSTGRES_PACKAGES)("with %s", (kind) => {
  const open = async () => {
    const store = database.open(kind, { port: pooler.port });
    await store.createTables();
    return store;
  };
  const checks = storeConformance(open).filter(({ name }) => /lock|budget|at once/i.test(name));
  expect(checks.length).toBeGreaterThan(7);
  for (const { name, run } of checks) test(name, run);

  test("no statement changes the settings of a connection", async () => {
    const store = await open();
    await store.withLock?.("ada", async () => store.set("ada", { accessToken: "a", expiresAt: 1 }));
    for (let times = 0; times < 6; times += 1) {
      const { rows } = await queryThrough(pooler.port);
      expect(rows).toEqual([{ lock_timeout: "0" }]);
    }
  });
});

async function queryThrough(port: number): Promise<{ rows: unknown[] }> {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ host: "127.0.0.1", port, user: "postgres", database: database.name });
  await client.connect();
  try {
    return await client.query("SHOW lock_timeout");
  } finally {
    await client.end();
  }
}
