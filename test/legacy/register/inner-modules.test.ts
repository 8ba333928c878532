import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ZCRMRestClient } from "../../../src/legacy/index.js";
import { innerModule } from "../../../src/legacy/register/inner-modules.js";
import { failureOf, type LegacyServer, lineOf, startLegacyServer } from "../../support/servers/legacy-server.js";

let server: LegacyServer;
beforeAll(async () => {
  server = await startLegacyServer();
});
beforeEach(async () => {
  server.reset();
  await ZCRMRestClient.reset();
  await ZCRMRestClient.initialize(server.config({ user_identifier: "ada" }));
});
afterAll(async () => {
  await ZCRMRestClient.reset();
  await server.close();
});

/** Calls a function of a module, as a program without types does. */
const call = (path: string, name: string, ...args: unknown[]) => Reflect.get(Object(innerModule(path)), name)(...args);

describe("the client and its groups", () => {
  test("the client's file exports the client", () => {
    expect(innerModule("lib/js/ZCRMRestClient")).toBe(ZCRMRestClient);
    expect(innerModule("lib/js/crmapi")).toBe(ZCRMRestClient.API);
  });

  test.each(["modules", "settings", "actions", "users", "org", "attachments", "functions"])("%s", (file) => {
    const Group = innerModule(`lib/js/${file}`);
    if (typeof Group !== "function") throw new Error("no function");
    expect(Reflect.construct(Group, [])).toBe(Reflect.get(ZCRMRestClient.API, file.toUpperCase()));
  });

  test.each(["", "package", "lib/js/nothing", "toString"])("%s does not exist", (path) => {
    expect(innerModule(path)).toBeUndefined();
  });
});

describe.each(["lib/js/mysql/mysql_util", "lib/js/local/local_util"])("%s", (path) => {
  test("returns rows, or an empty array", async () => {
    expect(await call(path, "getOAuthTokens")).toEqual([]);
    await ZCRMRestClient.generateAuthTokens("ada", "code");
    const row = {
      useridentifier: "ada",
      accesstoken: "token-1",
      refreshtoken: "refresh-of-grant",
      expirytime: expect.any(Number),
    };
    expect(await call(path, "getOAuthTokens")).toEqual([row]);
    expect(await call(path, "getOAuthTokens", "ada")).toEqual([row]);
    expect(await call(path, "getOAuthTokens", "bob")).toEqual([]);
  });

  test("the rows also have the members of the object that 0.0.20 returned, which loops do not meet", async () => {
    await ZCRMRestClient.generateAuthTokens("ada", "code");
    const rows = await call(path, "getOAuthTokens");
    const { access_token, refresh_token, expires_in, user_identifier } = rows;
    expect({ access_token, refresh_token, user_identifier }).toEqual({
      access_token: "token-1",
      refresh_token: "refresh-of-grant",
      user_identifier: "ada",
    });
    expect(expires_in).toBe(rows[0].expirytime);
    expect(Object.keys(rows)).toEqual(["0"]);
  });

  test("the client sees every change, even after a call", async () => {
    const later = Date.now() + 9e6;
    await ZCRMRestClient.API.ORG.get();
    const saved = { user_identifier: "ada", access_token: "mine", refresh_token: "saved-refresh", expires_in: later };
    await call(path, "saveOAuthTokens", saved);
    await ZCRMRestClient.API.ORG.get();
    await call(path, "updateOAuthTokens", { access_token: "newer", expires_in: later });
    await ZCRMRestClient.API.ORG.get();
    expect(await call(path, "getOAuthTokens")).toMatchObject([{ accesstoken: "newer", refreshtoken: "saved-refresh" }]);
    await call(path, "deleteOAuthTokens");
    expect(await call(path, "getOAuthTokens")).toEqual([]);
    await ZCRMRestClient.API.ORG.get();
    expect([0, 1, 2, 3].map(server.tokenOf)).toEqual(["token-1", "mine", "newer", "token-2"]);
  });

  test("before initialize, it rejects", async () => {
    await ZCRMRestClient.reset();
    for (const name of ["getOAuthTokens", "saveOAuthTokens", "updateOAuthTokens", "deleteOAuthTokens"])
      expect(await failureOf(call(path, name, {}))).toMatchObject({ code: "NOT_INITIALIZED" });
  });
});

describe("lib/js/util", () => {
  const send = (...args: unknown[]) =>
    call("lib/js/util", "promiseResponse", call("lib/js/util", "constructRequestDetails", ...args));
  const body = { data: [{ Last_Name: "Doe" }] };

  /** input, address, verb, whether module= is added, request line, body */
  const rows: readonly (readonly [unknown, string, string, boolean, string, string])[] = [
    [{ id: "1", params: { a: [1, 2] } }, "Leads/{id}", "GET", false, "GET /Leads/1?a=1,2", ""],
    [{}, "Leads/{id}", "GET", false, "GET /Leads", ""],
    [{ module: "Leads" }, "settings/fields", "GET", true, "GET /settings/fields?module=Leads", ""],
    [{ id: "1", body }, "Leads/{id}/Notes", "POST", false, "POST /Leads/1/Notes", JSON.stringify(body)],
    [
      { api_name: "f" },
      "functions/{api_name}/actions/execute",
      "POST",
      true,
      "POST /functions/f/actions/execute?auth_type=oauth",
      "",
    ],
    [undefined, "org", "GET", false, "GET /org", ""],
    [{ body }, "org", "DELETE", false, "DELETE /org", ""],
  ];
  test.each(rows)("%j to %s with %s", async (input, url, type, isModuleParam, line, sent) => {
    expect(await send(input, url, type, isModuleParam)).toMatchObject({ statusCode: 200 });
    expect(server.requests.map(lineOf)).toEqual([line]);
    expect(server.requests[0]?.body).toBe(sent);
    expect(server.requests[0]?.headers.authorization).toBe("Zoho-oauthtoken token-1");
  });

  test("headers, files and downloads are passed on", async () => {
    const x_file_content = Object.assign(Buffer.from("png"), { name: "me.png" });
    const input = { id: "1", headers: { "X-One": "1" }, x_file_content, download_file: true };
    expect(await send(input, "Leads/{id}/photo", "POST", false)).toHaveProperty("filename");
    expect(server.requests[0]?.headers["x-one"]).toBe("1");
    expect(server.requests[0]?.body).toContain('name="file"; filename="me.png"');
  });
});
