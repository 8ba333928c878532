/** What a store of notifications must do, for each that there is, and for the one that the documentation shows. */
import { mkdir, mkdtemp, readdir, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient, type RedisClientType } from "redis";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import {
  fileNotificationStore,
  memoryNotificationStore,
  type NotificationStore,
} from "../../../src/notifications/index.js";
import { sharedServer } from "../../support/stores/shared-server.js";

let folder: string;
let redis: RedisClientType;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "zcrm-"));
  redis = createClient({ url: `redis://127.0.0.1:${(await sharedServer("redis")).port}` });
  await redis.connect();
});
afterAll(async () => {
  await redis.close();
  await rm(folder, { recursive: true });
});
afterEach(() => {
  vi.useRealTimers();
});

/** As the documentation of `NotificationStore` shows it. */
const redisNotificationStore = (client: RedisClientType, prefix = "zcrm:"): NotificationStore => ({
  get: async (key) => (await client.get(prefix + key)) ?? undefined,
  set: async (key, text, life) => {
    await client.set(prefix + key, text, { PX: life });
  },
});

const KEY = "handled/9007199254740991/update/4100000000000688016";
const DAY = 86_400_000;

describe.each([
  ["memory", () => memoryNotificationStore()],
  ["file", () => fileNotificationStore(join(folder, `store ${Math.random()}`))],
  ["redis", () => redisNotificationStore(redis, `test:${Math.random()}:`)],
])("%s", (name, make) => {
  test("keeps strings by key, and replaces them", async () => {
    const store = make();
    expect(await store.get(KEY)).toBeUndefined();
    await store.set(KEY, "one", DAY);
    await store.set(`${KEY}7`, "another", DAY);
    await store.set(KEY, '{"until":1,"sent":["é\\n"]}', DAY);
    expect(await store.get(KEY)).toBe('{"until":1,"sent":["é\\n"]}');
    expect(await store.get(`${KEY}7`)).toBe("another");
    await store.set("checkpoint/../../x", "", DAY);
    expect(await store.get("checkpoint/../../x")).toBe("");
  });

  test("keeps what is written at the same moment", async () => {
    const store = make();
    const keys = Array.from({ length: 50 }, (_, index) => `${KEY}${index % 25}`);
    await Promise.all(keys.map((key) => store.set(key, key, DAY)));
    expect(await Promise.all(keys.map((key) => store.get(key)))).toEqual(keys);
  });

  // The server has a clock of its own.
  if (name === "redis") return;

  test("forgets what is over, and nothing else", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const store = make();
    await store.set(KEY, "short", 1_000);
    await store.set(`${KEY}1`, "long", 400 * DAY);
    vi.setSystemTime(Date.now() + 1_000);
    expect(await store.get(KEY)).toBeUndefined();
    vi.setSystemTime(Date.now() + 399 * DAY);
    expect(await store.get(`${KEY}1`)).toBe("long");
  });
});

describe("the folder", () => {
  let count = 0;
  const fresh = (): string => {
    count += 1;
    return join(folder, `own ${count}`);
  };

  test("and its files are for their owner only, and show no key in their names", async () => {
    const path = join(fresh(), "deep");
    await fileNotificationStore(path).set(KEY, "text", DAY);
    expect((await stat(path)).mode & 0o777).toBe(0o700);
    const [name = "", ...others] = await readdir(path);
    expect([name, others]).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.json$/), []]);
    expect((await stat(join(path, name))).mode & 0o777).toBe(0o600);
  });

  test("survives restarts", async () => {
    const path = fresh();
    await fileNotificationStore(path).set(KEY, "text", DAY);
    expect(await fileNotificationStore(path).get(KEY)).toBe("text");
  });

  test.each([
    ["half a file", "{"],
    ["something else", '["text"]'],
    ["the entry of another key", JSON.stringify({ key: "other", text: "text", end: 1e15 })],
    ["an entry without its life", JSON.stringify({ key: KEY, text: "text" })],
    ["an entry whose text is a number", JSON.stringify({ key: KEY, text: 7, end: 1e15 })],
    ["a huge file", JSON.stringify({ key: KEY, text: "text", end: 1e15 }) + " ".repeat(70_000)],
  ])("with %s has no entry there", async (_, content) => {
    const path = fresh();
    const store = fileNotificationStore(path);
    await store.set(KEY, "text", DAY);
    const [name = ""] = await readdir(path);
    await writeFile(join(path, name), content);
    expect(await store.get(KEY)).toBeUndefined();
    await store.set(KEY, "new", DAY);
    expect(await store.get(KEY)).toBe("new");
  });

  test("with a link, or a folder, instead of an entry does not follow it", async () => {
    const path = fresh();
    const store = fileNotificationStore(path);
    await store.set(KEY, "text", DAY);
    const [name = ""] = await readdir(path);
    const outside = join(folder, "outside.json");
    await writeFile(outside, JSON.stringify({ key: KEY, text: "outside", end: 1e15 }));
    await rm(join(path, name));
    await symlink(outside, join(path, name));
    expect(await store.get(KEY)).toBeUndefined();
    await rm(join(path, name));
    await mkdir(join(path, name));
    expect(await store.get(KEY)).toBeUndefined();
  });

  test("loses what is over, and what was left half written, and keeps what is not the store's", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const path = fresh();
    await fileNotificationStore(path).set(KEY, "short", 1_000);
    const [name = ""] = await readdir(path);
    const half = name.replace(".json", ".00000000-0000-0000-0000-000000000000.part");
    await writeFile(join(path, half), "");
    await utimes(join(path, half), 0, 0);
    await writeFile(join(path, "notes.json"), "{}");
    vi.setSystemTime(Date.now() + 2_000);
    await fileNotificationStore(path).set(`${KEY}1`, "long", DAY);
    const left = await readdir(path);
    expect(left).toHaveLength(2);
    expect(left).toContain("notes.json");
    expect(left).not.toContain(name);
  });

  test("that cannot be written is an error", async () => {
    const path = fresh();
    await writeFile(path, "a file");
    await expect(fileNotificationStore(path).set(KEY, "text", DAY)).rejects.toThrow();
  });
});
