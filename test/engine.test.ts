/** The wiring of tokens and addresses: which server a call is sent to, and that no secret is reachable from outside. */
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { resolveSettings } from "../src/config/resolve.js";
import { createEngine, type Engine } from "../src/engine.js";
import { type ClientOptions, createClient, isCrmError, memoryStore, type Token } from "../src/index.js";
import { failureOf, request } from "./support/requests.js";

const EU = "https://www.zohoapis.eu";
const IN = "https://www.zohoapis.in";

/** Responds as Zoho would, and records the addresses. A refresh token names the API host of its user. */
function zoho(options: ClientOptions = {}) {
  const sent: { origin: string; path: string; token: string | null }[] = [];
  const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const { origin, pathname } = new URL(String(input));
    const form = new URLSearchParams(typeof init?.body === "string" ? init.body : "");
    sent.push({ origin, path: pathname, token: new Headers(init?.headers).get("authorization") });
    if (!pathname.startsWith("/oauth/")) return Response.json({ org: [{ id: "1" }], data: [], info: {} });
    const refreshToken = form.get("refresh_token") ?? form.get("code") ?? "";
    return Response.json({
      access_token: `access-of-${refreshToken}`,
      ...(form.get("code") && { refresh_token: refreshToken }),
      ...(refreshToken.startsWith("http") && { api_domain: refreshToken }),
      expires_in: 3600,
    });
  };
  const store = memoryStore();
  const crm = createClient({ clientId: "id", clientSecret: "secret", store, fetch, ...options });
  const origins = () => sent.filter(({ path }) => !path.startsWith("/oauth/")).map(({ origin }) => origin);
  return { crm, sent, origins, store };
}

describe("without a configured data center, a call is sent", () => {
  test("to the API host of the user's token, for each user", async () => {
    const { crm, sent, origins } = zoho();
    await crm.tokens.adopt(EU, { user: "ada" });
    await crm.tokens.adopt(IN, { user: "bob" });
    sent.length = 0;
    for (const user of ["ada", "bob", "ada"]) await crm.organization.get({}, { user });
    expect(origins()).toEqual([EU, IN, EU]);
    expect(sent.map(({ token }) => token)).toEqual([EU, IN, EU].map((host) => `Zoho-oauthtoken access-of-${host}`));
  });

  test("to that host with the first call, whose token request is sent to the United States", async () => {
    const { crm, sent } = zoho({ refreshToken: EU });
    await crm.organization.get();
    expect(sent.map(({ origin }) => origin)).toEqual(["https://accounts.zoho.com", EU]);
  });

  test("to the data center of the accounts server that issued the token, and so are later token requests", async () => {
    const { crm, sent, origins, store } = zoho();
    await crm.tokens.grant("code", { accountsServer: "https://accounts.zoho.eu" });
    await crm.organization.get();
    await store.set("zcrm_default_user", { ...((await store.get("zcrm_default_user")) as Token), expiresAt: 0 });
    const other = zoho({ store });
    await other.crm.organization.get();
    expect([...origins(), ...other.origins()]).toEqual([EU, EU]);
    expect([sent[0]?.origin, other.sent[0]?.origin]).toEqual(["https://accounts.zoho.eu", "https://accounts.zoho.eu"]);
  });

  test("to the United States if nothing says otherwise", async () => {
    const { crm, origins } = zoho({ refreshToken: "r" });
    await crm.organization.get();
    expect(origins()).toEqual(["https://www.zohoapis.com"]);
  });

  test("to the content host of the same data center, if it is a large file", async () => {
    const { crm, sent } = zoho({ refreshToken: EU });
    await crm.bulkWrite
      .uploadFile({ body: { file: { name: "a.zip", data: new Blob(["x"]) } }, xCrmOrg: "1", feature: "bulk-write" })
      .catch(() => undefined);
    expect(sent.at(-1)?.origin).toBe("https://content.zohoapis.eu");
  });

  test.each([
    "https://evil.example",
    "http://127.0.0.1:9",
    "http://www.zohoapis.eu",
    "https://www.zohoapis.eu.evil.example",
    "no host",
  ])("never to %s", async (host) => {
    const { crm, sent, store } = zoho();
    await store.set("zcrm_default_user", { accessToken: "a", expiresAt: 9e15, apiDomain: host });
    const error = await failureOf(crm.organization.get());
    expect(isCrmError(error, "Config") && error.message).toMatch(
      /^api_domain \(named by Zoho, or by the token store\)/,
    );
    expect(sent).toEqual([]);
  });

  test("to an allowed host, which may be loopback", async () => {
    for (const [host, allowHosts] of [
      ["https://proxy.example", ["proxy.example"]],
      ["http://127.0.0.1:9", ["127.0.0.1"]],
    ] as const) {
      const { crm, origins, store } = zoho({ allowHosts });
      await store.set("zcrm_default_user", { accessToken: "a", expiresAt: 9e15, apiDomain: host });
      await crm.organization.get();
      expect(origins()).toEqual([host]);
    }
  });
});

