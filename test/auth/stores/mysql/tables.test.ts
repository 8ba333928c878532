import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startRecordingServer } from "../../../support/servers/recording-server.js";
import { runTogether } from "../../../support/stores/store-process.js";
import { OLD_TABLE, TestDatabase, TOKEN, WHOLE_TOKEN } from "./database.js";

let database: TestDatabase;
beforeAll(async () => {
  database = await TestDatabase.connect("tables");
});
beforeEach(() => database.drop());
afterEach(() => database.closeStores());
afterAll(() => database?.close());

describe("the old client's table", () => {
  test("can be read: the row that expires last counts", async () => {
    const store = await database.old();
    await database.admin.query(
      "INSERT INTO oauthtokens VALUES ('zcrm_default_user', 'old', 'r1', 1000), " +
        "('zcrm_default_user', 'new', 'r2', 3000), ('zcrm_default_user', 'mid', 'r3', 2000), ('Other', 'x', 'y', 9000)",
    );

    expect(await store.get("zcrm_default_user")).toEqual({ accessToken: "new", refreshToken: "r2", expiresAt: 3000 });
    expect(await store.get("other")).toBeUndefined();
  });

  test("has no refresh token if the old client wrote a word instead", async () => {
    const store = await database.old();
    await database.admin.query(
      "INSERT INTO oauthtokens VALUES ('ada', 'a', 'undefined', 1000), ('bob', 'b', NULL, NULL)",
    );

    expect(await store.get("ada")).toEqual({ accessToken: "a", expiresAt: 1000 });
    expect(await store.get("bob")).toEqual({ accessToken: "b", expiresAt: 0 });
  });

  test("is written so that the old client can read it", async () => {
    const store = await database.old();
    await store.set("ada", WHOLE_TOKEN);
    expect(await database.rows()).toEqual([
      { useridentifier: "ada", accesstoken: "1000.a.b", refreshtoken: "1000.c.d", expirytime: 1_900_000_000_123 },
    ]);
  });

  test("is written in every row of a user, so that no earlier token returns", async () => {
    const store = await database.old();
    await database.admin.query(
      "INSERT INTO oauthtokens VALUES ('ada', 'old', 'r', 8000000000000), ('ada', 'older', 'r', 1)",
    );

    await store.set("ada", TOKEN);
    expect(await store.get("ada")).toEqual(TOKEN);

    await store.delete("ada");
    expect(await database.rows()).toEqual([]);
  });

  test("gets one row from two writers that find none", async () => {
    const one = await database.old();
    const other = database.open();
    await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? one : other).set("ada", TOKEN)));
    expect(await database.rows()).toHaveLength(1);
  });

  test("can have user names in another character set", async () => {
    const store = await database.old(`${OLD_TABLE} CHARACTER SET latin1`);
    await database.admin.query("INSERT INTO oauthtokens VALUES ('Zoë', 'a', 'r', 1000)");

    expect(await store.get("Zoë")).toEqual({ accessToken: "a", refreshToken: "r", expiresAt: 1000 });
    await store.set("Zoë", TOKEN);
    expect(await database.rows()).toHaveLength(1);
  });

  test("stays as it is if a value does not fit", async () => {
    const store = await database.old();
    await store.set("ada", TOKEN);

    await expect(store.set("ada", { ...TOKEN, accessToken: "x".repeat(101) })).rejects.toThrow(/column.*widen/);
    // Every server drops trailing spaces, strict or not.
    await expect(store.set("a".repeat(100).padEnd(101), TOKEN)).rejects.toThrow(/useridentifier.*widen/);

    expect(await store.get("ada")).toEqual(TOKEN);
    expect(await database.rows()).toHaveLength(1);
  });
});

