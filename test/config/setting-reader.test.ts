import { describe, expect, test } from "vitest";
import type { LegacyConfig } from "../../src/config/legacy-options.js";
import { resolveLegacySettings, resolveSettings } from "../../src/config/resolve.js";
import { failure, type Given, legacy, OAUTH_FILE, PLAIN_FILE, sources, typed } from "./settings.js";

describe("the places of", () => {
  const NAMES: readonly {
    legacy: keyof LegacyConfig;
    setting: string;
    variable: string;
    property: string;
    alias?: string;
    isHost?: true;
  }[] = [
    {
      legacy: "client_id",
      setting: "clientId",
      variable: "ZCRM_CLIENT_ID",
      property: "zoho.crm.client_id",
      alias: "zoho.crm.clientid",
    },
    {
      legacy: "client_secret",
      setting: "clientSecret",
      variable: "ZCRM_CLIENT_SECRET",
      property: "zoho.crm.client_secret",
      alias: "zoho.crm.clientsecret",
    },
    {
      legacy: "redirect_url",
      setting: "redirectUrl",
      variable: "ZCRM_REDIRECT_URL",
      property: "zoho.crm.redirect_url",
      alias: "zoho.crm.redirecturl",
    },
    {
      legacy: "refresh_token",
      setting: "refreshToken",
      variable: "ZCRM_REFRESH_TOKEN",
      property: "zoho.crm.refresh_token",
      alias: "zoho.crm.refreshtoken",
    },
    {
      legacy: "iamurl",
      setting: "accountsUrl",
      variable: "ZCRM_ACCOUNTS_URL",
      property: "zoho.crm.iamurl",
      isHost: true,
    },
    {
      legacy: "base_url",
      setting: "apiUrl",
      variable: "ZCRM_API_URL",
      property: "crm.api.base_url",
      alias: "crm.api.url",
      isHost: true,
    },
    { legacy: "user_identifier", setting: "user", variable: "ZCRM_USER", property: "crm.api.user_identifier" },
    {
      legacy: "mysql_module",
      setting: "mysqlModule",
      variable: "ZCRM_MYSQL_MODULE",
      property: "crm.api.mysql_module",
      alias: "crm.api.tokenmanagement",
    },
    { legacy: "mysql_username", setting: "mysqlUsername", variable: "ZCRM_MYSQL_USERNAME", property: "mysql.username" },
    { legacy: "mysql_password", setting: "mysqlPassword", variable: "ZCRM_MYSQL_PASSWORD", property: "mysql.password" },
  ];

  for (const { legacy: name, setting, variable, property, alias, isHost } of NAMES) {
    const value = (place: string) => (isHost ? `http://localhost:90${place.length}` : `of ${place}`);
    const required = ["client_id", "client_secret", "redirect_url"].filter((other) => other !== name);
    const rest = Object.fromEntries(required.map((other) => [other, "x"]));
    const found = (config: object, given: Given) =>
      Reflect.get(resolveLegacySettings({ ...rest, ...config }, sources(given)), setting);
    const env = { [`ZCRM__${name}`]: value("env") };
    const own = `${property}=${value("property")}`;

    test(`${name}: the object, then the property, then the environment`, () => {
      expect(found({ [name]: value("object") }, { oauth: own, plain: own, env })).toBe(value("object"));
      expect(found({}, { oauth: own, env })).toBe(value("property"));
      expect(found({}, { plain: own, env })).toBe(value("property"));
      expect(found({}, { env })).toBe(value("env"));
      expect(found({}, { env: { ...env, [variable]: value("new env") } })).toBe(value("new env"));
    });

    test(`${name}: the file for secrets before the other`, () => {
      expect(found({}, { oauth: own, plain: `${property}=${value("other file")}` })).toBe(value("property"));
    });

    if (alias === undefined) continue;
    test(`${name}: its own name before the alias, in whichever file`, () => {
      const other = `${alias}=${value("the alias")}`;
      expect(found({}, { oauth: `${own}\n${other}` })).toBe(value("property"));
      expect(found({}, { oauth: other, plain: own })).toBe(value("property"));
      expect(found({}, { oauth: other, env })).toBe(value("the alias"));
    });
  }

  test("the typed client: files and environment by the same names", () => {
    const given = { oauth: "[zoho]\ncrm.client_id=a#b;c", env: { ZCRM__client_secret: "s" } };
    expect(resolveSettings({}, sources(given))).toMatchObject({ clientId: "a#b;c", clientSecret: "s" });
  });
});

