/** Redis Cluster refuses scripts whose keys are in several slots. */
import { Cluster, Redis } from "ioredis";
import { createCluster } from "redis";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { storeConformance } from "../../src/auth/conformance.js";
import { type RedisClient, redisStore } from "../../src/redis/index.js";
import { redisState } from "../../src/redis/redis-state.js";
import { redisServer } from "../support/stores/redis-server.js";
import { type ServerProcess, type ServerProgram, startServer } from "../support/stores/server-process.js";

/** A cluster of one server that has all slots. */
const clusterServer: ServerProgram = {
  ...redisServer,
  command: async (folder, port) => [
    ...(await redisServer.command(folder, port)),
    ...["--cluster-enabled", "yes", "--cluster-port", String(port - 10_000), "--cluster-announce-ip", "127.0.0.1"],
  ],
};

let server: ServerProcess;
const clients = new Map<string, RedisClient>();
const closing: (() => unknown)[] = [];
beforeAll(async () => {
  server = await startServer(clusterServer);
  const admin = new Redis(server.port);
  closing.push(() => admin.disconnect());
  await admin.call("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
  await vi.waitFor(
    async () => expect(String(await admin.call("CLUSTER", "INFO"))).toContain("cluster_state:ok"),
    30_000,
  );

  const redis = createCluster({ rootNodes: [{ url: `redis://127.0.0.1:${server.port}` }] });
  redis.on("error", () => undefined);
  await redis.connect();
  clients.set("redis", redis).set("ioredis", new Cluster([{ host: "127.0.0.1", port: server.port }]));
  closing.push(
    () => redis.destroy(),
    () => (clients.get("ioredis") as Cluster).disconnect(),
  );
});
afterAll(async () => {
  for (const close of closing) close();
  await server?.stop();
});

describe.each(["redis", "ioredis"])("a cluster with a client of %s", (name) => {
  const clientOf = (): RedisClient => clients.get(name) ?? expect.fail("no client");

  for (const { name: rule, run } of storeConformance(async () => redisStore(clientOf()))) test(rule, run);

  test("a shared state is changed", async () => {
    const state = redisState(clientOf());
    const add = () =>
      state.update(`of ${name}`, (text = "") => ({ text: `${text}x`, life: 60_000, result: text.length }));
    expect([await add(), await add()]).toEqual([0, 1]);
  });
});
