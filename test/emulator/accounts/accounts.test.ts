import { describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../../src/emulator/index.js";

const TOKEN = /^1000\.[0-9a-f]{32}\.[0-9a-f]{32}$/;

type Parameters = Record<string, string>;

const refresh = ({ clientId, clientSecret, refreshToken }: Emulator): Parameters => ({
  grant_type: "refresh_token",
  client_id: clientId,
  client_secret: clientSecret,
  refresh_token: refreshToken,
});

async function post(url: string, body?: URLSearchParams | FormData | string, contentType?: string) {
  const headers = contentType === undefined ? {} : { "content-type": contentType };
  const response = await fetch(url, { method: "POST", headers, ...(body === undefined ? {} : { body }) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const requestToken = (emulator: Emulator, parameters: Parameters) =>
  post(`${emulator.accountsUrl}/oauth/v2/token`, new URLSearchParams(parameters));

const listLeads = async (emulator: Emulator, authorization: string) => {
  const response = await fetch(`${emulator.apiUrl}/crm/v2/Leads`, { headers: { authorization } });
  return { status: response.status, text: await response.text() };
};

describe("a refresh token", () => {
  test("yields an access token, however the parameters are sent", async () => {
    await using emulator = await startEmulator();
    const parameters = refresh(emulator);
    const form = new FormData();
    for (const [name, value] of Object.entries(parameters)) form.set(name, value);
    const url = `${emulator.accountsUrl}/oauth/v2/token`;
    const answers = [
      await post(url, new URLSearchParams(parameters)),
      await post(url, form),
      await post(`${url}?${new URLSearchParams(parameters)}`),
      await post(`${url}?${new URLSearchParams(parameters)}`, "{}", "application/json"),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(Object.keys(body)).toEqual(["access_token", "api_domain", "token_type", "expires_in"]);
      expect(body).toMatchObject({ api_domain: emulator.apiUrl, token_type: "Bearer", expires_in: 3600 });
      expect(body.access_token).toMatch(TOKEN);
    }
  });

  const refusals: { name: string; change: Parameters; want: string }[] = [
    { name: "a wrong refresh token", change: { refresh_token: "1000.a.b" }, want: "invalid_code" },
    { name: "an unknown client", change: { client_id: "1000.X" }, want: "invalid_client" },
    { name: "a wrong secret", change: { client_secret: "x" }, want: "invalid_client_secret" },
    { name: "an unknown grant type", change: { grant_type: "password" }, want: "unsupported_grant_type" },
  ];
  for (const { name, change, want } of refusals) {
    test(`${name} is refused with ${want} and status 200`, async () => {
      await using emulator = await startEmulator();
      const answer = await requestToken(emulator, { ...refresh(emulator), ...change });
      expect(answer).toEqual({ status: 200, body: { error: want } });
    });
  }
});

describe("a grant code", () => {
  const exchange = (emulator: Emulator, code: string): Parameters => {
    const { client_id = "", client_secret = "" } = refresh(emulator);
    return { grant_type: "authorization_code", client_id, client_secret, code };
  };

  test("yields a working refresh token, once", async () => {
    await using emulator = await startEmulator();
    const code = emulator.grantCode();
    const { body } = await requestToken(emulator, exchange(emulator, code));
    expect(Object.keys(body)).toEqual(["access_token", "refresh_token", "api_domain", "token_type", "expires_in"]);
    const again = await requestToken(emulator, exchange(emulator, code));
    expect(again.body).toEqual({ error: "invalid_code" });
    const refreshed = await requestToken(emulator, { ...refresh(emulator), refresh_token: String(body.refresh_token) });
    expect(refreshed.body.access_token).toMatch(TOKEN);
  });

  test("expires", async () => {
    let time = 0;
    await using emulator = await startEmulator({ now: () => time });
    const code = emulator.grantCode();
    time += 180_000;
    expect((await requestToken(emulator, exchange(emulator, code))).body).toEqual({ error: "invalid_code" });
  });
});

describe("an access token", () => {
  const INVALID = '{"code":"INVALID_TOKEN","details":{},"message":"invalid oauth token","status":"error"}';

  test("grants access to the API in both header forms, for an hour", async () => {
    let time = 0;
    await using emulator = await startEmulator({ now: () => time });
    const { body } = await requestToken(emulator, refresh(emulator));
    expect((await listLeads(emulator, `Zoho-oauthtoken ${body.access_token}`)).status).toBe(200);
    expect((await listLeads(emulator, `Bearer ${body.access_token}`)).status).toBe(200);
    time += 3_600_000;
    expect(await listLeads(emulator, `Bearer ${body.access_token}`)).toEqual({ status: 401, text: INVALID });
  });

  test("reports its expiry in every response", async () => {
    await using emulator = await startEmulator({ now: () => Date.parse("2026-05-14T12:35:29+03:00") });
    const { body } = await requestToken(emulator, refresh(emulator));
    const headers = { authorization: `Bearer ${body.access_token}` };
    for (const module of ["Leads", "Nothing"]) {
      const response = await fetch(`${emulator.apiUrl}/crm/v2/${module}`, { headers });
      expect(response.headers.get("x-accesstoken-reset"), module).toBe("2026-05-14T13:35:29+03:00");
    }
  });

  test("is rejected when it is unknown, manually expired, or revoked with its refresh token", async () => {
    await using emulator = await startEmulator();
    expect(await listLeads(emulator, "Zoho-oauthtoken 1000.x.y")).toEqual({ status: 401, text: INVALID });
    const first = await requestToken(emulator, refresh(emulator));
    emulator.expireTokens();
    expect((await listLeads(emulator, `Bearer ${first.body.access_token}`)).status).toBe(401);
    const second = await requestToken(emulator, refresh(emulator));
    const revoke = `${emulator.accountsUrl}/oauth/v2/token/revoke?token=${emulator.refreshToken}`;
    expect((await post(revoke)).body).toEqual({ status: "success" });
    expect(await post(revoke)).toEqual({ status: 400, body: { error: "invalid_token" } });
    expect((await listLeads(emulator, `Bearer ${second.body.access_token}`)).status).toBe(401);
    expect((await requestToken(emulator, refresh(emulator))).body).toEqual({ error: "invalid_code" });
  });

  test("is required for every call", async () => {
    await using emulator = await startEmulator();
    const want = '{"code":"AUTHENTICATION_FAILURE","details":{},"message":"Authentication failed","status":"error"}';
    expect(await listLeads(emulator, "")).toEqual({ status: 401, text: want });
    expect(await listLeads(emulator, "Basic abc")).toEqual({ status: 401, text: want });
  });
});

describe("limits of tokens", () => {
  const DENIED = {
    error_description: "You have made too many requests continuously. Please try again after some time.",
    error: "Access Denied",
    status: "failure",
  };

  test("a refresh token yields ten access tokens in ten minutes, and more after that", async () => {
    await using emulator = await startEmulator();
    for (let n = 0; n < 10; n += 1) expect((await requestToken(emulator, refresh(emulator))).status).toBe(200);
    expect(await requestToken(emulator, refresh(emulator))).toEqual({ status: 400, body: DENIED });
    emulator.advance("9m");
    expect((await requestToken(emulator, refresh(emulator))).status).toBe(400);
    emulator.advance("61s");
    expect((await requestToken(emulator, refresh(emulator))).status).toBe(200);
  });

  test("the 16th access token of a refresh token ends the first", async () => {
    await using emulator = await startEmulator();
    const tokens: unknown[] = [];
    const statusOf = async (token: unknown) => (await listLeads(emulator, `Bearer ${token}`)).status;
    for (let n = 0; n < 15; n += 1) {
      if (n === 8) emulator.advance("10m");
      tokens.push((await requestToken(emulator, refresh(emulator))).body.access_token);
    }
    expect(await statusOf(tokens[0])).toBe(200);
    await requestToken(emulator, refresh(emulator));
    expect([await statusOf(tokens[0]), await statusOf(tokens[1])]).toEqual([401, 200]);
  });

  test("the 21st refresh token ends the first, with its access tokens", async () => {
    await using emulator = await startEmulator();
    const { clientId: client_id, clientSecret: client_secret } = emulator;
    const { body } = await requestToken(emulator, refresh(emulator));
    const consent = () =>
      requestToken(emulator, {
        grant_type: "authorization_code",
        client_id,
        client_secret,
        code: emulator.grantCode(),
      });
    for (let n = 0; n < 19; n += 1) await consent();
    expect((await listLeads(emulator, `Bearer ${body.access_token}`)).status).toBe(200);
    await consent();
    expect((await listLeads(emulator, `Bearer ${body.access_token}`)).status).toBe(401);
    expect((await requestToken(emulator, refresh(emulator))).body).toEqual({ error: "invalid_code" });
  });

  test("another data center, another emulator, knows neither client nor token", async () => {
    await using emulator = await startEmulator();
    await using other = await startEmulator();
    expect((await requestToken(other, refresh(emulator))).body).toEqual({ error: "invalid_client" });
    const { body } = await requestToken(emulator, refresh(emulator));
    expect((await listLeads(other, `Bearer ${body.access_token}`)).status).toBe(401);
  });
});
