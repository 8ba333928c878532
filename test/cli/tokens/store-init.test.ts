import { beforeAll, expect, test } from "vitest";
import { startEmulator } from "../../../src/emulator/index.js";
import { desk, freePort } from "../../support/cli.js";
import { type MariaDb, mariaDb } from "../../support/stores/mariadb.js";

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
