import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { inspect, promisify } from "node:util";
import fc from "fast-check";
import type { Connection, RowDataPacket } from "mysql2/promise";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { storeConformance } from "../../../src/auth/conformance.js";
import { type MysqlStore, type MysqlStoreOptions, mysqlStore } from "../../../src/auth/stores/mysql.js";
import { startGateway } from "../../support/servers/gateway.js";
import { type MariaDb, startMariaDb } from "../../support/stores/mariadb.js";

const run = promisify(execFile);

/** The table of the old client's documentation, as its users made it. */
const OLD_TABLE =
  "CREATE TABLE oauthtokens (useridentifier VARCHAR(100), accesstoken VARCHAR(100), refreshtoken VARCHAR(100), expirytime BIGINT)";

/** A key for these tests alone, and two certificates of it: for `localhost`, and for another name. */
const TLS = "test/support/servers/tls";
const tlsOf = (certificate: string): string[] => [
  `--ssl-cert=${resolve(TLS, certificate)}`,
  `--ssl-key=${resolve(TLS, "server-key.pem")}`,
];

let server: MariaDb;
let admin: Connection;
const opened: MysqlStore[] = [];

beforeAll(async () => {
  server = await startMariaDb(...tlsOf("server-cert.pem"));
  admin = await server.connect();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
});
afterAll(async () => {
  await admin?.end();
  await server?.stop();
});

function open(options: MysqlStoreOptions = {}): MysqlStore {
  const store = mysqlStore({ port: server.port, ...options });
  opened.push(store);
  return store;
}

async function created(options?: MysqlStoreOptions): Promise<MysqlStore> {
  const store = open(options);
  await store.createTables();
  return store;
}

/** The database as a user of the old client has it. */
async function oldDatabase(table = OLD_TABLE): Promise<MysqlStore> {
  await admin.query("CREATE DATABASE zohooauth CHARACTER SET latin1");
  await admin.query("USE zohooauth");
  await admin.query(table);
  return open();
}

const rows = async (): Promise<unknown[]> =>
  (await admin.query<RowDataPacket[]>("SELECT * FROM zohooauth.oauthtokens"))[0];

const TOKEN = { accessToken: "1000.a.b", refreshToken: "1000.c.d", expiresAt: 1_900_000_000_123 };
const WHOLE = {
  ...TOKEN,
  apiDomain: "https://www.zohoapis.eu",
  accountsServer: "https://accounts.zoho.eu",
  issuedAt: [1, 2],
};

const drop = (): Promise<unknown> => admin.query("DROP DATABASE IF EXISTS zohooauth");

describe("conformance, with the tables that it creates", () => {
  beforeAll(drop);
  for (const { name, run } of storeConformance(() => created())) test(name, run);
});

const OLD_TABLES = {
  "short columns": OLD_TABLE,
  "latin1, of an engine without transactions": `${OLD_TABLE} ENGINE = MyISAM CHARACTER SET latin1`,
  "utf8mb4, a collation without case, and a key": `${OLD_TABLE.slice(0, -1)}, UNIQUE (useridentifier)) CHARACTER SET utf8mb4`,
};
for (const [what, table] of Object.entries(OLD_TABLES)) {
  describe(`conformance, with the old client's table: ${what}`, () => {
    beforeAll(async () => {
      await drop();
      await oldDatabase(table);
    });
    for (const { name, run } of storeConformance(async () => open(), { bareTokens: true })) test(name, run);
  });
}

