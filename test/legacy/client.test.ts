/** How the old client works, besides its habits, which the tests of `kept` and `fixed` ones cover. */
import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import legacy, { ZCRMRestClient } from "../../src/legacy/index.js";
import { failureOf, type LegacyServer, startLegacyServer } from "../support/servers/legacy-server.js";

let server: LegacyServer;
beforeAll(async () => {
  server = await startLegacyServer();
});
beforeEach(() => server.reset());
afterAll(() => server.close());

test("default and named export are one client", () => {
  expect(legacy).toBe(ZCRMRestClient);
});

test("the client is a function, as it was, and `new` creates an object", () => {
  expect(typeof legacy).toBe("function");
  expect(new (legacy as unknown as new () => object)()).toBeInstanceOf(legacy);
  expect(Object.keys(legacy)).toContain("initialize");
});

test("the functions work without their object", async () => {
  const { API, getClientId, initialize } = await server.start();
  const { get } = API.ORG;
  await initialize({ client_id: "other" });
  expect(getClientId()).toBe("other");
  expect(await get()).toMatchObject({ statusCode: 200 });
});

describe("responses", () => {
  test("500 resolves, and a create is not retried", async () => {
    server.reply = () => ({ status: 500, body: "<html>" });
    const client = await server.start();
    const response = await client.API.MODULES.post({ module: "Leads", body: { data: [] } });
    expect(response).toMatchObject({ statusCode: 500, body: "<html>" });
    expect(server.requests).toHaveLength(1);
  });

  test("500 of a function, which may have had an effect, is not retried", async () => {
    server.reply = () => ({ status: 500, body: "{}" });
    const { API } = await server.start();
    expect(await API.FUNCTIONS.executeFunctionsInGet({ api_name: "greet" })).toMatchObject({ statusCode: 500 });
    expect(server.requests).toHaveLength(1);
  });

  test("text is read as UTF-8", async () => {
    server.reply = () => ({ body: Buffer.from('{"name":"Zoë 😀"}') });
    const { API } = await server.start();
    expect(await API.ORG.get()).toMatchObject({ body: '{"name":"Zoë 😀"}' });
  });

  test("an error of a download is returned as it is", async () => {
    server.reply = () => ({ status: 400, body: '{"code":"INVALID_DATA"}' });
    const { API } = await server.start();
    const response = await API.ATTACHMENTS.downloadPhoto({ module: "Leads", id: "1" });
    expect(response).toMatchObject({ statusCode: 400, body: '{"code":"INVALID_DATA"}', filename: undefined });
  });
});

describe("tokens", () => {
  test("a hundred calls use the configured refresh token once", async () => {
    const { API } = await server.start();
    await Promise.all(Array.from({ length: 100 }, () => API.ORG.get()));
    expect(server.requests).toHaveLength(100);
    expect(server.tokenRequests).toHaveLength(1);
    expect(server.form(0)).toEqual({
      grant_type: "refresh_token",
      refresh_token: "refresh",
      client_id: "id",
      client_secret: "very-secret",
    });
  });

  test("each user has tokens of their own", async () => {
    const client = await server.start({ user_identifier: "a", refresh_token: "refresh-a" });
    await client.API.ORG.get();
    await client.initialize(server.config({ user_identifier: "b", refresh_token: "refresh-b" }));
    await client.API.ORG.get();
    await client.initialize(server.config({ user_identifier: "a", refresh_token: "refresh-a" }));
    await client.API.ORG.get();
    expect([0, 1, 2].map(server.tokenOf)).toEqual(["token-1", "token-2", "token-1"]);
    expect([server.form(0).refresh_token, server.form(1).refresh_token]).toEqual(["refresh-a", "refresh-b"]);
  });

  test("another application does not see the tokens", async () => {
    const client = await server.start();
    await client.API.ORG.get();
    await client.initialize(server.config({ client_id: "other" }));
    await client.API.ORG.get();
    expect(server.tokenOf(1)).toBe("token-2");
  });

  test("a call that needs a missing token module rejects and names it", async () => {
    const { API } = await server.start({ mysql_module: "./nowhere/tokens" });
    expect(inspect(await failureOf(API.ORG.get()))).toContain("cannot find the module ./nowhere/tokens; looked for ");
    expect(server.requests).toEqual([]);
  });
});
