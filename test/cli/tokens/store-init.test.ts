import { mkdir, symlink } from "node:fs/promises";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { startEmulator } from "../../../src/emulator/index.js";
import { TestDatabase } from "../../postgres/database.js";
import { type Desk, desk, freePort } from "../../support/cli.js";
import { type MariaDb, mariaDb } from "../../support/stores/mariadb.js";
import { POSTGRES_PACKAGES } from "../../support/stores/postgres-clients.js";

let server: MariaDb;
beforeAll(async () => {
  server = await mariaDb();
});

test("creates the tables, which a login then uses, and changes nothing the second time", async () => {
  await using emulator = await startEmulator();
  await using user = await desk(emulator);
  const place = `mysql://127.0.0.1:${server.port}/crm_tokens`;
  expect(await user.run(["store", "init", place])).toMatchObject({ code: 0, stderr: "" });
  const login = ["login", "--store", place, "--code", emulator.grantCode()];
  expect(await user.run(login)).toMatchObject({ code: 0, stderr: "" });
  expect(await user.run(["store", "init", place])).toMatchObject({ code: 0 });

  const connection = await server.connect("crm_tokens");
  const [rows] = await connection.query("SELECT useridentifier FROM oauthtokens");
  await connection.end();
  expect(rows).toEqual([{ useridentifier: "zcrm_default_user" }]);
  expect((await user.run(["whoami", "--store", place])).stdout).toContain("Ada Example");
});

test("a database that cannot be reached is reported in one line", async () => {
  await using user = await desk();
  const place = `mysql://127.0.0.1:${await freePort()}/crm_tokens`;
  const { code, stderr } = await user.run(["store", "init", place]);
  expect([code, stderr.trim()]).toEqual([1, expect.stringMatching(/^zcrm store: mysql:.*ECONNREFUSED.*$/)]);
});

test("wrong usage is reported with the right command", async () => {
  await using user = await desk();
  for (const args of [["store"], ["store", "init"], ["store", "drop", "mysql"], ["store", "init", "file"]]) {
    expect(await user.run(args)).toMatchObject({ code: 2, stderr: expect.stringContaining("zcrm store init mysql") });
  }
  const secret = ["store", "init", "mysql://root:pa55@127.0.0.1/crm"];
  expect(await user.run(secret)).toMatchObject({ code: 2, stderr: expect.not.stringContaining("pa55") });
});

test("--sql prints what an administrator can run, without a server", async () => {
  await using user = await desk();
  const { stdout } = await user.run(["store", "init", "mysql://127.0.0.1:1/by_script", "--sql"]);
  const connection = await server.connect();
  for (const statement of [...stdout.split(";\n"), ...stdout.split(";\n")].map((text) => text.trim())) {
    if (statement !== "") await connection.query(statement.replace(/;$/, ""));
  }
  const [tables] = await connection.query("SHOW TABLES FROM by_script");
  await connection.end();
  expect(tables).toEqual([{ Tables_in_by_script: "oauthtokens" }, { Tables_in_by_script: "oauthtokens_zcrm" }]);

  const database = await TestDatabase.create("by_script");
  await database.query("CREATE SCHEMA crm");
  const { stdout: script } = await user.run(["store", "init", "postgres://x?table=crm.tokens", "--sql"]);
  await database.query(script);
  await database.query(script);
  expect(await database.open("pg", { table: "crm.tokens" }).get("ada")).toBeUndefined();
  await database.closeClients();
  const json = await user.run(["store", "init", "postgres", "--sql", "--json"]);
  expect(JSON.parse(json.stdout)).toEqual({ store: "postgres", sql: expect.stringMatching(/^CREATE TABLE IF NOT/) });
});

describe("PostgreSQL", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await TestDatabase.create("commands");
    await database.query("DROP ROLE IF EXISTS commands");
    await database.query("CREATE ROLE commands LOGIN SUPERUSER PASSWORD 'pa55-of-commands'");
  });

  /** The project in the folder has the package. */
  async function install({ folder }: Desk, name: string): Promise<void> {
    await mkdir(join(folder, "node_modules"), { recursive: true });
    await symlink(resolve("node_modules", name), join(folder, "node_modules", name));
  }

  test.each(POSTGRES_PACKAGES)("the commands work with the package %s", async (name) => {
    await using emulator = await startEmulator();
    await using user = await desk(emulator);
    await install(user, name);
    const place = `postgres://commands@127.0.0.1:${database.port}/commands?table=${name}_tokens`;
    const env = { PGPASSWORD: "pa55-of-commands" };
    const missing = await user.run(["whoami", "--store", place], env);
    expect(missing).toMatchObject({ code: 1, stderr: expect.stringMatching(/42P01.*zcrm store init postgres/) });

    for (let times = 0; times < 2; times += 1) {
      expect(await user.run(["store", "init", place], env)).toMatchObject({ code: 0, stderr: "" });
    }
    const login = await user.run(["login", "--store", place, "--code", emulator.grantCode()], env);
    expect(login).toMatchObject({ code: 0, stderr: "", stdout: expect.stringContaining("postgresStore(") });
    expect(login.stdout).toContain(`{ table: "${name}_tokens" })`);
    expect(login.stdout + login.stderr).not.toContain("pa55");
    const begin = performance.now();
    // As other programs of PostgreSQL, without an address.
    const { stdout } = await user.run(["whoami", "--store", `postgres://?table=${name}_tokens`], {
      ...env,
      PGHOST: "127.0.0.1",
      PGPORT: String(database.port),
      PGUSER: "commands",
      PGDATABASE: "commands",
    });
    expect(stdout).toContain("Ada Example");
    expect(performance.now() - begin).toBeLessThan(9_000);
    expect(await database.query(`SELECT user_name FROM ${name}_tokens`)).toEqual([{ user_name: "zcrm_default_user" }]);
  });

  test("without a package, the error says which line installs one", async () => {
    await using user = await desk();
    const { code, stderr } = await user.run(["store", "init", "postgres"]);
    expect([code, stderr]).toEqual([1, expect.stringContaining("run: npm install pg")]);
  });

  test("no password is accepted on the command line, and none is printed", async () => {
    await using user = await desk();
    await install(user, "pg");
    for (const args of [
      ["store", "init", "postgres://commands:pa55-of-commands@127.0.0.1/x"],
      ["store", "init", "postgres://commands:pa55-of-commands@127.0.0.1:notaport/x"],
    ]) {
      expect(await user.run(args)).toMatchObject({ code: 2, stderr: expect.not.stringContaining("pa55") });
    }
    const closed = `postgres://commands@127.0.0.1:${await freePort()}/x`;
    const { code, stderr } = await user.run(["store", "init", closed], { PGPASSWORD: "pa55-of-commands" });
    expect([code, stderr.trim()]).toEqual([1, expect.stringMatching(/^zcrm store: postgres:.*ECONNREFUSED.*start/)]);
    expect(stderr).not.toContain("pa55");
  });
});
