import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { desk } from "../../support/cli.js";

const SECRETS = { ZCRM__client_secret: "s3cret-of-client", ZCRM__mysql_password: "pass-of-mysql" };

test("each setting is shown with its source, and secrets are masked", async () => {
  await using user = await desk();
  await mkdir(join(user.folder, "resources"));
  await writeFile(
    join(user.folder, "resources/oauth_configuration.properties"),
    "[zoho]\ncrm.client_id=1000.ABCDEFGHIJKLMN\ncrm.refresh_token=1000.refresh.secret\n",
  );
  const { code, stdout, stderr } = await user.run(["config"], { ...SECRETS, ZCRM__iamurl: "accounts.zoho.eu" });
  expect([code, stderr]).toEqual([0, ""]);
  const rows = stdout
    .trim()
    .split("\n")
    .map((line) => line.split(/ {2,}/));
  expect(rows.find(([name]) => name === "client_id")).toEqual([
    "client_id",
    "1000.ABCD…",
    "zoho.crm.client_id in resources/oauth_configuration.properties, line 2",
  ]);
  expect(rows.find(([name]) => name === "client_secret")?.[2]).toBe("environment variable ZCRM__client_secret");
  expect(rows.find(([name]) => name === "iamurl")?.slice(1)).toEqual([
    "https://accounts.zoho.eu",
    "environment variable ZCRM__iamurl",
  ]);
  expect(rows.find(([name]) => name === "base_url")?.[1]).toBe("https://www.zohoapis.eu");
  expect(rows.find(([name]) => name === "user_identifier")?.slice(1)).toEqual(["zcrm_default_user", "default"]);
  // The mask does not reveal the length of a secret.
  const masks = rows.filter(([name = ""]) => /secret|refresh_token|password/.test(name)).map(([, value]) => value);
  expect(masks).toEqual(["********", "********", "********"]);
  expect(stdout).not.toMatch(/s3cret|pass-of|1000\.refresh/);
});

test("the folder of access tokens is shown, or that there is none", async () => {
  await using user = await desk();
  const shown = async (env: Record<string, string>) =>
    /^token_cache +(.*)$/m.exec((await user.run(["config"], { ...SECRETS, ...env })).stdout)?.[1]?.split(/ {2,}/);
  const cache = join(user.folder, "cache");
  expect(await shown({ XDG_CACHE_HOME: cache })).toEqual([join(cache, "zcrm"), "default"]);
  expect(await shown({ ZCRM_TOKEN_CACHE: "no" })).toEqual(["off", "environment variable ZCRM_TOKEN_CACHE"]);
});

test("a missing setting is reported with every place for it, and exit code 1", async () => {
  await using user = await desk();
  const { code, stderr } = await user.run(["config"], { ZCRM__client_id: "1000.X" });
  expect(code).toBe(1);
  expect(stderr).toMatch(/client_secret is missing.*zoho\.crm\.client_secret.*ZCRM__client_secret/);
  expect(stderr).not.toContain("client_id is missing");
});

test("an invalid setting is reported with its place", async () => {
  await using user = await desk();
  const { code, stderr } = await user.run(["config"], { ...SECRETS, ZCRM__iamurl: "https://accounts.example.com" });
  expect([code, stderr]).toEqual([1, expect.stringMatching(/ZCRM__iamurl.*accounts\.example\.com/)]);
});

test("--json prints the same for programs", async () => {
  await using user = await desk();
  const { code, stdout } = await user.run(["config", "--json"], SECRETS);
  expect(code).toBe(1);
  const { settings, missing } = JSON.parse(stdout) as { settings: object[]; missing: string[] };
  expect(missing).toEqual(["client_id"]);
  expect(settings).toContainEqual({ name: "client_id", value: null, source: null });
  expect(settings).toContainEqual({
    name: "client_secret",
    value: "********",
    source: "environment variable ZCRM__client_secret",
  });
});
