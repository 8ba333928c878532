import { request } from "node:http";
import { describe, expect, test } from "vitest";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../../src/emulator/index.js";

const REDIRECT = "http://127.0.0.1:8976/callback";

/** Opens the consent page with the parameters that a test changes, without following redirects. */
function open(emulator: Emulator, change: Record<string, string> = {}): Promise<Response> {
  const parameters = {
    response_type: "code",
    client_id: emulator.clientId,
    redirect_uri: REDIRECT,
    scope: "ZohoCRM.modules.ALL,ZohoCRM.users.READ",
    access_type: "offline",
    state: "a b&c",
    ...change,
  };
  return fetch(`${emulator.accountsUrl}/oauth/v2/auth?${new URLSearchParams(parameters)}`, { redirect: "manual" });
}

async function code(emulator: Emulator, change: Record<string, string> = {}): Promise<string> {
  const location = (await open(emulator, { decision: "accept", ...change })).headers.get("location") ?? "";
  return new URL(location).searchParams.get("code") ?? "";
}

async function exchange({ accountsUrl, clientId, clientSecret }: Emulator, code: string, redirect_uri = REDIRECT) {
  const form = { grant_type: "authorization_code", client_id: clientId, client_secret: clientSecret, code };
  const body = new URLSearchParams({ ...form, redirect_uri });
  return (await (await fetch(`${accountsUrl}/oauth/v2/token`, { method: "POST", body })).json()) as object;
}

/** An emulator without records. */
async function started(options: EmulatorOptions = {}): Promise<Emulator> {
  return startEmulator({ defaultData: false, ...options });
}

test("the page lists the scopes and asks", async () => {
  await using emulator = await started();
  const response = await open(emulator);
  const html = await response.text();
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toMatch(/^text\/html/);
  expect(html).toContain("<li>ZohoCRM.modules.ALL</li>\n  <li>ZohoCRM.users.READ</li>");
  expect(html).toMatch(/value="accept">Accept<[\s\S]*value="reject">Reject</);
});

test("request parameters cannot break out of the page's markup", async () => {
  await using emulator = await started();
  const html = await (await open(emulator, { scope: "<script>", state: '"><script>' })).text();
  expect(html).not.toContain("<script>");
});

test("Accept redirects back with a code, the accounts server and the unchanged state", async () => {
  await using emulator = await started();
  const response = await open(emulator, { decision: "accept" });
  const location = new URL(response.headers.get("location") ?? "");
  expect(response.status).toBe(302);
  expect(location.origin + location.pathname).toBe(REDIRECT);
  expect(Object.fromEntries(location.searchParams)).toEqual({
    code: expect.stringMatching(/^1000\./),
    location: "us",
    "accounts-server": emulator.accountsUrl,
    state: "a b&c",
  });
});

test("a browser may request the token itself, which arrives in the fragment", async () => {
  await using emulator = await started();
  const response = await open(emulator, { response_type: "token", decision: "accept" });
  const location = new URL(response.headers.get("location") ?? "");
  expect(location.search).toBe("");
  const { access_token, ...rest } = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  expect(rest).toEqual({ expires_in: "3600", api_domain: emulator.apiUrl, location: "us", state: "a b&c" });
  const headers = { authorization: `Bearer ${access_token}` };
  expect((await fetch(`${emulator.apiUrl}/crm/v2/users`, { headers })).status).toBe(200);
  expect((await fetch(`${emulator.apiUrl}/crm/v2/org`, { headers })).status).toBe(401);
});

test("another data center says so", async () => {
  await using emulator = await started({ dataCenter: "eu" });
  const location = new URL((await open(emulator, { decision: "accept" })).headers.get("location") ?? "");
  expect(location.searchParams.get("location")).toBe("eu");
  expect(location.searchParams.get("accounts-server")).toBe(emulator.accountsUrl);
  const servers = await (await fetch(`${emulator.accountsUrl}/oauth/serverinfo`)).json();
  expect(servers).toEqual({ result: "success", locations: { eu: emulator.accountsUrl } });
  await expect(started({ dataCenter: "Europe" })).rejects.toThrow('dataCenter: expected a data center, such as "eu"');
});

test("Reject redirects back with the error", async () => {
  await using emulator = await started();
  const response = await open(emulator, { decision: "reject" });
  expect(response.headers.get("location")).toBe(`${REDIRECT}?error=access_denied&state=a+b%26c`);
});

