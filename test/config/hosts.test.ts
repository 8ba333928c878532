import { describe, expect, test } from "vitest";
import { memoryStore } from "../../src/auth/stores/memory.js";
import { hostsOfToken } from "../../src/config/hosts.js";
import type { ClientOptions } from "../../src/config/options.js";
import { resolveSettings } from "../../src/config/resolve.js";
import { failure, type Given, OAUTH_FILE, PLAIN_FILE, sources, typed } from "./settings.js";

describe("the API and the accounts server", () => {
  const us = ["https://www.zohoapis.com", "https://accounts.zoho.com"];
  const eu = ["https://www.zohoapis.eu", "https://accounts.zoho.eu"];
  const cases: readonly { name: string; given: ClientOptions; from?: Given; want: readonly string[] }[] = [
    { name: "nothing", given: {}, want: us },
    { name: "a data center", given: { dataCenter: "eu" }, want: eu },
    {
      name: "a data center with two domains",
      given: { dataCenter: "ca" },
      want: ["https://www.zohoapis.ca", "https://accounts.zohocloud.ca"],
    },
    { name: "the accounts host follows the API host", given: { apiUrl: "https://www.zohoapis.eu" }, want: eu },
    { name: "the API host follows the accounts host", given: { accountsUrl: "accounts.zoho.eu" }, want: eu },
    {
      name: "the accounts host follows a sandbox",
      given: { apiUrl: "sandbox.zohoapis.eu" },
      want: ["https://sandbox.zohoapis.eu", "https://accounts.zoho.eu"],
    },
    {
      name: "a data center and an address",
      given: { dataCenter: "eu", apiUrl: "developer.zohoapis.eu" },
      want: ["https://developer.zohoapis.eu", "https://accounts.zoho.eu"],
    },
    { name: "an address in upper case, with a slash", given: { apiUrl: "HTTPS://WWW.ZOHOAPIS.EU/" }, want: eu },
    {
      name: "an address with a port",
      given: { apiUrl: "www.zohoapis.eu:8443" },
      want: ["https://www.zohoapis.eu:8443", "https://accounts.zoho.eu"],
    },
    {
      name: "loopback",
      given: { apiUrl: "http://127.0.0.1:8080", accountsUrl: "http://[::1]:81" },
      want: ["http://127.0.0.1:8080", "http://[::1]:81"],
    },
    {
      name: "loopback without a scheme",
      given: { apiUrl: "localhost:8080" },
      want: ["https://localhost:8080", "https://accounts.zoho.com"],
    },
    {
      name: "an allowed host",
      given: { apiUrl: "proxy.example.com:8443", allowHosts: ["Proxy.example.com"] },
      want: ["https://proxy.example.com:8443", "https://accounts.zoho.com"],
    },
    {
      name: "an allowed host with its port",
      given: { apiUrl: "p.example.com:84", allowHosts: ["p.example.com:84"] },
      want: ["https://p.example.com:84", "https://accounts.zoho.com"],
    },
    { name: "an address in a file", given: {}, from: { plain: "[crm]\napi.base_url=www.zohoapis.eu" }, want: eu },
    {
      name: "a data center takes precedence over a file",
      given: { dataCenter: "eu" },
      from: { plain: "crm.api.url=www.zohoapis.in" },
      want: eu,
    },
  ];
  test.each(cases)("$name", ({ given, from, want }) => {
    const { apiUrl, accountsUrl } = typed(given, from);
    expect([apiUrl, accountsUrl]).toEqual(want);
  });
});

describe("the servers for files", () => {
  const zoho = ["https://content.zohoapis.eu", "https://download-accl.zoho.eu"];
  const files: readonly { name: string; given: ClientOptions; want: readonly string[] }[] = [
    { name: "of the data center", given: { dataCenter: "eu" }, want: zoho },
    { name: "of the API host's data center", given: { apiUrl: "sandbox.zohoapis.eu" }, want: zoho },
    { name: "of the accounts host's data center", given: { accountsUrl: "accounts.zoho.eu" }, want: zoho },
    {
      name: "of the API host's data center, though another one is set",
      given: { dataCenter: "us", apiUrl: "www.zohoapis.eu" },
      want: zoho,
    },
    {
      name: "of a data center with other host names",
      given: { dataCenter: "ca" },
      want: ["https://upload.zohocloud.ca", "https://download-accl.zohocloud.ca"],
    },
    {
      name: "of an API host outside Zoho: itself",
      given: { apiUrl: "http://127.0.0.1:8080", accountsUrl: "accounts.zoho.eu" },
      want: ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
    },
  ];
  test.each(files)("$name", ({ given, want }) => {
    const { contentUrl, downloadUrl } = typed(given);
    expect([contentUrl, downloadUrl]).toEqual(want);
  });
});

