/** What the old client did and programs rely on: a row for each. `wire` rows show the request line that a call becomes. */
import { createReadStream } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createLegacyClient, type LegacyClient } from "../../src/legacy/client.js";
import { withFiles } from "../support/scratch.js";
import { failureOf, invoke, type LegacyServer, lineOf, startLegacyServer } from "../support/servers/legacy-server.js";

let server: LegacyServer;
let client: LegacyClient;
beforeAll(async () => {
  server = await startLegacyServer();
  client = await server.start();
});
beforeEach(() => server.reset());
afterAll(() => server.close());

const module = "Leads";
const id = "3652397000000649013";
const body = { data: [{ Last_Name: "Doe" }] };

/** name, call, input, request line */
const wire: readonly (readonly [string, string, unknown, string])[] = [
  ["an id that is absent means the collection", "MODULES.get", { module }, "GET /Leads"],
  ["an id that is null means the collection", "MODULES.get", { module, id: null }, "GET /Leads"],
  ["an id that is empty means the collection", "MODULES.get", { module, id: "" }, "GET /Leads"],
  ["an id that is a number", "MODULES.get", { module, id: 4150 }, "GET /Leads/4150"],
  ["a slash stays in id", "MODULES.get", { module, id: `${id}/Notes` }, `GET /Leads/${id}/Notes`],
  ["a slash stays in module", "MODULES.get", { module: "Leads/1/Notes" }, "GET /Leads/1/Notes"],
  ["search ignores id", "MODULES.search", { module, id, params: { word: "a" } }, "GET /Leads/search?word=a"],
  ["convert is always Leads", "ACTIONS.convert", { module: "Deals", id }, `POST /Leads/${id}/actions/convert`],
  ["getModules puts module in the path", "SETTINGS.getModules", { module }, "GET /settings/modules/Leads"],
  [
    "module= with SETTINGS",
    "SETTINGS.getFields",
    { module, params: { a: 1 } },
    "GET /settings/fields?a=1&module=Leads",
  ],
  ["module= with USERS", "USERS.get", { module, id: 7 }, "GET /users/7?module=Leads"],
  ["module= with ORG", "ORG.get", { module }, "GET /org?module=Leads"],
  [
    "module= and auth_type=oauth with FUNCTIONS",
    "FUNCTIONS.executeFunctionsInGet",
    { api_name: "f", module, params: { a: 1 } },
    "GET /functions/f/actions/execute?a=1&auth_type=oauth&module=Leads",
  ],
  ["no module= with MODULES", "MODULES.get", { module, params: {} }, "GET /Leads"],
  ["arrays join with commas", "MODULES.get", { module, params: { fields: ["A", "B"] } }, "GET /Leads?fields=A,B"],
  ["commas in a text stay", "MODULES.get", { module, params: { fields: "A,B" } }, "GET /Leads?fields=A,B"],
  ["page: 0 is sent", "MODULES.get", { module, params: { page: 0 } }, "GET /Leads?page=0"],
  ["false is sent", "MODULES.get", { module, params: { a: false } }, "GET /Leads?a=false"],
  ["an empty text is sent", "MODULES.get", { module, params: { a: "" } }, "GET /Leads?a="],
  [
    "own keys only",
    "MODULES.get",
    { module, params: Object.assign(Object.create({ inherited: 1 }), { own: 2 }) },
    "GET /Leads?own=2",
  ],
  ["an encoded id keeps its meaning", "MODULES.get", { module, id: "a%20b" }, "GET /Leads/a%20b"],
  [
    "an encoded value keeps its meaning",
    "MODULES.search",
    { module, params: { criteria: "(Company:equals:A%26B%20C)" } },
    "GET /Leads/search?criteria=(Company%3Aequals%3AA%26B%20C)",
  ],
  ["upsert goes by the id", "MODULES.post", { module, id: "upsert", body }, "POST /Leads/upsert"],
  [
    "members that are null count as absent",
    "MODULES.put",
    { module, id: 1, params: null, headers: null, body: null, x_file_content: null },
    "PUT /Leads/1",
  ],
  ["unknown members of the input are ignored", "MODULES.get", { module, colour: "red" }, "GET /Leads"],
];

