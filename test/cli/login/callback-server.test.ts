import { type IncomingMessage, request } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { describe, expect, test } from "vitest";
import { type CallbackServer, listenForCallback } from "../../../src/cli/login/callback-server.js";
import { freePort } from "../../support/cli.js";
import { consentRequest } from "../../support/consent-request.js";

interface Reply {
  readonly status: number | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** Requests a page without following redirects, with any Host header. */
type Ask = (path: string, options?: { method?: string; host?: string }) => Promise<Reply>;

/** Listens for a login with the state `right`. */
async function listening(work: (ask: Ask, server: CallbackServer) => Promise<void>): Promise<void> {
  const port = await freePort();
  const redirectUrl = `http://127.0.0.1:${port}/callback`;
  const server = await listenForCallback(consentRequest({ redirectUrl, state: "right" }));
  const ask: Ask = (path, { method = "GET", host = `127.0.0.1:${port}` } = {}) =>
    new Promise((resolve, reject) => {
      request({ port, path, method, headers: { host }, agent: false }, async (response) => {
        let body = "";
        for await (const chunk of response.setEncoding("utf8")) body += chunk;
        resolve({ status: response.statusCode, headers: response.headers, body });
      })
        .on("error", reject)
        .end();
    });
  try {
    await work(ask, server);
  } finally {
    await server.close();
  }
}

const GOOD = "/callback?code=1000.a.b&location=eu&accounts-server=https%3A%2F%2Faccounts.zoho.eu&state=right";

test("a result is taken, and the browser is redirected at once to an address without it", () =>
  listening(async (ask, server) => {
    const { status, headers } = await ask(GOOD);
    expect([status, headers.location]).toEqual([303, "/callback/done"]);
    expect(await server.result).toEqual({
      code: "1000.a.b",
      accountsServer: "https://accounts.zoho.eu",
      redirectUrl: expect.stringMatching(/\/callback$/),
    });
  }));

test("only one result is taken", () =>
  listening(async (ask) => {
    await ask(GOOD);
    expect((await ask(GOOD)).status).toBe(410);
  }));

describe("the result of another login is not taken", () => {
  const cases = [
    "/callback?code=1000.a.b&state=wrong",
    "/callback?code=1000.a.b",
    "/callback?error=access_denied&state=wrong",
    "/callback?error=access_denied",
    "/callback?error=x%1b%5b31m&state=",
    "/callback?state=wrong&state=right&code=1000.a.b",
    "/callback",
  ];
  for (const path of cases) {
    test(path, () =>
      listening(async (ask, server) => {
        expect((await ask(path)).headers.location).toBe("/callback/other-login");
        expect((await ask("/callback/other-login")).body).toContain("belongs to another login");
        await ask(GOOD);
        expect(await server.result).toMatchObject({ code: "1000.a.b" });
      }),
    );
  }
});

test("a rejection with the right state is taken", () =>
  listening(async (ask, server) => {
    expect((await ask("/callback?error=access_denied&state=right")).headers.location).toBe("/callback/done");
    expect(await server.result).toMatchObject({ code: "access_denied", name: "AuthError" });
  }));

test("the last page waits for the end of the login, and shows it", () =>
  listening(async (ask, server) => {
    await ask(GOOD);
    const page = ask("/callback/done");
    await server.show({ title: "You are logged in", lines: ["<b>Ada</b> & co"], isGood: true });
    const { status, headers, body } = await page;
    expect(status).toBe(200);
    expect(body).toContain("&#60;b&#62;Ada&#60;/b&#62; &#38; co");
    expect(headers["referrer-policy"]).toBe("no-referrer");
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers["content-security-policy"]).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; .*frame-anc/);
  }));

describe("nothing else is served", () => {
  const cases: { path: string; options?: { method?: string; host?: string }; want: number }[] = [
    { path: "/", want: 404 },
    { path: "/favicon.ico", want: 404 },
    { path: "/callback/", want: 404 },
    { path: "//callback", want: 404 },
    { path: "http://[", want: 404 },
    { path: "/callback/done", want: 404 },
    { path: "/callback/__proto__", want: 404 },
    { path: GOOD, options: { method: "POST" }, want: 405 },
    { path: GOOD, options: { method: "HEAD" }, want: 405 },
    { path: GOOD, options: { host: "rebound.example.com" }, want: 421 },
    { path: GOOD, options: { host: "localhost" }, want: 421 },
  ];
  for (const { path, options, want } of cases) {
    test(`${options?.method ?? "GET"} ${path} at ${options?.host ?? "this machine"} is ${want}`, () =>
      listening(async (ask) => {
        expect((await ask(path, options)).status).toBe(want);
        // The login still waits for its result.
        expect((await ask(GOOD)).status).toBe(303);
      }));
  }
});

test("a port in use is an error with a remedy, and the port is free after the login", async () => {
  const port = await freePort();
  const wanted = consentRequest({ redirectUrl: `http://localhost:${port}/back` });
  const first = await listenForCallback(wanted);
  await expect(listenForCallback(wanted)).rejects.toThrowError(
    new RegExp(`cannot listen at http://localhost:${port}/back: another program listens there.*--port`),
  );
  await first.close();
  await (await listenForCallback(wanted)).close();
});

/** Whether this machine has an IPv6 loopback address. */
const hasIpv6 = await new Promise<boolean>((resolve) => {
  const probe = createServer()
    .once("error", () => resolve(false))
    .listen(0, "::1", () => probe.close(() => resolve(true)));
});

describe("a redirect URL with localhost", () => {
  const statusAt = (host: string, port: number) =>
    new Promise<number | undefined>((resolve, reject) => {
      request(
        { host, port, path: "/callback", headers: { host: `localhost:${port}` }, agent: false },
        ({ statusCode }) => resolve(statusCode),
      )
        .on("error", reject)
        .end();
    });

  // Without IPv6, a machine has only one of the two addresses.
  test.runIf(hasIpv6)("is served at both addresses of this machine", async () => {
    const port = await freePort();
    const server = await listenForCallback(consentRequest({ redirectUrl: `http://localhost:${port}/callback` }));
    expect(await Promise.all(["127.0.0.1", "::1"].map((host) => statusAt(host, port)))).toEqual([303, 303]);
    await server.close();
    for (const host of ["127.0.0.1", "::1"]) await expect(statusAt(host, port)).rejects.toThrowError("ECONNREFUSED");
  });

  test.runIf(hasIpv6)("is not served if another program has one of them, which would get the code", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "::1", resolve));
    const { port } = other.address() as AddressInfo;
    const redirectUrl = `http://localhost:${port}/callback`;
    await expect(listenForCallback(consentRequest({ redirectUrl }))).rejects.toThrowError("another program listens");
    await expect(statusAt("127.0.0.1", port)).rejects.toThrowError("ECONNREFUSED");
    await new Promise((resolve) => other.close(resolve));
  });
});
