/** Habits of the old client around tokens: `kept` if programs rely on them, `fixed` if none can. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { LegacyClient } from "../../src/legacy/client.js";
import { withFiles } from "../support/scratch.js";
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
const body = { data: [{ Last_Name: "Doe" }] };

describe("tokens", () => {
  test("kept: a grant code returns four members and switches the user", async () => {
    const own = await server.start();
    const before = Date.now();
    const tokens = await own.generateAuthTokens("sales", "code");
    expect(tokens).toEqual({
      access_token: "token-1",
      refresh_token: "refresh-of-grant",
      expires_in: expect.any(Number),
      user_identifier: "sales",
    });
    expect(Math.abs(tokens.expires_in - before - 3_600_000)).toBeLessThan(60_000);
    expect(own.getUserIdentifier()).toBe("sales");
    expect(server.form(0)).toMatchObject({
      grant_type: "authorization_code",
      code: "code",
      redirect_uri: "https://example.com/back",
    });
  });

  test("kept: a refresh token returns four members and switches the user", async () => {
    const own = await server.start();
    expect(await own.generateAuthTokenfromRefreshToken("ada", "refresh-of-ada")).toEqual({
      access_token: "token-1",
      refresh_token: "refresh-of-ada",
      expires_in: expect.any(Number),
      user_identifier: "ada",
    });
    await own.API.ORG.get();
    expect(own.getUserIdentifier()).toBe("ada");
    expect(server.tokenOf(0)).toBe("token-1");
  });

  test("kept: without a name, both are for the current user", async () => {
    const own = await server.start({ user_identifier: "me" });
    expect(await own.generateAuthTokens(null, "code")).toMatchObject({ user_identifier: "me" });
    expect(await own.generateAuthTokenfromRefreshToken("", "x")).toMatchObject({ user_identifier: "me" });
  });

  test.each([
    ["rows", (row: string) => `[${row}]`],
    ["one object", (row: string) => row],
  ])("kept: a token module may return %s", async (_, result) => {
    const row = '{ accesstoken: "stored", refreshtoken: "r", expirytime: String(Date.now() + 9e6) }';
    const text = `exports.getOAuthTokens = async () => (${result(row)});
      exports.saveOAuthTokens = exports.updateOAuthTokens = async () => {};`;
    await withFiles({ "tokens.cjs": text }, async (folder) => {
      await (await server.start({ mysql_module: join(folder, "tokens.cjs") })).API.ORG.get();
    });
    expect(server.tokenOf(0)).toBe("stored");
    expect(server.tokenRequests).toEqual([]);
  });

  test("kept: local keeps tokens in memory, and refresh_token is for any user", async () => {
    const own = await server.start();
    await own.API.ORG.get();
    own.setUserIdentifier("other");
    await own.API.ORG.get();
    expect([server.form(0).refresh_token, server.form(1).refresh_token]).toEqual(["refresh", "refresh"]);
    expect([server.tokenOf(0), server.tokenOf(1)]).toEqual(["token-1", "token-2"]);
  });

  test("kept: without mysql_module, tokens are in the MySQL database zohooauth", async () => {
    const own = await server.start({ mysql_module: undefined, mysql_username: "no-such-user" });
    expect(own.getMySQLModule()).toBe("./mysql/mysql_util");
    const failure = await failureOf(own.API.ORG.get());
    expect(String(Reflect.get(Object(failure), "cause"))).toContain(
      "database zohooauth at localhost:3306, user no-such-user",
    );
  });

  test.each([
    ["seconds", { expires_in: 3600 }],
    ["milliseconds with seconds beside them", { expires_in: 3_600_000, expires_in_sec: 3600 }],
    ["milliseconds", { expires_in: 3_600_000 }],
  ])("fixed: expires_in in %s", async (_, lifetime) => {
    server.tokenReply = () => ({ body: JSON.stringify({ access_token: "a", ...lifetime }) });
    const { expires_in } = await (await server.start()).generateAuthTokenfromRefreshToken("u", "r");
    expect(Math.abs(expires_in - Date.now() - 3_600_000)).toBeLessThan(60_000);
    const parsed = client.parseAndConstructObject({ body: JSON.stringify({ access_token: "a", ...lifetime }) });
    expect(Math.abs(Number(parsed.expires_in) - Date.now() - 3_600_000)).toBeLessThan(60_000);
  });

  test("fixed: an expired token is refreshed once, and the token module gets the new one", async () => {
    const text = `let row = { useridentifier: "ada", accesstoken: "old", refreshtoken: "refresh-of-ada", expirytime: 1 };
      exports.getOAuthTokens = async () => [row];
      exports.saveOAuthTokens = exports.updateOAuthTokens = async (tokens) => {
        row = { ...row, accesstoken: tokens.access_token, expirytime: tokens.expires_in };
      };`;
    await withFiles({ "tokens.cjs": text }, async (folder) => {
      const settings = { mysql_module: join(folder, "tokens.cjs"), user_identifier: "ada" };
      const own = await server.start(settings);
      await Promise.all([own.API.ORG.get(), own.API.ORG.get()]);
      const tokens = createRequire(import.meta.url)(join(folder, "tokens.cjs"));
      expect(await tokens.getOAuthTokens()).toMatchObject([{ accesstoken: "token-1", refreshtoken: "refresh-of-ada" }]);
    });
    expect(server.form(0).refresh_token).toBe("refresh-of-ada");
    expect([server.tokenOf(0), server.tokenOf(1), server.tokenRequests.length]).toEqual(["token-1", "token-1", 1]);
  });

  test("fixed: a rejected token is refreshed once for 100 calls", async () => {
    const own = await server.start();
    await own.API.ORG.get();
    server.reply = ({ headers }) => ({ status: headers.authorization?.endsWith("token-1") ? 401 : 200 });
    const responses = await Promise.all(Array.from({ length: 100 }, () => own.API.MODULES.post({ module, body })));
    expect(responses.every((response) => typeof response === "object" && response.statusCode === 200)).toBe(true);
    expect(server.tokenRequests).toHaveLength(2);
  });

  test("fixed: if the new token is rejected, too, the call resolves with 401", async () => {
    const own = await server.start();
    server.reply = () => ({ status: 401, body: '{"code":"INVALID_TOKEN"}' });
    expect(await own.API.ORG.get()).toMatchObject({ statusCode: 401, body: '{"code":"INVALID_TOKEN"}' });
    expect(server.requests).toHaveLength(2);
  });

  test("fixed: a call is for the user at the moment it is made", async () => {
    const own = await server.start();
    await own.generateAuthTokenfromRefreshToken("one", "refresh-one");
    const switching = own.generateAuthTokenfromRefreshToken("two", "refresh-two");
    const early = own.API.ORG.get();
    own.setUserIdentifier("two");
    await Promise.all([switching, early]);
    await own.API.ORG.get();
    expect([server.tokenOf(0), server.tokenOf(1)]).toEqual(["token-1", "token-2"]);
  });

  test("fixed: a user never gets another user's refresh token, unless tokens are in memory", async () => {
    const text =
      "exports.getOAuthTokens = async () => []; exports.saveOAuthTokens = exports.updateOAuthTokens = async () => {};";
    await withFiles({ "tokens.cjs": text }, async (folder) => {
      const own = await server.start({ mysql_module: join(folder, "tokens.cjs") });
      await own.API.ORG.get();
      own.setUserIdentifier("other");
      expect(await failureOf(own.API.ORG.get())).toMatchObject({ code: "NO_REFRESH_TOKEN" });
    });
  });

  test("fixed: a rejected grant does not switch the user", async () => {
    const own = await server.start({ user_identifier: "me" });
    server.tokenReply = () => ({ body: '{"error":"invalid_code"}' });
    await failureOf(own.generateAuthTokens("other", "bad"));
    expect(own.getUserIdentifier()).toBe("me");
  });

  test("fixed: a response of the accounts server that is not JSON is not shown", () => {
    const parse = () => client.parseAndConstructObject({ body: "<html>very-secret" });
    expect(parse).toThrow("the accounts server's response is not JSON");
  });
});