describe("an address is rejected with", () => {
  const rejected: readonly { name: string; given: object; want: string }[] = [
    {
      name: "another host",
      given: { apiUrl: "https://evil.example.com" },
      want: "names evil.example.com, which is not one of Zoho's hosts",
    },
    {
      name: "a host that only begins like Zoho's",
      given: { apiUrl: "www.zohoapis.com.evil.example" },
      want: "names www.zohoapis.com.evil.example",
    },
    { name: "an accounts host for the API", given: { apiUrl: "accounts.zoho.com" }, want: "names accounts.zoho.com" },
    { name: "plain http", given: { apiUrl: "http://www.zohoapis.com" }, want: "may not use http://" },
    {
      name: "plain http for an allowed host",
      given: { apiUrl: "http://a.example", allowHosts: ["a.example"] },
      want: "may not use http://",
    },
    { name: "another scheme", given: { apiUrl: "ws://localhost" }, want: "may not use ws://" },
    { name: "a path", given: { apiUrl: "https://www.zohoapis.com/crm" }, want: "without a path or user name" },
    { name: "a query", given: { apiUrl: "www.zohoapis.com?" }, want: "without a path or user name" },
    {
      name: "a user name",
      given: { accountsUrl: "https://me:hidden@accounts.zoho.com" },
      want: "without a path or user name",
    },
    { name: "no host", given: { accountsUrl: "http://" }, want: "is not the address of a server" },
    {
      name: "a host that only begins like loopback",
      given: { apiUrl: "http://127.0.0.1.evil.example" },
      want: "may not use http://",
    },
  ];
  test.each(rejected)("$name", ({ given, want }) => {
    const { code, message } = failure(() => typed(given));
    expect(code).toBe("INVALID_CONFIGURATION");
    expect(message).toContain(want);
    expect(message).not.toContain("hidden");
  });

  test("an error that names the place where it was found, and every other place", () => {
    const place = (given: Given) => failure(() => typed({}, given)).message.split(" names ")[0];
    expect(failure(() => typed({ apiUrl: "a.example" })).message).toMatch(
      /^apiUrl \(option "apiUrl"\) names a\.example/,
    );
    expect(place({ plain: "\r\n[crm]\r\napi.url=a.example" })).toBe(`apiUrl (crm.api.url in ${PLAIN_FILE}, line 3)`);
    expect(place({ env: { ZCRM__iamurl: "a.example" } })).toBe("accountsUrl (environment variable ZCRM__iamurl)");
    expect(place({ env: { ZCRM_ACCOUNTS_URL: "a.example" } })).toBe(
      "accountsUrl (environment variable ZCRM_ACCOUNTS_URL)",
    );
    expect(failure(() => typed({ apiUrl: "a.example" })).message).toMatch(
      `It can be set as option "apiUrl"; crm.api.base_url (or crm.api.url) in ${OAUTH_FILE} or ${PLAIN_FILE}; environment variable ZCRM_API_URL or ZCRM__base_url`,
    );
  });
});

