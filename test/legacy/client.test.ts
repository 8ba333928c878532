import { createReadStream } from "node:fs";
import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { isCrmError } from "../../src/core/errors.js";
import { createLegacyClient } from "../../src/legacy/client.js";
import legacy, { ZCRMRestClient } from "../../src/legacy/index.js";
import { type RecordingServer, startRecordingServer } from "../support/recording-server.js";

let server: RecordingServer;
beforeAll(async () => {
  server = await startRecordingServer();
});
beforeEach(() => server.reset());
afterAll(() => server.close());

const config = (more: object = {}) => ({
  client_id: "id",
  client_secret: "very-secret",
  redirect_url: "https://example.com/back",
  refresh_token: "refresh",
  mysql_module: "local",
  iamurl: server.url,
  base_url: server.url,
  ...more,
});
const start = (more?: object) => createLegacyClient().initialize(config(more));
const tokenOf = (index: number) => server.requests[index]?.headers.authorization?.split(" ")[1];
const form = (index: number) => Object.fromEntries(new URLSearchParams(server.tokenRequests[index]?.body));

test("default and named export are one client", () => {
  expect(legacy).toBe(ZCRMRestClient);
});

describe("answers", () => {
  const statuses = [200, 201, 202, 207, 304, 400, 403, 404, 413];
  for (const status of statuses) {
    test(`${status} resolves`, async () => {
      const body = status === 304 ? "" : '{"code":"X", "n":1}';
      server.reply = () => ({ status, headers: { "Content-Type": "application/json", "X-One": "1" }, body });
      const client = await start();
      const response = await client.API.MODULES.get({ module: "Leads" });
      expect(response).toMatchObject({ statusCode: status, body });
      expect(response).toHaveProperty(["headers", "x-one"], "1");
      expect(Object.getPrototypeOf(Reflect.get(Object(response), "headers"))).toBe(Object.prototype);
    });
  }

  test("500 resolves; a create is not sent twice", async () => {
    server.reply = () => ({ status: 500, body: "<html>" });
    const client = await start();
    const response = await client.API.MODULES.post({ module: "Leads", body: { data: [] } });
    expect(response).toMatchObject({ statusCode: 500, body: "<html>" });
    expect(server.requests).toHaveLength(1);
  });

  test("500 of a function, which may have done something, is not asked for again", async () => {
    server.reply = () => ({ status: 500, body: "{}" });
    const { API } = await start();
    expect(await API.FUNCTIONS.executeFunctionsInGet({ api_name: "greet" })).toMatchObject({ statusCode: 500 });
    expect(server.requests).toHaveLength(1);
  });

  test("204 resolves to a text", async () => {
    server.reply = () => ({ status: 204 });
    const { API } = await start();
    const want = '{"message":"no data","status_code":"204"}';
    expect(await API.MODULES.get({ module: "Leads", id: "1" })).toBe(want);
    expect(await API.ATTACHMENTS.downloadPhoto({ module: "Leads", id: "1" })).toBe(want);
  });

  test("text is read as UTF-8", async () => {
    server.reply = () => ({ body: Buffer.from('{"name":"Zoë 😀"}') });
    const { API } = await start();
    expect(await API.ORG.get()).toMatchObject({ body: '{"name":"Zoë 😀"}' });
  });
});

describe("downloads", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);

  test("the body holds the exact bytes, and the file has its name", async () => {
    const headers = { "content-disposition": "attachment;filename*=UTF-8''price%20list.pdf" };
    server.reply = () => ({ headers, body: bytes });
    const { API } = await start();
    const calls = [
      API.ATTACHMENTS.downloadFile({ module: "Leads", id: "1", relatedId: "2" }),
      API.MODULES.get({ module: "Leads", id: "1/photo", download_file: true }),
    ];
    for (const response of await Promise.all(calls)) {
      expect(response).toMatchObject({ statusCode: 200, filename: "price list.pdf" });
      expect(Buffer.from(Reflect.get(Object(response), "body"), "latin1")).toEqual(Buffer.from(bytes));
    }
  });

  test("an error comes as it is", async () => {
    server.reply = () => ({ status: 400, body: '{"code":"INVALID_DATA"}' });
    const { API } = await start();
    const response = await API.ATTACHMENTS.downloadPhoto({ module: "Leads", id: "1" });
    expect(response).toMatchObject({ statusCode: 400, body: '{"code":"INVALID_DATA"}', filename: undefined });
  });
});

