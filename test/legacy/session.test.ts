import { describe, expect, test } from "vitest";
import type { LegacyConfig, LegacySettings } from "../../src/config/legacy-options.js";
import { openSession, shareEngine, shareStore } from "../../src/legacy/session.js";

const config = (more: LegacyConfig = {}): LegacyConfig => ({
  client_id: "id",
  client_secret: "secret",
  redirect_url: "https://example.com/back",
  ...more,
});

describe("mysql_module selects the token store", () => {
  test.each([
    [undefined, "mysql"],
    ["./mysql/mysql_util", "mysql"],
    ["local", "memory"],
    ["./local/local_util", "memory"],
    ["../../../../my-tokens.js", "module"],
    ["toString", "module"],
  ])("%s: %s", (mysql_module, name) => {
    expect(openSession(config({ mysql_module }), undefined).store.name).toBe(name);
  });
});

describe("a later call of initialize", () => {
  const first = openSession(config(), undefined);
  /** The first session, with a count of how often its store was closed. */
  const watched = () => {
    const seen = { closed: 0 };
    const close = async (): Promise<void> => {
      seen.closed += 1;
    };
    return { seen, session: { ...first, store: { ...first.store, close } } };
  };

  test.each([
    ["nothing new", {}],
    ["another user", { user_identifier: "sales" }],
    ["another API host", { base_url: "www.zohoapis.eu", iamurl: "accounts.zoho.com" }],
  ])("with %s keeps the store", (_, more) => {
    const { seen, session } = watched();
    expect(openSession(config(more), session).store).toBe(session.store);
    expect(seen.closed).toBe(0);
  });

  test.each([
    ["another password", { mysql_password: "new" }],
    ["another account of the database", { mysql_username: "crm" }],
    ["another kind of store", { mysql_module: "local" }],
    ["another application", { client_id: "other" }],
    ["another accounts server", { iamurl: "accounts.zoho.eu" }],
  ])("with %s opens another store and closes the one before", (_, more) => {
    const { seen, session } = watched();
    expect(openSession(config(more), session).store).not.toBe(session.store);
    expect(seen.closed).toBe(1);
  });
});

describe("two sessions share", () => {
  const settings = openSession(config(), undefined).settings;
  const proxy = { url: "http://proxy.example.com", authorization: undefined, except: undefined };

  /** A setting with another value, and what it still lets sessions share. */
  const changes: readonly (readonly [Partial<LegacySettings>, { store: boolean; engine: boolean }])[] = [
    [{}, { store: true, engine: true }],
    [{ clientId: "other" }, { store: false, engine: true }],
    [{ accountsUrl: "https://accounts.zoho.eu" }, { store: false, engine: true }],
    [{ mysqlModule: "local" }, { store: false, engine: true }],
    [{ mysqlUsername: "crm" }, { store: false, engine: true }],
    [{ mysqlPassword: "new" }, { store: false, engine: true }],
    [{ clientSecret: "other" }, { store: true, engine: false }],
    [{ redirectUrl: "https://example.com/other" }, { store: true, engine: false }],
    [{ apiUrl: "https://www.zohoapis.eu" }, { store: true, engine: false }],
    [{ contentUrl: "https://content.zohoapis.eu" }, { store: true, engine: false }],
    [{ downloadUrl: "https://download.zoho.eu" }, { store: true, engine: false }],
    [{ followsAnswers: !settings.followsAnswers }, { store: true, engine: false }],
    [{ allowHosts: ["proxy.example.com"] }, { store: true, engine: false }],
    [{ proxy }, { store: true, engine: false }],
    [{ debug: "1" }, { store: true, engine: false }],
    [{ version: "v2.1" }, { store: true, engine: false }],
    [{ user: "sales" }, { store: true, engine: true }],
    [{ refreshToken: "other" }, { store: true, engine: true }],
    [{ verbose: !settings.verbose }, { store: true, engine: true }],
  ];
  test.each(changes)("with %j: %j", (change, want) => {
    const other = { ...settings, ...change };
    expect({ store: shareStore(settings, other), engine: shareEngine(settings, other) }).toEqual(want);
  });

  test("equal lists and proxies, though they are not the same objects", () => {
    const [one, other] = [settings, settings].map((same) => ({ ...same, allowHosts: ["a"], proxy: { ...proxy } }));
    expect(one && other && shareEngine(one, other)).toBe(true);
  });
});

describe("a later session", () => {
  const first = openSession(config({ refresh_token: "r" }), undefined);

  test("uses the same engine if only the user is another", () => {
    expect(openSession({ user_identifier: "sales" }, first).engine).toBe(first.engine);
  });

  test.each([
    ["a setting of the engine", { version: "v2.1" }],
    ["a setting of the store", { client_id: "other" }],
    ["the refresh token of a known user", { refresh_token: "other" }],
  ])("has another engine if %s changes", (_, more) => {
    expect(openSession(more, first).engine).not.toBe(first.engine);
  });
});
