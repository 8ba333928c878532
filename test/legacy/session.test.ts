import { describe, expect, test } from "vitest";
import type { LegacyConfig } from "../../src/config/legacy-options.js";
import { openSession } from "../../src/legacy/session.js";

const config = (more: LegacyConfig = {}): LegacyConfig => ({
  client_id: "id",
  client_secret: "secret",
  redirect_url: "https://example.com/back",
  ...more,
});

describe("mysql_module decides where tokens are kept", () => {
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
  /** The first session, and how often its store was closed. */
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
  ])("with %s goes on with the store", (_, more) => {
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
  ])("with %s opens another one, and ends the connections of the one before", (_, more) => {
    const { seen, session } = watched();
    expect(openSession(config(more), session).store).not.toBe(session.store);
    expect(seen.closed).toBe(1);
  });
});