describe("the members of a token that the old table has no columns for", () => {
  test("are in a second table", async () => {
    const store = await database.created();
    await store.set("ada", WHOLE_TOKEN);
    expect(await store.get("ada")).toEqual(WHOLE_TOKEN);
  });

  test("are in a second table that the first write creates beside the old client's", async () => {
    const store = await database.old();
    await database.admin.query("INSERT INTO oauthtokens VALUES ('ada', 'a', 'r', 1000)");

    await store.set("ada", WHOLE_TOKEN);

    expect(await store.get("ada")).toEqual(WHOLE_TOKEN);
    expect(await database.open().get("ada")).toEqual(WHOLE_TOKEN);
  });

  test("are in a row of the old table if the database user has rights on that alone", async () => {
    const options = await database.restricted();
    const [one, other] = [database.open(options), database.open(options)];
    const now = 1_900_000_000_000;
    const token = { ...WHOLE_TOKEN, issuedAt: Array.from({ length: 10 }, (_, index) => now - index * 60_000) };

    await one.set("ada", token);
    expect(await other.get("ada")).toEqual(token);
    await other.set("ada", { ...token, accessToken: "next", issuedAt: [now, now + 1] });
    expect(await one.get("ada")).toEqual({ ...token, accessToken: "next", issuedAt: [now, now + 1] });
    await one.set("ada", { ...TOKEN, issuedAt: [] });
    expect(await other.get("ada")).toEqual({ ...TOKEN, issuedAt: [] });

    // Programs read by the names of their users.
    const [rows] = await database.admin.query(
      `SELECT * FROM ${database.name}.oauthtokens WHERE useridentifier = 'ada'`,
    );
    expect(rows).toEqual([expect.objectContaining({ useridentifier: "ada", accesstoken: TOKEN.accessToken })]);
    const [, { useridentifier }] = (await database.rows()) as [unknown, { useridentifier: string }];
    await expect(one.get(useridentifier)).rejects.toThrow("reserved");
    await expect(one.set(useridentifier, TOKEN)).rejects.toThrow("reserved");

    await one.delete("ada");
    expect(await database.rows()).toEqual([]);
  });

  test("are left out where they do not fit into the old table, and the token is saved", async () => {
    const store = database.open(await database.restricted(OLD_TABLE.replaceAll("VARCHAR(100)", "VARCHAR(30)")));
    await store.set("ada", WHOLE_TOKEN);
    expect(await store.get("ada")).toEqual(TOKEN);
  });

  test("are in the second table as soon as an administrator has created it", async () => {
    const store = database.open(await database.restricted());
    await store.set("ada", WHOLE_TOKEN);
    await database.open().createTables();
    await database.admin.query(
      `GRANT SELECT, INSERT, UPDATE, DELETE ON ${database.name}.oauthtokens_zcrm TO 'alone_${database.name}'@'127.0.0.1'`,
    );
    await store.set("ada", { ...WHOLE_TOKEN, issuedAt: [3] });
    expect(await database.open().get("ada")).toEqual({ ...WHOLE_TOKEN, issuedAt: [3] });
  });

  test("are counted by processes that have rights on the old table alone", async () => {
    const mysql = await database.restricted();
    const store = database.open(mysql);
    const server = await startRecordingServer();
    try {
      const task = { task: "call", url: server.url, user: "fleet", count: 2 } as const;
      for (const [index, expired] of ["first", "second"].entries()) {
        const issuedAt = (await store.get("fleet"))?.issuedAt;
        expect(issuedAt ?? []).toHaveLength(index);
        await store.set("fleet", {
          accessToken: expired,
          refreshToken: "r",
          expiresAt: 1,
          ...(issuedAt && { issuedAt }),
        });
        await runTogether({ mysql }, [task, task]);
      }
      expect(server.tokenRequests).toHaveLength(2);
      expect((await store.get("fleet"))?.issuedAt).toHaveLength(2);
    } finally {
      await server.close();
    }
  });
});

describe("createTables", () => {
  test("can be called again, and changes nothing", async () => {
    const store = await database.created();
    await store.set("ada", WHOLE_TOKEN);
    await store.createTables();
    expect(await store.get("ada")).toEqual(WHOLE_TOKEN);
  });

  test("adds the second table to the old client's", async () => {
    const store = await database.old();
    await database.admin.query("INSERT INTO oauthtokens VALUES ('ada', 'a', 'r', 1000)");

    await store.createTables();
    await store.set("ada", WHOLE_TOKEN);

    expect(await store.get("ada")).toEqual(WHOLE_TOKEN);
    expect(await database.rows()).toHaveLength(1);
  });
});

test("any strings are kept exactly or rejected, and users do not mix", async () => {
  const store = await database.created();
  const text = fc.string({ unit: "binary", maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(text, text, text), { maxLength: 5 }), async (entries) => {
      const kept = new Map<string, unknown>();
      for (const [user, accessToken, refreshToken] of entries) {
        const token = { accessToken: `a${accessToken}`, refreshToken: `r${refreshToken}`, expiresAt: 1 };
        await store.set(user, token).then(() => kept.set(user, token));
      }
      for (const [user, token] of kept) expect(await store.get(user)).toEqual(token);
      for (const user of kept.keys()) await store.delete(user);
    }),
    { numRuns: 60 },
  );
});
