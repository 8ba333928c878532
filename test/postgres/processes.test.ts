/** Processes that share a database, with each package: some are stopped, some are killed, and some have wrong clocks. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startRecordingServer } from "../support/servers/recording-server.js";
import { POSTGRES_PACKAGES, type PostgresPackage } from "../support/stores/postgres-clients.js";
import { type StoreProcess, type StoreTask, startStoreProcess } from "../support/stores/store-process.js";
import type { StoreSpec } from "../support/stores/store-spec.js";
import { TestDatabase, TOKEN } from "./database.js";

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "zcrm-postgres-"));
  database = await TestDatabase.create("fleet");
  await database.open("pg").createTables();
});
afterAll(async () => {
  await database?.closeClients();
  await rm(folder, { recursive: true });
});

const spec = (name: PostgresPackage, life?: number): StoreSpec => ({
  postgres: name,
  address: { port: database.port, database: database.name },
  ...(life !== undefined && { life }),
});

/** The processes use both packages, and their clocks differ by 90 seconds. */
const fleet = (count: number, task: StoreTask, life?: number): Promise<StoreProcess[]> =>
  Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const skew = (index % 3) * 90_000 - 90_000;
      const started = await startStoreProcess(spec(index % 2 ? "postgres" : "pg", life), { ...task, skew });
      await started.line();
      return started;
    }),
  );

describe.concurrent("processes that share PostgreSQL", () => {
  test.each(POSTGRES_PACKAGES)("a holder that is stopped cannot overwrite a newer token (%s)", async (name) => {
    const store = database.open(name);
    const user = `stopped ${name}`;
    await using stopped = await startStoreProcess(spec(name, 400), { task: "save", user, accessToken: "old" });
    expect(await stopped.line()).toBe("held");
    stopped.pause();

    expect(await store.withLock?.(user, async (held) => held?.set(user, TOKEN))).toBe(true);

    stopped.go();
    stopped.resume();
    expect(await stopped.line()).toBe("false");
    await stopped.ended;
    expect(await store.get(user)).toEqual(TOKEN);
  });

  test("no two hold the lock at the same time, even if holders are killed", async () => {
    const marker = join(folder, "inside");
    const [victim, ...others] = await fleet(5, { task: "enter", user: "crowd", times: 10, marker }, 1_000);
    for (const each of [victim, ...others]) each?.go();
    for (let times = 0; times < 5; times += 1) expect(await victim?.line()).toBe("entered");
    await victim?.kill();
    await Promise.all(others.map((each) => each.ended));
  });

  test("eight that ask for five tokens each get nine", async () => {
    const processes = await fleet(8, { task: "take", user: "budget", count: 5 });
    for (const each of processes) each.go();
    const counts = await Promise.all(processes.map(async (each) => Number(await each.line())));
    await Promise.all(processes.map((each) => each.ended));
    expect(counts.reduce((sum, count) => sum + count)).toBe(9);
  });

  test("four of 50 calls each, with an expired token, request one new token", async () => {
    const store = database.open("postgres");
    await store.set("calls", { ...TOKEN, expiresAt: 1 });
    const server = await startRecordingServer();
    try {
      const processes = await fleet(4, { task: "call", url: server.url, user: "calls", count: 50 });
      for (const each of processes) each.go();
      await Promise.all(processes.map((each) => each.ended));

      expect(server.requests).toHaveLength(200);
      expect(server.tokenRequests).toHaveLength(1);
      expect((await store.get("calls"))?.accessToken).toBe("token-1");
    } finally {
      await server.close();
    }
  });
});