describe("the old client's table", () => {
  beforeEach(drop);

  test("its rows are read in place; the one that ends last counts", async () => {
    const store = await oldDatabase();
    await admin.query(
      "INSERT INTO oauthtokens VALUES ('zcrm_default_user', 'old', 'r1', 1000), " +
        "('zcrm_default_user', 'new', 'r2', 3000), ('zcrm_default_user', 'mid', 'r3', 2000), ('Other', 'x', 'y', 9000)",
    );
    expect(await store.get("zcrm_default_user")).toEqual({ accessToken: "new", refreshToken: "r2", expiresAt: 3000 });
    expect(await store.get("other")).toBeUndefined();
  });

  test("a refresh token that the old client wrote as a word is none", async () => {
    const store = await oldDatabase();
    await admin.query("INSERT INTO oauthtokens VALUES ('ada', 'a', 'undefined', 1000), ('bob', 'b', NULL, NULL)");
    expect(await store.get("ada")).toEqual({ accessToken: "a", expiresAt: 1000 });
    expect(await store.get("bob")).toEqual({ accessToken: "b", expiresAt: 0 });
  });

  test("is written so that the old client reads it", async () => {
    const store = await oldDatabase();
    await store.set("ada", WHOLE);
    expect(await rows()).toEqual([
      { useridentifier: "ada", accesstoken: "1000.a.b", refreshtoken: "1000.c.d", expirytime: 1_900_000_000_123 },
    ]);
  });

  test("every row of a user is written, so that none of before can come back", async () => {
    const store = await oldDatabase();
    await admin.query("INSERT INTO oauthtokens VALUES ('ada', 'old', 'r', 8000000000000), ('ada', 'older', 'r', 1)");
    await store.set("ada", TOKEN);
    expect(await store.get("ada")).toEqual(TOKEN);
    await store.delete("ada");
    expect(await rows()).toEqual([]);
  });

  test("two writers that find no row leave one", async () => {
    const one = await oldDatabase();
    const other = open();
    await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? one : other).set("ada", TOKEN)));
    expect(await rows()).toHaveLength(1);
  });

  test("a user's name in another character set is found", async () => {
    const store = await oldDatabase(`${OLD_TABLE} CHARACTER SET latin1`);
    await admin.query("INSERT INTO oauthtokens VALUES ('Zoë', 'a', 'r', 1000)");
    expect(await store.get("Zoë")).toEqual({ accessToken: "a", refreshToken: "r", expiresAt: 1000 });
    await store.set("Zoë", TOKEN);
    expect(await rows()).toHaveLength(1);
  });

  test("what has no room is refused, and nothing is changed", async () => {
    const store = await oldDatabase();
    await store.set("ada", TOKEN);
    await expect(store.set("ada", { ...TOKEN, accessToken: "x".repeat(101) })).rejects.toThrow(/column.*widen/);
    // Spaces at the end are dropped by every server, strict or not.
    await expect(store.set("a".repeat(100).padEnd(101), TOKEN)).rejects.toThrow(/useridentifier.*widen/);
    expect(await store.get("ada")).toEqual(TOKEN);
    expect(await rows()).toHaveLength(1);
  });
});

describe("what the old table has no column for", () => {
  beforeEach(drop);

  test("is kept in a second one", async () => {
    const store = await created();
    await store.set("ada", WHOLE);
    expect(await store.get("ada")).toEqual(WHOLE);
  });

  test("is kept in a second one that the first write makes, beside the old client's", async () => {
    const store = await oldDatabase();
    await admin.query("INSERT INTO oauthtokens VALUES ('ada', 'a', 'r', 1000)");
    await store.set("ada", WHOLE);
    expect(await store.get("ada")).toEqual(WHOLE);
    expect(await open().get("ada")).toEqual(WHOLE);
  });

  test("is kept by the table that the user may not write, or not read, as by none", async () => {
    await (await created()).set("ada", WHOLE);
    await admin.query("CREATE USER 'crm'@'127.0.0.1' IDENTIFIED BY 'secret'");
    await admin.query("GRANT SELECT, INSERT, UPDATE, DELETE ON zohooauth.oauthtokens TO 'crm'@'127.0.0.1'");
    const store = open({ host: "127.0.0.1", user: "crm", password: "secret" });
    expect(await store.get("ada")).toEqual(TOKEN);
    await store.set("ada", { ...WHOLE, accessToken: "next" });
    expect(await store.get("ada")).toEqual({ ...TOKEN, accessToken: "next" });
    await store.delete("ada");
    expect(await store.get("ada")).toBeUndefined();
  });
});

describe("createTables", () => {
  beforeEach(drop);

  test("can be called again, and leaves what is there", async () => {
    const store = await created();
    await store.set("ada", WHOLE);
    await store.createTables();
    expect(await store.get("ada")).toEqual(WHOLE);
  });

  test("adds the second table to the old client's", async () => {
    const store = await oldDatabase();
    await admin.query("INSERT INTO oauthtokens VALUES ('ada', 'a', 'r', 1000)");
    await store.createTables();
    await store.set("ada", WHOLE);
    expect(await store.get("ada")).toEqual(WHOLE);
    expect(await rows()).toHaveLength(1);
  });
});

