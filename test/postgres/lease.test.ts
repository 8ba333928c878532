import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { PostgresStore } from "../../src/postgres/store.js";
import { startGateway } from "../support/servers/gateway.js";
import { POSTGRES_PACKAGES } from "../support/stores/postgres-clients.js";
import { TestDatabase, TOKEN } from "./database.js";

const NEWER = { ...TOKEN, accessToken: "1000.newer" };

describe.each(POSTGRES_PACKAGES)("with %s", (kind) => {
  let database: TestDatabase;
  let store: PostgresStore;
  beforeAll(async () => {
    database = await TestDatabase.create(`lease_${kind}`);
    await database.open(kind).createTables();
  });
  beforeEach(async () => {
    await database.query("DELETE FROM zcrm_tokens; DELETE FROM zcrm_tokens_state");
    store = database.open(kind);
  });
  afterEach(() => database.closeClients());
  afterAll(() => database?.closeClients());

  test("the lease of a silent holder ends by the server's clock, and the holder can no longer write", async () => {
    await store.withLock?.("ada", async (held) => {
      await database.query("UPDATE zcrm_tokens SET held_until = clock_timestamp() - interval '1 millisecond'");
      await database.open(kind).withLock?.("ada", async (next) => {
        expect(await next?.set("ada", NEWER)).toBe(true);
        expect(await held?.set("ada", TOKEN)).toBe(false);
      });
      expect(await held?.delete("ada")).toBe(false);
    });
    expect(await store.get("ada")).toEqual(NEWER);
  });

  test("a holder's lease is renewed before it ends", async () => {
    const quick = database.open(kind, { life: 600 });
    await quick.withLock?.("ada", async (held) => {
      const [before] = await database.query("SELECT held_until FROM zcrm_tokens");
      await expect
        .poll(async () => (await database.query("SELECT held_until FROM zcrm_tokens"))[0], { timeout: 10_000 })
        .not.toEqual(before);
      expect(await held?.set("ada", TOKEN)).toBe(true);
    });
  });

  test("a token that is saved or deleted without the lock wins over the holder's", async () => {
    const other = database.open(kind);
    await store.withLock?.("ada", async (held) => {
      await other.set("ada", NEWER);
      expect(await held?.set("ada", TOKEN)).toBe(false);
      expect(await store.get("ada")).toEqual(NEWER);
    });
    await store.withLock?.("ada", async (held) => {
      await other.delete("ada");
      expect(await held?.set("ada", TOKEN)).toBe(false);
      expect(await store.get("ada")).toBeUndefined();
    });
  });

  test("a write or a release whose response is lost counts", async () => {
    await using gateway = await startGateway(database.port);
    const own = database.open(kind, { port: gateway.port });
    await own.get("ada");
    await own.withLock?.("ada", async (held) => {
      gateway.loseResponse();
      expect(await held?.set("ada", NEWER)).toBe(true);
      gateway.loseResponse();
    });
    expect(await store.withLock?.("ada", async () => "free")).toBe("free");
    gateway.loseResponse();
    await own.set("ada", TOKEN);
    expect(await own.get("ada")).toEqual(TOKEN);
    gateway.loseResponse();
    await own.delete("ada");
    expect(await own.get("ada")).toBeUndefined();
  });

  test("a token request whose response is lost is counted once", async () => {
    await using gateway = await startGateway(database.port);
    const { budget } = database.open(kind, { port: gateway.port });
    const request = { refreshToken: `lost ${kind}`, limit: 2, window: 60_000 };
    for (const id of ["a", "b"]) {
      gateway.loseResponse();
      expect(await budget?.take({ ...request, id })).toBeUndefined();
      expect(await budget?.take({ ...request, id })).toBeUndefined();
    }
    expect(await budget?.take({ ...request, id: "c" })).toHaveLength(2);
  });

  test("requests that are older than the window no longer count", async () => {
    const request = { refreshToken: `old ${kind}`, limit: 1, window: 600_000 };
    expect(await store.budget?.take({ ...request, id: "a" })).toBeUndefined();
    const state = async () => JSON.parse(String((await database.query("SELECT text FROM zcrm_tokens_state"))[0]?.text));
    const age = async (milliseconds: number) => {
      const [{ id, at }] = await state();
      const text = JSON.stringify([{ id, at: at - milliseconds }]);
      await database.query(`UPDATE zcrm_tokens_state SET text = '${text}', version = 'older'`);
    };
    await age(590_000);
    const [before = 0] = (await store.budget?.take({ ...request, id: "b" })) ?? [];
    expect(before).toBeGreaterThanOrEqual(590_000);
    await age(10_001);
    expect(await store.budget?.take({ ...request, id: "b" })).toBeUndefined();
    expect(await state()).toEqual([{ id: "b", at: expect.any(Number) }]);
  });

  test("nothing is left of users without tokens, and no name is in the count", async () => {
    await store.withLock?.("nobody", async () => undefined);
    await store.set("ada", TOKEN);
    await store.delete("ada");
    await store.withLock?.("eve", async (held) => {
      await held?.set("eve", TOKEN);
      await held?.delete("eve");
    });
    await store.withLock?.("joe", async () => {
      await store.set("joe", TOKEN);
      await store.delete("joe");
    });
    expect(await database.query("SELECT * FROM zcrm_tokens")).toEqual([]);
    await store.budget?.take({ refreshToken: "1000.secret-refresh", id: "a", limit: 9, window: 1_000 });
    expect(JSON.stringify(await database.query("SELECT * FROM zcrm_tokens_state"))).not.toContain("secret-refresh");
  });

  test("one lock after another is taken although connections are cut", async () => {
    const quick = database.open(kind, { life: 3_000 });
    let [inside, most, entered] = [0, 0, 0];
    const entering = Promise.allSettled(
      Array.from({ length: 5 }, () =>
        quick.withLock?.("ada", async (held) => {
          inside += 1;
          most = Math.max(most, inside);
          await held?.set("ada", TOKEN).finally(() => {
            inside -= 1;
          });
          entered += 1;
        }),
      ),
    );
    for (let times = 0; times < 8; times += 1) await database.cut();
    await entering;
    expect(most).toBe(1);
    expect(entered).toBeGreaterThan(0);
  });
});
