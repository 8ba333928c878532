import { describe, expect, test } from "vitest";
import { memoryStore } from "../../../src/auth/stores/memory.js";
import { redeem } from "../../../src/cli/login/grant.js";
import type { ClientOptions } from "../../../src/index.js";

const TOKENS = {
  access_token: "1000.a.a",
  refresh_token: "1000.r.r",
  api_domain: "https://www.zohoapis.in",
  expires_in: 3600,
};

/** Options of a client that is configured for `eu`, and the requests that it sends. */
function recorded(): { options: ClientOptions; sent: { url: string; form: Record<string, string> }[] } {
  const sent: { url: string; form: Record<string, string> }[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    sent.push({ url: String(input), form: Object.fromEntries(new URLSearchParams(String(init?.body))) });
    return Response.json(TOKENS);
  };
  const options = { clientId: "1000.C", clientSecret: "s", redirectUrl: "https://example.com/configured" };
  return { options: { ...options, dataCenter: "eu", store: memoryStore(), fetch }, sent };
}

test("a code is exchanged at the accounts server that Zoho named, which is stored with the tokens", async () => {
  const { options, sent } = recorded();
  const redirectUrl = "http://127.0.0.1:8976/callback";
  const home = await redeem({ code: "1000.c.c", redirectUrl, accountsServer: "https://accounts.zoho.in" }, options);
  expect(sent).toEqual([
    {
      url: "https://accounts.zoho.in/oauth/v2/token",
      form: {
        grant_type: "authorization_code",
        code: "1000.c.c",
        redirect_uri: redirectUrl,
        client_id: "1000.C",
        client_secret: "s",
      },
    },
  ]);
  expect(home.dataCenter).toBe("in");
  expect(await options.store?.get("zcrm_default_user")).toMatchObject({
    refreshToken: "1000.r.r",
    accountsServer: "https://accounts.zoho.in",
    apiDomain: "https://www.zohoapis.in",
  });
});

test("the code of a self client is exchanged at the configured server, without a redirect URL", async () => {
  const { options, sent } = recorded();
  await redeem({ code: "1000.c.c" }, options);
  expect(sent.map(({ url }) => url)).toEqual(["https://accounts.zoho.eu/oauth/v2/token"]);
  expect(sent[0]?.form).not.toHaveProperty("redirect_uri");
  expect(await options.store?.get("zcrm_default_user")).toMatchObject({ accountsServer: "https://accounts.zoho.eu" });
});

describe("nothing is sent to a server that is not one of Zoho's", () => {
  for (const accountsServer of [
    "https://accounts.zoho.com.example.com",
    "http://accounts.zoho.in",
    "https://accounts.zoho.in@example.com",
    "javascript:0",
  ]) {
    test(accountsServer, async () => {
      const { options, sent } = recorded();
      await expect(redeem({ code: "1000.c.c", accountsServer }, options)).rejects.toMatchObject({
        name: "ConfigError",
      });
      expect(sent).toEqual([]);
    });
  }

  test("unless it is allowed", async () => {
    const { options, sent } = recorded();
    const accountsServer = "https://accounts.example.com";
    await redeem({ code: "1000.c.c", accountsServer }, { ...options, allowHosts: ["accounts.example.com"] });
    expect(sent.map(({ url }) => url)).toEqual(["https://accounts.example.com/oauth/v2/token"]);
  });
});