describe("a value counts as set", () => {
  test("unless it is empty", () => {
    const given = { oauth: "zoho.crm.client_id=\nzoho.crm.clientid=alias", env: { ZCRM__user_identifier: "" } };
    expect(typed({ clientId: "" }, given)).toMatchObject({ clientId: "alias", user: "zcrm_default_user" });
    expect(typed({ clientId: "" }, { oauth: "zoho.crm.client_id=", plain: "zoho.crm.client_id=x" }).clientId).toBe("x");
  });

  test("if it is an empty MySQL password", () => {
    expect(legacy({ mysql_password: "" }, { env: { ZCRM__mysql_password: "x" } }).mysqlPassword).toBe("");
  });

  test("unless it is undefined, or null in the old object", () => {
    const env = { ZCRM__client_id: "of env" };
    expect(typed({ clientId: undefined }, { env }).clientId).toBe("of env");
    expect(legacy({ client_id: null }, { env }).clientId).toBe("of env");
  });

  test("as a string, if it is a number in the old object", () => {
    expect(legacy({ user_identifier: 42, mysql_password: 0 })).toMatchObject({ user: "42", mysqlPassword: "0" });
  });
});

describe("the error for missing settings", () => {
  test("lists all of them, and every place", () => {
    expect(failure(() => resolveSettings({}, sources()))).toEqual({
      code: "MISSING_CONFIGURATION",
      message: [
        "required settings are missing; set each of them in one of the places listed:",
        `- clientId: option "clientId"; zoho.crm.client_id (or zoho.crm.clientid) in ${OAUTH_FILE} or ${PLAIN_FILE}; environment variable ZCRM_CLIENT_ID or ZCRM__client_id`,
        `- clientSecret: option "clientSecret"; zoho.crm.client_secret (or zoho.crm.clientsecret) in ${OAUTH_FILE} or ${PLAIN_FILE}; environment variable ZCRM_CLIENT_SECRET or ZCRM__client_secret`,
      ].join("\n"),
    });
  });

  test("points at a property without a value", () => {
    const { message } = failure(() =>
      resolveSettings({ clientId: "id" }, sources({ oauth: "[zoho]\ncrm.client_secret=" })),
    );
    expect(message).toMatch(`(empty: zoho.crm.client_secret in ${OAUTH_FILE}, line 2)`);
  });

  test("says what this program cannot read", () => {
    const none = { readFile: () => undefined, variable: () => undefined };
    const can = { "read files": false, "read the environment": false };
    const { message } = failure(() => resolveSettings({}, { ...none, can }));
    expect(message).toContain("This program cannot read files: the runtime has none, or does not permit it.");
    expect(message).toContain("This program cannot read the environment: the runtime has none, or does not permit it.");
  });

  test("lists only those that are missing", () => {
    const { message } = failure(() => resolveSettings({ clientId: "id" }, sources()));
    expect(message).toContain("clientSecret");
    expect(message).not.toContain("clientId");
  });

  test("uses the old client's names for it, and demands a redirect URL", () => {
    const { code, message } = failure(() => resolveLegacySettings(undefined, sources()));
    expect(code).toBe("MISSING_CONFIGURATION");
    expect(message.match(/option "\w+"/g)).toEqual([
      'option "client_id"',
      'option "client_secret"',
      'option "redirect_url"',
    ]);
  });
});
