/** Which proxy the environment configures, and for which hosts. */
import { expect, test } from "vitest";
import { resolveProxy } from "../../../src/config/proxy.js";
import { usesProxy } from "../../../src/core/transport/proxy-choice.js";

test.each<[Record<string, string>, string | undefined]>([
  [{}, undefined],
  [{ HTTPS_PROXY: "http://proxy.test:8080" }, "http://proxy.test:8080"],
  [{ HTTPS_PROXY: "", https_proxy: "proxy.test:8080/" }, "http://proxy.test:8080"],
  [{ HTTP_PROXY: "http://proxy.test" }, undefined],
])("with the environment %j, the proxy is %s", (env, want) => {
  expect(resolveProxy(undefined, (name) => env[name])?.url).toBe(want);
});

test.each(["socks5://proxy.test", "http://", "http://ann:secret@proxy.test/path"])(
  "HTTPS_PROXY=%s is rejected with the name of the variable, but without its value",
  (value) => {
    const attempt = () => resolveProxy(undefined, (name) => (name === "HTTPS_PROXY" ? value : undefined));
    expect(attempt).toThrow(/environment variable HTTPS_PROXY is not the address of a proxy/);
    expect(attempt).not.toThrow(/secret/);
  },
);

test.each<[string, string, number, boolean]>([
  ["", "www.zohoapis.com", 443, true],
  ["", "localhost", 443, false],
  ["", "127.0.0.5", 443, false],
  ["", "[::1]", 443, false],
  ["*", "www.zohoapis.com", 443, false],
  ["zohoapis.com", "www.zohoapis.com", 443, false],
  [".ZohoApis.com", "www.zohoapis.com", 443, false],
  ["*.zohoapis.com", "www.zohoapis.com", 443, false],
  ["apis.com", "www.zohoapis.com", 443, true],
  ["other.test, zohoapis.com:443", "www.zohoapis.com", 443, false],
  ["zohoapis.com:8443", "www.zohoapis.com", 443, true],
  ["[2001:db8::1]", "[2001:db8::1]", 443, false],
])("NO_PROXY=%s, %s:%i uses the proxy: %s", (list, host, port, want) => {
  const env: Record<string, string> = { HTTPS_PROXY: "http://proxy.test", NO_PROXY: list };
  const proxy = resolveProxy(undefined, (name) => env[name]);
  expect(proxy && usesProxy(proxy, host, port)).toBe(want);
});
