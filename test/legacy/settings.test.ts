/** Habits of the old client around settings: `kept` if programs rely on them, `fixed` if none can. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createLegacyClient, type LegacyClient } from "../../src/legacy/client.js";
import { failureOf, type LegacyServer, startLegacyServer } from "../support/servers/legacy-server.js";

let server: LegacyServer;
let client: LegacyClient;
beforeAll(async () => {
  server = await startLegacyServer();
  client = await server.start();
});
beforeEach(() => server.reset());
afterAll(() => server.close());

const module = "Leads";

describe("settings", () => {
  test("kept: baseurl and tokenmanagement, the names of 0.0.x", async () => {
    const own = await server.start({
      base_url: undefined,
      baseurl: server.url,
      mysql_module: undefined,
      tokenmanagement: "local",
    });
    expect(await own.API.ORG.get()).toMatchObject({ statusCode: 200 });
  });

  test("kept: unknown and empty members are ignored, and a number is read as a string", async () => {
    const own = await server.start({ user_identifier: 42, colour: "red", later: () => 1, mysql_password: null });
    expect(own.getUserIdentifier()).toBe("42");
    await own.initialize({ client_id: "", refresh_token: null });
    expect(own.getClientId()).toBe("id");
  });

  test("kept: initializeWithValues is initialize", async () => {
    const own = createLegacyClient();
    expect(await own.initializeWithValues(server.config())).toBe(own);
    expect(own.getClientId()).toBe("id");
  });

  test("kept: every getter returns its setting; before initialize, its default or null", async () => {
    const own = createLegacyClient();
    const read = () =>
      Object.fromEntries(
        Object.entries(own)
          .filter(([name]) => name.startsWith("get") && !name.startsWith("getConfig"))
          .map(([name, get]) => [name, get()]),
      );
    expect(read()).toEqual({
      getClientId: null,
      getClientSecret: null,
      getRedirectURL: null,
      getRefreshToken: null,
      getUserIdentifier: "zcrm_default_user",
      getIAMUrl: "accounts.zoho.com",
      getAPIURL: "www.zohoapis.com",
      getVersion: "v2",
      getMySQLModule: "./mysql/mysql_util",
      getPersistenceModule: "./mysql/mysql_util",
      getMySQLUserName: "root",
      getMYSQLPassword: "",
      getVerbose: false,
    });
    await own.initialize(server.config({ iamurl: "accounts.zoho.eu", base_url: "www.zohoapis.eu" }));
    expect(read()).toEqual({
      getClientId: "id",
      getClientSecret: "very-secret",
      getRedirectURL: "https://example.com/back",
      getRefreshToken: "refresh",
      getUserIdentifier: "zcrm_default_user",
      getIAMUrl: "accounts.zoho.eu",
      getAPIURL: "www.zohoapis.eu",
      getVersion: "v2",
      getMySQLModule: "./local/local_util",
      getPersistenceModule: "./local/local_util",
      getMySQLUserName: "root",
      getMYSQLPassword: "",
      getVerbose: false,
    });
  });

  test.each([
    ["ClientId", "ClientId", "x"],
    ["ClientSecret", "ClientSecret", "x"],
    ["RedirectURL", "RedirectURL", "https://example.com/x"],
    ["RefreshToken", "RefreshToken", "x"],
    ["UserIdentifier", "UserIdentifier", "x"],
    ["IAMUrl", "IAMUrl", "accounts.zoho.in"],
    ["BaseURL", "APIURL", "www.zohoapis.in"],
    ["Verbose", "Verbose", true],
  ])("kept: set%s", async (setter, getter, value) => {
    for (const own of [await server.start(), createLegacyClient()]) {
      Reflect.get(own, `set${setter}`)(value);
      expect(Reflect.get(own, `get${getter}`)()).toBe(value);
    }
  });

  test("kept: a setter applies from the next call on, before initialize and after", async () => {
    const own = createLegacyClient();
    own.setRefreshToken("first");
    own.setUserIdentifier("ada");
    await own.initialize(server.config({ refresh_token: undefined }));
    await own.API.ORG.get();
    own.setRefreshToken("second");
    own.setUserIdentifier("bob");
    await own.API.ORG.get();
    own.setUserIdentifier("ada");
    await own.API.ORG.get();
    expect([server.form(0).refresh_token, server.form(1).refresh_token]).toEqual(["first", "second"]);
    expect([0, 1, 2].map(server.tokenOf)).toEqual(["token-1", "token-2", "token-1"]);
  });

  test("kept: a refresh token that is set after a failed call is used", async () => {
    const own = await server.start({ refresh_token: undefined });
    expect(await failureOf(own.API.ORG.get())).toMatchObject({ code: "NO_REFRESH_TOKEN" });
    own.setRefreshToken("late");
    expect(await own.API.ORG.get()).toMatchObject({ statusCode: 200 });
    expect(server.form(0).refresh_token).toBe("late");
  });

  test("kept: getConfig and getConfig_refresh return the forms", () => {
    const application = { client_id: "id", client_secret: "very-secret" };
    expect(client.getConfig("code")).toEqual({
      ...application,
      code: "code",
      redirect_uri: "https://example.com/back",
      grant_type: "authorization_code",
    });
    expect(client.getConfig_refresh("r")).toEqual({ ...application, refresh_token: "r", grant_type: "refresh_token" });
  });

  test("kept: parseAndConstructObject returns tokens, or an empty object", () => {
    const parse = (response: object) => client.parseAndConstructObject({ body: JSON.stringify(response) });
    const tokens = parse({ access_token: "a", refresh_token: "r", expires_in: 3_600_000, expires_in_sec: 3_600 });
    expect(tokens).toMatchObject({ access_token: "a", refresh_token: "r" });
    expect(Math.abs(Number(tokens.expires_in) - Date.now() - 3_600_000)).toBeLessThan(60_000);
    expect(parse({ error: "invalid_code" })).toEqual({});
  });
});

describe("initialize and reset", () => {
  test("fixed: no global variable is created", async () => {
    const before = Object.getOwnPropertyNames(globalThis);
    const own = await server.start();
    await own.API.MODULES.get({ module, params: { a: 1 }, headers: { a: "b" } });
    expect(Object.getOwnPropertyNames(globalThis)).toEqual(before);
    expect(before).not.toContain("HTTP_METHODS");
  });

  test("kept: initialize before every call, in parallel, resolves to a client that works", async () => {
    const own = createLegacyClient();
    const calls = Array.from({ length: 20 }, async () => (await own.initialize(server.config())).API.ORG.get());
    expect((await Promise.all(calls)).map((response) => Reflect.get(Object(response), "statusCode"))).toEqual(
      Array.from({ length: 20 }, () => 200),
    );
    expect(server.tokenRequests).toHaveLength(1);
  });

  test("kept: initialize again, with the same settings or none, keeps tokens and user", async () => {
    const own = await server.start();
    await own.generateAuthTokens("sales", "code");
    for (const again of [undefined, null, {}, { client_id: "id" }, server.config()]) {
      await own.initialize(again);
      await own.API.ORG.get();
    }
    expect(own.getUserIdentifier()).toBe("sales");
    expect(server.tokenRequests).toHaveLength(1);
  });

  test("kept: initialize again, with another user, keeps connections", async () => {
    const sockets = new Set<unknown>();
    const own = await server.start();
    for (const user_identifier of ["a", "b", "c", "a"]) {
      await own.initialize({ user_identifier });
      await own.API.ORG.get();
      sockets.add(server.requests.at(-1)?.port);
    }
    expect(sockets.size).toBe(1);
  });

  test("fixed: initialize does not disturb calls in flight", async () => {
    const own = await server.start();
    const call = own.API.ORG.get();
    await own.initialize({ client_id: "other", base_url: "www.zohoapis.eu" });
    expect(await call).toMatchObject({ statusCode: 200 });
  });

  test("fixed: invalid settings leave the client as it was", async () => {
    const own = await server.start();
    expect(await failureOf(own.initialize({ base_url: "a.example/path" }))).toMatchObject({ name: "ConfigError" });
    expect(await own.API.ORG.get()).toMatchObject({ statusCode: 200 });
  });

  test("kept: any host can be set, and is returned as it was set", async () => {
    const own = await server.start();
    await own.initialize({ iamurl: "An_IAM_Url", base_url: "HTTPS://Some_Host/" });
    expect([own.getIAMUrl(), own.getAPIURL()]).toEqual(["An_IAM_Url", "HTTPS://Some_Host/"]);
  });

  test("fixed: nothing is sent to a host that is not Zoho's, until the program allows it", async () => {
    const own = await server.start();
    for (const address of ["base_url", "iamurl"]) {
      await own.initialize({ ...server.config(), [address]: "crm.example.com", client_id: address });
      const before = server.requests.length;
      const call = own.API.ORG.get();
      expect(await failureOf(call)).toMatchObject({
        name: "ConfigError",
        message: expect.stringMatching(
          new RegExp(
            `^${address} .* names crm\\.example\\.com, .* add it to allowHosts \\(property crm\\.api\\.allow_hosts, environment variable ZCRM_ALLOW_HOSTS\\)`,
          ),
        ),
      });
      expect(server.requests.slice(before).filter(({ headers }) => headers.authorization)).toEqual([]);
    }
  });

  test("kept: reset resolves to the client and clears everything, and calls in flight succeed", async () => {
    const own = await server.start();
    await own.API.ORG.get();
    const call = own.API.ORG.get();
    const switching = own.generateAuthTokens("sales", "code");
    expect(await own.reset()).toBe(own);
    expect(await call).toMatchObject({ statusCode: 200 });
    expect(await switching).toMatchObject({ user_identifier: "sales" });
    expect([own.getClientId(), own.getUserIdentifier(), own.getAPIURL()]).toEqual([null, null, null]);
    expect(await failureOf(own.API.ORG.get())).toMatchObject({ code: "NOT_INITIALIZED" });
    await own.initialize(server.config());
    await own.API.ORG.get();
    expect(server.tokenOf(2)).toBe("token-3");
  });
});

test("kept: log writes if verbose is set, and the client logs nothing by itself", async () => {
  const lines: unknown[] = [];
  const { log } = console;
  console.log = (line: unknown) => lines.push(line);
  try {
    const own = await server.start();
    own.log("not this");
    own.setVerbose(true);
    await own.API.ORG.get();
    own.log("this");
  } finally {
    console.log = log;
  }
  expect(lines).toEqual(["this"]);
});
