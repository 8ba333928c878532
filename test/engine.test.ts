/** The wiring of tokens and addresses: which server a call goes to, and what may be seen from outside. */
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { resolveSettings } from "../src/config/resolve.js";
import { createEngine } from "../src/engine.js";
import { type ClientOptions, createClient, isCrmError, memoryStore, type Token } from "../src/index.js";
import { failureOf } from "./support/requests.js";

const EU = "https://www.zohoapis.eu";
const IN = "https://www.zohoapis.in";

/** Answers as Zoho would, and keeps the addresses; the refresh token names the API host of its user. */
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

describe("where a call goes that nobody has chosen a data centre for", () => {
  test("to the API host that came with the user's token, each user to its own", async () => {
    const { crm, sent, origins } = zoho();
    await crm.tokens.adopt(EU, { user: "ada" });
    await crm.tokens.adopt(IN, { user: "bob" });
    sent.length = 0;
    for (const user of ["ada", "bob", "ada"]) await crm.organization.get({}, { user });
    expect(origins()).toEqual([EU, IN, EU]);
    expect(sent.map(({ token }) => token)).toEqual([EU, IN, EU].map((host) => `Zoho-oauthtoken access-of-${host}`));
  });

  test("already with the first call, whose token is asked for in the United States", async () => {
    const { crm, sent } = zoho({ refreshToken: EU });
    await crm.organization.get();
    expect(sent.map(({ origin }) => origin)).toEqual(["https://accounts.zoho.com", EU]);
  });

  test("to the data centre of the accounts server that gave the token, which renews it as well", async () => {
    const { crm, sent, origins, store } = zoho();
    await crm.tokens.grant("code", { accountsServer: "https://accounts.zoho.eu" });
    await crm.organization.get();
    await store.set("zcrm_default_user", { ...((await store.get("zcrm_default_user")) as Token), expiresAt: 0 });
    const other = zoho({ store });
    await other.crm.organization.get();
    expect([...origins(), ...other.origins()]).toEqual([EU, EU]);
    expect([sent[0]?.origin, other.sent[0]?.origin]).toEqual(["https://accounts.zoho.eu", "https://accounts.zoho.eu"]);
  });

  test("to the United States where nothing says otherwise", async () => {
    const { crm, origins } = zoho({ refreshToken: "r" });
    await crm.organization.get();
    expect(origins()).toEqual(["https://www.zohoapis.com"]);
  });

  test("large files go to the content host of the same data centre", async () => {
    const { crm, sent } = zoho({ refreshToken: EU });
    await crm.bulkWrite
      .uploadFile({ body: { file: { name: "a.zip", data: new Blob(["x"]) } }, xCrmOrg: "1", feature: "bulk-write" })
      .catch(() => undefined);
    expect(sent.at(-1)?.origin).toBe("https://content.zohoapis.eu");
  });

  test.each(["https://evil.example", "http://www.zohoapis.eu", "https://www.zohoapis.eu.evil.example", "no host"])(
    "never to %s",
    async (host) => {
      const { crm, sent, store } = zoho();
      await store.set("zcrm_default_user", { accessToken: "a", expiresAt: 9e15, apiDomain: host });
      const error = await failureOf(crm.organization.get());
      expect(isCrmError(error, "Config") && error.message).toMatch(
        /^api_domain \(named by Zoho, or by the token store\)/,
      );
      expect(sent).toEqual([]);
    },
  );

  test("to a host of one's own where it is allowed, and to loopback", async () => {
    for (const [host, allowHosts] of [
      ["https://proxy.example", ["proxy.example"]],
      ["http://127.0.0.1:9", []],
    ] as const) {
      const { crm, origins, store } = zoho({ allowHosts });
      await store.set("zcrm_default_user", { accessToken: "a", expiresAt: 9e15, apiDomain: host });
      await crm.organization.get();
      expect(origins()).toEqual([host]);
    }
  });
});

describe("a choice that was made", () => {
  test.each<[string, ClientOptions, string]>([
    ["data centre", { dataCenter: "in" }, IN],
    ["API host", { apiUrl: IN }, IN],
    ["accounts host", { accountsUrl: "https://accounts.zoho.in" }, IN],
  ])("of a %s outdoes what Zoho says", async (_, options, want) => {
    const { crm, origins } = zoho({ refreshToken: EU, ...options });
    await crm.organization.get();
    expect(origins()).toEqual([want]);
  });

  test("leaves what Zoho named unread, also beside an accounts server that is needed", async () => {
    const { crm, origins, store } = zoho({ dataCenter: "us" });
    const accountsServer = "https://accounts.zoho.eu";
    await store.set("zcrm_default_user", { accessToken: "a", expiresAt: 9e15, apiDomain: "no host", accountsServer });
    await crm.organization.get();
    expect(origins()).toEqual(["https://www.zohoapis.com"]);
  });

  test("does not keep a grant from the accounts server that gave its code", async () => {
    const { crm, sent } = zoho({ dataCenter: "us" });
    await crm.tokens.grant("code", { accountsServer: "https://accounts.zoho.eu" });
    expect(sent[0]?.origin).toBe("https://accounts.zoho.eu");
    const error = await failureOf(crm.tokens.grant("code", { accountsServer: "https://accounts.evil.example" }));
    expect(isCrmError(error, "Config") && error.message).toMatch(/^accounts-server .* allowHosts/);
    expect(sent).toHaveLength(1);
  });
});

describe("the tokens of a client", () => {
  test("are those of its own user where none is named, and gone when they are revoked", async () => {
    const { crm, sent, store } = zoho({ user: "ada" });
    expect(await crm.tokens.grant("code")).toMatchObject({ refreshToken: "code" });
    expect(await store.get("ada")).toMatchObject({ refreshToken: "code", accessToken: "access-of-code" });
    await crm.tokens.revoke().catch(() => undefined);
    expect(sent.at(-1)?.path).toBe("/oauth/v2/token/revoke");
  });

  test("the consent address is of the client's application and accounts host", () => {
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

  test("the accounts server's silence is an AuthError, with the failure of the connection as its cause", async () => {
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

test("nothing that can be reached shows a secret", async () => {
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
  const refused = createClient({ ...options, fetch: async () => Response.json({ error: "invalid_code" }) });
  const things = [
    crm,
    crm.tokens,
    crm.raw,
    engine,
    engine.tokens,
    error,
    await failureOf(broken.organization.get()),
    await failureOf(refused.organization.get()),
  ];
  expect(isCrmError(error, "InvalidToken")).toBe(true);
  for (const thing of things) {
    const shown = inspect(thing, { depth: 30, showHidden: true }) + JSON.stringify(thing) + String(thing);
    for (const secret of SECRETS) expect(shown).not.toContain(secret);
  }
});
