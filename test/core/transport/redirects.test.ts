import { describe, expect, test } from "vitest";
import { mayHaveToken } from "../../../src/config/hosts.js";
import type { HttpResponse } from "../../../src/core/response/response.js";
import { fetchTransport } from "../../../src/core/transport/fetch-transport.js";
import { createNodeTransport } from "../../../src/core/transport/node-transport.js";
import { createSend } from "../../../src/core/transport/send.js";
import { FILE, failureOf, request, SETTINGS } from "../../support/requests.js";
import { serve } from "../../support/servers/server.js";

const API = "https://www.zohoapis.com";

/** Sends to servers that answer by address; a text is a place to go to. */
function sending(answers: Record<string, string>, api = API) {
  const seen: { url: string; token: string | undefined }[] = [];
  const send = createSend(
    {
      async send(url, { headers }) {
        seen.push({ url, token: headers.authorization });
        const location = answers[url];
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

describe("a download follows", () => {
  test.each([
    ["to Zoho's own", "https://download-accl.zoho.com/x?y=1", "https://download-accl.zoho.com/x?y=1", true],
    ["to an allowed host", "https://mirror.test/x", "https://mirror.test/x", true],
    ["within the host", "/other", `${API}/other`, true],
    ["to a relative place", "other?a=1", `${API}/other?a=1`, true],
    ["to another port", "https://www.zohoapis.com:8443/x", "https://www.zohoapis.com:8443/x", true],
    ["to anybody", "https://evil.test/x", "https://evil.test/x", false],
    ["to one who looks like Zoho", "https://www.zohoapis.com.evil.test/", "https://www.zohoapis.com.evil.test/", false],
    ["to a subdomain that is none of Zoho's", "https://x.www.zohoapis.com/", "https://x.www.zohoapis.com/", false],
    ["with a user that looks like Zoho", "https://www.zohoapis.com@evil.test/", "https://evil.test/", false],
    ["to this machine", "https://127.0.0.1:9/", "https://127.0.0.1:9/", false],
  ])("%s: %s", async (_, location, want, hasToken) => {
    const { seen, get } = sending({ [`${API}/things`]: location });
    expect(await (await get()).text()).toBe("file");
    expect(seen[1]).toEqual({ url: want, token: hasToken ? "Zoho-oauthtoken t" : undefined });
  });

  test("and the token does not come back on the way", async () => {
    const { seen, get } = sending({ [`${API}/things`]: "https://evil.test/x", "https://evil.test/x": `${API}/y` });
    await get();
    expect(seen.map(({ token }) => token !== undefined)).toEqual([true, false, false]);
  });
});

describe("is refused", () => {
  test.each<[string, string, object, string, string?]>([
    [
      "anything but a download",
      "https://evil.test/x?secret=1",
      { operation: request().operation },
      "redirects to evil.test",
    ],
    ["a download that is no GET", "https://evil.test/", { method: "POST" }, "redirects to evil.test"],
    ["a way without TLS", "http://www.zohoapis.com/x", {}, "not secure"],
    ["a way without TLS to this machine", "http://127.0.0.1/x", {}, "not secure"],
    ["a file", "file:///etc/passwd", {}, "not secure"],
    ["a place that is none", "https://", {}, "without a location"],
    ["no place", "", {}, "without a location"],
    ["a circle", "/things", {}, "after 5 other redirects", "TOO_MANY_REDIRECTS"],
  ])("%s", async (_, location, members, says, code = "UNEXPECTED_REDIRECT") => {
    const { get } = sending({ [`${API}/things`]: location });
    const error = await failureOf(get(members));
    expect(error).toMatchObject({ name: "ResponseError", code, status: 302 });
    expect(String(error)).toContain(says);
    expect(String(error)).not.toMatch(/secret|passwd/);
  });
});

test("with a fetch that hides where a redirect leads, the error says so", async () => {
  const opaque = { type: "opaqueredirect", status: 0, ok: false, body: null } as unknown as Response;
  const send = fetchTransport(async () => opaque, { idleTimeout: 1_000, maxAnswerSize: 1_000 });
  expect(String(await failureOf(send(API, request())))).toContain("does not reveal its target");
});

test("over sockets of this machine, the same host may be followed without TLS, and no other server has the token", async () => {
  const tokens: (string | undefined)[] = [];
  await using other = await serve((incoming, outgoing) => {
    tokens.push(incoming.headers.authorization);
    outgoing.end("there");
  });
  await using server = await serve((_, outgoing) => outgoing.writeHead(302, { location: other.url }).end());
  const addresses = { api: server.url, accounts: server.url, content: server.url, download: server.url };
  const transport = fetchTransport(globalThis.fetch, { idleTimeout: 1_000, maxAnswerSize: 1_000 });
  const send = createSend({ send: transport }, addresses, "", (url) => mayHaveToken(url, []));
  const got = await send(request({ operation: FILE, headers: { authorization: "Zoho-oauthtoken t" } }));
  expect([await got.text(), tokens]).toEqual(["there", [undefined]]);
});

test("an answer that leads elsewhere gives its connection back, also where its content never ends", async () => {
  await using server = await serve(({ url }, outgoing) => {
    if (url === "/there") outgoing.end("file");
    else outgoing.writeHead(302, { location: "/there" }).write("moved");
  });
  const transport = createNodeTransport({ ...SETTINGS, maxSockets: 1 });
  const addresses = { api: server.url, accounts: server.url, content: server.url, download: server.url };
  const send = createSend(transport, addresses, "", () => true);
  // It would wait for the only connection.
  const got = await send(request({ operation: FILE, signal: AbortSignal.timeout(2_000) }));
  expect(await got.text()).toBe("file");
  transport.close();
});
