import { expect, test } from "vitest";
import { effectiveSettings } from "../../src/config/effective.js";
import type { ClientOptions } from "../../src/config/options.js";
import { OAUTH_FILE as FILE, sources } from "./settings.js";

const settings = (options: ClientOptions, text = "", env: Record<string, string> = {}) => {
  const found = effectiveSettings(options, sources({ oauth: text, env }));
  return Object.fromEntries(found.map(({ name, value, source }) => [name, [value, source]]));
};

test("every setting has a value and its source", () => {
  const text = "[zoho]\n\ncrm.client_id=of the file\ncrm.redirecturl=https://example.com";
  expect(settings({ user: "ada" }, text, { ZCRM_CLIENT_SECRET: "s", ZCRM__mysql_password: "" })).toEqual({
    client_id: ["of the file", `zoho.crm.client_id in ${FILE}, line 3`],
    client_secret: ["s", "environment variable ZCRM_CLIENT_SECRET"],
    redirect_url: ["https://example.com", `zoho.crm.redirecturl in ${FILE}, line 4`],
    refresh_token: [undefined, undefined],
    iamurl: ["https://accounts.zoho.com", "default, until Zoho's responses name the data center"],
    base_url: ["https://www.zohoapis.com", "default, until Zoho's responses name the data center"],
    allow_hosts: [undefined, undefined],
    token_cache: ["true", "default"],
    user_identifier: ["ada", 'option "user"'],
    mysql_module: ["./mysql/mysql_util", "default"],
    mysql_username: ["root", "default"],
    mysql_password: ["", "environment variable ZCRM__mysql_password"],
    verbose: ["false", "default"],
    version: ["v2", "default"],
  });
});

test("an address names the setting that decided it", () => {
  const text = "crm.api.base_url=www.zohoapis.in";
  expect(settings({}, text)).toMatchObject({
    base_url: ["https://www.zohoapis.in", `crm.api.base_url in ${FILE}, line 1`],
    iamurl: ["https://accounts.zoho.in", `the data center of crm.api.base_url in ${FILE}, line 1`],
  });
  expect(settings({ dataCenter: "eu" }, text)).toMatchObject({
    base_url: ["https://www.zohoapis.eu", 'option "dataCenter"'],
    iamurl: ["https://accounts.zoho.eu", 'option "dataCenter"'],
  });
});

test("secrets are marked", () => {
  const secret = effectiveSettings({}, sources()).filter((setting) => setting.secret);
  expect(secret.map(({ name }) => name)).toEqual(["client_secret", "refresh_token", "mysql_password"]);
});