describe("Zoho's other hosts of the CRM", () => {
  test.each([
    ["crmsandbox.zoho.com", "https://accounts.zoho.com"],
    ["crmsandbox.zoho.eu", "https://accounts.zoho.eu"],
    ["crm.zoho.in", "https://accounts.zoho.in"],
    ["https://crm.zohocloud.ca/", "https://accounts.zohocloud.ca"],
  ])("%s is used with %s", (apiUrl, accounts) => {
    const settings = typed({}, { plain: `crm.api.base_url=${apiUrl}` });
    expect([new URL(settings.apiUrl).host, settings.accountsUrl]).toEqual([apiUrl.replace(/https:|\//g, ""), accounts]);
    expect(settings.contentUrl).toMatch(/^https:\/\/(content\.zohoapis|upload\.zohocloud)\./);
  });
});

describe("a host that only its user can allow", () => {
  const OWN = "zoho.crm.client_id=id\nzoho.crm.client_secret=secret\nzoho.crm.refresh_token=token";
  const url = (settings: { apiUrl: string }) => settings.apiUrl;

  test.each(["https://crm.example.com", "http://127.0.0.1:8080"])("%s, in code and in the environment", (apiUrl) => {
    const allowed = [new URL(apiUrl).hostname];
    expect(url(typed({ apiUrl, allowHosts: allowed }))).toBe(apiUrl);
    const env = { ZCRM_API_URL: apiUrl, ZCRM_ALLOW_HOSTS: `other.example, ${allowed}` };
    expect(url(typed({}, { env }))).toBe(apiUrl);
    expect(url(typed({}, { env: { ...env, ZCRM_ALLOW_HOSTS: "", ZCRM__allow_hosts: String(allowed) } }))).toBe(apiUrl);
    expect(url(typed({}, { plain: `crm.api.base_url=${apiUrl}`, env }))).toBe(apiUrl);
  });

  test("a file can allow a host that the program itself names", () => {
    const file = { plain: "crm.api.allow_hosts=crm.example.com" };
    const { apiUrl, allowHosts } = typed({ apiUrl: "crm.example.com" }, file);
    expect([apiUrl, allowHosts]).toEqual(["https://crm.example.com", []]);
    expect(url(typed({}, { ...file, env: { ZCRM__base_url: "crm.example.com" } }))).toBe("https://crm.example.com");
  });

  test("this machine is allowed by who names it, in code or in the environment", () => {
    expect(url(typed({ apiUrl: "http://127.0.0.1:8080" }))).toBe("http://127.0.0.1:8080");
    expect(url(typed({}, { env: { ZCRM_API_URL: "http://[::1]:8080" } }))).toBe("http://[::1]:8080");
  });

  test("a file decides for the credentials in files", () => {
    const file = `${OWN}\ncrm.api.base_url=crm.example.com\ncrm.api.allow_hosts=crm.example.com`;
    const resolve = (text: string) => resolveSettings({}, sources({ oauth: text }));
    expect(url(resolve(file))).toBe("https://crm.example.com");
    expect(resolve(file).allowHosts).toEqual(["crm.example.com"]);
    expect(url(resolve(`${OWN}\ncrm.api.base_url=http://localhost:80`))).toBe("http://localhost");
    expect(failure(() => resolve(file.replace("allow_hosts", "other"))).message).toContain("names crm.example.com");
  });

  const foreign: readonly { name: string; options?: object; env?: Record<string, string>; own?: string }[] = [
    { name: "a client secret of the program", options: { clientSecret: "s" } },
    { name: "a client secret of the environment", env: { ZCRM_CLIENT_SECRET: "s" }, own: "zoho.crm.client_id=id" },
    { name: "a refresh token of the program", options: { refreshToken: "r" } },
    {
      name: "a refresh token of the environment",
      env: { ZCRM__refresh_token: "r" },
      own: OWN.replace("refresh_token", "x"),
    },
    { name: "tokens of the program's store", options: { store: memoryStore() } },
  ];
  const hosts = ["http://127.0.0.1:8080", "https://localhost", "https://crm.example.com"];
  test.each(foreign)("a file does not decide for $name", ({ options = {}, env = {}, own = OWN }) => {
    for (const host of hosts) {
      for (const setting of ["crm.api.base_url", "zoho.crm.iamurl"]) {
        const text = `${own}\n${setting}=${host}\ncrm.api.allow_hosts=127.0.0.1,localhost,crm.example.com`;
        const given = sources({ oauth: text, env });
        expect(failure(() => resolveSettings(options, given)).message).toMatch(
          /names (127\.0\.0\.1:8080|localhost|crm\.example\.com), which .* Files can allow it only for a client secret/,
        );
        expect(resolveSettings(options, sources({ oauth: own, env })).allowHosts).toEqual([]);
      }
    }
  });
});

describe("the servers of a token", () => {
  const own = (given?: Given, options: object = {}) => typed({ refreshToken: "r", ...options }, given);

  test("this machine, or another host, that a response or a store names", () => {
    for (const host of [
      "http://127.0.0.1:9",
      "https://localhost",
      "https://evil.example.com",
      "http://accounts.zoho.com",
    ]) {
      for (const token of [{ apiDomain: host }, { accountsServer: host }]) {
        expect(failure(() => hostsOfToken(token, own(), [])).message).toMatch(
          /^(api_domain|accounts-server) \(named by Zoho, or by the token store\) (names|may not use)/,
        );
      }
    }
    const allowed = hostsOfToken({ accountsServer: "http://127.0.0.1:9" }, own(), ["127.0.0.1"]);
    expect(allowed.accountsUrl).toBe("http://127.0.0.1:9");
  });

  test("this machine, if it is the configured server", () => {
    const local = own({ env: { ZCRM_ACCOUNTS_URL: "http://127.0.0.1:9", ZCRM_API_URL: "http://127.0.0.1:9" } });
    expect(hostsOfToken({ accountsServer: "http://127.0.0.1:9" }, local, []).accountsUrl).toBe("http://127.0.0.1:9");
    expect(failure(() => hostsOfToken({ accountsServer: "http://127.0.0.1:8" }, local, [])).message).toMatch(
      "127.0.0.1:8",
    );
  });

  test("a file does not direct a token to another data center, or away from this machine", () => {
    const eu = own({ plain: "crm.api.base_url=sandbox.zohoapis.eu" });
    expect(hostsOfToken({ apiDomain: "https://www.zohoapis.eu" }, eu, []).apiUrl).toBe("https://sandbox.zohoapis.eu");
    for (const apiDomain of ["https://www.zohoapis.com", "http://127.0.0.1:9"]) {
      expect(failure(() => hostsOfToken({ apiDomain }, eu, [])).message).toBe(
        `crm.api.base_url in ${PLAIN_FILE}, line 1 names https://sandbox.zohoapis.eu, and the token was issued for ` +
          `${apiDomain}: change the file, or set apiUrl as an option or in the environment`,
      );
      expect(hostsOfToken({ apiDomain }, own({}, { apiUrl: "www.zohoapis.eu" }), []).apiUrl).toBe(
        "https://www.zohoapis.eu",
      );
    }
  });
});
