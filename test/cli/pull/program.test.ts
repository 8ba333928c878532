/** The real program: its exit codes, its output in a pipe, and what Ctrl-C leaves. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { desk } from "../../support/cli.js";
import { serveOrganization } from "../../support/organization/serve.js";
import { smallOrganization } from "../../support/organization/small-organization.js";

const env = (environment: Readonly<Record<string, string>>) => ({ ...environment, ZCRM_TOKEN_CACHE: "off" });

test("exit codes, and nothing but text in a pipe", async () => {
  await using user = await desk();
  await using server = await serveOrganization(smallOrganization);
  const pull = (...args: readonly string[]) =>
    user.run(["pull", "--modules", "Jobs", ...args], env(server.environment));

  expect(await user.run(["pull", "--check"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("src/zoho/schema.json: the file does not exist"),
  });
  const written = await pull();
  expect(written).toMatchObject({ code: 0, stderr: "" });
  expect(written.stdout).toMatch(/^Reading 1 module in 5 calls \(5 API credits\)\.\nsrc\/zoho: 1 module, 8 fields, /);
  expect(written.stdout).toMatch(/^[\n -~]+$/);
  const denied = await pull("--modules", "Payroll", "--json");
  expect(denied).toMatchObject({ code: 2, stderr: expect.stringContaining("Reading 2 modules") });
  expect(JSON.parse(denied.stdout)).toMatchObject({ error: { code: "NO_PERMISSION" } });
});

test("Ctrl-C is exit code 130, and leaves the folder as it was", async () => {
  await using user = await desk();
  await using server = await serveOrganization(smallOrganization);
  await user.run(["pull", "--modules", "Jobs"], env(server.environment));
  const before = await readFile(join(user.folder, "src/zoho/schema.json"), "utf8");
  // Zoho does not respond any more.
  await using silent = await serveOrganization(smallOrganization, {
    reply: ({ module }) => (module === undefined ? undefined : new Promise(() => undefined)),
  });
  const command = user.start(["pull", "--modules", "all"], env(silent.environment));
  await command.printed(/Reading 20 modules/);
  command.kill("SIGINT");
  expect(await command.result).toMatchObject({ code: 130, stderr: "zcrm pull: stopped; nothing was written\n" });
  expect((await readdir(join(user.folder, "src/zoho"))).toSorted()).toEqual(["Jobs.ts", "index.ts", "schema.json"]);
  expect(await readFile(join(user.folder, "src/zoho/schema.json"), "utf8")).toBe(before);
});
