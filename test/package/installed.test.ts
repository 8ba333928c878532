/** What a program gets that uses no MySQL and leaves out its driver. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { installedSize } from "../support/package/installed-size.js";
import { leanPackage, packedPackage, run, type ScratchProject } from "../support/package/packed-package.js";

let lean: ScratchProject;
beforeAll(async () => {
  lean = await leanPackage();
});
afterAll(() => lean?.remove());

test("it has at most 5 MB in 4 packages", async () => {
  const { bytes, packages } = await installedSize(lean.folder);
  expect(packages.toSorted()).toEqual(["ini", "openapi-fetch", "openapi-typescript-helpers", "zcrm"]);
  expect(bytes).toBeLessThanOrEqual(5_000_000);
});

test("npm finds nothing missing or invalid in it", async () => {
  const { stdout } = await run("npm", ["ls", "--all", "--json"], { cwd: lean.folder });
  const { problems } = JSON.parse(stdout) as { problems?: string[] };
  expect(problems ?? []).toEqual([]);
});

test("without options, the driver is installed as well, for old programs", async () => {
  const whole = await packedPackage();
  try {
    expect((await installedSize(whole.folder)).packages).toContain("mysql2");
  } finally {
    await whole.remove();
  }
});

/** Prints the errors of a store without its driver: in its methods, in a client, and in the old client's default. */
const program = `
  const store = mysqlStore();
  const ways = [
    () => store.get("ada"),
    () => store.withLock("ada", async () => {}),
    () => store.createTables(),
    () => createClient({ clientId: "i", clientSecret: "s", store }).records.list({ module: "Leads" }),
    () => legacy.initialize({ client_id: "i", client_secret: "s", redirect_url: "u", user_identifier: "ada" })
      .then(() => legacy.API.MODULES.get({ module: "Leads" })),
  ];
  for (const way of ways) {
    const { name, code, message } = await way().then(() => new Error("it works"), (error) => error);
    console.log(name, code, message.includes("npm install mysql2") ? "npm install mysql2" : message);
  }
  await store.close();`;

test.each([
  {
    format: "an ES module",
    file: "without.mjs",
    text: `
      import { createClient } from "zcrm";
      import { mysqlStore } from "zcrm/mysql";
      import legacy from "zcrm/legacy";
      ${program}`,
  },
  {
    format: "CommonJS",
    file: "without.cjs",
    text: `
      const { createClient } = require("zcrm");
      const { mysqlStore } = require("zcrm/mysql");
      const legacy = require("zcrm/legacy");
      (async () => {${program}})();`,
  },
])("the MySQL store names the line that installs its driver, in $format", async ({ file, text }) => {
  const printed = await lean.script(file, text);
  expect(printed.split("\n")).toEqual([
    ...Array(3).fill("ConfigError MISSING_PACKAGES npm install mysql2"),
    ...Array(2).fill("AuthError TOKEN_STORE_FAILED npm install mysql2"),
  ]);
});

test("zcrm mcp names the line that installs the package of its protocol, and prints nothing on stdout", async () => {
  const failure = await run(process.execPath, ["node_modules/zcrm/dist/cli.cjs", "mcp"], { cwd: lean.folder }).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(failure).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringMatching(/npm install @modelcontextprotocol\/server/),
  });
});
