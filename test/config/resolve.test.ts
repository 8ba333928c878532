import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { memoryStore } from "../../src/auth/stores/memory.js";
import { SYSTEM_CLOCK } from "../../src/core/lifetime/clock.js";
import { type Given, legacy, typed } from "./settings.js";

describe("the defaults", () => {
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
      refused: {},
      foreignPlace: undefined,
      allowHosts: [],
      store: expect.any(Object),
      fetch: undefined,
      timeout: 60_000,
      retry: { maxRetries: 2, maxDelay: Number.POSITIVE_INFINITY },
      maxConcurrency: 10,
      hooks: {},
      clock: SYSTEM_CLOCK,
      debug: undefined,
      connectTimeout: 10_000,
      idleTimeout: 30_000,
      maxAnswerSize: 104_857_600,
      ca: [],
      proxy: undefined,
    });
  });

  test("of the old client: the same, and its own", () => {
    const { store, ...common } = typed({ redirectUrl: "https://example.com" });
    expect(legacy()).toEqual({
      ...common,
      mysqlModule: "./mysql/mysql_util",
      mysqlUsername: "root",
      mysqlPassword: "",
      version: "v2",
      verbose: false,
    });
  });

  test("are the ones that the options' documentation states", async () => {
    const source = await readFile("src/config/options.ts", "utf8");
    const documented = [...source.matchAll(/@default (\d+)(?:\n +)? \*\/\n +(\w+)\?/g)];
    expect(Object.fromEntries(documented.map(([, value, option]) => [option, Number(value)]))).toEqual({
      timeout: typed().timeout,
      connectTimeout: typed().connectTimeout,
      idleTimeout: typed().idleTimeout,
      maxAnswerSize: typed().maxAnswerSize,
      maxConcurrency: typed().maxConcurrency,
    });
  });

  test("the store has access tokens in the user's cache, if a refresh token is configured", () => {
    const nameOf = (options: object, given?: Given) => typed(options, given).store.name;
    expect(nameOf({ refreshToken: "r" })).toBe("cache");
    expect(nameOf({}, { oauth: "zoho.crm.refresh_token=r" })).toBe("cache");
    expect(nameOf({}, { env: { ZCRM_REFRESH_TOKEN: "r" } })).toBe("cache");
    expect(nameOf({})).toBe("memory");
    expect(nameOf({ refreshToken: "r", tokenCache: false })).toBe("memory");
    expect(nameOf({ refreshToken: "r" }, { env: { ZCRM_TOKEN_CACHE: "off" } })).toBe("memory");
    expect(nameOf({ refreshToken: "r" }, { plain: "crm.api.token_cache=no" })).toBe("memory");
    expect(nameOf({ refreshToken: "r", fetch: globalThis.fetch })).toBe("memory");
    expect(nameOf({ refreshToken: "r", clock: { ...SYSTEM_CLOCK } })).toBe("memory");
    expect(nameOf({ refreshToken: "r", store: { ...memoryStore(), name: "own" } })).toBe("own");
  });

  test("give way to options", () => {
    const options = { store: memoryStore(), fetch: globalThis.fetch, timeout: 5, maxConcurrency: 1, user: "me" };
    expect(typed({ ...options, retry: { maxRetries: 0 } })).toMatchObject({
      ...options,
      retry: { maxRetries: 0, maxDelay: Number.POSITIVE_INFINITY },
    });
  });
});

describe("the old client's", () => {
  const verbose = { true: true, "1": true, false: false, "0": false, off: false };
  test.each(Object.entries(verbose))("verbose=%s in a file", (value, want) => {
    expect(legacy({}, { plain: `crm.verbose=${value}` }).verbose).toBe(want);
  });

  test.each([
    ["true", "true"],
    ["yes", "yes"],
    ["false", false],
  ])("verbose=%s in the environment, as the string that its getter returned", (value, want) => {
    expect(legacy({}, { env: { ZCRM__verbose: value } }).verbose).toBe(want);
  });

  test("verbose as a boolean", () => {
    expect([legacy({ verbose: true }).verbose, legacy({ verbose: false }).verbose]).toEqual([true, false]);
  });

  test("tokenmanagement is its former name of mysql_module", () => {
    expect(legacy({ tokenmanagement: "local" }).mysqlModule).toBe("local");
    expect(legacy({ tokenmanagement: "x", mysql_module: "local" }).mysqlModule).toBe("local");
  });

  test("version v2.1", () => expect(legacy({ version: "v2.1" }).version).toBe("v2.1"));

  test("other members are ignored", () => {
    expect(legacy({ scope: "x", store: 1 })).toEqual(legacy());
  });
});
