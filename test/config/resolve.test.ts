import { describe, expect, test } from "vitest";
import { memoryStore } from "../../src/auth/stores/memory.js";
import type { LegacyConfig } from "../../src/config/legacy-options.js";
import type { ClientOptions } from "../../src/config/options.js";
import { resolveLegacySettings, resolveSettings } from "../../src/config/resolve.js";
import type { Sources } from "../../src/config/sources.js";
import { isCrmError } from "../../src/core/errors/errors.js";

const OAUTH = "resources/oauth_configuration.properties";
const PLAIN = "resources/configuration.properties";

interface Given {
  readonly oauth?: string;
  readonly plain?: string;
  readonly env?: Record<string, string>;
}

const sources = ({ oauth, plain, env = {} }: Given = {}): Sources => ({
  readFile: (path) => ({ [OAUTH]: oauth, [PLAIN]: plain })[path],
  env,
});

const base: ClientOptions = { clientId: "id", clientSecret: "secret" };
const legacyBase: LegacyConfig = { client_id: "id", client_secret: "secret", redirect_url: "https://example.com" };
const typed = (options: object = {}, given?: Given) => resolveSettings({ ...base, ...options }, sources(given));
const legacy = (config: object = {}, given?: Given) =>
  resolveLegacySettings({ ...legacyBase, ...config }, sources(given));

