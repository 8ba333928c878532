import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, type Snapshot, startEmulator } from "../../../src/emulator/index.js";
import { expectDescribed } from "../support/described.js";

type Body = Record<string, unknown>;

let emulator: Emulator;
let start: Snapshot;
let credentials: { client_id: string; client_secret: string };

beforeAll(async () => {
  const now = Date.parse("2026-05-14T09:00:00Z");
  emulator = await startEmulator({ now: () => now });
  credentials = { client_id: emulator.clientId, client_secret: emulator.clientSecret };
  start = emulator.snapshot();
});
beforeEach(() => emulator.restore(start));
afterAll(() => emulator.close());

async function ask(operation: string, path: string, parameters?: object, authorization = ""): Promise<Body> {
  const response = await fetch(`${emulator.accountsUrl}${path}`, {
    method: parameters === undefined ? "GET" : "POST",
    headers: authorization === "" ? {} : { authorization },
    ...(parameters && { body: new URLSearchParams({ ...parameters }) }),
  });
  const body = await response.json();
  expectDescribed(operation, response.status, body);
  return body as Body;
}

describe("a device", () => {
  const begin = (change: object = {}) =>
    ask("requestDeviceCode", "/oauth/v3/device/code", {
      grant_type: "device_request",
      client_id: credentials.client_id,
      scope: "ZohoCRM.modules.ALL ZohoCRM.users.READ",
      access_type: "offline",
      ...change,
    });
  const poll = (code: unknown, change: object = {}) =>
    ask("requestDeviceToken", "/oauth/v3/device/token", {
      grant_type: "device_token",
      ...credentials,
      code,
      ...change,
    });
  const visit = async (url: unknown, decision = ""): Promise<string> => {
    const response = await fetch(`${url}${decision && `&decision=${decision}`}`);
    expect(response.status).toBe(200);
    return response.text();
  };

  test("gets its tokens once its user has consented", async () => {
    const { device_code, user_code, verification_url, verification_uri_complete, interval, expires_in } = await begin();
    expect({ interval, expires_in }).toEqual({ interval: 5000, expires_in: 300_000 });
    expect(await poll(device_code)).toEqual({ error: "authorization_pending" });
    expect(await poll(device_code)).toEqual({ error: "slow_down" });
    emulator.advance(5000);
    expect(await poll(device_code)).toEqual({ error: "authorization_pending" });
    expect(await visit(verification_url)).toContain('name="user_code"');
    expect(await visit(verification_uri_complete)).toContain(`value="${user_code}"`);
    expect(await visit(verification_uri_complete, "accept")).toContain("The device may go on.");
    const tokens = await poll(device_code);
    expect(Object.keys(tokens)).toEqual([
      "access_token",
      "refresh_token",
      "scope",
      "api_domain",
      "token_type",
      "expires_in",
    ]);
    expect(tokens.scope).toBe("ZohoCRM.modules.ALL ZohoCRM.users.READ");
    const authorization = `Zoho-oauthtoken ${tokens.access_token}`;
    expect((await fetch(`${emulator.apiUrl}/crm/v2/Leads`, { headers: { authorization } })).status).toBe(200);
    expect(await poll(device_code)).toEqual({ error: "expired" });
    expect(await visit(verification_uri_complete)).toContain("used or expired");
  });

  test("gets nothing if its user refuses, or is late", async () => {
    const refused = await begin();
    await visit(refused.verification_uri_complete, "reject");
    expect(await poll(refused.device_code)).toEqual({ error: "access_denied" });
    const late = await begin();
    emulator.advance("5m");
    expect(await visit(late.verification_uri_complete, "accept")).toContain("used or expired");
    expect(await poll(late.device_code)).toEqual({ error: "expired" });
  });

  test("without offline access gets no refresh token", async () => {
    const { device_code, verification_uri_complete } = await begin({ access_type: "online" });
    await visit(verification_uri_complete, "accept");
    expect(await poll(device_code)).not.toHaveProperty("refresh_token");
  });

  test("gets an error that names the problem in its request", async () => {
    expect(await begin({ client_id: "x" })).toEqual({ error: "invalid_client" });
    for (const scope of ["", "modules", "ZohoCRM.modules.ALL,ZohoCRM.lamps.READ"]) {
      expect(await begin({ scope })).toEqual({ error: "invalid_scope" });
    }
    expect(await poll("x", { client_secret: "x" })).toEqual({ error: "invalid_client_secret" });
    expect(await poll("x")).toEqual({ error: "expired" });
  });
});