test("any texts come back exactly or are refused, and no user's are another's", async () => {
  await drop();
  const store = await created();
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

describe("errors name the place and the remedy", () => {
  beforeEach(drop);

  test("no such database, no such table", async () => {
    await expect(open().get("ada")).rejects.toThrow(/database zohooauth at localhost:\d+.*ER_BAD_DB_ERROR.*store init/);
    await admin.query("CREATE DATABASE zohooauth");
    await expect(open().get("ada")).rejects.toThrow(/ER_NO_SUCH_TABLE.*store init/);
    await expect(open().set("ada", WHOLE)).rejects.toThrow(/ER_NO_SUCH_TABLE.*store init/);
  });

  test("a wrong password, which is not shown", async () => {
    const store = open({ user: "nobody", password: "wrong-password" });
    const error = await store.get("ada").catch((error: unknown) => error);
    expect(String(error)).toMatch(/user nobody.*ER_ACCESS_DENIED_ERROR.*mysql_password/);
    expect(JSON.stringify(error)).not.toContain("wrong-password");
    await expect(store.withLock?.("ada", async () => 1)).rejects.toThrow(/ER_ACCESS_DENIED_ERROR/);
  });

  test("no server", async () => {
    const store = open({ port: 1 });
    await expect(store.get("ada")).rejects.toThrow(/at localhost:1.*ECONNREFUSED.*start the server/);
    await expect(store.createTables()).rejects.toThrow(/ECONNREFUSED/);
  });

  test("a name that is none", () => {
    for (const table of ["a`b", "a b", "a;b", "", "x".repeat(60)]) {
      expect(() => mysqlStore({ table })).toThrow(expect.objectContaining({ code: "INVALID_CONFIGURATION" }));
    }
    expect(() => mysqlStore({ database: "zoho`" })).toThrow("the database name must consist of");
  });
});

describe("TLS", () => {
  let ca: string;
  beforeAll(async () => {
    ca = await readFile(resolve(TLS, "server-cert.pem"), "utf8");
    await admin.query("CREATE USER 'tls'@'127.0.0.1' REQUIRE SSL");
    await drop();
    await created();
    await admin.query("GRANT ALL ON zohooauth.* TO 'tls'@'127.0.0.1'");
  });

  test("is used where it is asked for", async () => {
    await expect(open({ user: "tls" }).get("ada")).rejects.toThrow("ER_ACCESS_DENIED_ERROR");
    const store = open({ user: "tls", ssl: { ca } });
    await store.set("ada", TOKEN);
    expect(await store.withLock?.("ada", () => store.get("ada"))).toEqual(TOKEN);
  });

  test("trusts no unknown authority", async () => {
    await expect(open({ user: "tls", ssl: true }).get("ada")).rejects.toThrow("HANDSHAKE_SSL_ERROR");
    expect(await open({ user: "tls", ssl: { rejectUnauthorized: false } }).get("bob")).toBeUndefined();
  });

  test("trusts no server with the certificate of another name", async () => {
    const other = await startMariaDb(...tlsOf("other-cert.pem"));
    try {
      const ssl = { ca: await readFile(resolve(TLS, "other-cert.pem"), "utf8") };
      const failure = await open({ port: other.port, ssl })
        .get("ada")
        .catch((error: unknown) => error);
      expect(inspect(failure)).toContain("db.example.com");
    } finally {
      await other.stop();
    }
  });
});

describe("connections", () => {
  beforeEach(drop);

  test("that the server has ended are replaced", async () => {
    const store = await created();
    await store.set("ada", TOKEN);
    await killAllOthers();
    expect(await store.get("ada")).toEqual(TOKEN);
  });

  test("that have died without a word, as behind a gateway, are replaced", async () => {
    await created();
    await using gateway = await startGateway(server.port);
    const store = open({ host: "127.0.0.1", port: gateway.port });
    await Promise.all([store.get("ada"), store.get("bob"), store.get("eve")]);
    gateway.forget();
    await store.set("ada", TOKEN);
    expect(await store.get("ada")).toEqual(TOKEN);
  });

  test("are made anew after close", async () => {
    const store = await created();
    await store.set("ada", TOKEN);
    await store.close();
    expect(await others()).toEqual([]);
    expect(await store.get("ada")).toEqual(TOKEN);
  });

  test("a lock whose connection is lost frees the lock, and the work goes on", async () => {
    const store = await created();
    const result = await store.withLock?.("ada", async () => {
      await killAllOthers();
      return store.withLock?.("ada", async () => "inside");
    });
    expect(result).toBe("inside");
  });

  test("that are idle do not keep a program running", async () => {
    await created();
    const program = `
      const { mysqlStore } = await import("./src/auth/stores/mysql.ts");
      const store = mysqlStore({ port: ${server.port} });
      await store.withLock("ada", () => store.set("ada", ${JSON.stringify(TOKEN)}));
      console.log((await store.get("ada")).accessToken);`;
    const { stdout } = await run(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], {
      timeout: 60_000,
    });
    expect(stdout.trim()).toBe(TOKEN.accessToken);
  });
});

async function others(): Promise<number[]> {
  const [rows] = await admin.query<RowDataPacket[]>(
    "SELECT id FROM information_schema.processlist WHERE id <> CONNECTION_ID() AND db = 'zohooauth'",
  );
  return rows.map(({ id }) => Number(id));
}

async function killAllOthers(): Promise<void> {
  for (const id of await others()) await admin.query("KILL ?", [id]);
}