/** The error that `work` throws, which must be one of ours. */
function failure(work: () => unknown): { code: string; message: string } {
  try {
    work();
  } catch (error) {
    if (isCrmError(error, "Config")) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("defaults", () => {
  test("of the typed client", () => {
    expect(typed()).toEqual({
      clientId: "id",
      clientSecret: "secret",
      refreshToken: undefined,
      redirectUrl: undefined,
      user: "zcrm_default_user",
      apiUrl: "https://www.zohoapis.com",
      accountsUrl: "https://accounts.zoho.com",
      contentUrl: "https://content.zohoapis.com",
      downloadUrl: "https://download-accl.zoho.com",
      followsAnswers: true,
      allowHosts: [],
      store: expect.any(Object),
      fetch: undefined,
      timeout: 60_000,
      retry: { maxRetries: 2, maxDelay: 8_000 },
      maxConcurrency: 10,
      hooks: {},
      debug: undefined,
      connectTimeout: 10_000,
      idleTimeout: 30_000,
      maxAnswerSize: 104_857_600,
      ca: [],
      proxy: undefined,
    });
  });

  test("of the old client", () => {
    expect(legacy()).toMatchObject({
      redirectUrl: "https://example.com",
      refreshToken: undefined,
      user: "zcrm_default_user",
      apiUrl: "https://www.zohoapis.com",
      accountsUrl: "https://accounts.zoho.com",
      mysqlModule: "./mysql/mysql_util",
      mysqlUsername: "root",
      mysqlPassword: "",
      version: "v2",
      verbose: false,
    });
  });

  test("what is given is kept", () => {
    const given = { store: memoryStore(), fetch: globalThis.fetch, timeout: 5, maxConcurrency: 1, user: "me" };
    expect(typed({ ...given, retry: { maxRetries: 0 } })).toMatchObject({
      ...given,
      retry: { maxRetries: 0, maxDelay: 8_000 },
    });
  });
});

describe("every name", () => {
  const names: readonly {
    legacy: keyof LegacyConfig;
    setting: string;
    property: string;
    alias?: string;
    host?: true;
  }[] = [
    { legacy: "client_id", setting: "clientId", property: "zoho.crm.client_id", alias: "zoho.crm.clientid" },
    {
      legacy: "client_secret",
      setting: "clientSecret",
      property: "zoho.crm.client_secret",
      alias: "zoho.crm.clientsecret",
    },
    {
      legacy: "redirect_url",
      setting: "redirectUrl",
      property: "zoho.crm.redirect_url",
      alias: "zoho.crm.redirecturl",
    },
    {
      legacy: "refresh_token",
      setting: "refreshToken",
      property: "zoho.crm.refresh_token",
      alias: "zoho.crm.refreshtoken",
    },
    { legacy: "iamurl", setting: "accountsUrl", property: "zoho.crm.iamurl", host: true },
    { legacy: "base_url", setting: "apiUrl", property: "crm.api.base_url", alias: "crm.api.url", host: true },
    { legacy: "user_identifier", setting: "user", property: "crm.api.user_identifier" },
    {
      legacy: "mysql_module",
      setting: "mysqlModule",
      property: "crm.api.mysql_module",
      alias: "crm.api.tokenmanagement",
    },
    { legacy: "mysql_username", setting: "mysqlUsername", property: "mysql.username" },
    { legacy: "mysql_password", setting: "mysqlPassword", property: "mysql.password" },
  ];
  for (const { legacy: name, setting, property, alias, host } of names) {
    const value = (place: string) => (host ? `http://localhost:90${place.length}` : `of ${place}`);
    const required = ["client_id", "client_secret", "redirect_url"].filter((other) => other !== name);
    const rest = Object.fromEntries(required.map((other) => [other, "x"]));
    const found = (config: object, given: Given) =>
      Reflect.get(resolveLegacySettings({ ...rest, ...config }, sources(given)), setting);
    const env = { [`ZCRM__${name}`]: value("env") };
    const own = `${property}=${value("property")}`;

    test(`${name}: object, then property, then environment`, () => {
      expect(found({ [name]: value("object") }, { oauth: own, plain: own, env })).toBe(value("object"));
      expect(found({}, { oauth: own, env })).toBe(value("property"));
      expect(found({}, { plain: own, env })).toBe(value("property"));
      expect(found({}, { env })).toBe(value("env"));
    });

    test(`${name}: the file for secrets wins`, () => {
      expect(found({}, { oauth: own, plain: `${property}=${value("other file")}` })).toBe(value("property"));
    });

    if (alias === undefined) continue;
    test(`${name}: its own name beats the alias, wherever they stand`, () => {
      const other = `${alias}=${value("the alias")}`;
      expect(found({}, { oauth: `${own}\n${other}` })).toBe(value("property"));
      expect(found({}, { oauth: other, plain: own })).toBe(value("property"));
      expect(found({}, { oauth: other, env })).toBe(value("the alias"));
    });
  }

  test("the typed client reads files and environment by the same names", () => {
    const given = { oauth: "[zoho]\ncrm.client_id=a#b;c", env: { ZCRM__client_secret: "s" } };
    expect(resolveSettings({}, sources(given))).toMatchObject({ clientId: "a#b;c", clientSecret: "s" });
  });
});

describe("what counts as set", () => {
  test("an empty value does not", () => {
    const given = { oauth: "zoho.crm.client_id=\nzoho.crm.clientid=alias", env: { ZCRM__user_identifier: "" } };
    expect(typed({ clientId: "" }, given)).toMatchObject({ clientId: "alias", user: "zcrm_default_user" });
    expect(typed({ clientId: "" }, { oauth: "zoho.crm.client_id=", plain: "zoho.crm.client_id=x" }).clientId).toBe("x");
  });

  test("an empty MySQL password does", () => {
    expect(legacy({ mysql_password: "" }, { env: { ZCRM__mysql_password: "x" } }).mysqlPassword).toBe("");
  });

  test("undefined does not, nor null in the old object", () => {
    const env = { ZCRM__client_id: "of env" };
    expect(typed({ clientId: undefined }, { env }).clientId).toBe("of env");
    expect(legacy({ client_id: null }, { env }).clientId).toBe("of env");
  });

  test("plain values of other types become text in the old object", () => {
    expect(legacy({ user_identifier: 42, mysql_password: 0 })).toMatchObject({ user: "42", mysqlPassword: "0" });
  });

  const verbose = { true: true, "1": true, false: false, "0": false, off: false };
  for (const [text, want] of Object.entries(verbose)) {
    test(`verbose=${text}`, () => expect(legacy({}, { plain: `crm.verbose=${text}` }).verbose).toBe(want));
  }
  test("verbose as a boolean", () => {
    expect([legacy({ verbose: true }).verbose, legacy({ verbose: false }).verbose]).toEqual([true, false]);
  });

  test("tokenmanagement is the old name of mysql_module", () => {
    expect(legacy({ tokenmanagement: "local" }).mysqlModule).toBe("local");
    expect(legacy({ tokenmanagement: "x", mysql_module: "local" }).mysqlModule).toBe("local");
  });

  test("other members of the old object are ignored", () => {
    expect(legacy({ scope: "x", store: 1 })).toEqual(legacy());
  });
});

describe("hosts", () => {
  const us = ["https://www.zohoapis.com", "https://accounts.zoho.com"];
  const eu = ["https://www.zohoapis.eu", "https://accounts.zoho.eu"];
  const cases: readonly { name: string; given: ClientOptions; from?: Given; want: readonly string[] }[] = [
    { name: "nothing", given: {}, want: us },
    { name: "a word", given: { dataCenter: "eu" }, want: eu },
    {
      name: "Canada's two domains",
      given: { dataCenter: "ca" },
      want: ["https://www.zohoapis.ca", "https://accounts.zohocloud.ca"],
    },
    { name: "the accounts host follows", given: { apiUrl: "https://www.zohoapis.eu" }, want: eu },
    { name: "the API host follows", given: { accountsUrl: "accounts.zoho.eu" }, want: eu },
    {
      name: "the accounts host follows a sandbox",
      given: { apiUrl: "sandbox.zohoapis.eu" },
      want: ["https://sandbox.zohoapis.eu", "https://accounts.zoho.eu"],
    },
    {
      name: "a word and an address",
      given: { dataCenter: "eu", apiUrl: "developer.zohoapis.eu" },
      want: ["https://developer.zohoapis.eu", "https://accounts.zoho.eu"],
    },
    { name: "upper case and a slash", given: { apiUrl: "HTTPS://WWW.ZOHOAPIS.EU/" }, want: eu },
    {
      name: "a port",
      given: { apiUrl: "www.zohoapis.eu:8443" },
      want: ["https://www.zohoapis.eu:8443", "https://accounts.zoho.eu"],
    },
    {
      name: "loopback",
      given: { apiUrl: "http://127.0.0.1:8080", accountsUrl: "http://[::1]:81" },
      want: ["http://127.0.0.1:8080", "http://[::1]:81"],
    },
    {
      name: "loopback without scheme",
      given: { apiUrl: "localhost:8080" },
      want: ["https://localhost:8080", "https://accounts.zoho.com"],
    },
    {
      name: "an allowed host",
      given: { apiUrl: "proxy.example.com:8443", allowHosts: ["Proxy.example.com"] },
      want: ["https://proxy.example.com:8443", "https://accounts.zoho.com"],
    },
    {
      name: "an allowed host with its port",
      given: { apiUrl: "p.example.com:84", allowHosts: ["p.example.com:84"] },
      want: ["https://p.example.com:84", "https://accounts.zoho.com"],
    },
    { name: "a file", given: {}, from: { plain: "[crm]\napi.base_url=www.zohoapis.eu" }, want: eu },
    {
      name: "a word beats a file",
      given: { dataCenter: "eu" },
      from: { plain: "crm.api.url=www.zohoapis.in" },
      want: eu,
    },
  ];
  for (const { name, given, from, want } of cases) {
    test(name, () => {
      const { apiUrl, accountsUrl } = typed(given, from);
      expect([apiUrl, accountsUrl]).toEqual(want);
    });
  }

  const zoho = ["https://content.zohoapis.eu", "https://download-accl.zoho.eu"];
  const files: readonly { name: string; given: ClientOptions; want: readonly string[] }[] = [
    { name: "of the data centre", given: { dataCenter: "eu" }, want: zoho },
    { name: "of the API host's data centre", given: { apiUrl: "sandbox.zohoapis.eu" }, want: zoho },
    { name: "of the accounts host's data centre", given: { accountsUrl: "accounts.zoho.eu" }, want: zoho },
    {
      name: "of the API host, where a word names another one",
      given: { dataCenter: "us", apiUrl: "www.zohoapis.eu" },
      want: zoho,
    },
    {
      name: "of hosts with names of their own",
      given: { dataCenter: "ca" },
      want: ["https://upload.zohocloud.ca", "https://download-accl.zohocloud.ca"],
    },
    {
      name: "of an API host that is none of Zoho's: itself",
      given: { apiUrl: "http://127.0.0.1:8080", accountsUrl: "accounts.zoho.eu" },
      want: ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
    },
  ];
  for (const { name, given, want } of files) {
    test(`for files: those ${name}`, () => {
      const { contentUrl, downloadUrl } = typed(given);
      expect([contentUrl, downloadUrl]).toEqual(want);
    });
  }

  const refused: readonly { name: string; given: object; want: string }[] = [
    {
      name: "another host",
      given: { apiUrl: "https://evil.example.com" },
      want: "names evil.example.com, which is none of Zoho's hosts",
    },
    {
      name: "a host that only begins like Zoho's",
      given: { apiUrl: "www.zohoapis.com.evil.example" },
      want: "names www.zohoapis.com.evil.example",
    },
    { name: "an accounts host for the API", given: { apiUrl: "accounts.zoho.com" }, want: "names accounts.zoho.com" },
    { name: "plain http", given: { apiUrl: "http://www.zohoapis.com" }, want: "may not use http://" },
    {
      name: "plain http to an allowed host",
      given: { apiUrl: "http://a.example", allowHosts: ["a.example"] },
      want: "may not use http://",
    },
    { name: "another scheme", given: { apiUrl: "ws://localhost" }, want: "may not use ws://" },
    { name: "a path", given: { apiUrl: "https://www.zohoapis.com/crm" }, want: "without path or user name" },
    { name: "a query", given: { apiUrl: "www.zohoapis.com?" }, want: "without path or user name" },
    {
      name: "a user name",
      given: { accountsUrl: "https://me:hidden@accounts.zoho.com" },
      want: "without path or user name",
    },
    { name: "no address at all", given: { accountsUrl: "http://" }, want: "is no address of a server" },
    {
      name: "a host that begins with 127.",
      given: { apiUrl: "http://127.0.0.1.evil.example" },
      want: "may not use http://",
    },
  ];
  for (const { name, given, want } of refused) {
    test(`refused: ${name}`, () => {
      const { code, message } = failure(() => typed(given));
      expect(code).toBe("INVALID_CONFIGURATION");
      expect(message).toContain(want);
      expect(message).not.toContain("hidden");
    });
  }

  test("the place of a refused host is named", () => {
    const message = (config: object, given?: Given) => failure(() => legacy(config, given)).message.split(" names ")[0];
    expect(message({ base_url: "a.example" })).toBe('base_url (option "base_url")');
    expect(message({}, { plain: "crm.api.url=a.example" })).toBe(`base_url (crm.api.url in ${PLAIN}, line 1)`);
    expect(message({}, { env: { ZCRM__iamurl: "a.example" } })).toBe("iamurl (environment variable ZCRM__iamurl)");
    expect(failure(() => typed({}, { plain: "\r\n[crm]\r\napi.url=a.example" })).message).toMatch(
      `apiUrl (crm.api.url in ${PLAIN}, line 3) names a.example`,
    );
    expect(failure(() => typed({ apiUrl: "a.example" })).message).toMatch(
      `It may be set as option "apiUrl"; crm.api.base_url (or crm.api.url) in ${OAUTH} or ${PLAIN}; environment variable ZCRM__base_url`,
    );
  });
});

describe("errors", () => {
  test("all that is missing, and every place", () => {
    expect(failure(() => resolveSettings({}, sources()))).toEqual({
      code: "MISSING_CONFIGURATION",
      message: [
        "required settings are missing; set each in one of its places:",
        `- clientId: option "clientId"; zoho.crm.client_id (or zoho.crm.clientid) in ${OAUTH} or ${PLAIN}; environment variable ZCRM__client_id`,
        `- clientSecret: option "clientSecret"; zoho.crm.client_secret (or zoho.crm.clientsecret) in ${OAUTH} or ${PLAIN}; environment variable ZCRM__client_secret`,
      ].join("\n"),
    });
  });

  test("a form that was left empty is pointed at", () => {
    const { message } = failure(() =>
      resolveSettings({ clientId: "id" }, sources({ oauth: "[zoho]\ncrm.client_secret=" })),
    );
    expect(message).toMatch(`(left empty: zoho.crm.client_secret in ${OAUTH}, line 2)`);
  });

  test("only what is missing", () => {
    const { message } = failure(() => resolveSettings({ clientId: "id" }, sources()));
    expect(message).toContain("clientSecret");
    expect(message).not.toContain("clientId");
  });

  test("the old client needs a redirect URL, and has its own names", () => {
    const { code, message } = failure(() => resolveLegacySettings(undefined, sources()));
    expect(code).toBe("MISSING_CONFIGURATION");
    expect(message.match(/option "\w+"/g)).toEqual([
      'option "client_id"',
      'option "client_secret"',
      'option "redirect_url"',
    ]);
  });

  const invalid: readonly { given: object; want: string }[] = [
    {
      given: { dataCenter: "europe" },
      want: 'option "dataCenter" must be one of us, eu, in, cn, au, jp, ca, sa, uk, ae',
    },
    { given: { dataCenter: "toString" }, want: 'option "dataCenter" must be one of' },
    { given: { clientId: 7 }, want: 'option "clientId" must be a text; it is a value of the type number' },
    { given: { clientSecret: null }, want: 'option "clientSecret" must be a text; it is null' },
    { given: { timeout: 0 }, want: 'option "timeout" must be a number of milliseconds between 1 and' },
    { given: { timeout: "5" }, want: 'option "timeout" must be' },
    { given: { timeout: Number.NaN }, want: 'option "timeout" must be' },
    { given: { timeout: Number.POSITIVE_INFINITY }, want: 'option "timeout" must be' },
    { given: { maxConcurrency: 0 }, want: 'option "maxConcurrency" must be a positive integer' },
    { given: { hooks: { request: 5 } }, want: 'option "hooks" must be an object of functions (request, response, ' },
    { given: { hooks: { answer: () => 0 } }, want: 'option "hooks" must be an object of functions' },
    { given: { maxConcurrency: 1.5 }, want: 'option "maxConcurrency" must be a positive integer' },
    { given: { retry: { maxRetries: -1 } }, want: 'option "retry" must be an object with maxRetries' },
    { given: { retry: 3 }, want: 'option "retry" must be an object with maxRetries' },
    { given: { store: {} }, want: 'option "store" must be a token store with the functions get, set and delete' },
    { given: { fetch: "fetch" }, want: 'option "fetch" must be a function' },
    { given: { allowHosts: "a.example" }, want: 'option "allowHosts" must be an array of hosts' },
    { given: { clientID: "x" }, want: 'option "clientID" does not exist; did you mean "clientId"?' },
    { given: { datacentre: "eu" }, want: 'option "datacentre" does not exist; did you mean "dataCenter"?' },
    { given: { base_url: "x" }, want: 'option "base_url" does not exist; did you mean "apiUrl"?' },
  ];
  for (const { given, want } of invalid) {
    test(want, () => {
      const { code, message } = failure(() => typed(given));
      expect(code).toBe("INVALID_CONFIGURATION");
      expect(message).toContain(want);
    });
  }

  test("options that are no object", () => {
    const { message } = failure(() => resolveSettings(JSON.parse("null"), sources()));
    expect(message).toBe("the options must be an object; it is null");
  });

  test("an object in the place of a text in the old object", () => {
    expect(failure(() => legacy({ base_url: {} })).message).toContain('option "base_url" must be a text');
  });

  for (const version of ["2", "v2/../v3", "v2.1.1"]) {
    test(`version ${version}`, () => expect(failure(() => legacy({ version })).code).toBe("INVALID_CONFIGURATION"));
  }
  test("version v2.1", () => expect(legacy({ version: "v2.1" }).version).toBe("v2.1"));

  test("no secret shows", () => {
    const secret = "s3cr3t";
    const works = [
      () => resolveSettings({ clientSecret: secret, refreshToken: secret }, sources()),
      () => resolveSettings({ ...base, clientSecret: JSON.parse(`["${secret}"]`) }, sources()),
      () => typed({ apiUrl: `https://${secret}@www.zohoapis.com` }),
      () => legacy({ mysql_password: { secret } }),
    ];
    for (const work of works) expect(failure(work).message).not.toContain(secret);
  });
});