describe("a PKCE challenge", () => {
  const verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  const hash = createHash("sha256").update(verifier).digest("base64url");
  const exchange = async (challenge: object, code_verifier?: string): Promise<Body> => {
    const redirect_uri = "http://127.0.0.1:8976/callback";
    const asked = {
      response_type: "code",
      client_id: credentials.client_id,
      redirect_uri,
      scope: "openid",
      decision: "accept",
    };
    const url = `${emulator.accountsUrl}/oauth/v2/auth?${new URLSearchParams({ ...asked, ...challenge })}`;
    const location = new URL((await fetch(url, { redirect: "manual" })).headers.get("location") ?? "");
    const code = location.searchParams.get("code") ?? "";
    const given = code_verifier === undefined ? {} : { code_verifier };
    const grant = { grant_type: "authorization_code", ...credentials, redirect_uri, code, ...given };
    return ask("requestToken", "/oauth/v2/token", grant);
  };
  const cases = [
    { challenge: { code_challenge: hash, code_challenge_method: "S256" }, given: verifier, good: true },
    { challenge: { code_challenge: hash, code_challenge_method: "S256" }, given: hash, good: false },
    { challenge: { code_challenge: hash, code_challenge_method: "S256" }, given: undefined, good: false },
    { challenge: { code_challenge: verifier, code_challenge_method: "plain" }, given: verifier, good: true },
    { challenge: { code_challenge: verifier }, given: "x", good: false },
    { challenge: {}, given: "x", good: true },
  ];
  for (const { challenge, given, good } of cases) {
    test(`${JSON.stringify(challenge)} and ${given}: ${good}`, async () => {
      const answer = await exchange(challenge, given);
      expect(answer).toHaveProperty(good ? "access_token" : "error");
    });
  }
});

describe("a token", () => {
  const token = async () =>
    (
      await ask("requestToken", "/oauth/v2/token", {
        grant_type: "refresh_token",
        ...credentials,
        refresh_token: emulator.refreshToken,
      })
    ).access_token;
  const basic = () => `Basic ${btoa(`${credentials.client_id}:${credentials.client_secret}`)}`;
  const introspect = (of: unknown, as = basic()) => ask("introspectToken", "/oauth/v2/introspect", { token: of }, as);

  test("is introspected", async () => {
    const access = await token();
    expect(await introspect(access)).toEqual({
      active: true,
      client_id: credentials.client_id,
      exp: Date.parse("2026-05-14T10:00:00Z") / 1000,
    });
    emulator.advance("1h");
    expect(await introspect(access)).toEqual({ active: false });
    expect(await introspect(emulator.refreshToken)).toMatchObject({ active: true });
    expect(await introspect("1000.x.y")).toEqual({ active: false });
    expect(await introspect(access, "Basic eDp5")).toEqual({ error: "invalid_client" });
  });

  test("identifies its user", async () => {
    const info = (authorization = "") => ask("getUserInfo", "/oauth/v2/userinfo", undefined, authorization);
    expect(await info(`Bearer ${await token()}`)).toMatchObject({ name: "Ada Example", email: "ada@example.com" });
    expect(await info()).toEqual({ error: "invalid_token" });
  });
});

test("the emulator is the one data center", async () => {
  expect(await ask("getServerInfo", "/oauth/serverinfo")).toEqual({
    result: "success",
    locations: { us: emulator.apiUrl },
  });
});