describe("tokens", () => {
  test("the configuration's refresh token is used once for a hundred calls", async () => {
    const { API } = await start();
    await Promise.all(Array.from({ length: 100 }, () => API.ORG.get()));
    expect(server.requests).toHaveLength(100);
    expect(server.tokenRequests).toHaveLength(1);
    expect(server.tokenRequests[0]?.url).toBe("/oauth/v2/token");
    expect(form(0)).toEqual({
      grant_type: "refresh_token",
      refresh_token: "refresh",
      client_id: "id",
      client_secret: "very-secret",
    });
  });

  test("a refused token is replaced once", async () => {
    server.reply = ({ headers }) => ({ status: headers.authorization?.endsWith("token-1") ? 401 : 200, body: "{}" });
    const { API } = await start();
    expect(await API.ORG.get()).toMatchObject({ statusCode: 200 });
    expect(server.requests.map((_, index) => tokenOf(index))).toEqual(["token-1", "token-2"]);
  });

  test("a grant code brings tokens and switches the user", async () => {
    const client = await start();
    const before = Date.now();
    const tokens = await client.generateAuthTokens("sales", "grant-code");
    expect(tokens).toEqual({
      access_token: "token-1",
      refresh_token: "refresh-of-grant",
      expires_in: expect.any(Number),
      user_identifier: "sales",
    });
    expect(tokens.expires_in - before).toBeGreaterThanOrEqual(3_600_000);
    expect(tokens.expires_in - before).toBeLessThan(3_700_000);
    expect(form(0)).toMatchObject({ code: "grant-code", redirect_uri: "https://example.com/back" });
    await client.API.ORG.get();
    expect(tokenOf(0)).toBe("token-1");
    expect(server.tokenRequests).toHaveLength(1);
  });

  test("a refresh token brings tokens and switches the user", async () => {
    const client = await start({ user_identifier: "first" });
    await client.API.ORG.get();
    expect(await client.generateAuthTokenfromRefreshToken("second", "other-refresh")).toMatchObject({
      access_token: "token-2",
      refresh_token: "other-refresh",
      user_identifier: "second",
    });
    await client.API.ORG.get();
    expect([tokenOf(0), tokenOf(1)]).toEqual(["token-1", "token-2"]);
  });

  test("the user is bound when the call is made", async () => {
    const client = await start();
    await client.generateAuthTokenfromRefreshToken("one", "refresh-one");
    const switching = client.generateAuthTokenfromRefreshToken("two", "refresh-two");
    const early = client.API.ORG.get();
    await Promise.all([switching, early]);
    expect(tokenOf(0)).toBe("token-1");
  });

  test("a user without a name is the present one", async () => {
    const client = await start({ user_identifier: "me" });
    expect(await client.generateAuthTokens(null, "code")).toMatchObject({ user_identifier: "me" });
  });

  test("a refusal rejects, without secrets, and the user stays", async () => {
    const client = await start();
    await client.API.ORG.get();
    server.tokenReply = () => ({ body: '{"error":"invalid_code"}' });
    const failure = await client.generateAuthTokens("other", "bad-grant").catch((error: unknown) => error);
    expect(isCrmError(failure, "Auth")).toBe(true);
    expect(String(failure)).not.toMatch(/very-secret|bad-grant/);
    await client.API.ORG.get();
    expect(tokenOf(1)).toBe("token-1");
  });

  test("a missing grant code or refresh token rejects", async () => {
    const client = await start();
    await expect(client.generateAuthTokens("u", "")).rejects.toThrow("the argument grant_token is missing");
    await expect(client.generateAuthTokenfromRefreshToken("u", "")).rejects.toThrow("refresh_token is missing");
    expect(server.tokenRequests).toEqual([]);
  });
});

