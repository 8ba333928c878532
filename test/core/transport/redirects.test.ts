import { describe, expect, test } from "vitest";
import { mayHaveToken } from "../../../src/config/hosts.js";
import type { HttpResponse } from "../../../src/core/response/response.js";
import { fetchTransport } from "../../../src/core/transport/fetch-transport.js";
import { createSend } from "../../../src/core/transport/send.js";
import { FILE, failureOf, request } from "../../support/requests.js";
import { serve } from "../../support/servers/server.js";
import { openTransport } from "./node-transport/open-transport.js";

const API = "https://www.zohoapis.com";

/** Sends to servers that redirect some addresses and respond to all others with a file. */
function redirecting(locations: Record<string, string>, api = API) {
  const seen: { url: string; token: string | undefined }[] = [];
  const send = createSend(
    {
      async send(url, { headers }) {
        seen.push({ url, token: headers.authorization });
        const location = locations[url];
        const init = location === undefined ? {} : { status: 302, headers: { location } };
        return new Response("file", init) as unknown as HttpResponse;
      },
    },
    { api, accounts: api, content: api, download: api },
    "",
    (url) => mayHaveToken(url, ["mirror.test"]),
  );
  const headers = { authorization: "Zoho-oauthtoken t", cookie: "c" };
  return { seen, get: (members = {}) => send(request({ operation: FILE, headers, ...members })) };
}

describe("a download is redirected", () => {
  test.each([
    ["to another host of Zoho", "https://download-accl.zoho.com/x?y=1", "https://download-accl.zoho.com/x?y=1", true],
    ["to an allowed host", "https://mirror.test/x", "https://mirror.test/x", true],
    ["within its host", "/other", `${API}/other`, true],
    ["to a relative address", "other?a=1", `${API}/other?a=1`, true],
    ["to another port", "https://www.zohoapis.com:8443/x", "https://www.zohoapis.com:8443/x", true],
    ["to any other host", "https://evil.test/x", "https://evil.test/x", false],
    [
      "to a host that looks like Zoho's",
      "https://www.zohoapis.com.evil.test/",
      "https://www.zohoapis.com.evil.test/",
      false,
    ],
    ["to a subdomain that Zoho does not have", "https://x.www.zohoapis.com/", "https://x.www.zohoapis.com/", false],
    [
      "with a user name that looks like Zoho's host",
      "https://www.zohoapis.com@evil.test/",
      "https://evil.test/",
      false,
    ],
    ["to this machine", "https://127.0.0.1:9/", "https://127.0.0.1:9/", false],
  ])("%s, %s, and the next server gets the token only if it is trusted", async (_, location, want, hasToken) => {
    const { seen, get } = redirecting({ [`${API}/things`]: location });
    expect(await (await get()).text()).toBe("file");
    expect(seen[1]).toEqual({ url: want, token: hasToken ? "Zoho-oauthtoken t" : undefined });
  });

  test("and once the token was withheld, no later server gets it", async () => {
    const { seen, get } = redirecting({ [`${API}/things`]: "https://evil.test/x", "https://evil.test/x": `${API}/y` });
    await get();
    expect(seen.map(({ token }) => token !== undefined)).toEqual([true, false, false]);
  });
});

describe("these redirects are errors:", () => {
  test.each<[string, string, object, string, string?]>([
    [
      "of anything but a download",
      "https://evil.test/x?secret=1",
      { operation: request().operation },
      "redirects to evil.test",
    ],
    ["of a download that is not a GET", "https://evil.test/", { method: "POST" }, "redirects to evil.test"],
    ["to an address without TLS", "http://www.zohoapis.com/x", {}, "not secure"],
    ["to this machine without TLS", "http://127.0.0.1/x", {}, "not secure"],
    ["to a local file", "file:///etc/passwd", {}, "not secure"],
    ["to an invalid address", "https://", {}, "without a location"],
    ["to nowhere", "", {}, "without a location"],
    ["in a cycle", "/things", {}, "after 5 other redirects", "TOO_MANY_REDIRECTS"],
  ])("%s", async (_, location, members, says, code = "UNEXPECTED_REDIRECT") => {
    const { get } = redirecting({ [`${API}/things`]: location });
    const error = await failureOf(get(members));
    expect(error).toMatchObject({ name: "ResponseError", code, status: 302 });
    expect(String(error)).toContain(says);
    expect(String(error)).not.toMatch(/secret|passwd/);
  });
});

test("the error says so if a fetch hides the target of a redirect", async () => {
  const opaque = { type: "opaqueredirect", status: 0, ok: false, body: null } as unknown as Response;
  const send = fetchTransport(async () => opaque, { idleTimeout: 1_000, maxAnswerSize: 1_000 });
  expect(String(await failureOf(send(API, request())))).toContain("does not reveal its target");
});

test("on this machine, a download may be redirected without TLS, and the other server does not get the token", async () => {
  const tokens: (string | undefined)[] = [];
  await using other = await serve((incoming, outgoing) => {
    tokens.push(incoming.headers.authorization);
    outgoing.end("there");
  });
  await using server = await serve((_, outgoing) => outgoing.writeHead(302, { location: other.url }).end());
  const addresses = { api: server.url, accounts: server.url, content: server.url, download: server.url };
  const transport = fetchTransport(globalThis.fetch, { idleTimeout: 1_000, maxAnswerSize: 1_000 });
  const send = createSend({ send: transport }, addresses, "", (url) => mayHaveToken(url, []));

  const response = await send(request({ operation: FILE, headers: { authorization: "Zoho-oauthtoken t" } }));

  expect([await response.text(), tokens]).toEqual(["there", [undefined]]);
});

test("a redirect releases its connection, even if its body never ends", async () => {
  await using server = await serve(({ url }, outgoing) => {
    if (url === "/there") outgoing.end("file");
    else outgoing.writeHead(302, { location: "/there" }).write("moved");
  });
  const addresses = { api: server.url, accounts: server.url, content: server.url, download: server.url };
  const send = createSend(openTransport(), addresses, "", () => true);

  const response = await send(request({ operation: FILE }));

  expect(await response.text()).toBe("file");
  await expect.poll(() => server.open).toBe(1);
});
