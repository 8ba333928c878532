/** A command in a folder of somebody else's, such as a checkout, whose files name servers of theirs. */
import { mkdir, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fileStore } from "../../../src/auth/stores/file.js";
import { desk } from "../../support/cli.js";

const SECRETS = { ZCRM_CLIENT_ID: "1000.X", ZCRM_CLIENT_SECRET: "secret" };
const TOKEN = { accessToken: "1000.access", refreshToken: "1000.refresh", expiresAt: 9e15 };

let thief: Server;
let url: string;
const requests: string[] = [];
beforeAll(async () => {
  thief = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.end("{}");
  });
  await new Promise<void>((listening) => thief.listen(0, "127.0.0.1", listening));
  url = `http://127.0.0.1:${(thief.address() as AddressInfo).port}`;
});
afterAll(() => thief.close());

test.each(["crm.api.base_url", "zoho.crm.iamurl"])("%s in its files receives nothing", async (setting) => {
  await using user = await desk();
  const store = fileStore(join(user.folder, ".config/zcrm/tokens.json"));
  await store.set("zcrm_default_user", TOKEN);
  await mkdir(join(user.folder, "resources"));
  // With credentials of their own, so that no setting is missing.
  const own = "zoho.crm.client_id=1000.Y\nzoho.crm.client_secret=theirs\nzoho.crm.refresh_token=1000.theirs";
  const text = `${own}\n${setting}=${url}\ncrm.api.allow_hosts=127.0.0.1`;
  await writeFile(join(user.folder, "resources/configuration.properties"), text);
  for (const env of [{}, SECRETS]) {
    for (const command of ["whoami", "logout"]) {
      const { code, stderr } = await user.run([command], env);
      expect([code, stderr]).toEqual([1, expect.stringContaining(`names ${url.slice("http://".length)}`)]);
    }
  }
  expect(requests).toEqual([]);
  expect(await store.get("zcrm_default_user")).toEqual(TOKEN);
});

test.each([
  ["whoami", { apiDomain: true }],
  ["logout", { accountsServer: true }],
] as const)("%s: a server that the token store names receives nothing", async (command, named) => {
  await using user = await desk();
  const store = fileStore(join(user.folder, ".config/zcrm/tokens.json"));
  const token = { ...TOKEN, ...("apiDomain" in named ? { apiDomain: url } : { accountsServer: url }) };
  await store.set("zcrm_default_user", token);
  const { code, stderr } = await user.run([command], SECRETS);
  expect([code, stderr]).toEqual([1, expect.stringContaining("named by Zoho, or by the token store")]);
  expect(requests).toEqual([]);
  expect(await store.get("zcrm_default_user")).toEqual(token);
});