describe("initialize", () => {
  test("before it, every call rejects and none throws", async () => {
    const client = createLegacyClient();
    const want = { code: "NOT_INITIALIZED", message: expect.stringContaining("call ZCRMRestClient.initialize()") };
    await expect(client.API.MODULES.get({ module: "Leads" })).rejects.toMatchObject(want);
    await expect(client.generateAuthTokens("u", "code")).rejects.toMatchObject(want);
    await expect(client.generateAuthTokenfromRefreshToken("u", "token")).rejects.toMatchObject(want);
  });

  test("resolves to the client", async () => {
    const client = createLegacyClient();
    expect(await client.initialize(config())).toBe(client);
  });

  test("again with the same settings, tokens stay", async () => {
    const client = await start();
    await client.API.ORG.get();
    for (const again of [config(), undefined, { client_id: "id" }]) {
      await client.initialize(again);
      await client.API.ORG.get();
    }
    expect(server.tokenRequests).toHaveLength(1);
  });

  test("again before every call, in parallel, one token is fetched for all", async () => {
    const client = createLegacyClient();
    const calls: Promise<unknown>[] = [];
    for (let count = 0; count < 10; count += 1) calls.push((await client.initialize(config())).API.ORG.get());
    await Promise.all(calls);
    expect(server.requests).toHaveLength(10);
    expect(server.tokenRequests).toHaveLength(1);
  });

  test("again with another user, each user has its own tokens", async () => {
    const client = await start({ user_identifier: "a", refresh_token: "refresh-a" });
    await client.API.ORG.get();
    await client.initialize(config({ user_identifier: "b", refresh_token: "refresh-b" }));
    await client.API.ORG.get();
    await client.initialize(config({ user_identifier: "a", refresh_token: "refresh-a" }));
    await client.API.ORG.get();
    expect([0, 1, 2].map(tokenOf)).toEqual(["token-1", "token-2", "token-1"]);
    expect([form(0).refresh_token, form(1).refresh_token]).toEqual(["refresh-a", "refresh-b"]);
  });

  test("another application has none of the tokens", async () => {
    const client = await start();
    await client.API.ORG.get();
    await client.initialize(config({ client_id: "other" }));
    await client.API.ORG.get();
    expect(tokenOf(1)).toBe("token-2");
  });

  test("a call under way is not disturbed", async () => {
    const client = await start();
    const call = client.API.ORG.get();
    await client.initialize(config({ client_id: "other", base_url: "www.zohoapis.eu" }));
    expect(await call).toMatchObject({ statusCode: 200 });
  });

  test("the version is part of the address", async () => {
    const { API } = await start({ version: "v2.1" });
    await API.ORG.get();
    expect(server.requests[0]?.url).toBe("/crm/v2.1/org");
  });

  test("a module for tokens that is not there is named, with the call that needs it", async () => {
    const { API } = await start({ mysql_module: "./nowhere/tokens" });
    const failure = await API.ORG.get().catch((error: unknown) => error);
    expect(inspect(failure)).toContain("there is no module ./nowhere/tokens; looked for ");
    expect(server.requests).toEqual([]);
  });

  test("without mysql_module tokens are kept in MySQL on this machine", async () => {
    const { mysql_module, ...rest } = config({ mysql_username: "no-such-user" });
    const client = await createLegacyClient().initialize(rest);
    const failure = await client.API.ORG.get().catch((error: unknown) => error);
    expect(inspect(failure)).toContain("the database zohooauth at localhost:3306, as no-such-user: ");
    expect(mysql_module).toBe("local");
  });

  test("tokenmanagement is the old name of mysql_module", async () => {
    const { mysql_module, ...rest } = config();
    const client = await createLegacyClient().initialize({ ...rest, tokenmanagement: mysql_module });
    expect(await client.API.ORG.get()).toMatchObject({ statusCode: 200 });
  });
});

describe("failures reject", () => {
  test("a connection that breaks", async () => {
    server.reply = () => ({ broken: true });
    const { API } = await start();
    const failure = await API.MODULES.post({ module: "Leads", body: {} }).catch((error: unknown) => error);
    expect(isCrmError(failure, "Network")).toBe(true);
  });

  test("a file that is not there", async () => {
    const { API } = await start();
    const x_file_content = createReadStream("no/such/file.pdf");
    const failure = await API.ATTACHMENTS.uploadFile({ module: "Leads", id: "1", x_file_content }).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code: "UNREADABLE_FILE", message: expect.stringContaining("no/such/file.pdf") });
  });

  test("what is no file", async () => {
    const { API } = await start();
    const x_file_content = Object("text");
    await expect(API.ATTACHMENTS.uploadFile({ module: "Leads", id: "1", x_file_content })).rejects.toMatchObject({
      code: "INVALID_FILE",
    });
  });

  test("a body that is no JSON", async () => {
    const { API } = await start();
    const body: Record<string, unknown> = {};
    body.self = body;
    await expect(API.MODULES.post({ module: "Leads", body })).rejects.toThrow("circular");
  });
});
