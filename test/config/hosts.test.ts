import { describe, expect, test } from "vitest";
import type { ClientOptions } from "../../src/config/options.js";
import { failure, type Given, legacy, OAUTH_FILE, PLAIN_FILE, typed } from "./settings.js";

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
    const place = (config: object, given?: Given) => failure(() => legacy(config, given)).message.split(" names ")[0];
    expect(place({ base_url: "a.example" })).toBe('base_url (option "base_url")');
    expect(place({}, { plain: "crm.api.url=a.example" })).toBe(`base_url (crm.api.url in ${PLAIN_FILE}, line 1)`);
    expect(place({}, { env: { ZCRM__iamurl: "a.example" } })).toBe("iamurl (environment variable ZCRM__iamurl)");
    expect(failure(() => typed({}, { plain: "\r\n[crm]\r\napi.url=a.example" })).message).toMatch(
      `apiUrl (crm.api.url in ${PLAIN_FILE}, line 3) names a.example`,
    );
    expect(failure(() => typed({ apiUrl: "a.example" })).message).toMatch(
      `It can be set as option "apiUrl"; crm.api.base_url (or crm.api.url) in ${OAUTH_FILE} or ${PLAIN_FILE}; environment variable ZCRM__base_url`,
    );
  });
});
