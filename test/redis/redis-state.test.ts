import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { redisState } from "../../src/redis/redis-state.js";
import { type ConnectedRedis, connectRedis, REDIS_PACKAGES } from "../support/stores/redis-clients.js";
import { sharedServer } from "../support/stores/shared-server.js";

describe.each(REDIS_PACKAGES)("with a client of %s", (name) => {
  let redis: ConnectedRedis[];
  const prefix = `state-${name}-${crypto.randomUUID()}:`;
  beforeAll(async () => {
    const url = `redis://127.0.0.1:${(await sharedServer("redis")).port}`;
    redis = await Promise.all(Array.from({ length: 8 }, () => connectRedis(name, url)));
  });
  afterAll(() => Promise.all(redis.map(({ close }) => close())));

  const call = async (...command: [string, ...string[]]) => (await redis[0]?.call(...command)) as unknown[];
  const open = (index = 0) => redisState(redis[index]?.client ?? expect.fail("no client"), { prefix });

  test("nothing that many clients change at once is lost", async () => {
    const states = redis.map((_, index) => open(index));
    const results = await Promise.all(
      states.flatMap((state) =>
        Array.from({ length: 12 }, () =>
          state.update("sum", (text = "0") => ({ text: `${+text + 1}`, life: 60_000, result: +text + 1 })),
        ),
      ),
    );

    // Each change saw another text, so the result of each is another one.
    expect(results.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 96 }, (_, index) => index + 1));
  });

  test("a change sees the text before it, and the time of the server", async () => {
    const state = open();
    const [seconds] = await call("TIME");
    const text = `quotes " ' \\ \n NUL \0 emoji 😀 ${"x".repeat(10_000)}`;

    await state.update("text", (before, now) => {
      expect(before).toBeUndefined();
      expect(Math.abs(now - Number(seconds) * 1_000)).toBeLessThan(5_000);
      return { text, life: 60_000, result: undefined };
    });

    expect(await state.update("text", (before) => ({ text: "", life: 60_000, result: before }))).toBe(text);
    expect(await state.update("text", (before) => ({ text: "", life: 60_000, result: before }))).toBe("");
    expect(await state.update("other", (before) => ({ text: "", life: 60_000, result: before }))).toBeUndefined();
  });

  test("what is written is forgotten after its life, and its name is not in the key", async () => {
    const state = open();
    const look = () => state.update("short", (before) => ({ text: "kept", life: 150.5, result: before }));
    expect(await look()).toBeUndefined();
    expect(await look()).toBe("kept");

    const keys = (await call("KEYS", `${prefix}state:*`)).map(String);
    expect(keys.join()).not.toContain("short");
    // Looking would keep it.
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await look()).toBeUndefined();
  });

  test("an error of a change is passed on, and changes nothing", async () => {
    const state = open();
    const failure = new Error("not like this");
    const failing = state.update("failing", () => {
      throw failure;
    });
    await expect(failing).rejects.toBe(failure);
    expect(await state.update("failing", (before) => ({ text: "", life: 1, result: before }))).toBeUndefined();
  });
});