describe("a configured", () => {
  test.each<[string, ClientOptions, string]>([
    ["data center", { dataCenter: "in" }, IN],
    ["API host", { apiUrl: IN }, IN],
    ["accounts host", { accountsUrl: "https://accounts.zoho.in" }, IN],
  ])("%s overrides what Zoho says", async (_, options, want) => {
    const { crm, origins } = zoho({ refreshToken: EU, ...options });
    await crm.organization.get();
    expect(origins()).toEqual([want]);
  });

  test("data center means that an invalid API host from Zoho is ignored, even if its accounts server is used", async () => {
    const { crm, origins, store } = zoho({ dataCenter: "us" });
    const accountsServer = "https://accounts.zoho.eu";
    await store.set("zcrm_default_user", { accessToken: "a", expiresAt: 9e15, apiDomain: "no host", accountsServer });
    await crm.organization.get();
    expect(origins()).toEqual(["https://www.zohoapis.com"]);
  });

  test("data center does not keep a grant code from the accounts server that issued it", async () => {
    const { crm, sent } = zoho({ dataCenter: "us" });
    await crm.tokens.grant("code", { accountsServer: "https://accounts.zoho.eu" });
    expect(sent[0]?.origin).toBe("https://accounts.zoho.eu");
    const error = await failureOf(crm.tokens.grant("code", { accountsServer: "https://accounts.evil.example" }));
    expect(isCrmError(error, "Config") && error.message).toMatch(/^accounts-server .* allowHosts/);
    expect(sent).toHaveLength(1);
  });
});

describe("the tokens of a client", () => {
  test("are those of its own user by default, and can be revoked", async () => {
    const { crm, sent, store } = zoho({ user: "ada" });
    expect(await crm.tokens.grant("code")).toMatchObject({ refreshToken: "code" });
    expect(await store.get("ada")).toMatchObject({ refreshToken: "code", accessToken: "access-of-code" });
    await crm.tokens.revoke().catch(() => undefined);
    expect(sent.at(-1)?.path).toBe("/oauth/v2/token/revoke");
  });

  test("the consent address has the application and the accounts host of the client", () => {
    const { crm } = zoho({ dataCenter: "jp", redirectUrl: "https://example.com/back" });
    const url = new URL(crm.tokens.consentUrl({ scopes: ["ZohoCRM.modules.ALL"], state: "s" }));
    expect(url.origin).toBe("https://accounts.zoho.jp");
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      client_id: "id",
      redirect_uri: "https://example.com/back",
      access_type: "offline",
    });
    expect(() => zoho().crm.tokens.consentUrl({ scopes: [], state: "s" })).toThrow(/redirectUrl is missing/);
  });

  test("without a response of the accounts server there is an AuthError, caused by the connection failure", async () => {
    const { crm } = zoho({
      refreshToken: "r",
      retry: { maxRetries: 0 },
      fetch: () => Promise.reject(new TypeError("fetch failed")),
    });
    const error = await failureOf(crm.organization.get());
    expect(isCrmError(error, "Auth") && [error.code, error.retryable]).toEqual(["NO_ANSWER", true]);
    expect(error).toMatchObject({ cause: { name: "NetworkError" } });
  });
});

/** How a call ends that finds the only slot taken, until its own 20 ms are over. */
async function endOfQueued(isPatient: boolean): Promise<unknown> {
  const held: ((response: Response) => void)[] = [];
  const fetch = async () =>
    held.length < 2 ? new Promise<Response>((resolve) => held.push(resolve)) : Response.json({});
  const store = { ...memoryStore(), get: async () => ({ accessToken: "1000.good", expiresAt: 9e15 }) };
  const settings = resolveSettings({ clientId: "id", clientSecret: "secret", store, maxConcurrency: 1, fetch });
  const call = (engine: Engine, timeout: number): Promise<unknown> =>
    engine.send(request({ options: { timeout } })).then(
      ({ status }) => status,
      (error) => error.code,
    );
  const engine = createEngine(settings, { isPatient });
  const first = call(engine, 60_000);
  const queued = call(engine, 20);
  // A call that gets no response shows that the time has passed.
  expect(await call(createEngine(settings), 30)).toBe("TIMEOUT");
  held[0]?.(Response.json({}));
  expect(await first).toBe(200);
  return queued;
}

test("the time of a call begins when it is made, or with its slot if the engine is patient", async () => {
  expect(await endOfQueued(false)).toBe("TIMEOUT");
  expect(await endOfQueued(true)).toBe(200);
});

test("no reachable object reveals a secret", async () => {
  const SECRETS = ["s3cret", "r3fresh", "acc3ss"];
  const options: ClientOptions = {
    clientId: "id",
    clientSecret: "s3cret",
    refreshToken: "r3fresh",
    fetch: async (input) =>
      String(input).includes("/oauth/")
        ? Response.json({ access_token: "acc3ss", expires_in: 3600 })
        : Response.json({ code: "INVALID_TOKEN", details: {}, message: "", status: "error" }, { status: 401 }),
  };
  const crm = createClient(options);
  const engine = createEngine(resolveSettings(options));
  await engine.tokens.current("zcrm_default_user");
  const error = await failureOf(crm.organization.get());
  const broken = createClient({ ...options, fetch: async () => new Response('{"access_token":"acc3ss') });
  const rejected = createClient({ ...options, fetch: async () => Response.json({ error: "invalid_code" }) });
  const things = [
    crm,
    crm.tokens,
    crm.raw,
    engine,
    engine.tokens,
    error,
    await failureOf(broken.organization.get()),
    await failureOf(rejected.organization.get()),
  ];
  expect(isCrmError(error, "InvalidToken")).toBe(true);
  for (const thing of things) {
    const shown = inspect(thing, { depth: 30, showHidden: true }) + JSON.stringify(thing) + String(thing);
    for (const secret of SECRETS) expect(shown).not.toContain(secret);
  }
});
