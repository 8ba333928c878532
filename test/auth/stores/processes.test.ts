/** Several processes on one store: what no test within one process can show. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fileStore } from "../../../src/auth/stores/file.js";
import { type MysqlStore, mysqlStore } from "../../../src/auth/stores/mysql.js";
import type { TokenStore } from "../../../src/auth/token-store.js";
import { startRecordingServer } from "../../support/servers/recording-server.js";
import { type MariaDb, startMariaDb } from "../../support/stores/mariadb.js";
import { type StoreSpec, type StoreTask, startStoreProcess } from "../../support/stores/store-process.js";

let folder: string;
let database: MariaDb;
let mysql: MysqlStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "zcrm-processes-"));
  database = await startMariaDb();
  mysql = mysqlStore({ port: database.port });
  await mysql.createTables();
});
afterAll(async () => {
  await mysql?.close();
  await database?.stop();
  await rm(folder, { recursive: true });
});

const STORES: Readonly<Record<string, () => { spec: StoreSpec; store: TokenStore }>> = {
  "one file": () => {
    const file = join(folder, "tokens.json");
    return { spec: { file }, store: fileStore(file) };
  },
  "one MySQL database": () => ({ spec: { mysql: { port: database.port } }, store: mysql }),
};

for (const [name, open] of Object.entries(STORES)) {
  describe.concurrent(`on ${name}`, () => {
    test("four processes of 50 calls each, with a token that has expired, ask for one new token", async () => {
      const { spec, store } = open();
      const server = await startRecordingServer();
      try {
        await store.set("fleet", { accessToken: "expired", refreshToken: "refresh", expiresAt: 1 });
        const task: StoreTask = { task: "call", url: server.url, user: "fleet", count: 50 };
        const processes = [1, 2, 3, 4].map(() => startStoreProcess(spec, task));
        await Promise.all(processes.map((each) => each.line()));
        for (const each of processes) each.go();
        await Promise.all(processes.map((each) => each.ended));
        expect(server.requests).toHaveLength(200);
        expect(server.tokenRequests).toHaveLength(1);
        expect(new Set(server.requests.map(({ headers }) => headers.authorization)).size).toBe(1);
        expect((await store.get("fleet"))?.accessToken).toBe("token-1");
      } finally {
        await server.close();
      }
    });

    test("a killed holder blocks the others for 10 seconds at the most; of 40 that find it dead, one enters", async () => {
      const { spec, store } = open();
      await using holder = startStoreProcess(spec, { task: "hold", user: "killed" });
      expect(await holder.line()).toBe("held");
      let inside = 0;
      const enter = async (): Promise<number> => {
        const entered = performance.now();
        inside += 1;
        expect(inside).toBe(1);
        await store.get("killed");
        expect(inside).toBe(1);
        inside -= 1;
        return entered;
      };
      const entering = Promise.all(Array.from({ length: 40 }, () => store.withLock?.("killed", enter)));
      await holder.kill();
      const killed = performance.now();
      const times = (await entering).map((entered) => Number(entered) - killed);
      expect(Math.min(...times)).toBeLessThan(10_000);
    });

    test("a holder that lives keeps the lock for as long as it works", async () => {
      const { spec, store } = open();
      await using holder = startStoreProcess(spec, { task: "hold", user: "living" });
      expect(await holder.line()).toBe("held");
      let entered = false;
      const waiting = store.withLock?.("living", async () => {
        entered = true;
      });
      // Longer than it takes to see that one is dead.
      await new Promise((resolve) => setTimeout(resolve, 11_000));
      expect(entered).toBe(false);
      holder.go();
      await waiting;
      await holder.ended;
    });

    test("no two hold the lock at the same moment, also where holders are killed", async () => {
      const { spec, store } = open();
      const marker = join(folder, `inside-${name}`);
      const task: StoreTask = { task: "enter", user: "crowd", times: 15, marker };
      const processes = [1, 2, 3, 4, 5].map(() => startStoreProcess(spec, task));
      await Promise.all(processes.map((each) => each.line()));
      // One dies inside, before the others have begun: all of them find the same stale lock.
      await using dead = startStoreProcess(spec, { task: "hold", user: "crowd" });
      expect(await dead.line()).toBe("held");
      for (const each of processes) each.go();
      await dead.kill();
      // Another one dies wherever it is after its fifth time.
      const [victim, ...others] = processes;
      for (let times = 0; times < 5; times += 1) expect(await victim?.line()).toBe("entered");
      await victim?.kill();
      await Promise.all(others.map((each) => each.ended));
      expect(await store.withLock?.("crowd", async () => "free")).toBe("free");
    });
  });
}