describe("addresses", () => {
  test.each(wire)("kept: %s", async (_, call, input, line) => {
    await invoke(client, call, input);
    expect(server.requests.map(lineOf)).toEqual([line]);
  });

  test("kept: https://{base_url} with a port, and https://{iamurl}/oauth/v2/token", async () => {
    // The first byte of a TLS connection, from each of the two addresses.
    const first: number[] = [];
    const plain = createServer((socket) =>
      socket
        .on("error", () => undefined)
        .once("data", (data) => {
          first.push(data[0] ?? 0);
          socket.destroy();
        }),
    );
    await new Promise<void>((resolve) => plain.listen(0, "127.0.0.1", resolve));
    const address = plain.address();
    const host = `127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    await failureOf((await server.start({ base_url: host })).API.ORG.get());
    expect(first.every((byte) => byte === 22)).toBe(true);
    expect(first.length).toBeGreaterThan(0);
    expect(server.tokenRequests.map(lineOf)).toEqual(["POST /oauth/v2/token"]);
    first.length = 0;
    await failureOf((await server.start({ iamurl: host })).API.ORG.get());
    expect(first[0]).toBe(22);
    plain.close();
  });

  test("kept: the version is v2 unless given", async () => {
    await (await server.start({ version: "v2.1" })).API.ORG.get();
    await client.API.ORG.get();
    expect(server.requests.map(({ url }) => url)).toEqual(["/crm/v2.1/org", "/crm/v2/org"]);
  });
});

describe("headers and bodies", () => {
  test("kept: the caller's headers pass, but Authorization and User-Agent win", async () => {
    const headers = { "If-Modified-Since": "2026-01-01T00:00:00Z", authorization: "mine", "user-agent": "mine" };
    await client.API.MODULES.get({ module, headers });
    expect(server.requests[0]?.headers).toMatchObject({
      "if-modified-since": "2026-01-01T00:00:00Z",
      authorization: expect.stringMatching(/^Zoho-oauthtoken token-\d$/),
      "user-agent": "Zoho CRM Node SDK",
    });
  });

  test("kept: a body goes with POST and PUT only", async () => {
    for (const call of ["get", "post", "put", "delete"]) await invoke(client, `MODULES.${call}`, { module, id, body });
    const json = JSON.stringify(body);
    expect(server.requests.map((request) => [request.method, request.body])).toEqual([
      ["GET", ""],
      ["POST", json],
      ["PUT", json],
      ["DELETE", ""],
    ]);
  });

  test("kept: the body is JSON.stringify, whatever it is", async () => {
    const bodies = ["text", [1], { at: new Date(0) }, Buffer.from("a")];
    for (const one of bodies) await client.API.MODULES.post({ module, body: one });
    expect(server.requests.map((request) => request.body)).toEqual(bodies.map((one) => JSON.stringify(one)));
  });

  test("kept: the caller's content type stands for JSON, not for a form, whose boundary only the client knows", async () => {
    const headers = { "Content-Type": "text/plain" };
    await client.API.MODULES.post({ module, headers, body });
    await client.API.ATTACHMENTS.uploadFile({ module, id, headers, x_file_content: Buffer.from("x") });
    expect(server.requests.map((request) => request.headers["content-type"])).toEqual([
      "text/plain",
      expect.stringMatching(/^multipart\/form-data; boundary=/),
    ]);
  });

  test("kept: an upload is one part named file, under the stream's own name", async () => {
    await withFiles({ "my offer.pdf": "bytes" }, async (folder) => {
      const x_file_content = createReadStream(join(folder, "my offer.pdf"));
      await client.API.ATTACHMENTS.uploadFile({ module, id, x_file_content });
    });
    const [sent] = server.requests;
    const boundary = sent?.headers["content-type"]?.split("multipart/form-data; boundary=")[1];
    const head = 'Content-Disposition: form-data; name="file"; filename="my offer.pdf"\r\n';
    const type = "Content-Type: application/octet-stream\r\n\r\n";
    expect(sent?.body).toBe(`--${boundary}\r\n${head}${type}bytes\r\n--${boundary}--\r\n`);
  });
});

describe("answers", () => {
  test.each([200, 201, 202, 207, 304, 400, 401, 403, 404, 429, 500])("kept: %i resolves", async (status) => {
    const text = status === 304 ? "" : '{"code":"X", "n":1}';
    server.reply = () => ({ status, headers: { "X-One": "1", "retry-after": "0" }, body: text });
    const answer = await client.API.MODULES.post({ module, body });
    expect(answer).toMatchObject({ statusCode: status, body: text, headers: { "x-one": "1" } });
    expect(Object.getPrototypeOf(Reflect.get(Object(answer), "headers"))).toBe(Object.prototype);
  });

  test("kept: 204 resolves to a text", async () => {
    server.reply = () => ({ status: 204 });
    const want = '{"message":"no data","status_code":"204"}';
    expect(await client.API.MODULES.get({ module, id })).toBe(want);
    expect(await client.API.ATTACHMENTS.downloadFile({ module, id, relatedId: "1" })).toBe(want);
  });

  test("kept: a download has the exact bytes as latin1, and the file's name", async () => {
    const bytes = Buffer.from(Uint8Array.from({ length: 256 }, (_, index) => index));
    server.reply = () => ({ headers: { "content-disposition": 'attachment;filename="a b.bin"' }, body: bytes });
    for (const call of ["downloadFile", "downloadPhoto"]) {
      const answer = await invoke(client, `ATTACHMENTS.${call}`, { module, id, relatedId: 1 });
      expect(answer).toMatchObject({ statusCode: 200, filename: "a b.bin", body: bytes.toString("latin1") });
    }
    expect(await client.API.MODULES.get({ module, id, download_file: true })).toHaveProperty("filename", "a b.bin");
  });
});

describe("tokens", () => {
  test("kept: a grant code gives the four members, and the user is switched", async () => {
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

  test("kept: a refresh token gives the four members, and the user is switched", async () => {
    const own = await server.start();
    expect(await own.generateAuthTokenfromRefreshToken("ada", "hers")).toEqual({
      access_token: "token-1",
      refresh_token: "hers",
      expires_in: expect.any(Number),
      user_identifier: "ada",
    });
    await own.API.ORG.get();
    expect(own.getUserIdentifier()).toBe("ada");
    expect(server.tokenOf(0)).toBe("token-1");
  });

  test("kept: without a name both are for the present user", async () => {
    const own = await server.start({ user_identifier: "me" });
    expect(await own.generateAuthTokens(null, "code")).toMatchObject({ user_identifier: "me" });
    expect(await own.generateAuthTokenfromRefreshToken("", "x")).toMatchObject({ user_identifier: "me" });
  });

  test.each([
    ["rows", (row: string) => `[${row}]`],
    ["one object", (row: string) => row],
  ])("kept: a module of one's own answers %s", async (_, answer) => {
    const row = '{ accesstoken: "stored", refreshtoken: "r", expirytime: String(Date.now() + 9e6) }';
    const text = `exports.getOAuthTokens = async () => (${answer(row)});
      exports.saveOAuthTokens = exports.updateOAuthTokens = async () => {};`;
    await withFiles({ "tokens.cjs": text }, async (folder) => {
      await (await server.start({ mysql_module: join(folder, "tokens.cjs") })).API.ORG.get();
    });
    expect(server.tokenOf(0)).toBe("stored");
    expect(server.tokenRequests).toEqual([]);
  });

  test("kept: local is memory, which starts from refresh_token, also for who is switched to", async () => {
    const own = await server.start();
    await own.API.ORG.get();
    own.setUserIdentifier("other");
    await own.API.ORG.get();
    expect([server.form(0).refresh_token, server.form(1).refresh_token]).toEqual(["refresh", "refresh"]);
    expect([server.tokenOf(0), server.tokenOf(1)]).toEqual(["token-1", "token-2"]);
  });

  test("kept: without mysql_module tokens are in MySQL, database zohooauth", async () => {
    const own = await server.start({ mysql_module: undefined, mysql_username: "no-such-user" });
    expect(own.getMySQLModule()).toBe("./mysql/mysql_util");
    const failure = await failureOf(own.API.ORG.get());
    expect(String(Reflect.get(Object(failure), "cause"))).toContain(
      "database zohooauth at localhost:3306, as no-such-user",
    );
  });
});

describe("settings", () => {
  test("kept: the names of 0.0.x, baseurl and tokenmanagement", async () => {
    const own = await server.start({
      base_url: undefined,
      baseurl: server.url,
      mysql_module: undefined,
      tokenmanagement: "local",
    });
    expect(await own.API.ORG.get()).toMatchObject({ statusCode: 200 });
  });

  test("kept: unknown and empty members are ignored, numbers are texts", async () => {
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

  test("kept: every getter, null before initialize", async () => {
    const own = createLegacyClient();
    const read = () =>
      Object.fromEntries(
        Object.entries(own)
          .filter(([name]) => name.startsWith("get") && !name.startsWith("getConfig"))
          .map(([name, get]) => [name, get()]),
      );
    const empty = read();
    expect(empty).toEqual({
      ...Object.fromEntries(Object.keys(empty).map((name) => [name, null])),
      getVersion: "v2",
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

  test("kept: what is set counts from the next call on, before initialize and after", async () => {
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

  test("kept: a refresh token that comes later is used, also after a call that lacked one", async () => {
    const own = await server.start({ refresh_token: undefined });
    expect(await failureOf(own.API.ORG.get())).toMatchObject({ code: "NO_REFRESH_TOKEN" });
    own.setRefreshToken("late");
    expect(await own.API.ORG.get()).toMatchObject({ statusCode: 200 });
    expect(server.form(0).refresh_token).toBe("late");
  });

  test("kept: getConfig and getConfig_refresh give the forms", () => {
    const application = { client_id: "id", client_secret: "very-secret" };
    expect(client.getConfig("code")).toEqual({
      ...application,
      code: "code",
      redirect_uri: "https://example.com/back",
      grant_type: "authorization_code",
    });
    expect(client.getConfig_refresh("r")).toEqual({ ...application, refresh_token: "r", grant_type: "refresh_token" });
  });

  test("kept: parseAndConstructObject gives tokens, or an empty object", () => {
    const parse = (answer: object) => client.parseAndConstructObject({ body: JSON.stringify(answer) });
    const tokens = parse({ access_token: "a", refresh_token: "r", expires_in: 3_600_000, expires_in_sec: 3_600 });
    expect(tokens).toMatchObject({ access_token: "a", refresh_token: "r" });
    expect(Math.abs(Number(tokens.expires_in) - Date.now() - 3_600_000)).toBeLessThan(60_000);
    expect(parse({ error: "invalid_code" })).toEqual({});
  });
});
