import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { postgresState } from "../../src/postgres/state.js";
import { startGateway } from "../support/servers/gateway.js";
import { POSTGRES_PACKAGES } from "../support/stores/postgres-clients.js";
import { TestDatabase } from "./database.js";

let database: TestDatabase;
beforeAll(async () => {
  database = await TestDatabase.create("state");
  await database.open("pg").createTables();
});
afterAll(() => database?.closeClients());

const increment = (text: string | undefined) => {
  const next = Number(text ?? 0) + 1;
  return { text: String(next), life: 60_000, result: next };
};

describe.each(POSTGRES_PACKAGES)("with %s", (kind) => {
  test("many clients increment at once and lose nothing", async () => {
    const states = Array.from({ length: 8 }, () => postgresState(database.client(kind)));
    const results = await Promise.all(
      states.map(async (state) => {
        const own: number[] = [];
        for (let times = 0; times < 15; times += 1) own.push(await state.update(`count ${kind}`, increment));
        return own;
      }),
    );
    expect(results.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 120 }, (_, index) => index + 1));
  });

  test("the time is the server's, and what is stored ends with its life", async () => {
    const state = postgresState(database.client(kind));
    const [row] = await database.query("SELECT extract(epoch FROM clock_timestamp())::float * 1000 AS now");
    const now = await state.update(`time ${kind}`, (_, time) => ({ text: "first", life: 150, result: time }));
    expect(now).toBeGreaterThan(Number(row?.now));
    expect(now).toBeLessThan(Number(row?.now) + 60_000);
    const look = () => state.update(`time ${kind}`, (text) => ({ text: text ?? "second", life: 150, result: text }));
    expect(await look()).toBe("first");
    await database.query(`UPDATE zcrm_tokens_state SET expires_at = clock_timestamp() WHERE key = 'time ${kind}'`);
    expect(await look()).toBeUndefined();
    expect(await look()).toBe("second");
    // A new key is an occasion to remove old ones.
    await database.query(`UPDATE zcrm_tokens_state SET expires_at = clock_timestamp() WHERE key = 'time ${kind}'`);
    await state.update(`other ${kind}`, increment);
    expect(await database.query(`SELECT 1 FROM zcrm_tokens_state WHERE key = 'time ${kind}'`)).toEqual([]);
  });

  test("a change whose response is lost counts once", async () => {
    await using gateway = await startGateway(database.port);
    const state = postgresState(database.client(kind, { port: gateway.port }));
    for (let times = 1; times <= 3; times += 1) {
      let isWriting = false;
      const result = await state.update(`lost ${kind}`, (text) => {
        // The first response that is lost is that of the write.
        if (!isWriting) gateway.loseResponse();
        isWriting = true;
        return increment(text);
      });
      expect(result).toBe(times);
    }
  });

  test("changes of one process that wait together are written together, and a failure is of its own change", async () => {
    const state = postgresState(database.client(kind));
    const changes = Array.from({ length: 40 }, (_, index) =>
      state.update(`together ${kind}`, (text) => {
        if (index === 20) throw new Error("this change fails");
        return increment(text);
      }),
    );
    const results = await Promise.allSettled(changes);
    expect(results.filter(({ status }) => status === "rejected")).toHaveLength(1);
    expect(results[39]).toMatchObject({ value: 39 });
    const [row] = await database.query(`SELECT text FROM zcrm_tokens_state WHERE key = 'together ${kind}'`);
    expect(row).toEqual({ text: "39" });
  });
});