describe("the browser is not redirected", () => {
  const cases: { name: string; change: Record<string, string>; want: string }[] = [
    { name: "for an unknown client", change: { client_id: "1000.X" }, want: "Invalid client" },
    { name: "to another machine", change: { redirect_uri: "https://example.com/" }, want: "Invalid redirect URI" },
    {
      name: "to what only looks like loopback",
      change: { redirect_uri: "http://127.0.0.1.example.com/" },
      want: "URI",
    },
    { name: "for an invalid code", change: { response_type: "id" }, want: "Invalid response type" },
    { name: "without a scope", change: { scope: "" }, want: "Scope does not exist" },
    {
      name: "for a scope that does not exist",
      change: { scope: "ZohoCRM.modules.ALL,ZohoCRM.lamps.READ" },
      want: "there is no scope ZohoCRM.lamps.READ",
    },
    {
      name: "for a module that does not exist",
      change: { scope: "ZohoCRM.modules.lamps.READ" },
      want: "Scope does not exist",
    },
    { name: "for an invalid scope", change: { scope: "ALL" }, want: "Scope does not exist" },
  ];
  for (const { name, change, want } of cases) {
    test(name, async () => {
      await using emulator = await started();
      const response = await open(emulator, { decision: "accept", ...change });
      expect(response.headers.get("location")).toBeNull();
      expect(await response.text()).toContain(want);
    });
  }
});

describe("the code of a consent", () => {
  test("yields tokens once", async () => {
    await using emulator = await started();
    const given = await code(emulator);
    const tokens = await exchange(emulator, given);
    expect(tokens).toMatchObject({
      refresh_token: expect.any(String),
      scope: "ZohoCRM.modules.ALL ZohoCRM.users.READ",
    });
    expect(await exchange(emulator, given)).toEqual({ error: "invalid_code" });
  });

  test("yields no refresh token if the consent is for online use", async () => {
    await using emulator = await started();
    const tokens = await exchange(emulator, await code(emulator, { access_type: "online" }));
    expect(tokens).toHaveProperty("access_token");
    expect(tokens).not.toHaveProperty("refresh_token");
  });

  test("yields no second refresh token, unless the user is asked again", async () => {
    await using emulator = await started();
    const again = async (change = {}) => exchange(emulator, await code(emulator, change));
    expect(await again()).toHaveProperty("refresh_token");
    expect(await again()).not.toHaveProperty("refresh_token");
    expect(await again({ prompt: "consent" })).toHaveProperty("refresh_token");
  });

  test("yields a refresh token if the first was revoked", async () => {
    await using emulator = await started();
    const tokens = await exchange(emulator, await code(emulator));
    const [, token] = Object.entries(tokens).find(([name]) => name === "refresh_token") ?? [];
    await fetch(`${emulator.accountsUrl}/oauth/v2/token/revoke?token=${token}`, { method: "POST" });
    expect(await exchange(emulator, await code(emulator))).toHaveProperty("refresh_token");
  });

  test("is rejected with another redirect URL", async () => {
    await using emulator = await started();
    const answer = await exchange(emulator, await code(emulator), "http://localhost:8976/callback");
    expect(answer).toEqual({ error: "invalid_redirect_uri" });
  });

  test("expires after two minutes", async () => {
    let time = 0;
    await using emulator = await started({ now: () => time });
    const given = await code(emulator);
    time += 120_000;
    expect(await exchange(emulator, given)).toEqual({ error: "invalid_code" });
  });
});

test("the log keeps no secret of a consent", async () => {
  await using emulator = await started();
  const given = await code(emulator);
  await exchange(emulator, given);
  expect(JSON.stringify(emulator.requests)).not.toContain(given);
});

describe("another site", () => {
  test("cannot decide through a link; its link to the page asks the user", async () => {
    await using emulator = await started();
    const { accountsUrl, clientId, clientSecret } = emulator;
    const asked = { client_id: clientId, scope: "ZohoCRM.modules.ALL" };
    const begin = { method: "POST", body: new URLSearchParams({ ...asked, grant_type: "device_request" }) };
    const device = await (await fetch(`${accountsUrl}/oauth/v3/device/code`, begin)).json();
    const { device_code: code, verification_uri_complete: page } = device as Record<string, string>;
    const consent = new URLSearchParams({ ...asked, response_type: "code", redirect_uri: REDIRECT });
    for (const address of [`${accountsUrl}/oauth/v2/auth?${consent}`, page]) {
      for (const site of ["cross-site", "same-site"]) {
        const response = await get(`${address}&decision=accept`, { "sec-fetch-site": site });
        expect([response.status, response.text]).toEqual([200, expect.stringContaining('value="accept">Accept<')]);
      }
    }
    const poll = { grant_type: "device_token", client_id: clientId, client_secret: clientSecret, code: code ?? "" };
    const answer = await fetch(`${accountsUrl}/oauth/v3/device/token`, {
      method: "POST",
      body: new URLSearchParams(poll),
    });
    expect(await answer.json()).toEqual({ error: "authorization_pending" });
  });

  test("cannot show the page in a frame", async () => {
    await using emulator = await started();
    for (const response of [await open(emulator), await fetch(`${emulator.accountsUrl}/oauth/v3/device`)]) {
      expect(response.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    }
  });
});

/** As a browser asks, which `fetch` does not let one do. */
const get = (
  address = "",
  headers: Record<string, string> = {},
): Promise<{ status: number | undefined; text: string }> =>
  new Promise((resolve, reject) => {
    request(address, { headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode, text }));
    })
      .on("error", reject)
      .end();
  });
